/// What `RNN`, `LSTM` and `GRU` have in common: how they are built and called.
protocol RecurrentSpec: LayerSpec {
  var units: Int { get }
  var layers: Int { get }
  var isBidirectional: Bool { get }
  var dropout: Double { get }
  var bias: RecurrentBias { get }
  var batchFirst: Bool { get }
  var returnsSequences: Bool { get }
  var inputWeights: Initializer { get }
  var hiddenWeights: Initializer { get }
  var biases: Initializer { get }
  var statefulBatch: Int? { get }
  var name: String? { get }

  /// How many gates lie side by side in the weights.
  static var gates: Int { get }
  /// What a state is called, in the order of `compute`.
  static var stateNames: [String] { get }

  /// What the first bias starts from; its values are those of `biases` unless a layer changes them.
  func firstBias(
    _ initial: InitialValue, in graph: GraphBuilder
  ) throws(GraphError) -> InitialValue

  /// The graph function over whole sequences.
  func compute(
    _ x: Variable, _ weights: [RecurrentLayer], _ states: [Variable?], _ lengths: Variable?
  ) throws(GraphError) -> (outputs: Variable, states: [Variable])
}

extension RecurrentSpec {
  var directions: Int { isBidirectional ? 2 : 1 }

  func firstBias(
    _ initial: InitialValue, in graph: GraphBuilder
  ) throws(GraphError) -> InitialValue { initial }

  func builtStack(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> RecurrentStack<Self> {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      var inputs = try checkedInputs(input)
      var built: [RecurrentLayer] = []
      for number in 1...layers {
        built.append(
          try graph.scope("layer\(number)") { () throws(GraphError) in
            let forward = try weights(in: graph, inputs)
            guard isBidirectional else { return RecurrentLayer(forward: forward) }
            let backward = try graph.scope("backward") { () throws(GraphError) in
              try weights(in: graph, inputs)
            }
            return RecurrentLayer(forward: forward, backward: backward)
          })
        inputs = units * directions
      }
      var states: [Variable] = []
      if let batch = statefulBatch {
        for name in Self.stateNames {
          states.append(try graph.state(name, stateShape(Dim(batch))))
        }
      }
      return RecurrentStack(scope: scope, spec: self, layers: built, states: states)
    }
  }

  /// [layers · directions, batch, units].
  func stateShape(_ batch: Dim) -> Shape { [Dim(layers * directions), batch, Dim(units)] }

  func weights(
    in graph: GraphBuilder, _ inputs: Int
  ) throws(GraphError) -> RecurrentWeights {
    try recurrentWeights(
      in: graph, inputs, units, Self.gates, bias, inputWeights, hiddenWeights, biases
    ) { initial throws(GraphError) in try firstBias(initial, in: graph) }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedInputs(input)
    let width = Dim(units * directions)
    let dims = input.shape.dims
    return TensorType(
      returnsSequences ? [dims[0], dims[1], width] : [dims[batchFirst ? 0 : 1], width])
  }

  /// The number of features, once all fields are known to be in range.
  private func checkedInputs(_ input: TensorType) throws(GraphError) -> Int {
    try expectField("units", units, of: Self.typeName)
    try expectField("layers", layers, of: Self.typeName)
    try expectProbability("dropout", dropout, of: Self.typeName)
    let inputs = try input.features(for: Self.typeName)
    guard input.shape.rank == 3 else {
      let axes = batchFirst ? "[batch, time, features]" : "[time, batch, features]"
      throw GraphError(
        .invalidShape, expected: "sequences \(axes)", found: "\(input)",
        advice: "reshape the input to three axes, or see batchFirst", operation: Self.typeName)
    }
    guard let batch = statefulBatch else { return inputs }
    try expectField("statefulBatch", batch, of: Self.typeName)
    guard !isBidirectional else {
      throw GraphError(
        .invalidArgument, expected: "one direction where states go from step to step",
        found: "a bidirectional layer with statefulBatch",
        advice: "the end of a sequence is not known before it is there: leave one of both out",
        operation: Self.typeName)
    }
    guard input.shape[batchFirst ? 0 : 1] == Dim(batch) else {
      throw GraphError(
        .shapeMismatch, expected: "batches of statefulBatch = \(batch) sequences",
        found: "\(input)", advice: "states have a fixed extent: give the input the same one",
        operation: Self.typeName)
    }
    return inputs
  }
}

/// The weights of one cell, in the scope that is open.
/// - Parameter firstBias: changes what the first bias starts from.
func recurrentWeights(
  in graph: GraphBuilder, _ inputs: Int, _ units: Int, _ gates: Int, _ bias: RecurrentBias,
  _ inputWeights: Initializer, _ hiddenWeights: Initializer, _ biases: Initializer,
  firstBias: (InitialValue) throws(GraphError) -> InitialValue
) throws(GraphError) -> RecurrentWeights {
  let width = gates * units
  try expectWeight(Swift.max(inputs, units), width, of: "recurrentWeights")
  let (ofInputs, ofUnits) = (Fans(in: inputs, out: width), Fans(in: units, out: width))
  var weights = RecurrentWeights(
    input: try graph.parameter(
      "inputWeight", [Dim(inputs), Dim(width)], initial: inputWeights.initialValue(ofInputs)),
    hidden: try graph.parameter(
      "hiddenWeight", [Dim(units), Dim(width)], initial: hiddenWeights.initialValue(ofUnits)))
  if bias != .none {
    weights.inputBias = try graph.parameter(
      "inputBias", [Dim(width)], initial: firstBias(biases.initialValue(ofInputs)))
  }
  if bias == .both {
    weights.hiddenBias = try graph.parameter(
      "hiddenBias", [Dim(width)], initial: biases.initialValue(ofUnits))
  }
  return weights
}

/// A bias whose forget gate, the second of four, starts `forgetBias` higher (R. Jozefowicz et al., "An
/// Empirical Exploration of Recurrent Network Architectures", ICML 2015).
func withForgetBias(
  _ initial: InitialValue, _ forgetBias: Double, units: Int, in graph: GraphBuilder
) throws(GraphError) -> InitialValue {
  guard forgetBias.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "a finite forgetBias", found: "\(forgetBias)",
      advice: "1 is usual, 0 for none")
  }
  guard forgetBias != 0 else { return initial }
  let drawn: Tensor
  do {
    // The same numbers as without a forget bias.
    drawn = try initial.tensor(
      shape: [4 * units], dtype: .float32, seed: graph.seed,
      stream: streamNumber(graph.scopePath + ".inputBias"))
  } catch {
    throw error as? GraphError
      ?? GraphError(
        .invalidArgument, expected: "biases that can be drawn", found: "\(error)",
        advice: "correct the initializer 'biases'")
  }
  var values = drawn.doubles
  for place in units..<2 * units { values[place] += forgetBias }
  return .array(values)
}

extension RecurrentWeights {
  /// In the order of creation.
  var all: [Variable] { [input, hidden] + [inputBias, hiddenBias].compactMap { $0 } }
}
