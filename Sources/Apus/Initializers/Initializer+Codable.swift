extension Initializer: Codable {
  private enum Name: String, Codable, CaseIterable {
    case zeros, ones, constant, uniform, normal
    case glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal
    case truncatedNormal, orthogonal, identity, dirac, sparse, array
  }

  /// All that an initializer may have in JSON.
  private struct Fields: Codable {
    var type: Name
    var value, low, high, mean, standardDeviation, gain, fraction: Double?
    var mode: FanMode?
    var groups: Int?
    var values: [Double]?
  }

  /// Reads a name or an object.
  /// - Throws: `GraphError` for an unknown name, or a field that is missing or unknown; its `scope` is
  ///   the place of the initializer, such as `weights`. `DecodingError` for a field of another type.
  public init(from decoder: any Decoder) throws {
    do {
      switch try JSONValue(from: decoder) {
      case .string(let name):
        try self.init(Fields(type: Initializer.known(name)))
      case .object(let given):
        if case .string(let name) = given["type"] { _ = try Initializer.known(name) }
        let fields = try Fields(from: decoder)
        try self.init(fields)
        // What these are in JSON has a number, which they do not take.
        let isPlain = fields.type == .zeros || fields.type == .ones
        let known = isPlain ? ["type": .null] : try JSONValue(encoding: self).fields
        try expectAllRead(given, known, "initializer")
      default:
        throw GraphError(
          .invalidArgument, expected: "an initializer: a name, or an object with a \"type\"",
          found: "something else", advice: "as in \"heNormal\"", operation: "initializer")
      }
    } catch let error as GraphError {
      throw error.within(place(decoder.codingPath))
    }
  }

  private init(_ fields: Fields) throws(GraphError) {
    func needed<Value>(_ value: Value?, _ field: String) throws(GraphError) -> Value {
      if let value { return value }
      throw GraphError(
        .invalidArgument, expected: "the field '\(field)' of the initializer '\(fields.type)'",
        found: "none of that name",
        advice: "write an object, such as {\"type\": \"uniform\", \"low\": -1, \"high\": 1}",
        operation: "initializer")
    }
    let gain = fields.gain ?? 1
    let (mode, rectifier) = (fields.mode ?? .fanIn, fields.gain ?? 2.0.squareRoot())
    switch fields.type {
    case .zeros: self = .zeros
    case .ones: self = .ones
    case .constant: self = .constant(try needed(fields.value, "value"))
    case .uniform:
      self = .uniform(low: try needed(fields.low, "low"), high: try needed(fields.high, "high"))
    case .normal:
      self = .normal(
        mean: fields.mean ?? 0,
        standardDeviation: try needed(fields.standardDeviation, "standardDeviation"))
    case .glorotUniform: self = .glorotUniform(gain: gain)
    case .glorotNormal: self = .glorotNormal(gain: gain)
    case .heUniform: self = .heUniform(mode: mode, gain: rectifier)
    case .heNormal: self = .heNormal(mode: mode, gain: rectifier)
    case .lecunUniform: self = .lecunUniform(gain: gain)
    case .lecunNormal: self = .lecunNormal(gain: gain)
    case .truncatedNormal:
      self = .truncatedNormal(
        mean: fields.mean ?? 0,
        standardDeviation: try needed(fields.standardDeviation, "standardDeviation"),
        low: fields.low ?? -2, high: fields.high ?? 2)
    case .orthogonal: self = .orthogonal(gain: gain)
    case .identity: self = .identity(gain: gain)
    case .dirac: self = .dirac(groups: fields.groups ?? 1)
    case .sparse:
      self = .sparse(
        fraction: try needed(fields.fraction, "fraction"),
        standardDeviation: fields.standardDeviation ?? 0.01)
    case .array: self = .array(try needed(fields.values, "values"))
    }
  }

  private static func known(_ name: String) throws(GraphError) -> Name {
    guard let known = Name(rawValue: name) else {
      let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
      let near = nearestName(to: name, among: Name.allCases.map(\.rawValue))
      throw GraphError(
        .unknownName, expected: "one of the initializers \(names)", found: "'\(name)'",
        advice: near.map { "did you mean '\($0)'?" } ?? "correct the name")
    }
    return known
  }

  public func encode(to encoder: any Encoder) throws {
    let fields =
      switch self {
      case .constant(let value): Fields(type: .constant, value: value)
      case .uniform(let low, let high): Fields(type: .uniform, low: low, high: high)
      case .normal(let mean, let deviation):
        Fields(type: .normal, mean: mean, standardDeviation: deviation)
      case .glorotUniform(let gain): Fields(type: .glorotUniform, gain: gain)
      case .glorotNormal(let gain): Fields(type: .glorotNormal, gain: gain)
      case .heUniform(let mode, let gain): Fields(type: .heUniform, gain: gain, mode: mode)
      case .heNormal(let mode, let gain): Fields(type: .heNormal, gain: gain, mode: mode)
      case .lecunUniform(let gain): Fields(type: .lecunUniform, gain: gain)
      case .lecunNormal(let gain): Fields(type: .lecunNormal, gain: gain)
      case .truncatedNormal(let mean, let deviation, let low, let high):
        Fields(
          type: .truncatedNormal, low: low, high: high, mean: mean, standardDeviation: deviation)
      case .orthogonal(let gain): Fields(type: .orthogonal, gain: gain)
      case .identity(let gain): Fields(type: .identity, gain: gain)
      case .dirac(let groups): Fields(type: .dirac, groups: groups)
      case .sparse(let fraction, let deviation):
        Fields(type: .sparse, standardDeviation: deviation, fraction: fraction)
      case .array(let values): Fields(type: .array, values: values)
      }
    try fields.encode(to: encoder)
  }
}
