/// The largest or smallest element over axes; a NaN among them gives NaN. The gradient is shared
/// evenly by the elements that attain it, as PyTorch's `amax` does.
public struct Extremum: Op, CustomStringConvertible {
  public static let name = "extremum"

  /// Which of the two.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case maximum, minimum
  }

  /// Largest or smallest.
  public let kind: Kind
  /// The resolved axes, ascending.
  public let axes: [Int]
  /// Whether the axes stay, with extents of 1.
  public let keepingDims: Bool

  /// - Parameter axes: resolved and sorted, as `Shape.resolve(axes:)` gives them.
  public init(_ kind: Kind, axes: [Int], keepingDims: Bool) {
    self.kind = kind
    self.axes = axes
    self.keepingDims = keepingDims
  }

  public var description: String { "\(kind.rawValue) over \(axes)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let dtype = try commonType(inputs)
    let shape = try inputs[0].shape.checked(axes)
    try expectElements(shape, axes)
    return [TensorType(reducedShape(shape, axes, keepingDims: keepingDims), dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    let best = try repeated(context.outputs[0], along: axes, of: x.shape)
    // A half type cannot count far.
    let attained = try cast(equal(x, best), to: x.dtype.computed)
    let share = try attained / sum(attained, axes: axes, keepingDims: true)
    let spread = try cast(repeated(g, along: axes, of: x.shape), to: x.dtype.computed)
    return [try cast(spread * share, to: x.dtype)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let reduction: ReductionKind = kind == .maximum ? .maximum : .minimum
    let best = lowering.reduce(reduction, shape, axes: axes) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), x.dtype)
    }
    return [best.reshaped(reducedShape(shape, axes, keepingDims: keepingDims))]
  }
}

/// - Throws: `GraphError` if a reduced axis is known to hold no element.
func expectElements(
  _ shape: Shape, _ axes: [Int], _ purpose: String = "to choose from",
  _ advice: String = "a maximum, minimum or position over no elements is not defined"
) throws(GraphError) {
  if let empty = axes.first(where: { shape[$0] == 0 }) {
    throw GraphError(
      .invalidShape, expected: "at least one element \(purpose)",
      found: "\(shape), whose axis \(empty) has none", advice: advice)
  }
}

/// The largest element over `axes` (all if nil). Any numeric type; NaN propagates.
///
/// - Formula: y = max x over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: numeric
/// - Gradient: g, shared evenly by the elements that attain y
/// - PyTorch: torch.amax
/// - ONNX: ReduceMax
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func max(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "max", file, line)
  return try apply(Extremum(.maximum, axes: resolved, keepingDims: keepingDims), x, file, line)
}

/// The smallest element over `axes` (all if nil). Any numeric type; NaN propagates.
///
/// - Formula: y = min x over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: numeric
/// - Gradient: g, shared evenly by the elements that attain y
/// - PyTorch: torch.amin
/// - ONNX: ReduceMin
/// - Throws: `GraphError` for an axis out of range, an empty axis or `bool`.
public func min(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "min", file, line)
  return try apply(Extremum(.minimum, axes: resolved, keepingDims: keepingDims), x, file, line)
}
