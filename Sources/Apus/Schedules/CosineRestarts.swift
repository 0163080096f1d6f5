/// Half cosines one after the other, each of which starts again at `from`, as PyTorch's
/// `CosineAnnealingWarmRestarts` (I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with
/// warm restarts", ICLR 2017). The first takes `period` steps, each further one `multiplier` times
/// the steps of the one before. The last step of each stays just above `to`.
///
/// In JSON: `{"type": "cosineRestarts", "from": 0.1, "to": 0, "period": 10, "multiplier": 2}`, with
/// `to` and `multiplier` optional.
public struct CosineRestarts: Schedule {
  public static let typeName = "cosineRestarts"
  public static var defaults: CosineRestarts? { CosineRestarts(from: 1, period: 1) }
  public static var requiredFields: [String] { ["from", "period"] }

  /// The number at each start.
  public var from: Double
  /// The number that each half cosine leads to.
  public var to: Double
  /// The steps of the first half cosine; at least 1.
  public var period: Int
  /// How much longer each is than the one before; at least 1.
  public var multiplier: Int

  /// A schedule that starts anew again and again.
  public init(from: Double, to: Double = 0, period: Int, multiplier: Int = 1) {
    self.from = from
    self.to = to
    self.period = period
    self.multiplier = multiplier
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from, "to": to])
    try checkSteps("period", period)
    try check("multiplier", multiplier, multiplier >= 1, "at least 1")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    var (rest, current) = (step, period)
    if multiplier == 1 {
      rest %= period
    } else {
      while rest >= current {
        rest -= current
        let (longer, isTooLong) = current.multipliedReportingOverflow(by: multiplier)
        current = isTooLong ? .max : longer
      }
    }
    return halfCosine(from, to, Double(rest) / Double(current))
  }
}
