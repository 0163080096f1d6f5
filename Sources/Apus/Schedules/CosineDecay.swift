/// A number that goes from one to another along half a cosine of `over` steps, and stays there, as
/// Optax's `cosine_decay_schedule`. PyTorch's `CosineAnnealingLR` is the same up to step `over`, and
/// climbs again behind it (I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm
/// restarts", ICLR 2017).
///
/// In JSON: `{"type": "cosine", "from": 0.1, "to": 0, "over": 1000}`, with `to` optional.
public struct CosineDecay: Schedule {
  public static let typeName = "cosine"

  /// The number at step 0.
  public var from: Double
  /// The number from step `over` on.
  public var to: Double
  /// The steps it takes; at least 1.
  public var over: Int

  /// A schedule along half a cosine.
  public init(from: Double, to: Double = 0, over: Int) {
    self.from = from
    self.to = to
    self.over = over
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    from = try container.decode(Double.self, forKey: .from)
    to = try container.decodeIfPresent(Double.self, forKey: .to) ?? 0
    over = try container.decode(Int.self, forKey: .over)
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from, "to": to])
    try checkSteps("over", over)
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    halfCosine(from, to, min(1, try checked(step) / Double(over)))
  }
}
