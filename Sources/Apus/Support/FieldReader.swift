/// Reading values from JSON, so that a layer or a schedule has to say nothing but which fields it needs
/// and what the others are by default.
struct FieldReader<Value: Codable> {
  /// The name that JSON gives as `"type"`.
  let name: String
  /// The fields that JSON may leave out, and those it may not, as an example has them.
  let defaults: Value?
  /// The names of the fields that JSON has to give.
  let required: [String]
  /// Fields that no example has.
  var optional: Set<String> = []

  /// A value from the fields that were given; the others are those of `defaults`.
  /// - Throws: `GraphError` for a field that is missing, unknown or of another type.
  func read(_ given: [String: JSONValue]) throws -> Value {
    var fields = given.filter { $0.key != "type" && $0.value != .null }
    let known = try JSONValue(encoding: defaults).fields
    let missing = required.filter { fields[$0] == nil }
    if !missing.isEmpty {
      let strangers = fields.keys.filter { known[$0] == nil && !optional.contains($0) }.sorted()
      throw GraphError(
        .invalidArgument, expected: "the field\(missing.count == 1 ? "" : "s") \(list(missing))",
        found: strangers.isEmpty ? "none of that name" : list(strangers),
        advice: "as in \(example(known))", operation: name)
    }
    let asked = fields
    fields.merge(known) { given, _ in given }
    let value: Value
    do {
      value = try JSONValue.object(fields).decode(Value.self)
    } catch let error as DecodingError {
      throw refusal(error)
    }
    try expectAllRead(
      asked, JSONValue(encoding: value).fields, also: optional.union(known.keys), name)
    return value
  }

  private func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  private func example(_ known: [String: JSONValue]) -> String {
    let fields = required.map { ", \"\($0)\": \(known[$0]?.description ?? "…")" }
    return "{\"type\": \"\(name)\"\(fields.joined())}"
  }

  private func refusal(_ error: DecodingError) -> GraphError {
    let (expected, found): (String, String) =
      switch error {
      case .typeMismatch(let wanted, let context):
        ("\(place(context.codingPath)) of type \(wanted)", "another type")
      case .keyNotFound(let key, let context):
        ("the field '\(place(context.codingPath + [key]))'", "none of that name")
      case .valueNotFound(let wanted, let context):
        ("\(place(context.codingPath)) of type \(wanted)", "null")
      case .dataCorrupted(let context): (place(context.codingPath), context.debugDescription)
      @unknown default: ("fields that can be read", "\(error)")
      }
    return GraphError(
      .invalidArgument, expected: expected, found: found,
      advice: "see the documentation of \(Value.self)", operation: name)
  }
}

/// What is not written, was not read: neither a field nor a field of a field.
/// - Parameters:
///   - also: names of fields that are not written because they are nil.
///   - place: where the fields are; empty for those of the value itself.
/// - Throws: `GraphError` for the first field that was given and is not among those that are written.
func expectAllRead(
  _ given: [String: JSONValue], _ written: [String: JSONValue], also: Set<String> = [],
  _ operation: String, at place: String = ""
) throws(GraphError) {
  func compare(_ given: JSONValue, _ written: JSONValue, _ place: String) throws(GraphError) {
    switch (given, written) {
    case (.object(let given), .object(let written)):
      try expectAllRead(given, written, operation, at: place)
    case (.array(let given), .array(let written)):
      for (number, pair) in zip(given, written).enumerated() {
        try compare(pair.0, pair.1, "\(place)[\(number)]")
      }
    default: break
    }
  }
  for (field, value) in given.sorted(by: { $0.key < $1.key }) where value != .null {
    guard let own = written[field] else {
      let names = also.union(written.keys)
      throw GraphError(
        .unknownName, expected: "one of the fields \(names.sorted().joined(separator: ", "))",
        found: "'\(field)'",
        advice: nearestName(to: field, among: names).map { "did you mean '\($0)'?" }
          ?? "leave it out", operation: operation, scope: place)
    }
    try compare(value, own, place.isEmpty ? field : "\(place).\(field)")
  }
}

/// A path as errors name it: `layers[2].weights`.
func place(_ path: [any CodingKey]) -> String {
  path.reduce("") { place, key in
    if let index = key.intValue { return "\(place)[\(index)]" }
    return place.isEmpty ? key.stringValue : "\(place).\(key.stringValue)"
  }
}

extension GraphError {
  /// The error of something that is at `place` of something else.
  func within(_ place: String) -> GraphError {
    var error = self
    error.scope =
      place.isEmpty || scope.isEmpty
      ? place + scope : "\(place)\(scope.first == "[" ? "" : ".")\(scope)"
    return error
  }
}

extension JSONValue {
  /// What `read` makes of an object by the name it gives as `"type"`, and its fields.
  /// - Throws: `GraphError` for anything else, and what `read` throws, with the place in the JSON.
  static func typed<Value>(
    from decoder: any Decoder, _ what: String, example: String,
    _ read: (String, [String: JSONValue]) throws -> Value
  ) throws -> Value {
    do {
      guard case .object(let fields) = try JSONValue(from: decoder),
        case .string(let name) = fields["type"]
      else {
        throw GraphError(
          .invalidArgument, expected: "\(what): an object with a \"type\"",
          found: "something else", advice: "as in \(example)")
      }
      return try read(name, fields)
    } catch let error as GraphError {
      throw error.within(place(decoder.codingPath))
    }
  }
}
