/// The same number in every step.
///
/// In JSON: `{"type": "constant", "value": 0.1}`.
public struct ConstantSchedule: Schedule {
  public static let typeName = "constant"
  public static var defaults: ConstantSchedule? { ConstantSchedule(1) }
  public static var requiredFields: [String] { ["value"] }

  /// The number.
  public var value: Double

  /// A schedule that stays at `value`.
  public init(_ value: Double) { self.value = value }

  public func validate() throws(GraphError) { try checkFinite(["value": value]) }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    return value
  }
}
