import Synchronization

/// The schedules that JSON may name. Built-in ones are always there.
public enum ScheduleRegistry {
  private static let table = Mutex<[String: any Schedule.Type]>(
    Dictionary(uniqueKeysWithValues: builtIn.map { ($0.typeName, $0) }))

  private static let builtIn: [any Schedule.Type] = [
    ConstantSchedule.self, CosineDecay.self, CosineRestarts.self, Cyclic.self, CyclicMomentum.self,
    ExponentialDecay.self, LinearSchedule.self, MultiStepDecay.self, Noam.self, OneCycle.self,
    OneCycleMomentum.self, PiecewiseConstant.self, PiecewiseLinear.self, PolynomialDecay.self,
    SequentialSchedule.self, StepDecay.self, WarmUp.self,
  ]

  /// Makes a user's schedule known under its `typeName`.
  /// - Throws: `GraphError` if another type has that name.
  public static func register(_ type: any Schedule.Type) throws(GraphError) {
    let clash = table.withLock { table -> Bool in
      if let known = table[type.typeName] { return known != type }
      table[type.typeName] = type
      return false
    }
    if clash {
      throw GraphError(
        .duplicateName, expected: "a schedule name that is not taken",
        found: "'\(type.typeName)'",
        advice: "give the schedule another name, such as one with your own prefix")
    }
  }

  /// The names of all known schedules, sorted.
  public static var names: [String] { table.withLock { $0.keys.sorted() } }

  static func read(_ name: String, _ fields: [String: JSONValue]) throws -> any Schedule {
    guard let type = table.withLock({ $0[name] }) else {
      let near = nearestName(to: name, among: names)
      throw GraphError(
        .unknownName, expected: "one of the schedules \(names.joined(separator: ", "))",
        found: "'\(name)'",
        advice: (near.map { "did you mean '\($0)'? " } ?? "")
          + "call ScheduleRegistry.register for schedules of your own before reading them")
    }
    let schedule = try read(type, fields)
    try schedule.validate()
    return schedule
  }

  private static func read<Kind: Schedule>(
    _ type: Kind.Type, _ fields: [String: JSONValue]
  ) throws -> Kind {
    try FieldReader(name: Kind.typeName, defaults: Kind.defaults, required: Kind.requiredFields)
      .read(fields)
  }
}

/// Any schedule, as it is compared and written in JSON: among its fields the name of its type.
///
///     let json = #"{"type": "cosine", "from": 0.1, "over": 1000}"#
///     let any = try JSONDecoder().decode(AnySchedule.self, from: Data(json.utf8))
///     try any.schedule.value(at: 10)
public struct AnySchedule: Hashable, Sendable, Codable {
  /// The schedule itself.
  public var schedule: any Schedule

  private enum Keys: String, CodingKey {
    case type
  }

  /// Holds `schedule`.
  public init(_ schedule: any Schedule) { self.schedule = schedule }

  /// Reads an object with a `"type"`.
  /// - Throws: `GraphError` for a schedule that is not registered, or a field that is missing, unknown,
  ///   of another type or out of range; its `scope` is the schedule's place, such as
  ///   `parts[1].schedule`.
  public init(from decoder: any Decoder) throws {
    schedule = try JSONValue.typed(
      from: decoder, "a schedule", example: "{\"type\": \"constant\", \"value\": 0.1}",
      ScheduleRegistry.read)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(type(of: schedule).typeName, forKey: .type)
    try schedule.encode(to: encoder)
  }

  public static func == (a: AnySchedule, b: AnySchedule) -> Bool {
    AnyHashable(a.schedule) == AnyHashable(b.schedule)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(schedule)) }
}
