/// Whether any or all of the elements over axes hold; of none, not any do, and all. No gradient.
public struct Quantifier: Op, CustomStringConvertible {
  public static let name = "quantifier"

  /// Which of the two.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case any, all
  }

  /// Any or all.
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
    try expectBool(inputs)
    let shape = try inputs[0].shape.checked(axes)
    return [TensorType(reducedShape(shape, axes, keepingDims: keepingDims), .bool)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    // True counts as larger than false.
    let found = lowering.reduce(kind == .any ? .maximum : .minimum, shape, axes: axes) {
      $0.load(Access(x.value, $1(.rowMajor(shape))), .bool)
    }
    return [found.reshaped(reducedShape(shape, axes, keepingDims: keepingDims))]
  }
}

/// Whether any element over `axes` (all if nil) is true, or not 0; NaN is not 0. Of no elements: false.
///
/// - Formula: y = ∃ x ≠ 0 over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there; bool
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.any
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range.
public func any(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let op = Quantifier(
      .any, axes: try resolve(axes, of: x, "any", file, line), keepingDims: keepingDims)
    return try x.builder.append(op, [isNotZero(x)])[0]
  }
}

/// Whether all elements over `axes` (all if nil) are true, or not 0; NaN is not 0. Of no elements: true.
///
/// - Formula: y = ∀ x ≠ 0 over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there; bool
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.all
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range.
public func all(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let op = Quantifier(
      .all, axes: try resolve(axes, of: x, "all", file, line), keepingDims: keepingDims)
    return try x.builder.append(op, [isNotZero(x)])[0]
  }
}

/// How many elements over `axes` (all if nil) are true, or not 0, as int32; NaN is not 0.
///
/// - Formula: y = Σ [x ≠ 0] over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there; int32
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.count_nonzero
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range.
public func countNonZero(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try sum(cast(isNotZero(x), to: .int32), axes: axes, keepingDims: keepingDims)
  }
}

/// Where elements are true, or not 0.
func isNotZero(_ x: Variable) throws(GraphError) -> Variable {
  x.dtype == .bool ? x : try notEqual(x, 0)
}
