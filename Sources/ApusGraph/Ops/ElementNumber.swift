/// The row-major number of each element of a shape, or its position along one axis, plus an offset,
/// as int32.
package struct ElementNumber: Op {
  package static let name = "elementNumber"
  /// The shape of the result.
  package let shape: Shape
  /// The axis whose positions are given; nil for the number among all elements.
  package let axis: Int?
  /// What is added.
  package let offset: Int?

  package init(shape: Shape, axis: Int? = nil, offset: Int? = nil) {
    (self.shape, self.axis, self.offset) = (shape, axis, offset)
  }

  package func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 0)
    if let axis { _ = try shape.checked([axis]) }
    return [TensorType(shape, .int32)]
  }

  package func gradient(_ context: GradientContext) throws -> [Variable?] { [] }

  package func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    var index = AffineIndex.rowMajor(shape)
    if let axis { index.strides = shape.indices.map { $0 == axis ? 1 : 0 } }
    index.offset = Dim(offset ?? 0)
    return [lowering.map(shape) { $0.index(index, .int32) }]
  }
}

extension GraphBuilder {
  /// The position along an axis of each element of a shape, plus an offset.
  func positions(
    along axis: Int, of shape: Shape, plus offset: Int = 0
  ) throws(GraphError) -> Variable {
    let op = ElementNumber(shape: shape, axis: axis, offset: offset == 0 ? nil : offset)
    return try append(op, [])[0]
  }
}
