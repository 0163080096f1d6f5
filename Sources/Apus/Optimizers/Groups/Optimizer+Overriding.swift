extension Optimizer {
  /// This rule with other values of some of its stored properties, by way of its coded form; of a rule
  /// that wraps another one, the wrapped one's count too.
  /// - Throws: `GraphError` for a name that is no number of the rule.
  package func overriding(_ numbers: [String: Double]) throws(GraphError) -> Self {
    if numbers.isEmpty { return self }
    do {
      var coded = try JSONValue(encoding: self)
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
      return try coded.decode(Self.self)
    } catch let error as GraphError {
      throw error
    } catch {
      throw GraphError(
        .invalidArgument, expected: "numbers that fit \(Self.name)", found: "\(numbers)",
        advice: "whole numbers have to be whole: \(error)", operation: Self.name)
    }
  }
}

extension JSONValue {
  private var isNumber: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }

  /// The names of all numbers.
  fileprivate var numbers: Set<String> {
    fields.reduce(into: []) { names, field in
      if field.value.isNumber { names.insert(field.key) }
      names.formUnion(field.value.numbers)
    }
  }

  /// Replaces a number, an outer one before that of a rule within.
  /// - Returns: whether there is one of that name.
  fileprivate mutating func replace(_ name: String, _ value: Double) -> Bool {
    guard case .object(var fields) = self else { return false }
    if fields[name]?.isNumber == true {
      fields[name] = .number(value)
      self = .object(fields)
      return true
    }
    for (key, inner) in fields.sorted(by: { $0.key < $1.key }) {
      var inner = inner
      guard inner.replace(name, value) else { continue }
      fields[key] = inner
      self = .object(fields)
      return true
    }
    return false
  }
}
