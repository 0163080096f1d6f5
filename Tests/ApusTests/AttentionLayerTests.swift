import Apus
import FoundationEssentials
import Testing

/// Names, draws, JSON and errors of attention and transformers; their values are compared in
/// GoldenLayerTests.
@Suite struct AttentionLayerTests {
  @Test func parametersAreNamed() throws {
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("x", [.batch, .time, 6])
    let attention = try MultiHeadAttention(heads: 3, keyValueHeads: 1, outputs: 5)
      .built(in: graph, input: x.type)
    #expect(
      attention.parameters.map(\.name) == [
        "multiHeadAttention1.query.weight", "multiHeadAttention1.query.bias",
        "multiHeadAttention1.key.weight", "multiHeadAttention1.key.bias",
        "multiHeadAttention1.value.weight", "multiHeadAttention1.value.bias",
        "multiHeadAttention1.output.weight", "multiHeadAttention1.output.bias",
      ])
    #expect(
      attention.parameters.map(\.shape) == [[6, 6], [6], [6, 2], [2], [6, 2], [2], [6, 5], [5]])
    #expect(try attention.forward(x).shape == [.batch, .time, 5])
    let encoder = try TransformerEncoder(
      layers: 2, TransformerEncoderLayer(heads: 2, feedForward: 8, bias: false)
    ).built(in: graph, input: x.type)
    #expect(
      encoder.parameters.map(\.name).suffix(12) == [
        "transformerEncoder1.layer2.selfAttention.query.weight",
        "transformerEncoder1.layer2.selfAttention.key.weight",
        "transformerEncoder1.layer2.selfAttention.value.weight",
        "transformerEncoder1.layer2.selfAttention.output.weight",
        "transformerEncoder1.layer2.feedForward1.weight",
        "transformerEncoder1.layer2.feedForward2.weight",
        "transformerEncoder1.layer2.norm1.weight", "transformerEncoder1.layer2.norm1.bias",
        "transformerEncoder1.layer2.norm2.weight", "transformerEncoder1.layer2.norm2.bias",
        "transformerEncoder1.norm.weight", "transformerEncoder1.norm.bias",
      ])
    #expect(try encoder.forward(x).type == x.type)
  }

  /// Dropout acts in training only, on its own in each place.
  @Test func dropoutActsInTrainingOnly() throws {
    let graph = GraphBuilder(seed: 2)
    let x = try graph.input("x", [2, .time, 6])
    func specs(_ dropout: Double) -> [any LayerSpec] {
      [
        SelfAttention(heads: 2, dropout: dropout, name: "a\(dropout)"),
        MultiHeadAttention(heads: 2, dropout: dropout, name: "b\(dropout)"),
        TransformerEncoderLayer(heads: 2, feedForward: 8, dropout: dropout, name: "c\(dropout)"),
        LSTM(4, layers: 2, dropout: dropout, name: "d\(dropout)"),
      ]
    }
    let layers = try (specs(0.5) + specs(0)).map { try $0.build(in: graph, input: x.type) }
    let outputs = try layers.map { try $0(x).id }
    let built = graph.finish()
    let store = try VariableStore(built, in: quickContext())
    for (dropping, plain) in zip(layers[..<4], layers[4...]) {
      for (own, other) in zip(dropping.parameters, plain.parameters) {
        try store.set(other.id, store.value(own.id))
      }
    }
    let numbers = try Tensor((0..<60).map { Float(($0 * 29) % 17) / 8 - 1 }, shape: [2, 5, 6])
    let evaluated = try Executable(built, outputs: outputs, mode: .evaluation, store: store)
      .run([x: numbers]).map(\.doubles)
    let trained = try Executable(
      built, outputs: Array(outputs[..<4]), mode: .training, store: store
    )
    .run([x: numbers]).map(\.doubles)
    for place in 0..<4 {
      #expect(isClose(evaluated[place], evaluated[place + 4], tolerance: 1e-5, floor: 1))
      #expect(!isClose(trained[place], evaluated[place], tolerance: 1e-2, floor: 1), "\(place)")
    }
  }

  @Test func aQueryThatSeesNoKeyGetsTheBias() throws {
    let graph = GraphBuilder(seed: 3)
    let x = try graph.input("x", [1, 2, 4])
    let keys = try graph.input("keys", [1, 2], .bool)
    let layer = try MultiHeadAttention(heads: 2).built(in: graph, input: x.type)
    let y = try layer(query: x, key: x, keyMask: keys)
    let none = try Tensor([false, false], shape: [1, 2])
    let numbers = try Tensor([1, 2, 3, 4, 5, 6, 7, 8] as [Float], shape: [1, 2, 4])
    #expect(try run(graph, [y], [x: numbers, keys: none])[0].doubles.allSatisfy { $0 == 0 })
  }

  @Test func morePositionsThanAreLearnedAreRefused() throws {
    let graph = GraphBuilder(seed: 4)
    let x = try graph.input("x", [.batch, .time, 4])
    let y = try LearnedPositions(3)(x)
    let five = try Tensor(repeating: Float(1), shape: [1, 5, 4])
    #expect(throws: GraphError.self) { try run(graph, [y], [x: five]) }
    #expect(throws: GraphError.self) {
      try LearnedPositions(3).output(for: TensorType([.batch, 5, 4]))
    }
  }

  // MARK: JSON and errors

  @Test func specsAreReadFromJSON() throws {
    let json = """
      [{"type": "multiHeadAttention", "heads": 4, "keyValueHeads": 2, "rotaryBase": 10000},
       {"type": "selfAttention", "heads": 4, "dropout": 0.1, "bias": false},
       {"type": "transformerEncoderLayer", "heads": 4, "activation": {"type": "gelu"}},
       {"type": "transformerEncoder", "layers": 3, "layer": {"type": "transformerEncoderLayer",
        "heads": 2, "normFirst": true}, "finalNorm": false},
       {"type": "transformerDecoder", "layers": 3, "layer": {"type": "transformerDecoderLayer",
        "heads": 2, "dropout": 0}},
       {"type": "learnedPositions", "maxLength": 9}, {"type": "sinusoidalPositions", "base": 100},
       {"type": "embedding", "count": 5, "features": 3, "paddingIndex": 0},
       {"type": "embeddingBag", "count": 5, "features": 3, "mode": "sum"}]
      """
    let expected = LayerList([
      MultiHeadAttention(heads: 4, keyValueHeads: 2, rotaryBase: 10000),
      SelfAttention(heads: 4, bias: false, dropout: 0.1),
      TransformerEncoderLayer(heads: 4, activation: GELU()),
      TransformerEncoder(
        layers: 3, TransformerEncoderLayer(heads: 2, normFirst: true), finalNorm: false),
      TransformerDecoder(layers: 3, TransformerDecoderLayer(heads: 2, dropout: 0)),
      LearnedPositions(9), SinusoidalPositions(base: 100), Embedding(5, 3, paddingIndex: 0),
      EmbeddingBag(5, 3, mode: .sum),
    ])
    #expect(try JSONDecoder().decode(LayerList.self, from: Data(json.utf8)) == expected)
    let again = try JSONDecoder().decode(LayerList.self, from: JSONEncoder().encode(expected))
    #expect(again == expected)
  }

  @Test func wrongFieldsAndInputsAreTyped() throws {
    let rows = TensorType([.batch, .time, 6])
    let wrong: [(any LayerSpec, TensorType, GraphError.Kind)] = [
      (MultiHeadAttention(heads: 4), rows, .invalidArgument),
      (MultiHeadAttention(heads: 0), rows, .invalidArgument),
      (MultiHeadAttention(heads: 6, keyValueHeads: 4), rows, .invalidArgument),
      (MultiHeadAttention(heads: 2, dropout: -0.1), rows, .invalidArgument),
      (MultiHeadAttention(heads: 2, rotaryBase: 10000), rows, .invalidArgument),
      (MultiHeadAttention(heads: 2, outputs: 0), rows, .invalidArgument),
      (MultiHeadAttention(heads: 2), TensorType([6]), .invalidShape),
      (MultiHeadAttention(heads: 2), TensorType([.batch, 5, .time]), .invalidShape),
      (SelfAttention(heads: 2, dropout: .nan), rows, .invalidArgument),
      (TransformerEncoderLayer(heads: 4), rows, .invalidArgument),
      (TransformerEncoder(layers: 0, TransformerEncoderLayer(heads: 2)), rows, .invalidArgument),
      (TransformerDecoder(layers: 1, TransformerDecoderLayer(heads: 5)), rows, .invalidArgument),
      (LearnedPositions(0), rows, .invalidArgument),
      (SinusoidalPositions(base: 0), rows, .invalidArgument),
      (SinusoidalPositions(), TensorType([4, 5]), .invalidArgument),
      (Embedding(5, 3, paddingIndex: 5), TensorType([2], .int32), .invalidArgument),
      (EmbeddingBag(5, 3, paddingIndex: -6), TensorType([2, 3], .int32), .invalidArgument),
      (EmbeddingBag(5, 3), TensorType([2, 3]), .dtypeMismatch),
    ]
    for (spec, type, kind) in wrong {
      let graph = GraphBuilder()
      let error = #expect(throws: GraphError.self, "\(spec) of \(type)") {
        let x = try graph.input("x", type.shape, type.dtype)
        _ = try spec(x)
      }
      #expect(error?.kind == kind, "\(spec) of \(type): \(error.map { "\($0)" } ?? "")")
      #expect(graph.variables(.parameter).isEmpty, "\(spec) of \(type)")
      #expect(throws: GraphError.self, "\(spec) of \(type)") { try spec.output(for: type) }
    }
    let graph = GraphBuilder()
    let x = try graph.input("x", [2, 5, 6])
    // What is called without what it needs, names the place.
    let error = #expect(throws: GraphError.self) {
      try TransformerDecoderLayer(heads: 2, name: "last")(x)
    }
    #expect(error?.kind == .missingFeed)
    #expect(error?.scope == "last")
    let attention = try MultiHeadAttention(heads: 2, name: "look").built(in: graph, input: x.type)
    for shape: Shape in [[5], [4, 5], [2, 2, 2, 5, 5]] {
      let mask = try graph.input("mask\(shape.rank)", shape, .bool)
      let error = #expect(throws: GraphError.self) {
        try attention(query: x, key: x, mask: mask)
      }
      #expect(error?.kind == .shapeMismatch)
      #expect(error?.scope == "look")
      #expect(error?.site?.file == "ApusTests/AttentionLayerTests.swift")
    }
    let keys = try graph.input("keys", [2, 5], .int32)
    #expect(throws: GraphError.self) { try attention(query: x, key: x, keyMask: keys) }
    var encoder = TransformerEncoder(layers: 1, TransformerEncoderLayer(heads: 2))
    encoder.layer = AnyLayerSpec(Dense(6))
    #expect(throws: GraphError.self) { try encoder.output(for: x.type) }
  }
}
