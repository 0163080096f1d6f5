/// A new last axis with 1 at the position that an index names and 0 elsewhere; an index out of
/// range gives zeros only, or a device fault where it is `checked`. No gradient.
public struct OneHot: Op, CustomStringConvertible {
  public static let name = "oneHot"
  /// The extent of the new axis.
  public let classes: Dim
  /// The element type of the result.
  public let dtype: DType
  /// Whether an index out of range is a device fault.
  public let isChecked: Bool
  /// What asked for it on behalf of the user, which errors name.
  let purpose: String?

  /// The operation that turns indices below `classes` into vectors.
  public init(classes: Dim, dtype: DType = .float32, isChecked: Bool = false) {
    self.init(classes: classes, dtype: dtype, isChecked: isChecked, purpose: nil)
  }

  init(classes: Dim, dtype: DType, isChecked: Bool, purpose: String?) {
    (self.classes, self.dtype) = (classes, dtype)
    (self.isChecked, self.purpose) = (isChecked, purpose)
  }

  public var description: String {
    "oneHot of \(classes)" + (purpose.map { ", \($0)" } ?? "")
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectIndices(inputs[0])
    return [TensorType(Shape(inputs[0].shape.dims + [classes]), dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let shape = Shape(inputs[0].shape.dims + [classes])
    let last = AffineIndex(strides: (0..<shape.rank).map { $0 == shape.rank - 1 ? 1 : 0 })
    let site = isChecked ? lowering.faultSite(extent: classes) : 0
    let hot = lowering.map(shape) { body in
      let load = body.load(
        Access(inputs[0].value, AffineIndex(strides: inputs[0].shape.strides + [0])),
        inputs[0].dtype)
      let index =
        isChecked
        ? body.checked(load, extent: classes, site: site) : body.cast(load, to: .int32)
      let position = body.index(last, .int32)
      let isHere = body.binary(.equal, index, position)
      return body.select(isHere, body.constant(1, dtype), body.constant(0, dtype))
    }
    return [hot]
  }
}

/// Indices of shape S as vectors of shape S + [classes] that are 1 at the index, else 0. An index out
/// of range is a device fault, as PyTorch has it; unless `checked`, it gives zeros alone, as in ONNX
/// (and no index counts from the end).
///
/// - Formula: y[…, i] = (i = indices[…]) ? 1 : 0
/// - Shapes: indices […] → […, classes]
/// - DTypes: integer
/// - Gradient: none
/// - PyTorch: torch.nn.functional.one_hot
/// - ONNX: OneHot
/// - Throws: `GraphError` for indices that are not integers.
public func oneHot(
  _ indices: Variable, classes: Dim, _ dtype: DType = .float32, checked: Bool = true,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(OneHot(classes: classes, dtype: dtype, isChecked: checked), indices, file, line)
}

/// Indices as vectors along a new axis, `on` at the index and `off` elsewhere. An index out of range is
/// a device fault, or `off` everywhere unless `checked`.
///
/// - Formula: y[…, i, …] = (i = indices[…]) ? on : off
/// - Shapes: indices […] → […, classes, …]
/// - DTypes: integer
/// - Gradient: none
/// - PyTorch: torch.nn.functional.one_hot
/// - ONNX: OneHot
/// - Throws: `GraphError` for indices that are not integers, or if the result has no such axis.
/// - Parameter axis: the place of the new axis in the result.
public func oneHot(
  _ indices: Variable, classes: Dim, axis: Int, on: Double = 1, off: Double = 0,
  _ dtype: DType = .float32, checked: Bool = true, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try indices.builder.composed([indices], file, line) { () throws(GraphError) in
    let hot = try oneHot(indices, classes: classes, .bool, checked: checked)
    let isHere = try moveAxis(hot, from: -1, to: axis)
    let graph = indices.builder
    return try select(isHere, graph.constant(on, dtype), graph.constant(off, dtype))
  }
}
