/// a / b, with NumPy broadcasting; the gradients are g/b and −g·(a/b)/b. Integers round towards
/// zero; division of an integer by 0 gives 0.
public struct Divide: BinaryOp {
  public static let name = "divide"
  static let function = BinaryFunction.divide

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (b, y, g) = (context.inputs[1], context.outputs[0], try context.gradient)
    return [
      context.needed[0] ? try g / b : nil,
      context.needed[1] ? try -(g * y / b) : nil,
    ]
  }
}
