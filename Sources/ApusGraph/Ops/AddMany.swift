/// The sum of two or more tensors of one type and shape: the gradient of a variable that is
/// consumed several times. Each gradient is g.
public struct AddMany: Op {
  public static let name = "addMany"

  /// The operation, which has no attributes.
  public init() {}

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    guard let first = inputs.first, inputs.allSatisfy({ $0 == first }) else {
      throw GraphError(
        .shapeMismatch, expected: "one or more inputs of one type and shape",
        found: "\(inputs.map(\.description))", advice: "broadcast or cast them first")
    }
    return [TensorType(first.shape, try commonType(inputs))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return context.inputs.map { _ in g }
  }

  /// Operands that one kernel adds up; longer sums go on from the partial sum, in order.
  private static let operandsPerKernel = 16

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    var sum = inputs[0]
    var rest = inputs.dropFirst()
    while !rest.isEmpty {
      let operands = [sum] + rest.prefix(AddMany.operandsPerKernel - 1)
      rest = rest.dropFirst(AddMany.operandsPerKernel - 1)
      sum = lowering.elementwise(operands, sum.shape) { body, refs in
        refs.dropFirst().reduce(refs[0]) { body.binary(.add, $0, $1) }
      }
    }
    return [sum]
  }
}
