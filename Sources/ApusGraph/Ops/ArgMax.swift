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

/// The position of the first largest element along `axis`, as int32.
///
/// - Formula: the first i with x[…, i, …] = max x
/// - Shapes: x […, n, …] → […, …], or […, 1, …]; int32
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.argmax
/// - ONNX: ArgMax
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func argmax(
  _ x: Variable, axis: Int = -1, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve([axis], of: x, "argmax", file, line)
  return try apply(
    ArgExtremum(.maximum, axis: resolved[0], keepingDims: keepingDims), x, file, line)
}

/// The position of the first smallest element along `axis`, as int32.
///
/// - Formula: the first i with x[…, i, …] = min x
/// - Shapes: x […, n, …] → […, …], or […, 1, …]; int32
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.argmin
/// - ONNX: ArgMin
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func argmin(
  _ x: Variable, axis: Int = -1, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve([axis], of: x, "argmin", file, line)
  return try apply(
    ArgExtremum(.minimum, axis: resolved[0], keepingDims: keepingDims), x, file, line)
}
