/// The sum over axes, in a fixed order; the gradient is g, repeated along them.
public struct Sum: Op, CustomStringConvertible {
  public static let name = "sum"
  /// The resolved axes, ascending.
  public let axes: [Int]
  /// Whether the axes stay, with extents of 1.
  public let keepingDims: Bool

  /// - Parameter axes: resolved and sorted, as `Shape.resolve(axes:)` gives them.
  public init(axes: [Int], keepingDims: Bool) {
    self.axes = axes
    self.keepingDims = keepingDims
  }

  public var description: String { "sum over \(axes)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let dtype = try commonType(inputs)
    return [
      TensorType(
        reducedShape(try inputs[0].shape.checked(axes), axes, keepingDims: keepingDims), dtype)
    ]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try repeated(context.gradient, along: axes, of: context.inputs[0].shape)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let sum = lowering.reduce(.sum, shape, axes: axes) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), x.dtype)
    }
    return [sum.reshaped(reducedShape(shape, axes, keepingDims: keepingDims))]
  }
}

/// The sum over `axes` (all if nil; negative ones count from the end), kept as extents of 1 with
/// `keepingDims`. Any numeric type; a sum over no elements is 0.
///
/// - Formula: y = Σ x over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: numeric
/// - Gradient: g, repeated along the axes
/// - PyTorch: torch.sum
/// - ONNX: ReduceSum
/// - Throws: `GraphError` for an axis out of range or `bool`.
public func sum(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "sum", file, line)
  return try apply(Sum(axes: resolved, keepingDims: keepingDims), x, file, line)
}

// MARK: Shared by the reductions

/// `shape` without `axes`, or with extents of 1 there.
func reducedShape(_ shape: Shape, _ axes: [Int], keepingDims: Bool) -> Shape {
  var dims: [Dim] = []
  for (axis, dim) in shape.enumerated() {
    if !axes.contains(axis) {
      dims.append(dim)
    } else if keepingDims {
      dims.append(1)
    }
  }
  return Shape(dims)
}

extension Shape {
  /// This shape, if `axes` are distinct, ascending axes of it.
  func checked(_ axes: [Int]) throws -> Shape {
    guard try resolve(axes: axes) == axes else {
      throw GraphError(
        .invalidAxis, expected: "ascending axes from 0", found: "\(axes)",
        advice: "use the function, which resolves axes, rather than the operation itself")
    }
    return self
  }
}

/// A reduced tensor (with or without kept axes) repeated along the reduced axes.
func repeated(
  _ x: Variable, along axes: [Int], of shape: Shape
) throws(GraphError) -> Variable {
  let kept = try reshape(x, to: reducedShape(shape, axes, keepingDims: true))
  return try broadcast(kept, to: shape)
}

/// Resolves axes, with an error that names the caller's place.
func resolve(
  _ axes: [Int]?, of x: Variable, _ operation: String, _ file: String, _ line: Int
) throws(GraphError) -> [Int] {
  do {
    return try x.shape.resolve(axes: axes)
  } catch {
    throw placed(error, operation, [x], file, line)
  }
}

/// `error` with the operation, its operands and the place.
func placed(
  _ error: any Error, _ operation: String, _ operands: [Variable], _ file: String, _ line: Int
) -> GraphError {
  var placed =
    error as? GraphError
    ?? GraphError(
      .invalidArgument, expected: "arguments that fit", found: "\(error)",
      advice: "see the documentation of \(operation)")
  placed.operation = operation
  placed.operands = operands.map { "\($0): \($0.type)" }
  placed.site = operands.first?.builder.site(file, line) ?? CallSite(file: file, line: line)
  placed.scope = operands.first?.builder.scopePath ?? ""
  return placed
}
