/// What layers give, added to their input (K. He et al., "Deep residual learning", 2016):
/// y = body(x) + shortcut(x), where the shortcut is x itself unless it has layers of its own.
///
///     Residual {
///       Conv2d(64, kernel: 3, padding: .same); BatchNorm(); ReLU()
///       Conv2d(64, kernel: 3, padding: .same); BatchNorm()
///     }
///
/// Shapes: body and shortcut give one type, that of y. Variables: those of the layers, within
/// `residual1`, and those of the shortcut within `residual1.shortcut`.
///
/// In JSON: `{"type": "residual", "body": […]}`, with `shortcut` and `name` optional.
public struct Residual: LayerSpec {
  public static let typeName = "residual"
  public static var defaults: Residual? { Residual(body: LayerList([])) }
  public static var requiredFields: [String] { ["body"] }

  /// The layers whose result is added.
  public var body: LayerList
  /// What x goes through on its way around them, such as a 1×1 convolution where the number of channels
  /// changes.
  public var shortcut: LayerList
  /// The name of the scope; nil for the next free `residual1`, ….
  public var name: String?

  /// A residual block of the layers of a list.
  public init(body: LayerList, shortcut: LayerList = LayerList([]), name: String? = nil) {
    self.body = body
    self.shortcut = shortcut
    self.name = name
  }

  /// A residual block of the layers listed in braces.
  public init(name: String? = nil, @LayerListBuilder _ body: () -> [any LayerSpec]) {
    self.init(body: LayerList(body()), name: name)
  }

  /// A residual block of the layers listed in braces, and of those of the shortcut.
  public init(
    name: String? = nil, @LayerListBuilder _ body: () -> [any LayerSpec],
    @LayerListBuilder shortcut: () -> [any LayerSpec]
  ) {
    self.init(body: LayerList(body()), shortcut: LayerList(shortcut()), name: name)
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> ResidualLayer in
      let body = try LayerChain(self.body, in: graph, input: input)
      let shortcut = try graph.scope("shortcut") { () throws(GraphError) in
        try LayerChain(self.shortcut, in: graph, input: input)
      }
      try expectSum(body.output, shortcut.output)
      return ResidualLayer(scope: scope, body: body, shortcut: shortcut)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    let type = try body.output(for: input)
    try expectSum(type, shortcut.output(for: input))
    return type
  }

  private func expectSum(_ body: TensorType, _ shortcut: TensorType) throws(GraphError) {
    guard body == shortcut else {
      throw GraphError(
        .shapeMismatch, expected: "a body and a shortcut of one type",
        found: "\(body) and \(shortcut)",
        advice:
          "give the shortcut a layer that changes x in the same way, such as a 1×1 convolution",
        operation: Self.typeName)
    }
  }
}

/// A built `Residual`.
struct ResidualLayer: CachingLayer {
  let scope: String
  let body: LayerChain
  let shortcut: LayerChain
  var parameters: [Variable] { body.parameters + shortcut.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try sum(x) { chain throws(GraphError) in try chain.forward(x) }
  }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try sum(x) { chain throws(GraphError) in try chain.step(x, cache) }
  }

  private func sum(
    _ x: Variable, _ call: (LayerChain) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      let around = try x.builder.scope("shortcut") { () throws(GraphError) in
        try call(shortcut)
      }
      return try call(body) + around
    }
  }
}
