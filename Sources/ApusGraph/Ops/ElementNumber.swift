/// The row-major number of each element of a shape, as int32.
package struct ElementNumber: Op {
  package static let name = "elementNumber"
  /// The shape of the result.
  package let shape: Shape

  package func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 0)
    return [TensorType(shape, .int32)]
  }

  package func gradient(_ context: GradientContext) throws -> [Variable?] { [] }

  package func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.map(shape) { $0.index(.rowMajor(shape), .int32) }]
  }
}
