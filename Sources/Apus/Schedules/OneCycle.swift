/// The way between two numbers of a schedule.
public enum Annealing: String, Hashable, Sendable, Codable, CaseIterable {
  /// Half a cosine.
  case cosine
  /// A straight line.
  case linear

  func value(_ start: Double, _ end: Double, _ share: Double) -> Double {
    self == .cosine ? halfCosine(start, end, share) : straight(start, end, share)
  }
}

/// One climb to `peak` and a longer fall far below the start, as PyTorch's `OneCycleLR` (L. Smith,
/// N. Topin, "Super-convergence: very fast training of neural networks using large learning rates",
/// 2018):
///
///     peak / divisor → peak → peak / (divisor · finalDivisor)                       two phases
///     peak / divisor → peak → peak / divisor → peak / (divisor · finalDivisor)      three phases
///
/// It has values for `steps` steps; a step past its end is an error. `momentum(low:high:)` is the
/// schedule of the momentum that belongs to it.
///
/// In JSON: `{"type": "oneCycle", "peak": 0.1, "steps": 1000}`, with `rise`, `annealing`, `divisor`,
/// `finalDivisor` and `threePhases` optional.
public struct OneCycle: Schedule {
  public static let typeName = "oneCycle"
  public static var defaults: OneCycle? { OneCycle(peak: 1, steps: 1) }
  public static var requiredFields: [String] { ["peak", "steps"] }

  /// The highest number.
  public var peak: Double
  /// The steps of the cycle; at least 1.
  public var steps: Int
  /// The share of the steps that the climb takes, in 0...1; 0...0.5 with three phases.
  public var rise: Double
  /// The way between the numbers.
  public var annealing: Annealing
  /// How far below the peak it starts; above 0.
  public var divisor: Double
  /// How far below the start it ends; above 0.
  public var finalDivisor: Double
  /// Whether the fall to the start takes as long as the climb, with the rest in a phase of its own.
  public var threePhases: Bool

  /// A schedule of one cycle. The defaults are those of PyTorch.
  public init(
    peak: Double, steps: Int, rise: Double = 0.3, annealing: Annealing = .cosine,
    divisor: Double = 25, finalDivisor: Double = 1e4, threePhases: Bool = false
  ) {
    self.peak = peak
    self.steps = steps
    self.rise = rise
    self.annealing = annealing
    self.divisor = divisor
    self.finalDivisor = finalDivisor
    self.threePhases = threePhases
  }

  /// The matching schedule of a momentum: at `high` where the rate is low, and at `low` where it is
  /// highest.
  public func momentum(low: Double = 0.85, high: Double = 0.95) -> OneCycleMomentum {
    OneCycleMomentum(
      low: low, high: high, steps: steps, rise: rise, annealing: annealing,
      threePhases: threePhases)
  }

  public var length: Int? { steps }

  public func validate() throws(GraphError) {
    try checkFinite(["peak": peak])
    try checkSteps("steps", steps)
    try checkRise(rise, threePhases)
    try check("divisor", divisor, divisor > 0 && divisor.isFinite, "a finite number above 0")
    try check(
      "finalDivisor", finalDivisor, finalDivisor > 0 && finalDivisor.isFinite,
      "a finite number above 0")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    let at = try checked(step)
    let start = peak / divisor
    let end = start / finalDivisor
    let numbers = threePhases ? [start, peak, start, end] : [start, peak, end]
    return alongCycle(numbers, at, steps, rise, annealing)
  }
}

/// The momentum that belongs to a `OneCycle`: from `high` down to `low` and back.
///
/// In JSON: `{"type": "oneCycleMomentum", "low": 0.85, "high": 0.95, "steps": 1000}`, with `low`,
/// `high`, `rise`, `annealing` and `threePhases` optional.
public struct OneCycleMomentum: Schedule {
  public static let typeName = "oneCycleMomentum"
  public static var defaults: OneCycleMomentum? { OneCycleMomentum(steps: 1) }
  public static var requiredFields: [String] { ["steps"] }

  /// The number where the rate is highest.
  public var low: Double
  /// The number where the rate is low.
  public var high: Double
  /// As `OneCycle.steps`.
  public var steps: Int
  /// As `OneCycle.rise`.
  public var rise: Double
  /// As `OneCycle.annealing`.
  public var annealing: Annealing
  /// As `OneCycle.threePhases`.
  public var threePhases: Bool

  /// A schedule of one cycle downwards. The defaults are those of PyTorch.
  public init(
    low: Double = 0.85, high: Double = 0.95, steps: Int, rise: Double = 0.3,
    annealing: Annealing = .cosine, threePhases: Bool = false
  ) {
    self.low = low
    self.high = high
    self.steps = steps
    self.rise = rise
    self.annealing = annealing
    self.threePhases = threePhases
  }

  public var length: Int? { steps }

  public func validate() throws(GraphError) {
    try checkFinite(["low": low, "high": high])
    try checkSteps("steps", steps)
    try checkRise(rise, threePhases)
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    let numbers = threePhases ? [high, low, high, high] : [high, low, high]
    return alongCycle(numbers, try checked(step), steps, rise, annealing)
  }
}

extension Schedule {
  fileprivate func checkRise(_ rise: Double, _ threePhases: Bool) throws(GraphError) {
    try check("rise", rise, (0...1).contains(rise), "a share in 0...1")
    try check("rise", rise, !threePhases || rise <= 0.5, "at most 0.5 with three phases")
  }
}

/// The number at a step on the way through two or three phases, whose ends are those of PyTorch:
/// fractions of a step, so that the peak may lie between two.
private func alongCycle(
  _ numbers: [Double], _ step: Double, _ steps: Int, _ rise: Double, _ annealing: Annealing
) -> Double {
  let climb = rise * Double(steps)
  let last = Double(steps) - 1
  let ends = numbers.count == 4 ? [climb - 1, 2 * climb - 2, last] : [climb - 1, last]
  var start = 0.0
  for (phase, end) in ends.enumerated() {
    if step <= end || phase == ends.count - 1 {
      // A phase without steps is over at once.
      let share = end > start ? (step - start) / (end - start) : 1
      return annealing.value(numbers[phase], numbers[phase + 1], share)
    }
    start = end
  }
  return numbers[numbers.count - 1]
}
