/// A straight climb to the start of another schedule, or below it.
///
/// By itself it comes before the other, which begins with its step 0 when the climb is over:
///
///     other(0) · (startFactor + (1 − startFactor) · step / steps)      step < steps
///     other(step − steps)                                              from there on
///
/// as `SequentialLR` with a `LinearLR` in PyTorch, and the `warmup_…` schedules of Optax. With
/// `overlaps` the other runs from the beginning, and the climb is a factor on its first steps, as
/// `ChainedScheduler` with a `LinearLR` in PyTorch.
///
/// In JSON: `{"type": "warmUp", "steps": 500, "schedule": {"type": "constant", "value": 0.1}}`, with
/// `startFactor` and `overlaps` optional.
public struct WarmUp: Schedule {
  public static let typeName = "warmUp"
  public static var defaults: WarmUp? { WarmUp(ConstantSchedule(1), steps: 1) }
  public static var requiredFields: [String] { ["steps", "schedule"] }

  private var inner: AnySchedule
  /// The steps of the climb; at least 1.
  public var steps: Int
  /// The share of the other's number at step 0; in 0...1.
  public var startFactor: Double
  /// Whether the other runs during the climb.
  public var overlaps: Bool

  private enum CodingKeys: String, CodingKey {
    case inner = "schedule"
    case steps, startFactor, overlaps
  }

  /// A climb of `steps` steps, and `schedule`.
  public init(
    _ schedule: any Schedule, steps: Int, startFactor: Double = 0, overlaps: Bool = false
  ) {
    inner = AnySchedule(schedule)
    self.steps = steps
    self.startFactor = startFactor
    self.overlaps = overlaps
  }

  /// What the climb leads to.
  public var schedule: any Schedule {
    get { inner.schedule }
    set { inner.schedule = newValue }
  }

  public var length: Int? {
    guard let length = schedule.length else { return nil }
    return overlaps ? length : saturatingSum(steps, length)
  }

  public func validate() throws(GraphError) {
    try checkSteps("steps", steps)
    try check("startFactor", startFactor, (0...1).contains(startFactor), "a share in 0...1")
    try schedule.validate()
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    let share = min(1, try checked(step) / Double(steps))
    let factor = straight(startFactor, 1, share)
    if overlaps { return try schedule.value(at: step) * factor }
    return step < steps
      ? try schedule.value(at: 0) * factor : try schedule.value(at: step - steps)
  }
}

/// The sum of two numbers of steps, or the largest Int.
func saturatingSum(_ a: Int, _ b: Int) -> Int {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? .max : sum
}
