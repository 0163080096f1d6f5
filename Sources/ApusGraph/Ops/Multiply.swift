/// a · b, with NumPy broadcasting; the gradients are g·b and g·a.
public struct Multiply: BinaryOp {
  public static let name = "multiply"
  static let function = BinaryFunction.multiply

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (a, b, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    return [context.needed[0] ? try g * b : nil, context.needed[1] ? try g * a : nil]
  }
}
