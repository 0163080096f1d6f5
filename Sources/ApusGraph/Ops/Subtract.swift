/// a − b, with NumPy broadcasting; the gradients are g and −g.
public struct Subtract: BinaryOp {
  public static let name = "subtract"
  static let function = BinaryFunction.subtract

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [g, context.needed[1] ? try -g : nil]
  }
}
