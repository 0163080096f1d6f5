import Apus
import FoundationEssentials
import Testing

/// Names, states and loops of recurrent layers; their values are compared in GoldenLayerTests.
@Suite struct RecurrentLayerTests {
  @Test func parametersAreNamedAndStartAsDocumented() throws {
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("x", [.batch, .time, 3])
    let layer = try LSTM(2, layers: 2, isBidirectional: true).built(in: graph, input: x.type)
    #expect(layer.parameters.count == 16)
    #expect(
      layer.parameters.prefix(8).map(\.name) == [
        "lstm1.layer1.inputWeight", "lstm1.layer1.hiddenWeight", "lstm1.layer1.inputBias",
        "lstm1.layer1.hiddenBias", "lstm1.layer1.backward.inputWeight",
        "lstm1.layer1.backward.hiddenWeight", "lstm1.layer1.backward.inputBias",
        "lstm1.layer1.backward.hiddenBias",
      ])
    #expect(layer.parameters.prefix(4).map(\.shape) == [[3, 8], [2, 8], [8], [8]])
    #expect(layer.parameters[8].shape == [4, 8])
    let one = try GRU(2, bias: .one).built(in: graph, input: x.type)
    #expect(one.parameters.map(\.shape) == [[3, 6], [2, 6], [6]])
    let drawn = try LSTM(
      2, biases: .uniform(low: -1, high: 1), forgetBias: 10, name: "drawn"
    ).built(in: graph, input: x.type)
    let result = try layer(x)
    #expect(result.outputs.shape == [.batch, .time, 4])
    #expect(result.cell.shape == [4, .batch, 2])
    let last = LSTM(2, isBidirectional: true, returnsSequences: false)
    #expect(try last(x).type == last.output(for: x.type))
    let store = try VariableStore(graph.finish(), in: quickContext())
    #expect(
      try store.value(named: "lstm1.layer2.backward.inputBias").doubles == [
        0, 0, 1, 1, 0, 0, 0, 0,
      ])
    #expect(try store.value(named: "lstm1.layer1.hiddenBias").doubles.allSatisfy { $0 == 0 })
    let biases = try store.value(drawn.parameters[2].id).doubles
    #expect(biases.indices.allSatisfy { (2...3).contains($0) == (biases[$0] > 8) })
    #expect(Set(biases).count == 8)
  }

  /// Two halves of a sequence, one after the other, are the whole of it; in evaluation, too.
  @Test(arguments: [Mode.training, .evaluation])
  func statesGoOnFromStepToStep(_ mode: Mode) throws {
    let graph = GraphBuilder(seed: 2)
    let x = try graph.input("x", [3, .time, 2])
    let kept = try LSTM(2, layers: 2, statefulBatch: 3).built(in: graph, input: x.type)
    let free = try LSTM(2, layers: 2).built(in: graph, input: x.type)
    let outputs = [try kept.forward(x), try free.forward(x)]
    #expect(kept.states.map(\.name) == ["lstm1.hidden", "lstm1.cell"])
    #expect(kept.states.map(\.shape) == [[2, 3, 2], [2, 3, 2]])
    let built = graph.finish()
    let store = try VariableStore(built, in: quickContext())
    for (own, other) in zip(kept.parameters, free.parameters) {
      try store.set(other.id, store.value(own.id))
    }
    let programs = try outputs.map {
      try Executable(
        built, outputs: [$0.id], updates: built.updates(for: [$0.id]), mode: mode, store: store)
    }
    let numbers = (0..<24).map { Float(($0 * 29) % 17) / 8 - 1 }
    let whole = try programs[1].run([x: Tensor(numbers, shape: [3, 4, 2])])[0].doubles
    for _ in 0..<2 {
      for half in 0..<2 {
        let own: [Range<Int>] = (0..<3).map { row in
          let first = row * 8 + half * 4
          return first..<first + 4
        }
        let part = try Tensor(own.flatMap { numbers[$0] }, shape: [3, 2, 2])
        let found = try programs[0].run([x: part])[0].doubles
        #expect(isClose(found, own.flatMap { whole[$0] }, tolerance: 1e-5, floor: 1))
      }
      try store.reset(kept.states)
    }
  }

  /// In a scan, and unrolled: both as the layer over the whole sequence.
  @Test func cellsAreStepsOfLoops() throws {
    let graph = GraphBuilder(seed: 3)
    let x = try graph.input("x", [3, 4, 2])
    let layer = try LSTM(5).built(in: graph, input: x.type)
    let cell = try LSTMCell(5).built(in: graph, input: TensorType([3, 2]))
    let zero = try zeros(in: graph, [3, 5])
    let scanned = try scan(
      over: [swapAxes(x, 0, 1)], carrying: [zero, zero], using: cell.parameters
    ) { s throws(GraphError) in
      let next = try cell.with(s.constants).step(
        s.inputs[0], hidden: s.carries[0], cell: s.carries[1])
      return (carries: [next.hidden, next.cell], outputs: [next.hidden])
    }
    var state = (hidden: zero, cell: zero)
    for part in try unstack(x, axis: 1) {
      state = try cell.step(part, hidden: state.hidden, cell: state.cell)
    }
    let outputs = [
      try layer.forward(x), try swapAxes(scanned.outputs[0], 0, 1), state.hidden,
      scanned.carries[0],
    ]
    let built = graph.finish()
    let store = try VariableStore(built, in: quickContext())
    for (own, other) in zip(layer.parameters, cell.parameters) {
      try store.set(other.id, store.value(own.id))
    }
    let numbers = (0..<24).map { Float(($0 * 29) % 17) / 8 - 1 }
    let found = try Executable(built, outputs: outputs.map(\.id), store: store)
      .run([x: Tensor(numbers, shape: [3, 4, 2])]).map(\.doubles)
    #expect(isClose(found[1], found[0], tolerance: 1e-5, floor: 1))
    #expect(isClose(found[2], found[3], tolerance: 1e-5, floor: 1))
    let last = (0..<3).flatMap { row in found[0][(row * 20 + 15)...(row * 20 + 19)] }
    #expect(isClose(found[2], last, tolerance: 1e-5, floor: 1))
    #expect(throws: GraphError.self) { try cell.with([zero]) }
  }

  @Test func timeIsPartOfTheBatch() throws {
    let graph = GraphBuilder(seed: 4)
    let x = try graph.input("x", [.batch, .time, 2, 3])
    let spec = TimeDistributed(
      SequentialSpec {
        Flatten(); Dense(4)
      })
    let layer = try spec.build(in: graph, input: x.type)
    #expect(
      layer.parameters.map(\.name) == [
        "timeDistributed1.dense1.weight", "timeDistributed1.dense1.bias",
      ])
    let y = try layer(x)
    #expect(y.shape == [.batch, .time, 4])
    #expect(try spec.output(for: x.type) == y.type)
    let plain = try matmul(
      reshape(x, to: [.batch, .time, 6]), layer.parameters[0])
    let ones = try Tensor((0..<36).map { Float($0) }, shape: [2, 3, 2, 3])
    let found = try run(graph, [y, plain], [x: ones])
    #expect(found[0].shape == [2, 3, 4])
    #expect(isClose(found[0].doubles, found[1].doubles))
    #expect(throws: GraphError.self) { try spec.output(for: TensorType([3])) }
  }

  /// A recurrent network learns which token came first, its embedding being the last product, too;
  /// what pads stays 0.
  @Test func aNetworkLearnsWhatCameFirst() throws {
    let graph = GraphBuilder(seed: 5)
    let tokens = try graph.input("tokens", [.batch, .time], .int32)
    let labels = try graph.input("labels", [.batch], .int32)
    let embedding = try Embedding(
      5, 8, paddingIndex: 0, weights: .normal(mean: 0, standardDeviation: 0.5)
    ).built(in: graph, input: tokens.type)
    let vectors = try embedding(tokens)
    let hidden = try LSTM(8, returnsSequences: false)(vectors)
    let loss = try softmaxCrossEntropy(
      logits: embedding.attend(hidden) * 4, labels: labels)
    let minimization = try graph.minimize(loss, with: AdamW(learningRate: 0.05))
    let built = graph.finish()
    let store = try VariableStore(built, in: quickContext())
    let program = try Executable(
      built, outputs: [loss.id], updates: minimization.updates, mode: .training, store: store)
    let rows: [[Int32]] = [[1, 2, 0], [2, 1, 3], [3, 3, 0], [4, 2, 1], [1, 4, 2], [3, 1, 0]]
    let batch = try Tensor(rows.flatMap { $0 }, shape: [6, 3])
    let first = try Tensor(rows.map { $0[0] }, shape: [6])
    #expect(try store.value(embedding.weight.id).doubles.prefix(8).allSatisfy { $0 == 0 })
    var losses: [Double] = []
    for _ in 0..<40 {
      losses += try program.run([tokens: batch, labels: first])[0].doubles
    }
    #expect(losses[0] > 1)
    #expect(try #require(losses.last) < 0.1, "\(losses)")
  }

  // MARK: JSON and errors

  @Test func specsAreReadFromJSON() throws {
    let json = """
      [{"type": "rnn", "units": 3, "activation": "relu", "isBidirectional": true, "dropout": 0.5},
       {"type": "lstm", "units": 4, "layers": 2, "bias": "one", "forgetBias": 0, "name": "memory"},
       {"type": "gru", "units": 5, "batchFirst": false, "returnsSequences": false,
        "inputWeights": "heNormal"}, {"type": "lstm", "units": 4, "statefulBatch": 8},
       {"type": "rnnCell", "units": 3}, {"type": "lstmCell", "units": 3, "forgetBias": 2},
       {"type": "gruCell", "units": 3, "bias": "none"},
       {"type": "timeDistributed", "layer": {"type": "dense", "units": 2}}]
      """
    let expected = LayerList([
      RNN(3, isBidirectional: true, activation: .relu, dropout: 0.5),
      LSTM(4, layers: 2, bias: .one, forgetBias: 0, name: "memory"),
      GRU(5, batchFirst: false, returnsSequences: false, inputWeights: .heNormal()),
      LSTM(4, statefulBatch: 8), RNNCell(3), LSTMCell(3, forgetBias: 2), GRUCell(3, bias: .none),
      TimeDistributed(Dense(2)),
    ])
    #expect(try JSONDecoder().decode(LayerList.self, from: Data(json.utf8)) == expected)
    let again = try JSONDecoder().decode(LayerList.self, from: JSONEncoder().encode(expected))
    #expect(again == expected)
  }

  @Test func wrongFieldsAndInputsAreTyped() {
    let rows = TensorType([.batch, .time, 4])
    let wrong: [(any LayerSpec, TensorType, GraphError.Kind)] = [
      (LSTM(0), rows, .invalidArgument), (GRU(3, layers: 0), rows, .invalidArgument),
      (RNN(3, dropout: 1.5), rows, .invalidArgument), (LSTM(3), TensorType([5, 4]), .invalidShape),
      (LSTM(3), TensorType([.batch, 5, .time]), .invalidShape),
      (GRU(3), TensorType([2, 5, 4], .int32), .dtypeMismatch),
      (LSTM(3, statefulBatch: 0), rows, .invalidArgument),
      (LSTM(3, statefulBatch: 2), rows, .shapeMismatch),
      (LSTM(3, isBidirectional: true, statefulBatch: 2), TensorType([2, 5, 4]), .invalidArgument),
      (LSTMCell(0), TensorType([2, 4]), .invalidArgument),
      (GRUCell(3), TensorType([4]), .invalidShape),
      (RNNCell(3), TensorType([2, .time]), .invalidShape),
    ]
    for (spec, type, kind) in wrong {
      let graph = GraphBuilder()
      let error = #expect(throws: GraphError.self, "\(spec) of \(type)") {
        let x = try graph.input("x", type.shape, type.dtype)
        _ = try graph.scope("encoder") { try spec(x) }
      }
      #expect(error?.kind == kind, "\(spec) of \(type): \(error.map { "\($0)" } ?? "")")
      #expect(error?.scope.hasPrefix("encoder.") == true, "\(spec): \(error?.scope ?? "")")
      #expect(graph.variables(.parameter).isEmpty, "\(spec) of \(type)")
      #expect(throws: GraphError.self, "\(spec) of \(type)") { try spec.output(for: type) }
    }
    #expect(throws: GraphError.self) {
      try LSTM(3, forgetBias: .nan)(GraphBuilder().input("x", [2, 5, 4]))
    }
  }
}
