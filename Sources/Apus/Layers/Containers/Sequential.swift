/// Layers applied one after the other.
///
///     let model = try Sequential(in: graph, input: pixels) {
///       Dense(300); ReLU()
///       Dense(10)
///     }
///     let logits = try model(pixels)
///
/// Building creates the variables; calling adds the computation, any number of times.
public struct Sequential: CachingLayer {
  /// The built layers, first one first.
  public let layers: [any Layer]
  /// What they were built from, for saving.
  public let spec: SequentialSpec
  /// The type it was built for.
  public let input: TensorType
  /// The type that comes out for the input type given at building.
  public let output: TensorType
  /// What was built, for summaries.
  let events: [SummaryRecorder.Event]

  public var parameters: [Variable] { layers.flatMap { $0.parameters.map(\.original) } }

  /// Builds the layers listed in braces for inputs like `input`; `if`, `else` and `for` may stand
  /// among them.
  /// - Parameter name: a scope around the names of all layers: `encoder.dense1.weight`.
  /// - Throws: `GraphError` for the first layer that does not fit what comes before it.
  public init(
    in graph: GraphBuilder, input: Variable, name: String? = nil, file: String = #fileID,
    line: Int = #line, @LayerListBuilder _ layers: () -> [any LayerSpec]
  ) throws(GraphError) {
    try self.init(
      LayerList(layers()), in: graph, input: input, name: name, file: file, line: line)
  }

  /// Builds the layers of a list, such as one read from JSON, for inputs like `input`.
  /// - Throws: `GraphError` for the first layer that does not fit what comes before it.
  public init(
    _ list: LayerList, in graph: GraphBuilder, input: Variable, name: String? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) {
    self = try graph.at(file, line) { () throws(GraphError) in
      try SequentialSpec(list, name: name).built(in: graph, input: input.type)
    }
  }

  init(
    layers: [any Layer], spec: SequentialSpec, input: TensorType, output: TensorType,
    events: [SummaryRecorder.Event]
  ) {
    self.layers = layers
    self.spec = spec
    self.input = input
    self.output = output
    self.events = events
  }

  /// The layer at a position. Traps out of bounds, as Array does.
  public subscript(position: Int) -> any Layer { layers[position] }

  /// The layer at a position.
  /// - Throws: `GraphError` out of bounds, where `self[position]` traps.
  public func layer(at position: Int) throws(GraphError) -> any Layer {
    guard layers.indices.contains(position) else {
      throw GraphError(
        .invalidArgument, expected: "a position in \(layers.indices)", found: "\(position)",
        advice: "the sequence has \(layers.count) layers, counted from 0")
    }
    return layers[position]
  }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try scoped(x) { () throws(GraphError) in try layers.forward(x) }
  }

  /// The layers one after the other for the next positions of a sequence: those that conform to
  /// `CachingLayer` go on with the cache, the others see each position by itself.
  /// - Throws: `GraphError` where a layer does not fit its input or the cache, or mixes positions without
  ///   one.
  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try scoped(x) { () throws(GraphError) in try layers.step(x, cache) }
  }

  private func scoped(
    _ x: Variable, _ body: () throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    guard let name = spec.name else { return try body() }
    return try x.builder.scope(name, body)
  }
}

/// The description of a `Sequential`, which is a layer itself and can stand among others.
///
/// In JSON: `{"type": "sequential", "layers": […]}`, with `name` optional.
public struct SequentialSpec: LayerSpec {
  public static let typeName = "sequential"
  public static var defaults: SequentialSpec? { SequentialSpec(LayerList([])) }
  public static var requiredFields: [String] { ["layers"] }

  /// The layers, first one first.
  public var layers: LayerList
  /// A scope around the names of all layers; nil for none.
  public var name: String?

  /// The layers of a list in a row.
  public init(_ layers: LayerList, name: String? = nil) {
    self.layers = layers
    self.name = name
  }

  /// The layers listed in braces in a row.
  public init(name: String? = nil, @LayerListBuilder _ layers: () -> [any LayerSpec]) {
    self.init(LayerList(layers()), name: name)
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    try built(in: graph, input: input)
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try layers.output(for: input)
  }

  func built(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> Sequential {
    guard let name else { return try chain(in: graph, input: input) }
    return try graph.scope(name) { () throws(GraphError) -> Sequential in
      try chain(in: graph, input: input)
    }
  }

  private func chain(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> Sequential {
    let outer = graph.observer
    let recorder = outer as? SummaryRecorder ?? SummaryRecorder()
    graph.observer = recorder
    defer { graph.observer = outer }
    let start = recorder.events.count
    let chain = try LayerChain(layers, in: graph, input: input)
    return Sequential(
      layers: chain.layers, spec: self, input: input, output: chain.output,
      events: recorder.events(from: start))
  }
}
