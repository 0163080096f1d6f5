import Apus
import FoundationEssentials
import Testing

@Suite struct SequentialTests {
  let graph = GraphBuilder(seed: 1)

  /// What a result builder has to count: every branch and every round.
  private func specs(deep: Bool, wide: Int?) -> SequentialSpec {
    SequentialSpec {
      Dense(4)
      if deep { Dense(5) }
      if let wide { Dense(wide) } else { Tanh() }
      for units in [6, 7] {
        Dense(units)
        ReLU()
      }
      [Sigmoid(), Softmax()]
      switch deep {
      case true: Flatten()
      case false: Dropout(0.5)
      }
    }
  }

  @Test func theBuilderCountsEverything() {
    let tail: [any LayerSpec] = [Dense(6), ReLU(), Dense(7), ReLU(), Sigmoid(), Softmax()]
    #expect(
      specs(deep: true, wide: 9).layers
        == LayerList([Dense(4), Dense(5), Dense(9)] + tail + [Flatten()]))
    #expect(
      specs(deep: false, wide: nil).layers
        == LayerList([Dense(4), Tanh()] + tail + [Dropout(0.5)]))
  }

  @Test func chainsTypesAndNames() throws {
    let x = try graph.input("x", [.batch, 2, 2])
    let model = try Sequential(in: graph, input: x) {
      Flatten()
      Dense(8)
      Tanh()
      SequentialSpec(name: "head") {
        Dense(3)
        Dense(1)
      }
    }
    #expect(
      model.parameters.map(\.name) == [
        "dense1.weight", "dense1.bias", "head.dense1.weight", "head.dense1.bias",
        "head.dense2.weight", "head.dense2.bias",
      ])
    #expect(model.output == TensorType([.batch, 1]))
    #expect(try model(x).type == model.output)
    #expect(model.layers.count == 4)
    #expect(try model.layer(at: 1).parameters == model[1].parameters)
    #expect(throws: GraphError.self) { try model.layer(at: 4) }
    #expect(throws: GraphError.self) { try model.layer(at: -1) }
  }

  @Test func anEmptyListIsTheIdentity() throws {
    let x = try graph.input("x", [.batch, 2])
    #expect(try Sequential(in: graph, input: x) {}(x) == x)
  }

  @Test func errorsNameTheLayerAndTheLine() throws {
    let x = try graph.input("x", [.batch, 2])
    let error = #expect(throws: GraphError.self) {
      try Sequential(in: graph, input: x) {
        Dense(2)
        Dense(0)
      }
    }
    #expect(error?.kind == .invalidArgument)
    #expect(error?.operation == "dense, layer 2 of 2,")
    #expect(error?.site?.file == "ApusTests/SequentialTests.swift")
  }

  @Test func aGraphFromJSONEqualsTheOneInSwift() throws {
    let json = """
      [{"type": "flatten"},
       {"type": "dense", "units": 30, "weights": "heNormal", "name": "first"},
       {"type": "relu"}, {"type": "dropout", "probability": 0.25},
       {"type": "sequential", "name": "head", "layers": [
         {"type": "dense", "units": 10, "bias": false,
          "weights": {"type": "uniform", "low": -0.5, "high": 0.5}},
         {"type": "logSoftmax"}]}]
      """
    func graph(_ build: (GraphBuilder, Variable) throws -> Sequential) throws -> Graph {
      let builder = GraphBuilder(seed: 5)
      let x = try builder.input("x", [.batch, 4, 4])
      _ = try build(builder, x)(x)
      return builder.finish()
    }
    let list = try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
    let fromJSON = try graph { try Sequential(list, in: $0, input: $1) }
    let fromSwift = try graph { builder, x in
      try Sequential(in: builder, input: x) {
        Flatten()
        Dense(30, weights: .heNormal(), name: "first")
        ReLU()
        Dropout(0.25)
        SequentialSpec(name: "head") {
          Dense(10, bias: false, weights: .uniform(low: -0.5, high: 0.5))
          LogSoftmax()
        }
      }
    }
    #expect(fromJSON == fromSwift)
    let other = try graph { try Sequential(LayerList([Flatten(), Dense(3)]), in: $0, input: $1) }
    #expect(fromJSON != other)
  }

  @Test func specsComeBackFromJSON() throws {
    let list = specs(deep: true, wide: 3).layers
    let bytes = try JSONEncoder().encode(list)
    #expect(try JSONDecoder().decode(LayerList.self, from: bytes) == list)
  }

  @Test func unknownLayersAreTyped() {
    let json = #"[{"type": "dens", "units": 3}]"#
    let error = #expect(throws: GraphError.self) {
      try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
    }
    #expect(error?.kind == .unknownName)
    #expect(error?.expected.contains("dense") == true)
  }

  @Test(arguments: [
    #"[{"type": "dense"}]"#, #"[{"type": "dense", "units": "many"}]"#, #"[{"units": 3}]"#,
    #"[{"type": "dense", "units": 1e30}]"#, #"{"type": "dense", "units": 3}"#,
    #"[{"type": "dense", "units": 3, "weights": "heNormals"}]"#,
    #"[{"type": "dense", "units": 3, "weights": "uniform"}]"#, "[",
  ])
  func damagedJSONIsTyped(_ json: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
    }
  }

  /// A user's layer: x · scale, with one learned number.
  struct Scale: LayerSpec {
    static let typeName = "test.scale"
    var start: Double

    struct Built: Layer {
      let scale: Variable
      var parameters: [Variable] { [scale] }
      func forward(_ x: Variable) throws(GraphError) -> Variable { try x * scale }
    }

    func build(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> any Layer {
      Built(
        scale: try graph.parameter(
          graph.uniqueName("scale"), [], initial: .constant(start)))
    }
  }

  @Test func usersLayersDecodeToo() throws {
    try LayerRegistry.register(Scale.self)
    try LayerRegistry.register(Scale.self)
    let json = #"[{"type": "test.scale", "start": 2}]"#
    let list = try JSONDecoder().decode(LayerList.self, from: Data(json.utf8))
    let x = try graph.input("x", [.batch, 2])
    let model = try Sequential(list, in: graph, input: x)
    #expect(model.parameters.map(\.name) == ["scale1"])
    #expect(model.output == x.type)

    struct Impostor: LayerSpec {
      static let typeName = "test.scale"
      func build(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> any Layer {
        Flatten()
      }
    }
    let error = #expect(throws: GraphError.self) {
      try LayerRegistry.register(Impostor.self)
    }
    #expect(error?.kind == .duplicateName)
  }
}
