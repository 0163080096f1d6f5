/// Reading specs from JSON, so that a layer has to say nothing but which fields it needs and what the
/// others are by default.
enum SpecCoding {
  /// A spec from the fields that were given; the others are those of `defaults`.
  /// - Throws: `GraphError` for a field that is missing, unknown or of another type.
  static func read<Spec: LayerSpec>(
    _ type: Spec.Type, _ given: [String: JSONValue]
  ) throws -> Spec {
    var fields = given.filter { $0.key != "type" && $0.value != .null }
    let known = try JSONValue(encoding: Spec.defaults).fields
    let missing = Spec.requiredFields.filter { fields[$0] == nil }
    if !missing.isEmpty {
      let strangers = fields.keys.filter { known[$0] == nil && !isOptional($0) }.sorted()
      throw GraphError(
        .invalidArgument, expected: "the field\(missing.count == 1 ? "" : "s") \(list(missing))",
        found: strangers.isEmpty ? "none of that name" : list(strangers),
        advice: "as in \(example(type, known))", operation: Spec.typeName)
    }
    let asked = fields.keys.sorted()
    fields.merge(known) { given, _ in given }
    let spec: Spec
    do {
      spec = try JSONValue.object(fields).decode(type)
    } catch let error as DecodingError {
      throw refusal(error, of: type)
    }
    // What a spec does not write, it did not read.
    let written = try JSONValue(encoding: spec).fields
    if let stranger = asked.first(where: { written[$0] == nil }) {
      let names = Set(written.keys).union(known.keys).union(["name"])
      throw GraphError(
        .unknownName, expected: "one of the fields \(names.sorted().joined(separator: ", "))",
        found: "'\(stranger)'",
        advice: nearestName(to: stranger, among: names).map { "did you mean '\($0)'?" }
          ?? "leave it out", operation: Spec.typeName)
    }
    return spec
  }

  private static func isOptional(_ field: String) -> Bool { field == "name" }

  private static func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  private static func example<Spec: LayerSpec>(
    _ type: Spec.Type, _ known: [String: JSONValue]
  ) -> String {
    let fields = Spec.requiredFields.map { ", \"\($0)\": \(known[$0]?.description ?? "…")" }
    return "{\"type\": \"\(Spec.typeName)\"\(fields.joined())}"
  }

  private static func refusal<Spec: LayerSpec>(
    _ error: DecodingError, of type: Spec.Type
  ) -> GraphError {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
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
      advice: "see the documentation of \(Spec.self)", operation: Spec.typeName)
  }
}

/// One layer of any type, as a field of another one. In JSON an object with a `"type"`.
public struct AnyLayerSpec: Sendable {
  /// The layer.
  public var spec: any LayerSpec

  /// A layer of any type.
  public init(_ spec: any LayerSpec) { self.spec = spec }
}

extension AnyLayerSpec: Hashable {
  public static func == (a: AnyLayerSpec, b: AnyLayerSpec) -> Bool {
    AnyHashable(a.spec) == AnyHashable(b.spec)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(spec)) }
}

extension AnyLayerSpec: Codable {
  private enum Keys: String, CodingKey {
    case type
  }

  /// - Throws: `GraphError` for a layer that is not registered, or a field that is missing, unknown
  ///   or of another type.
  public init(from decoder: any Decoder) throws {
    guard case .object(let fields) = try JSONValue(from: decoder),
      case .string(let name) = fields["type"]
    else {
      throw GraphError(
        .invalidArgument, expected: "a layer: an object with a \"type\"", found: "something else",
        advice: "as in {\"type\": \"relu\"}")
    }
    spec = try LayerRegistry.read(name, fields)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(type(of: spec).typeName, forKey: .type)
    try spec.encode(to: encoder)
  }
}
