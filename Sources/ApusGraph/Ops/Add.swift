/// a + b, with NumPy broadcasting; both gradients are g.
public struct Add: BinaryOp {
  public static let name = "add"
  static let function = BinaryFunction.add

  /// The operation, which has no attributes.
  public init() {}

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [g, g]
  }
}
