import FoundationEssentials

extension Optimizer {
  /// This rule with other values of some of its stored properties, by way of its coded form; of a rule
  /// that wraps another one, the wrapped one's count too.
  /// - Throws: `GraphError` for a name that is no number of the rule.
  package func overriding(_ numbers: [String: Double]) throws(GraphError) -> Self {
    if numbers.isEmpty { return self }
    do {
      var coded = try JSONDecoder().decode(CodedValue.self, from: JSONEncoder().encode(self))
      for (name, value) in numbers.sorted(by: { $0.key < $1.key }) {
        guard value.isFinite else {
          throw GraphError(
            .invalidArgument, expected: "a finite number for \(name)", found: "\(value)",
            advice: "give the group another one", operation: Self.name)
        }
        guard coded.replace(name, value) else {
          let known = coded.numbers.sorted().joined(separator: ", ")
          throw GraphError(
            .unknownName, expected: "a number of \(Self.name): \(known)", found: "'\(name)'",
            advice: "override one of these, or give the group a rule with `with:`",
            operation: Self.name)
        }
      }
      return try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(coded))
    } catch let error as GraphError {
      throw error
    } catch {
      throw GraphError(
        .invalidArgument, expected: "numbers that fit \(Self.name)", found: "\(numbers)",
        advice: "whole numbers have to be whole: \(error)", operation: Self.name)
    }
  }
}

/// What a rule is coded as.
private enum CodedValue: Codable {
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([CodedValue])
  case fields([String: CodedValue])
  case nothing

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .nothing
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([CodedValue].self) {
      self = .list(value)
    } else {
      self = .fields(try container.decode([String: CodedValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .fields(let fields): try container.encode(fields)
    case .nothing: try container.encodeNil()
    }
  }

  /// The names of all numbers.
  var numbers: Set<String> {
    guard case .fields(let fields) = self else { return [] }
    return fields.reduce(into: []) { names, field in
      if case .number = field.value { names.insert(field.key) }
      names.formUnion(field.value.numbers)
    }
  }

  /// Replaces a number, an outer one before that of a rule within.
  /// - Returns: whether there is one of that name.
  mutating func replace(_ name: String, _ value: Double) -> Bool {
    guard case .fields(var fields) = self else { return false }
    if case .number = fields[name] {
      fields[name] = .number(value)
      self = .fields(fields)
      return true
    }
    for (key, inner) in fields.sorted(by: { $0.key < $1.key }) {
      var inner = inner
      guard inner.replace(name, value) else { continue }
      fields[key] = inner
      self = .fields(fields)
      return true
    }
    return false
  }
}
