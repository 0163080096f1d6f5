/// A new axis 1 along which everything is repeated, as Keras's RepeatVector. `[batch, …]` becomes
/// `[batch, count, …]`. Any type.
///
/// In JSON: `{"type": "repeatVector", "count": 10}`.
public struct RepeatVector: FunctionSpec {
  public static let typeName = "repeatVector"
  public static var defaults: RepeatVector? { RepeatVector(1) }
  public static var requiredFields: [String] { ["count"] }

  /// How often; at least 1.
  public var count: Int

  /// A layer that repeats so often.
  public init(
    _ count: Int
  ) {
    self.count = count
  }

  /// Always: sequences and positions are no batch and channels.
  public func mixesPositions(of input: TensorType) -> Bool { true }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard count >= 1, x.shape.rank >= 1 else {
      throw GraphError(
        .invalidArgument, expected: "an input [batch, ...] and a count of at least 1",
        found: "\(x.shape) and \(count)", advice: "as in RepeatVector(10)")
    }
    let dims = x.shape.dims
    return try broadcast(
      unsqueeze(x, axis: 1), to: Shape([dims[0], Dim(count)] + dims.dropFirst()))
  }
}
