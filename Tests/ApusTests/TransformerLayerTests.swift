import Apus
import FoundationEssentials
import Testing

/// Layer normalisation, embedding and attention against PyTorch's layers with the same parameters,
/// from Tests/Fixtures/generate_layers.py.
@Suite struct TransformerLayerTests {
  struct Fixture: Decodable {
    var layers: [String: Entry]
  }

  struct Entry: Decodable {
    var shape: [Int]
    var input: [Double]
    var output: [Double]
    var weights: [Double]
    var inputGradient: [Double]
    var parameters: [String: [Double]]
    var gradients: [String: [Double]]
  }

  static let cases: [(name: String, spec: any LayerSpec)] = [
    ("layerNorm", LayerNorm()), ("layerNorm of a row", LayerNorm(epsilon: 0.1)),
    ("embedding", Embedding(7, 4)), ("selfAttention", SelfAttention(heads: 2, isCausal: false)),
    ("causal selfAttention", SelfAttention(heads: 2)),
  ]

  @Test(arguments: cases.indices)
  func followsPyTorch(_ index: Int) throws {
    let (name, spec) = Self.cases[index]
    let entry = try #require(fixture("layers.json", as: Fixture.self).layers[name])
    let graph = GraphBuilder()
    let isIndex = spec is Embedding
    let x = try graph.input("x", Shape(entry.shape), isIndex ? .int32 : .float32)
    let layer = try spec.build(in: graph, input: x.type)
    let y = try layer(x)
    #expect(try spec.output(for: x.type) == y.type)
    let weights = try graph.input("weights", y.shape)
    let targets = layer.parameters + (isIndex ? [] : [x])
    let gradients = try graph.gradients(of: sum(y * weights), withRespectTo: targets)
    let finished = graph.finish()
    let store = try VariableStore(finished, on: TestDevice.device())
    /// What the fixture calls a parameter: its name without the layer's.
    func own(_ parameter: Variable) throws -> String {
      let name = try #require(parameter.name)
      return name.split(separator: ".").dropFirst().joined(separator: ".")
    }
    #expect(try Set(layer.parameters.map(own)) == Set(entry.parameters.keys))
    for parameter in layer.parameters {
      let values = try #require(entry.parameters[own(parameter)])
      try store.set(
        parameter.id, Tensor(values, shape: #require(parameter.shape.fixed)).cast(to: .float32))
    }
    let outputs = [y.id] + gradients.map(\.id)
    let found = try Executable(finished, outputs: outputs, store: store).run([
      x: Tensor(entry.input, shape: entry.shape).cast(to: x.dtype),
      weights: Tensor(entry.weights, shape: #require(y.shape.fixed)).cast(to: .float32),
    ]).map(\.doubles)
    #expect(isClose(found[0], entry.output, tolerance: 1e-5, floor: 1), "\(found[0])")
    for (parameter, gradient) in zip(layer.parameters, found.dropFirst()) {
      let expected = try #require(entry.gradients[own(parameter)])
      #expect(isClose(gradient, expected, tolerance: 1e-5, floor: 5), "\(parameter)")
    }
    if !isIndex {
      let gradient = try #require(found.last)
      #expect(isClose(gradient, entry.inputGradient, tolerance: 1e-5, floor: 5), "of the input")
    }
  }

  @Test func everyEntryIsUsed() throws {
    let entries = try fixture("layers.json", as: Fixture.self).layers
    #expect(Set(entries.keys) == Set(Self.cases.map(\.name)))
  }

  // MARK: Names, JSON, calls

  @Test func parametersAreNamedAndStartAsDocumented() throws {
    let graph = GraphBuilder(seed: 1)
    let tokens = try graph.input("tokens", [.batch, .time], .int32)
    let model = try Sequential(in: graph, input: tokens) {
      Embedding(11, 6)
      LayerNorm()
      SelfAttention(heads: 3)
      LayerNorm()
    }
    #expect(try model(tokens).type == TensorType([.batch, .time, 6]))
    #expect(
      model.parameters.map(\.name) == [
        "embedding1.weight", "layerNorm1.weight", "layerNorm1.bias",
        "selfAttention1.qkv.weight", "selfAttention1.qkv.bias", "selfAttention1.output.weight",
        "selfAttention1.output.bias", "layerNorm2.weight", "layerNorm2.bias",
      ])
    #expect(
      model.parameters.map(\.shape) == [[11, 6], [6], [6], [6, 18], [18], [6, 6], [6], [6], [6]])
    let store = try VariableStore(graph.finish(), on: TestDevice.device())
    #expect(try store.value(named: "layerNorm2.weight").doubles.allSatisfy { $0 == 1 })
    #expect(try store.value(named: "layerNorm2.bias").doubles.allSatisfy { $0 == 0 })
    #expect(try store.value(named: "selfAttention1.qkv.bias").doubles.allSatisfy { $0 == 0 })
    #expect(try Set(store.value(named: "embedding1.weight").doubles).count > 60)
  }

  @Test func specsAreReadFromJSON() throws {
    let json = """
      [{"type": "embedding", "count": 11, "features": 6},
       {"type": "embedding", "count": 3, "features": 2, "weights": "heNormal", "name": "kinds"},
       {"type": "layerNorm"}, {"type": "layerNorm", "epsilon": 0.5, "name": "last"},
       {"type": "selfAttention", "heads": 3},
       {"type": "selfAttention", "heads": 2, "isCausal": false, "weights": "heNormal",
        "name": "look"}, {"type": "gelu"}]
      """
    let expected = LayerList([
      Embedding(11, 6), Embedding(3, 2, weights: .heNormal(), name: "kinds"), LayerNorm(),
      LayerNorm(epsilon: 0.5, name: "last"), SelfAttention(heads: 3),
      SelfAttention(heads: 2, isCausal: false, weights: .heNormal(), name: "look"), GELU(),
    ])
    let read = try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
    #expect(read == expected)
    let again = try JSONDecoder().decode(LayerList.self, from: JSONEncoder().encode(expected))
    #expect(again == expected)
    for broken in [#"{"type": "embedding", "count": 11}"#, #"{"type": "selfAttention"}"#] {
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(LayerList.self, from: Data("[\(broken)]".utf8))
      }
    }
  }

  /// `spec(x)` makes variables of its own each time.
  @Test func aSpecIsCalled() throws {
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("x", [.batch, 4])
    let y = try GELU()(LayerNorm()(Dense(3)(x)))
    #expect(y.type == TensorType([.batch, 3]))
    _ = try Dense(3)(x)
    #expect(
      graph.variables(.parameter).compactMap(\.name) == [
        "dense1.weight", "dense1.bias", "layerNorm1.weight", "layerNorm1.bias", "dense2.weight",
        "dense2.bias",
      ])
    let error = #expect(throws: GraphError.self) { try Dense(0)(x) }
    #expect(error?.site?.file == "ApusTests/TransformerLayerTests.swift")
  }

  // MARK: Errors

  @Test func wrongFieldsAndInputsAreTyped() {
    let rows = TensorType([.batch, 5, 6])
    let wrong: [(any LayerSpec, TensorType, GraphError.Kind)] = [
      (SelfAttention(heads: 4), rows, .invalidArgument),
      (SelfAttention(heads: 0), rows, .invalidArgument),
      (SelfAttention(heads: -2), rows, .invalidArgument),
      (SelfAttention(heads: 2), TensorType([6]), .invalidArgument),
      (SelfAttention(heads: 2), TensorType([5, .batch]), .invalidShape),
      (SelfAttention(heads: 2), TensorType([5, 6], .int32), .dtypeMismatch),
      (Embedding(7, 4), TensorType([.batch]), .dtypeMismatch),
      (Embedding(7, 4), TensorType([.batch], .bool), .dtypeMismatch),
      (Embedding(0, 4), TensorType([.batch], .int32), .invalidArgument),
      (Embedding(7, -1), TensorType([.batch], .int32), .invalidArgument),
      (LayerNorm(), TensorType([]), .invalidShape),
      (LayerNorm(), TensorType([3, .batch]), .invalidShape),
      (LayerNorm(), TensorType([3, 0]), .invalidShape),
      (LayerNorm(), TensorType([3, 4], .int32), .dtypeMismatch),
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
    let error = #expect(throws: GraphError.self) {
      let x = try GraphBuilder().input("x", [.batch, 6])
      _ = try LayerNorm(epsilon: 0)(x)
    }
    #expect(error?.kind == .invalidArgument)
  }

  @Test(arguments: [7, -1])
  func anIndexOutOfRangeChangesNoParameter(_ index: Int32) throws {
    let graph = GraphBuilder(seed: 1)
    let tokens = try graph.input("tokens", [.batch, .time], .int32)
    let y = try Dense(3)(LayerNorm()(Embedding(7, 4)(tokens)))
    let trainer = try Trainer(minimizing: mean(y * y), with: AdamW(), on: TestDevice.device())
    try trainer.step([tokens: Tensor([0, 6, 6, 2] as [Int32], shape: [2, 2])])
    let digest = try trainer.store.parameterDigest
    let error = #expect(throws: RuntimeError.self) {
      let wrong = try Tensor([0, 6, index, 2] as [Int32], shape: [2, 2])
      _ = try trainer.loss(ofStep: trainer.step([tokens: wrong]))
    }
    #expect(error?.kind == .indexOutOfRange)
    #expect(error?.description.contains("TransformerLayerTests") == true)
    #expect(try trainer.store.parameterDigest == digest)
    let step = try trainer.step([tokens: Tensor([5, 1] as [Int32], shape: [1, 2])])
    #expect(try trainer.loss(ofStep: step).isFinite)
    #expect(try trainer.store.parameterDigest != digest)
  }
}
