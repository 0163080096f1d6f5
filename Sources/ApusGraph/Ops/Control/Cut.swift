/// The value as it is, as a variable of its own: gradients with respect to it stop here. `Checkpoint`
/// reads through it what a segment is computed again from.
public struct Cut: StorageOp {
  public static let name = "cut"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try context.gradient]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { inputs }
}
