import Apus
import Testing

/// Layers that go on piece by piece, against the same layers over the whole sequence.
@Suite struct DecodingTests {
  static let length = 7

  private func model(in graph: GraphBuilder, _ tokens: Variable) throws -> Sequential {
    try Sequential(in: graph, input: tokens, name: "model") {
      Embedding(11, 8)
      LearnedPositions(Self.length)
      SinusoidalPositions()
      SelfAttention(heads: 2)
      MultiHeadAttention(heads: 4, keyValueHeads: 2, isCausal: true, rotaryBase: 100)
      TransformerEncoder(
        layers: 2,
        TransformerEncoderLayer(heads: 2, feedForward: 12, normFirst: true, isCausal: true))
      LSTM(6)
      TimeDistributed(Dense(4))
      Dense(11)
    }
  }

  /// The graph that decodes is another one: parameters are found by name. A prompt goes first, then one
  /// token at a time; a position too many is a fault that changes nothing.
  @Test func stepsGiveWhatTheWholeSequenceGives() throws {
    let (length, prompt) = (Self.length, 3)
    let whole = GraphBuilder(seed: 3)
    let tokens = try whole.input("tokens", [.batch, .time], .int32)
    let logits = try model(in: whole, tokens)(tokens)
    let store = try VariableStore(whole.finish(), in: quickContext())
    let values = (0..<2 * length).map { Int32(($0 * 7 + 3) % 11) }
    let expected = try Executable(
      whole.finish(), outputs: [logits.id], mode: .evaluation, store: store
    ).run([tokens: Tensor(values, shape: [2, length])])[0].doubles

    let graph = GraphBuilder(seed: 4)
    let first = try graph.input("first", [2, .time], .int32)
    let next = try graph.input("next", [2, 1], .int32)
    let again = try model(in: graph, first)
    let cache = try DecodingCache(in: graph, batchSize: 2, maxLength: length)
    let outputs = [try again.step(first, cache: cache), try again.step(next, cache: cache)]
    #expect(outputs[1].shape == [2, 1, 11])
    #expect(
      cache.states.compactMap(\.name).contains(
        "model.transformerEncoder1.layer2.selfAttention.cache.keys"))
    let built = graph.finish()
    let programs = try outputs.map {
      try Executable(
        built, outputs: [$0.id], updates: built.updates(for: [$0.id]), mode: .evaluation,
        store: store)
    }
    func column(_ positions: Range<Int>) throws -> Tensor {
      var part: [Int32] = []
      for row in 0..<2 { part += positions.map { values[row * length + $0] } }
      return try Tensor(part, shape: [2, positions.count])
    }
    func check(_ found: Tensor, _ positions: Range<Int>) {
      var wanted: [Double] = []
      for row in 0..<2 {
        let first = (row * length + positions.lowerBound) * 11
        wanted += expected[first..<first + positions.count * 11]
      }
      #expect(isClose(found.doubles, wanted, tolerance: 1e-5, floor: 1), "\(positions)")
    }
    for _ in 0..<2 {
      check(try programs[0].run([first: column(0..<prompt)])[0], 0..<prompt)
      for place in prompt..<length {
        check(try programs[1].run([next: column(place..<place + 1)])[0], place..<place + 1)
      }
      #expect(try store.value(named: "cache.position").doubles == [Double(length)])
      let error = #expect(throws: RuntimeError.self) {
        try programs[1].run([next: column(0..<1)])
      }
      #expect(error?.kind == .indexOutOfRange)
      #expect(error?.description.contains("cache of \(length)") == true)
      try cache.reset(in: store)
    }
    #expect(try store.value(named: "model.lstm1.cache.hidden").doubles.allSatisfy { $0 == 0 })
  }

  @Test func aDecoderGoesOnWithItsMemory() throws {
    let graph = GraphBuilder(seed: 5)
    let x = try graph.input("x", [2, 4, 6])
    let memory = try graph.input("memory", [2, 3, 5])
    let layer = try TransformerDecoder(
      layers: 1, TransformerDecoderLayer(heads: 2, feedForward: 7), finalNorm: false
    ).built(in: graph, input: x.type, memory: memory.type)
    let expected = try layer(x, memory: memory)
    let cache = try DecodingCache(in: graph, batchSize: 2, maxLength: 4)
    let piece = try graph.input("piece", [2, 2, 6])
    let y = try layer.step(piece, memory: memory, cache: cache)
    let built = graph.finish()
    let store = try VariableStore(built, in: quickContext())
    let numbers = (0..<48).map { Float(($0 * 29) % 17) / 8 - 1 }
    let remembered = try Tensor((0..<30).map { Float(($0 * 13) % 11) / 5 - 1 }, shape: [2, 3, 5])
    let wanted = try Executable(built, outputs: [expected.id], mode: .evaluation, store: store)
      .run([x: Tensor(numbers, shape: [2, 4, 6]), memory: remembered])[0].doubles
    let program = try Executable(
      built, outputs: [y.id], updates: built.updates(for: [y.id]), mode: .evaluation, store: store)
    for half in 0..<2 {
      let own: [Range<Int>] = (0..<2).map { row in
        let first = row * 24 + half * 12
        return first..<first + 12
      }
      let part = try Tensor(own.flatMap { numbers[$0] }, shape: [2, 2, 6])
      let found = try program.run([piece: part, memory: remembered])[0].doubles
      #expect(isClose(found, own.flatMap { wanted[$0] }, tolerance: 1e-5, floor: 1))
    }
  }

  @Test func whatLooksAheadIsRefused() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [2, 1, 6])
    let cache = try DecodingCache(in: graph, batchSize: 2, maxLength: 4)
    let other = try DecodingCache(in: graph, batchSize: 3, maxLength: 4, name: "other")
    let wrong: [(any LayerSpec, DecodingCache, GraphError.Kind)] = [
      (MultiHeadAttention(heads: 2), cache, .unsupported),
      (SelfAttention(heads: 2, isCausal: false), cache, .unsupported),
      (TransformerEncoderLayer(heads: 2), cache, .unsupported),
      (LSTM(3, isBidirectional: true), cache, .unsupported),
      (SelfAttention(heads: 2), other, .shapeMismatch), (LSTM(3), other, .shapeMismatch),
      (LearnedPositions(4), other, .shapeMismatch), (SinusoidalPositions(), other, .shapeMismatch),
    ]
    for (spec, cache, kind) in wrong {
      let layer = try #require(try spec.build(in: graph, input: x.type) as? any CachingLayer)
      let error = #expect(throws: GraphError.self, "\(spec)") {
        try layer.step(x, cache: cache)
      }
      #expect(error?.kind == kind, "\(spec)")
    }
    #expect(throws: GraphError.self) {
      try DecodingCache(in: graph, batchSize: 0, maxLength: 4, name: "none")
    }
    #expect(throws: GraphError.self) { try DecodingCache(in: graph, batchSize: 1, maxLength: 4) }
  }
}
