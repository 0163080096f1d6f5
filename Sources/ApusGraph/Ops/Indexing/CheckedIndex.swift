/// Integers from the device as int32, each in `0..<extent`; one out of range is a device fault, and −1.
/// For what is computed with and would not be noticed otherwise: lengths, offsets, positions.
package struct CheckedIndex: Op, CustomStringConvertible {
  package static let name = "checkedIndex"
  /// What the integers are below.
  package let extent: Dim
  /// What they are to the function that asked, which errors name.
  package let role: String

  package var description: String { "\(role) below \(extent)" }

  package func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectIndices(inputs[0])
    return [TensorType(inputs[0].shape, .int32)]
  }

  package func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }

  package func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.checked(inputs[0], extent: extent)]
  }
}

/// `x` as int32, a device fault where it is not in `0..<extent`.
/// - Parameter role: what errors call it, such as "lengths of lstm".
package func checkedIndex(
  _ x: Variable, below extent: Dim, _ role: String
) throws(GraphError) -> Variable {
  try x.builder.append(CheckedIndex(extent: extent, role: role), [x])[0]
}
