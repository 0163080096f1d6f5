/// Numbers that each hold for a stretch of steps, as Optax's `piecewise_constant_schedule` with
/// numbers instead of factors: `values[0]` before step `boundaries[0]`, `values[1]` from there on,
/// and so forth.
///
/// In JSON: `{"type": "piecewiseConstant", "boundaries": [10, 20], "values": [0.1, 0.05, 0.01]}`.
public struct PiecewiseConstant: Schedule {
  public static let typeName = "piecewiseConstant"
  public static var defaults: PiecewiseConstant? { PiecewiseConstant(boundaries: [], values: [1]) }
  public static var requiredFields: [String] { ["boundaries", "values"] }

  /// The steps at which the number changes, rising.
  public var boundaries: [Int]
  /// The numbers, one more than boundaries.
  public var values: [Double]

  /// A schedule of stairs at any heights.
  public init(boundaries: [Int], values: [Double]) {
    self.boundaries = boundaries
    self.values = values
  }

  public func validate() throws(GraphError) {
    let isRising = zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 }
    try check(
      "boundaries", boundaries, isRising && boundaries.first ?? 1 >= 1,
      "steps of at least 1, each above the one before")
    try check(
      "values", values, values.count == boundaries.count + 1 && values.allSatisfy(\.isFinite),
      "\(boundaries.count + 1) finite numbers, one more than boundaries")
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    return values[boundaries.count { $0 <= step }]
  }
}

/// A number on straight lines between points, as Optax's `piecewise_interpolate_schedule` with
/// numbers instead of factors; before the first point and behind the last one it stays at theirs.
///
/// In JSON: `{"type": "piecewiseLinear", "points": [{"step": 0, "value": 0}, {"step": 10, "value": 1}]}`.
public struct PiecewiseLinear: Schedule {
  public static let typeName = "piecewiseLinear"
  public static var defaults: PiecewiseLinear? { PiecewiseLinear([(0, 1)]) }
  public static var requiredFields: [String] { ["points"] }

  /// A step and its number.
  public struct Point: Hashable, Sendable, Codable {
    /// The step.
    public var step: Int
    /// The number there.
    public var value: Double

    /// The number `value` at `step`.
    public init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// The points, at least one, with rising steps.
  public var points: [Point]

  /// A schedule through points (step, value).
  public init(_ points: [(Int, Double)]) {
    self.points = points.map { Point(step: $0.0, value: $0.1) }
  }

  public func validate() throws(GraphError) {
    let steps = points.map(\.step)
    let isRising = zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
    try check(
      "points", steps, isRising && steps.first ?? -1 >= 0 && steps.last ?? 0 <= 1 << 53,
      "at least one point, at steps of at least 0, each above the one before")
    for point in points { try checkFinite(["value at step \(point.step)": point.value]) }
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    let passed = points.count { $0.step <= step }
    if passed == 0 { return points[0].value }
    let left = points[passed - 1]
    if passed == points.count { return left.value }
    let right = points[passed]
    let share = Double(step - left.step) / Double(right.step - left.step)
    return straight(left.value, right.value, share)
  }
}
