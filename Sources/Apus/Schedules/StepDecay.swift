/// A number that is multiplied by `factor` after every `every` steps: from · factor^⌊step / every⌋,
/// as PyTorch's `StepLR`.
///
/// In JSON: `{"type": "step", "from": 0.1, "every": 30, "factor": 0.1}`, with `factor` optional.
public struct StepDecay: Schedule {
  public static let typeName = "step"
  public static var defaults: StepDecay? { StepDecay(from: 1, every: 1) }
  public static var requiredFields: [String] { ["from", "every"] }

  /// The number at step 0.
  public var from: Double
  /// The steps between two changes; at least 1.
  public var every: Int
  /// What it is multiplied by; above 0.
  public var factor: Double

  /// A schedule of stairs, all of one length.
  public init(from: Double, every: Int, factor: Double = 0.1) {
    self.from = from
    self.every = every
    self.factor = factor
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from])
    try checkSteps("every", every)
    try check("factor", factor, factor > 0 && factor.isFinite, "a finite number above 0")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    return from * raised(factor, Double(step / every))
  }
}

/// A number that is multiplied by `factor` at each of some steps, as PyTorch's `MultiStepLR`. A step
/// that is named twice counts twice.
///
/// In JSON: `{"type": "multiStep", "from": 0.1, "milestones": [30, 80], "factor": 0.1}`, with
/// `factor` optional.
public struct MultiStepDecay: Schedule {
  public static let typeName = "multiStep"
  public static var defaults: MultiStepDecay? { MultiStepDecay(from: 1, milestones: []) }
  public static var requiredFields: [String] { ["from", "milestones"] }

  /// The number at step 0.
  public var from: Double
  /// The steps from which on it is multiplied once more, ascending.
  public var milestones: [Int]
  /// What it is multiplied by; above 0.
  public var factor: Double

  /// A schedule of stairs that begin at `milestones`.
  public init(from: Double, milestones: [Int], factor: Double = 0.1) {
    self.from = from
    self.milestones = milestones
    self.factor = factor
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from])
    let isAscending = zip(milestones, milestones.dropFirst()).allSatisfy { $0 <= $1 }
    try check(
      "milestones", milestones, isAscending && milestones.first ?? 0 >= 0,
      "steps of at least 0, ascending")
    try check("factor", factor, factor > 0 && factor.isFinite, "a finite number above 0")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    return from * raised(factor, Double(milestones.count { $0 <= step }))
  }
}
