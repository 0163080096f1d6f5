/// How a call of `LBFGS.minimize` went.
public struct LBFGSReport: Hashable, Sendable {
  /// Why it ended.
  public enum Reason: String, Hashable, Sendable {
    /// No element of the gradient is beyond the tolerance: a minimum, as a rule.
    case flat
    /// Parameters or loss change no more.
    case noChange
    /// As many steps as were allowed.
    case iterations
    /// As many values of the loss as were allowed.
    case evaluations
    /// The loss or its gradient is infinite or no number; the parameters are those before.
    case notFinite
  }

  /// The loss at first and after each step.
  public private(set) var losses: [Double]
  /// How often the loss was computed.
  public private(set) var evaluations: Int
  /// The largest element of the last gradient, by magnitude.
  public private(set) var largestGradient: Double
  /// Why it ended.
  public private(set) var reason = Reason.iterations

  /// The number of steps.
  public var iterations: Int { losses.count - 1 }
  /// The last loss.
  public var loss: Double { losses.last ?? .nan }

  init(losses: [Double], evaluations: Int, gradient: [Double]) {
    self.losses = losses
    self.evaluations = evaluations
    largestGradient = gradient.reduce(0) { max($0, abs($1)) }
  }

  mutating func add(_ loss: Double, _ gradient: [Double], evaluations: Int) {
    losses.append(loss)
    self.evaluations += evaluations
    largestGradient = gradient.reduce(0) { max($0, abs($1)) }
  }

  func ended(_ reason: Reason) -> LBFGSReport {
    var report = self
    report.reason = reason
    return report
  }
}
