/// A number that goes from one to another along a straight line of `over` steps, and stays there, as
/// PyTorch's `LinearLR` with numbers instead of factors.
///
/// In JSON: `{"type": "linear", "from": 0.1, "to": 0.01, "over": 1000}`.
public struct LinearSchedule: Schedule {
  public static let typeName = "linear"
  public static var defaults: LinearSchedule? { LinearSchedule(from: 1, to: 0, over: 1) }
  public static var requiredFields: [String] { ["from", "to", "over"] }

  /// The number at step 0.
  public var from: Double
  /// The number from step `over` on.
  public var to: Double
  /// The steps it takes; at least 1.
  public var over: Int

  /// A schedule along a straight line.
  public init(from: Double, to: Double, over: Int) {
    self.from = from
    self.to = to
    self.over = over
  }

  public func validate() throws(GraphError) {
    try checkFinite(["from": from, "to": to])
    try checkSteps("over", over)
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    straight(from, to, min(1, try checked(step) / Double(over)))
  }
}
