/// A number that goes from one to another along half a cosine of `over` steps, and stays there, as
/// Optax's `cosine_decay_schedule`. PyTorch's `CosineAnnealingLR` is the same up to step `over`, and
/// climbs again behind it (I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm
/// restarts", ICLR 2017).
///
/// In JSON: `{"type": "cosine", "from": 0.1, "to": 0, "over": 1000}`, with `to` optional.
public struct CosineDecay: Schedule {
  public static let typeName = "cosine"
  public static var defaults: CosineDecay? { CosineDecay(from: 1, over: 1) }
  public static var requiredFields: [String] { ["from", "over"] }

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

  public func validate() throws(GraphError) {
    try checkFinite(["from": from, "to": to])
    try checkSteps("over", over)
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    halfCosine(from, to, min(1, try checked(step) / Double(over)))
  }
}
