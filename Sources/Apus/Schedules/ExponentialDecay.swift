/// A number that is multiplied by `factor` after each step: from · factor^step, as PyTorch's
/// `ExponentialLR`.
///
/// In JSON: `{"type": "exponential", "from": 0.1, "factor": 0.99}`.
public struct ExponentialDecay: Schedule {
  public static let typeName = "exponential"
  public static var defaults: ExponentialDecay? { ExponentialDecay(from: 1, factor: 1) }
  public static var requiredFields: [String] { ["from", "factor"] }

  /// The number at step 0.
  public var from: Double
  /// What it is multiplied by; above 0.
  public var factor: Double

  /// A schedule that changes by the same share in each step.
  public init(from: Double, factor: Double) {
    self.from = from
    self.factor = factor
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from])
    try check("factor", factor, factor > 0 && factor.isFinite, "a finite number above 0")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    from * raised(factor, try checked(step))
  }
}
