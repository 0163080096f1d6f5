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
  ///   or of another type; its `scope` is the layer's place, such as `layer` or `layers[2]`.
  public init(from decoder: any Decoder) throws {
    spec = try JSONValue.typed(
      from: decoder, "a layer", example: "{\"type\": \"relu\"}", LayerRegistry.read)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(type(of: spec).typeName, forKey: .type)
    try spec.encode(to: encoder)
  }
}
