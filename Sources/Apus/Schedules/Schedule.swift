/// A number as a function of the step: a learning rate that falls, a momentum that rises.
///
///     let trainer = try Trainer(
///       minimizing: loss, with: Adam(),
///       schedules: ["learningRate": WarmUp(CosineDecay(from: 1e-3, over: 10_000), steps: 500)],
///       on: .default)
///
/// A schedule is a small value, computed on the host before each step; nothing is compiled for it.
/// Steps count from 0, as the store counts them. A user's schedule needs `typeName`, `length` and
/// `value(at:)`, and `ScheduleRegistry.register` to be read from JSON.
public protocol Schedule: Hashable, Sendable, Codable {
  /// The stable name that JSON gives as `"type"`, such as `cosine`.
  static var typeName: String { get }

  /// An example whose fields are what JSON may leave out; `nil` where it may leave out nothing but
  /// what is optional.
  static var defaults: Self? { get }

  /// The names of the fields that JSON has to give, whatever `defaults` says of them.
  static var requiredFields: [String] { get }

  /// How many steps it has values for: those in 0..<length; nil where it never ends.
  var length: Int? { get }

  /// - Throws: `GraphError` for a field out of its range.
  func validate() throws(GraphError)

  /// The number for a step.
  /// - Throws: `GraphError` for a step that is negative or past the end, or a field out of its range.
  func value(at step: Int) throws(GraphError) -> Double
}

extension Schedule {
  /// Nothing.
  public static var defaults: Self? { nil }

  /// None.
  public static var requiredFields: [String] { [] }

  /// Nothing to check unless a schedule says otherwise.
  public func validate() throws(GraphError) {}

  /// Endless unless a schedule says otherwise.
  public var length: Int? { nil }

  /// The values of the steps in a range, as for a chart.
  /// - Throws: as `value(at:)`.
  public func values(_ steps: Range<Int>) throws(GraphError) -> [Double] {
    var found: [Double] = []
    for step in steps { found.append(try value(at: step)) }
    return found
  }

  /// The step as a number, once the fields and the step are known to be in range.
  func checked(_ step: Int) throws(GraphError) -> Double {
    try validate()
    let holds = step >= 0 && length.map { step < $0 } ?? true
    guard holds else {
      throw GraphError(
        .invalidArgument,
        expected: "a step of \(length.map { "0..<\($0)" } ?? "at least 0")", found: "\(step)",
        advice: step < 0
          ? "steps count from 0"
          : "train for no more steps than the schedule has, or let another one follow it in a "
            + "SequentialSchedule",
        operation: Self.typeName)
    }
    return Double(step)
  }

  /// - Throws: `GraphError` naming the field, unless `holds`.
  func check(
    _ field: String, _ found: some Any, _ holds: Bool, _ expected: String
  ) throws(GraphError) {
    guard holds else {
      throw GraphError(
        .invalidArgument, expected: "\(field): \(expected)", found: "\(found)",
        advice: "correct \(field) of the schedule '\(Self.typeName)'", operation: Self.typeName)
    }
  }

  /// - Throws: `GraphError` naming a field that is infinite or NaN.
  func checkFinite(_ fields: KeyValuePairs<String, Double>) throws(GraphError) {
    for (name, value) in fields { try check(name, value, value.isFinite, "a finite number") }
  }

  /// - Throws: `GraphError` naming a field that is no number of steps; beyond 2⁵³ a step is no exact
  ///   Double.
  func checkSteps(_ field: String, _ steps: Int, atLeast least: Int = 1) throws(GraphError) {
    try check(field, steps, steps >= least && steps <= 1 << 53, "\(least) to 2⁵³ steps")
  }
}

/// The number on the straight line from `start` (share 0) to `end` (share 1).
func straight(_ start: Double, _ end: Double, _ share: Double) -> Double {
  start + (end - start) * share
}

/// The number on half a cosine from `start` (share 0) to `end` (share 1).
func halfCosine(_ start: Double, _ end: Double, _ share: Double) -> Double {
  end + (start - end) / 2 * (1 + cosine(Double.pi * share))
}
