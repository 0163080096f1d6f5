/// Schedules one after the other, each from its own step 0, as PyTorch's `SequentialLR` and Optax's
/// `join_schedules`. A part without a number of steps runs to its end, or for ever; a step past the
/// end of the last one is an error.
///
///     SequentialSchedule([
///       .init(LinearSchedule(from: 0, to: 0.1, over: 500), steps: 500),
///       .init(CosineDecay(from: 0.1, over: 9_500)),
///     ])
///
/// In JSON: `{"type": "sequential", "parts": [{"steps": 5, "schedule": {…}}, {"schedule": {…}}]}`.
public struct SequentialSchedule: Schedule {
  public static let typeName = "sequential"
  public static var defaults: SequentialSchedule? { SequentialSchedule([]) }
  public static var requiredFields: [String] { ["parts"] }

  /// A schedule and how long it runs.
  public struct Part: Hashable, Sendable, Codable {
    private var inner: AnySchedule
    /// The steps that it runs; nil for as long as it has values.
    public var steps: Int?

    private enum CodingKeys: String, CodingKey {
      case inner = "schedule"
      case steps
    }

    /// A schedule that runs for `steps` steps, or as long as it has values.
    public init(_ schedule: any Schedule, steps: Int? = nil) {
      inner = AnySchedule(schedule)
      self.steps = steps
    }

    /// What runs.
    public var schedule: any Schedule {
      get { inner.schedule }
      set { inner.schedule = newValue }
    }

    var length: Int? { steps ?? schedule.length }
  }

  /// The parts, at least one. Only the last may be endless.
  public var parts: [Part]

  /// A schedule of these parts in turn.
  public init(_ parts: [Part]) { self.parts = parts }

  public var length: Int? {
    var sum = 0
    for part in parts {
      guard let length = part.length else { return nil }
      sum = saturatingSum(sum, length)
    }
    return sum
  }

  public func validate() throws(GraphError) {
    try check("parts", parts.count, !parts.isEmpty, "at least one")
    for (index, part) in parts.enumerated() {
      try part.schedule.validate()
      let isLast = index == parts.count - 1
      try check(
        "steps of part \(index)", "none", isLast || part.length != nil,
        "a number, since another part follows")
      guard let steps = part.steps else { continue }
      try checkSteps("steps of part \(index)", steps)
      if let length = part.schedule.length {
        try check(
          "steps of part \(index)", steps, steps <= length,
          "at most the \(length) it has values for"
        )
      }
    }
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    var rest = step
    for part in parts.dropLast() {
      guard let length = part.length, rest >= length else {
        return try part.schedule.value(at: rest)
      }
      rest -= length
    }
    return try parts[parts.count - 1].schedule.value(at: rest)
  }
}
