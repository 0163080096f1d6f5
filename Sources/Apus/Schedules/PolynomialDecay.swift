/// A number that goes from one to another along a power, and stays there:
/// to + (from − to) · (1 − step / over)^power up to step `over`. With `to` = 0 it is PyTorch's
/// `PolynomialLR`, else Optax's `polynomial_schedule`.
///
/// In JSON: `{"type": "polynomial", "from": 0.1, "to": 0, "over": 1000, "power": 2}`, with `to` and
/// `power` optional.
public struct PolynomialDecay: Schedule {
  public static let typeName = "polynomial"
  public static var defaults: PolynomialDecay? { PolynomialDecay(from: 1, over: 1) }
  public static var requiredFields: [String] { ["from", "over"] }

  /// The number at step 0.
  public var from: Double
  /// The number from step `over` on.
  public var to: Double
  /// The steps it takes; at least 1.
  public var over: Int
  /// The power of the way that is left; above 0, 1 for a straight line.
  public var power: Double

  /// A schedule from one number to another.
  public init(from: Double, to: Double = 0, over: Int, power: Double = 1) {
    self.from = from
    self.to = to
    self.over = over
    self.power = power
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from, "to": to])
    try checkSteps("over", over)
    try check("power", power, power > 0 && power.isFinite, "a finite number above 0")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    let share = min(1, try checked(step) / Double(over))
    return to + (from - to) * raised(1 - share, power)
  }
}
