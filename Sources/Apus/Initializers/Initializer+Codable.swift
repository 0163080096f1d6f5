extension Initializer: Codable {
  private enum Keys: String, CodingKey {
    case type, value, low, high, mean, standardDeviation, gain, mode, groups, fraction, values
  }

  private enum Name: String, Codable, CaseIterable {
    case zeros, ones, constant, uniform, normal
    case glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal
    case truncatedNormal, orthogonal, identity, dirac, sparse, array
  }

  /// Reads a name or an object.
  /// - Throws: `GraphError` for an unknown name, `DecodingError` for a field that is missing or of
  ///   another type.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      switch try Initializer.known(name) {
      case .zeros: self = .zeros
      case .ones: self = .ones
      case .glorotUniform: self = .glorotUniform()
      case .glorotNormal: self = .glorotNormal()
      case .heUniform: self = .heUniform()
      case .heNormal: self = .heNormal()
      case .lecunUniform: self = .lecunUniform()
      case .lecunNormal: self = .lecunNormal()
      case .orthogonal: self = .orthogonal()
      case .identity: self = .identity()
      case .dirac: self = .dirac()
      case .constant, .uniform, .normal, .truncatedNormal, .sparse, .array:
        throw GraphError(
          .invalidArgument, expected: "the numbers of the initializer '\(name)'", found: "none",
          advice: "write an object, such as {\"type\": \"uniform\", \"low\": -1, \"high\": 1}")
      }
      return
    }
    let container = try decoder.container(keyedBy: Keys.self)
    func number(_ key: Keys) throws -> Double { try container.decode(Double.self, forKey: key) }
    func number(_ key: Keys, else standard: Double) throws -> Double {
      try container.decodeIfPresent(Double.self, forKey: key) ?? standard
    }
    func mode() throws -> FanMode {
      try container.decodeIfPresent(FanMode.self, forKey: .mode) ?? .fanIn
    }
    let rectifier = 2.0.squareRoot()
    switch try Initializer.known(container.decode(String.self, forKey: .type)) {
    case .zeros: self = .zeros
    case .ones: self = .ones
    case .constant: self = .constant(try number(.value))
    case .uniform: self = .uniform(low: try number(.low), high: try number(.high))
    case .normal:
      self = .normal(
        mean: try number(.mean, else: 0), standardDeviation: try number(.standardDeviation))
    case .glorotUniform: self = .glorotUniform(gain: try number(.gain, else: 1))
    case .glorotNormal: self = .glorotNormal(gain: try number(.gain, else: 1))
    case .heUniform:
      self = .heUniform(mode: try mode(), gain: try number(.gain, else: rectifier))
    case .heNormal:
      self = .heNormal(mode: try mode(), gain: try number(.gain, else: rectifier))
    case .lecunUniform: self = .lecunUniform(gain: try number(.gain, else: 1))
    case .lecunNormal: self = .lecunNormal(gain: try number(.gain, else: 1))
    case .truncatedNormal:
      self = .truncatedNormal(
        mean: try number(.mean, else: 0), standardDeviation: try number(.standardDeviation),
        low: try number(.low, else: -2), high: try number(.high, else: 2))
    case .orthogonal: self = .orthogonal(gain: try number(.gain, else: 1))
    case .identity: self = .identity(gain: try number(.gain, else: 1))
    case .dirac:
      self = .dirac(groups: try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1)
    case .sparse:
      self = .sparse(
        fraction: try number(.fraction),
        standardDeviation: try number(.standardDeviation, else: 0.01))
    case .array: self = .array(try container.decode([Double].self, forKey: .values))
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
    var container = encoder.container(keyedBy: Keys.self)
    switch self {
    case .constant(let value):
      try container.encode(Name.constant, forKey: .type)
      try container.encode(value, forKey: .value)
    case .uniform(let low, let high):
      try container.encode(Name.uniform, forKey: .type)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
    case .normal(let mean, let deviation):
      try container.encode(Name.normal, forKey: .type)
      try container.encode(mean, forKey: .mean)
      try container.encode(deviation, forKey: .standardDeviation)
    case .glorotUniform(let gain):
      try container.encode(Name.glorotUniform, forKey: .type)
      try container.encode(gain, forKey: .gain)
    case .glorotNormal(let gain):
      try container.encode(Name.glorotNormal, forKey: .type)
      try container.encode(gain, forKey: .gain)
    case .heUniform(let mode, let gain):
      try container.encode(Name.heUniform, forKey: .type)
      try container.encode(mode, forKey: .mode)
      try container.encode(gain, forKey: .gain)
    case .heNormal(let mode, let gain):
      try container.encode(Name.heNormal, forKey: .type)
      try container.encode(mode, forKey: .mode)
      try container.encode(gain, forKey: .gain)
    case .lecunUniform(let gain):
      try container.encode(Name.lecunUniform, forKey: .type)
      try container.encode(gain, forKey: .gain)
    case .lecunNormal(let gain):
      try container.encode(Name.lecunNormal, forKey: .type)
      try container.encode(gain, forKey: .gain)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      try container.encode(Name.truncatedNormal, forKey: .type)
      try container.encode(mean, forKey: .mean)
      try container.encode(deviation, forKey: .standardDeviation)
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
    case .orthogonal(let gain):
      try container.encode(Name.orthogonal, forKey: .type)
      try container.encode(gain, forKey: .gain)
    case .identity(let gain):
      try container.encode(Name.identity, forKey: .type)
      try container.encode(gain, forKey: .gain)
    case .dirac(let groups):
      try container.encode(Name.dirac, forKey: .type)
      try container.encode(groups, forKey: .groups)
    case .sparse(let fraction, let deviation):
      try container.encode(Name.sparse, forKey: .type)
      try container.encode(fraction, forKey: .fraction)
      try container.encode(deviation, forKey: .standardDeviation)
    case .array(let values):
      try container.encode(Name.array, forKey: .type)
      try container.encode(values, forKey: .values)
    }
  }
}
