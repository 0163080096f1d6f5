/// The int32 position of the first largest or smallest element along one axis; a NaN counts as
/// the largest (smallest), as in NumPy. No gradient.
public struct ArgExtremum: Op, CustomStringConvertible {
  public static let name = "argExtremum"
  /// Largest or smallest.
  public let kind: Extremum.Kind
  /// The resolved axis.
  public let axis: Int
  /// Whether the axis stays, with an extent of 1.
  public let keepingDims: Bool

  /// - Parameter axis: resolved, as `Shape.resolve(axis:)` gives it.
  public init(_ kind: Extremum.Kind, axis: Int, keepingDims: Bool) {
    self.kind = kind
    self.axis = axis
    self.keepingDims = keepingDims
  }

  public var description: String { "\(kind == .maximum ? "argmax" : "argmin") over \(axis)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    _ = try commonType(inputs)
    let shape = try inputs[0].shape.checked([axis])
    try expectElements(shape, [axis])
    return [TensorType(reducedShape(shape, [axis], keepingDims: keepingDims), .int32)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let reduction: ReductionKind = kind == .maximum ? .argmax : .argmin
    let position = lowering.reduce(reduction, shape, axes: [axis]) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), x.dtype)
    }
    return [position.reshaped(reducedShape(shape, [axis], keepingDims: keepingDims))]
  }
}

/// The position of the first largest element along `axis`, as int32 (int64 in PyTorch).
///
/// - Formula: the first i with x[…, i, …] = max x
/// - Shapes: x […, n, …] → […, …], or […, 1, …]; int32
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.argmax
/// - ONNX: ArgMax
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func argmax(
  _ x: Variable, axis: Int, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve([axis], of: x, "argmax", file, line)
  return try apply(
    ArgExtremum(.maximum, axis: resolved[0], keepingDims: keepingDims), x, file, line)
}

/// The position of the first largest element over `axes`, as int32 (int64 in PyTorch): row-major
/// over those axes in ascending order, so that without axes it is the position in `x` flattened.
///
/// - Formula: the first i with flatten(x)[i] = max x
/// - Shapes: x → its shape without the axes, or with extents of 1 there; int32
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.argmax
/// - ONNX: ArgMax
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func argmax(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "argmax", file, line)
  return try x.builder.composed([x], file, line) { () throws(GraphError) in
    try position(.maximum, in: x, resolved, keepingDims: keepingDims)
  }
}

/// The position of the first smallest element along `axis`, as int32 (int64 in PyTorch).
///
/// - Formula: the first i with x[…, i, …] = min x
/// - Shapes: x […, n, …] → […, …], or […, 1, …]; int32
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.argmin
/// - ONNX: ArgMin
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func argmin(
  _ x: Variable, axis: Int, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve([axis], of: x, "argmin", file, line)
  return try apply(
    ArgExtremum(.minimum, axis: resolved[0], keepingDims: keepingDims), x, file, line)
}

/// The position of the first smallest element over `axes`, as int32 (int64 in PyTorch): row-major
/// over those axes in ascending order, so that without axes it is the position in `x` flattened.
///
/// - Formula: the first i with flatten(x)[i] = min x
/// - Shapes: x → its shape without the axes, or with extents of 1 there; int32
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.argmin
/// - ONNX: ArgMin
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func argmin(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "argmin", file, line)
  return try x.builder.composed([x], file, line) { () throws(GraphError) in
    try position(.minimum, in: x, resolved, keepingDims: keepingDims)
  }
}

/// The position of an extreme over several axes, which are made one.
private func position(
  _ kind: Extremum.Kind, in x: Variable, _ axes: [Int], keepingDims: Bool
) throws(GraphError) -> Variable {
  let shape = x.shape
  let kept = shape.indices.filter { !axes.contains($0) }
  let extent = Shape(axes.map { shape[$0] }).elementCount
  let rows = try reshape(
    transpose(x, kept + axes), to: Shape(kept.map { shape[$0] } + [extent]))
  let op = ArgExtremum(kind, axis: kept.count, keepingDims: false)
  let position = try x.builder.append(op, [rows])[0]
  return keepingDims
    ? try reshape(position, to: reducedShape(shape, axes, keepingDims: true)) : position
}
