/// A plain recurrent network over sequences (J. Elman, 1990): hₜ = tanh(xₜ·W + b + hₜ₋₁·U + c), or ReLU of it, in one or several layers, in one or both directions, as PyTorch's
/// `RNN`.
///
/// Shapes: x `[batch, time, inputs]` → `[batch, time, directions · units]`, or without
/// `returnsSequences` `[batch, directions · units]`: what each direction has at its own last step.
/// With `batchFirst: false` x and the sequences are `[time, batch, …]`. Batch and time may be
/// symbolic. All float32.
///
/// Variables, numbered in each scope and counted from layer 1: `rnn1.layer1.inputWeight`
/// `[inputs, units]`, `.hiddenWeight` `[units, units]`, `.inputBias` and `.hiddenBias` `[units]`;
/// those of the other direction `rnn1.layer1.backward.inputWeight`, ….
///
/// With `statefulBatch`, which every batch then has, states go from one training step to the next one:
/// `rnn1.hidden` `[layers, batch, units]`; gradients do not. `store.reset(layer.states)` sets them to 0.
/// An `Executable` of one's own carries them with `updates: graph.updates(for: outputs)`.
///
/// In JSON: `{"type": "rnn", "units": 64}`, with `layers`, `isBidirectional`, `dropout`, `bias` (`none`,
/// `one`, `both`), `batchFirst`, `returnsSequences`, `inputWeights`, `hiddenWeights`, `biases`, `activation` (`tanh`, `relu`),
/// `statefulBatch` and `name` optional.
public struct RNN: RecurrentSpec {
  public static let typeName = "rnn"
  public static var defaults: RNN? { RNN(1) }
  public static var requiredFields: [String] { ["units"] }
  static let gates = 1
  static let stateNames = ["hidden"]

  /// The width of the hidden states; at least 1.
  public var units: Int
  /// How many layers there are, each over the outputs of the one before; at least 1.
  public var layers: Int
  /// Whether a second network runs from the last step to the first; their outputs lie side by side.
  public var isBidirectional: Bool
  /// The activation.
  public var activation: RecurrentActivation
  /// The share of elements that is dropped between layers in training, in 0...1.
  public var dropout: Double
  /// Which biases there are.
  public var bias: RecurrentBias
  /// Whether the batch is the first axis; else it is the second, after time.
  public var batchFirst: Bool
  /// Whether all steps come out; else the last one.
  public var returnsSequences: Bool
  /// What the weights of the inputs start from.
  public var inputWeights: Initializer
  /// What the weights of the hidden states start from.
  public var hiddenWeights: Initializer
  /// What the biases start from.
  public var biases: Initializer
  /// The number of sequences whose states go on from step to step; nil for states that begin at 0.
  public var statefulBatch: Int?
  /// The name of the layer's scope; nil for the next free `rnn1`, ….
  public var name: String?

  /// A network of so many units in each layer and direction.
  public init(
    _ units: Int, layers: Int = 1, isBidirectional: Bool = false,
    activation: RecurrentActivation = .tanh, dropout: Double = 0,
    bias: RecurrentBias = .both, batchFirst: Bool = true, returnsSequences: Bool = true,
    inputWeights: Initializer = .glorotUniform(), hiddenWeights: Initializer = .orthogonal(),
    biases: Initializer = .zeros,
    statefulBatch: Int? = nil, name: String? = nil
  ) {
    self.units = units
    self.layers = layers
    self.isBidirectional = isBidirectional
    self.dropout = dropout
    self.bias = bias
    self.batchFirst = batchFirst
    self.returnsSequences = returnsSequences
    self.inputWeights = inputWeights
    self.hiddenWeights = hiddenWeights
    self.biases = biases
    self.activation = activation
    self.statefulBatch = statefulBatch
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// As `build(in:input:)`, with the layer's own type.
  /// - Throws: `GraphError` for a field out of range, or an input that is no such sequence.
  public func built(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> RNNLayer {
    RNNLayer(stack: try builtStack(in: graph, input: input))
  }

  func compute(
    _ x: Variable, _ weights: [RecurrentLayer], _ states: [Variable?], _ lengths: Variable?
  ) throws(GraphError) -> (outputs: Variable, states: [Variable]) {
    let result = try rnn(
      x, layers: weights, hidden: states[0], activation: activation, lengths: lengths,
      dropout: dropout, batchFirst: batchFirst)
    return (outputs: result.outputs, states: [result.hidden])
  }
}

/// A built `RNN`.
public struct RNNLayer: CachingLayer {
  let stack: RecurrentStack<RNN>

  /// The weights, the first layer's first, as the function `rnn` takes them.
  public var weights: [RecurrentLayer] { stack.layers }
  /// The states that go from step to step; empty unless the layer has a `statefulBatch`.
  public var states: [Variable] { stack.states }

  public var parameters: [Variable] { stack.parameters }

  public func forward(_ x: Variable) throws(GraphError) -> Variable { try stack.forward(x) }

  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try stack.step(x, cache)
  }

  /// The layer over sequences that begin with given states, or end early.
  /// - Parameters:
  ///   - hidden: the states before the first step, `[layers · directions, batch, units]`; zeros for
  ///     nil, or those that a stateful layer keeps.
  ///   - lengths: the steps of each sequence, integers `[batch]` from 0 to the time of x; all for
  ///     nil. Outputs beyond are 0, and states those of a sequence's own last step.
  /// - Returns: what `forward` gives, and the last states of all layers, `[layers · directions, batch, units]`.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func callAsFunction(
    _ x: Variable, hidden: Variable? = nil, lengths: Variable? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> (outputs: Variable, hidden: Variable) {
    try x.builder.at(file, line) { () throws(GraphError) in
      let result = try stack.run(x, [hidden], lengths)
      return (outputs: result.outputs, hidden: result.states[0])
    }
  }
}
