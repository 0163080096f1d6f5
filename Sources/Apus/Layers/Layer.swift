/// A built layer: it owns named variables and adds its computation to the graph when called.
///
///     let hidden = try layer(pixels)
///
/// A layer may be called several times; all calls share its variables.
public protocol Layer {
  /// What the layer learns, in the order of creation; empty for activations.
  var parameters: [Variable] { get }

  /// The layer's computation as graph expressions. Callers write `layer(x)`, which adds the place
  /// of the call to errors.
  /// - Throws: `GraphError` where `x` does not have the type the layer was built for.
  func forward(_ x: Variable) throws(GraphError) -> Variable

  /// Whether what comes out at one position of a sequence depends on other positions of it. The first
  /// two axes are sequences and positions, in either order: `[batch, time, features]`. Such a layer is
  /// refused where a model goes on piece by piece (`DecodingCache`), unless it is a `CachingLayer`; a
  /// layer of one's own that looks at other positions has to be one or the other.
  func mixesPositions(of input: TensorType) -> Bool
}

extension Layer {
  /// Nothing is learned unless a layer says otherwise.
  public var parameters: [Variable] { [] }

  /// Each position by itself, unless a layer says otherwise.
  public func mixesPositions(of input: TensorType) -> Bool { false }

  /// Adds the layer's computation for `x` to the graph.
  /// - Throws: `GraphError` naming this call, where `x` does not fit the layer.
  public func callAsFunction(
    _ x: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in try forward(x) }
  }
}

/// The description of a layer: a small value that is compared, saved as JSON, and built into a
/// `Layer` once the type of its input is known.
///
///     let spec = Dense(300)
///     let layer = try spec.build(in: graph, input: pixels.type)   // dense1.weight, dense1.bias
///
/// A user's spec is registered with `LayerRegistry.register`, so that it can be read from JSON.
public protocol LayerSpec: Hashable, Sendable, Codable {
  /// The stable name that JSON gives as `"type"`, such as `dense`.
  static var typeName: String { get }

  /// An example whose fields are what JSON may leave out; `nil` where it may leave out nothing but
  /// what is optional.
  static var defaults: Self? { get }

  /// The names of the fields that JSON has to give, whatever `defaults` says of them.
  static var requiredFields: [String] { get }

  /// Creates the layer's variables in `graph`.
  /// - Parameter input: the type of what the layer will be called with.
  /// - Throws: `GraphError` for a field out of range, or an input that the layer cannot take.
  func build(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> any Layer

  /// The type that comes out for an input of type `input`. Without an implementation of its own,
  /// the layer is built and called in a scratch graph; then `build` must not call this.
  /// - Throws: `GraphError` as `build(in:input:)` and the call do.
  func output(for input: TensorType) throws(GraphError) -> TensorType
}

extension LayerSpec {
  /// Nothing.
  public static var defaults: Self? { nil }

  /// None.
  public static var requiredFields: [String] { [] }

  /// Builds the layer for `x` and calls it: `let hidden = try Dense(300)(x)`. Each call makes
  /// variables of its own; `build(in:input:)` gives a layer that can be called again.
  /// - Throws: `GraphError` naming this call, where `x` does not fit the layer.
  public func callAsFunction(
    _ x: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try build(in: x.builder, input: x.type).forward(x)
    }
  }

  /// The type that comes out: the layer is built and called in a scratch graph.
  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try typeInScratchGraph(input) { (x) throws(GraphError) in
      try build(in: x.builder, input: input).forward(x)
    }
  }

  /// The type of what `body` makes of an input. Errors name no line: it would be one of the layer,
  /// not of the one who asks for it.
  func typeInScratchGraph(
    _ input: TensorType, _ body: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> TensorType {
    do {
      return try body(GraphBuilder().input("input", input.shape, input.dtype)).type
    } catch {
      var error = error
      error.site = nil
      throw error
    }
  }
}
