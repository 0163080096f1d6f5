import Apus
import Testing

@Suite struct LayerTests {
  let graph = GraphBuilder(seed: 1)

  @Test func denseOwnsNamedParameters() throws {
    let x = try graph.input("x", [.batch, 4])
    let layer = try Dense(3).build(in: graph, input: x.type)
    #expect(layer.parameters.map(\.name) == ["dense1.weight", "dense1.bias"])
    #expect(layer.parameters.map(\.shape) == [[4, 3], [3]])
    #expect(try layer(x).shape == [.batch, 3])
    #expect(try Dense(3).output(for: x.type) == TensorType([.batch, 3]))
  }

  @Test func denseTakesLeadingAxesAndNoBias() throws {
    let x = try graph.input("x", [.batch, .time, 4])
    let layer = try Dense(3, bias: false, name: "head").build(in: graph, input: x.type)
    #expect(layer.parameters.map(\.name) == ["head.weight"])
    #expect(try layer(x).shape == [.batch, .time, 3])
  }

  @Test func callsShareParameters() throws {
    let x = try graph.input("x", [.batch, 4])
    let layer = try Dense(3).build(in: graph, input: x.type)
    _ = try layer(x)
    _ = try layer(x)
    #expect(graph.variables(.parameter).count == 2)
  }

  @Test func activationsKeepTheirType() throws {
    let x = try graph.input("x", [.batch, 5])
    let specs: [any ActivationSpec] = [
      ReLU(), Tanh(), Sigmoid(), Softmax(), LogSoftmax(), GELU(),
    ]
    for spec in specs {
      let layer = try spec.build(in: graph, input: x.type)
      #expect(layer.parameters.isEmpty)
      #expect(try layer(x).type == x.type)
      #expect(try spec.output(for: x.type) == x.type)
    }
  }

  @Test func flattenMergesAxes() throws {
    let x = try graph.input("x", [.batch, 7, 8])
    let layer = try Flatten().build(in: graph, input: x.type)
    #expect(try layer(x).shape == [.batch, 56])
    #expect(try Flatten(from: -1).output(for: x.type).shape == [.batch, 7, 8])
    #expect(throws: GraphError.self) { try Flatten(from: 3).output(for: x.type) }
  }

  @Test(arguments: [0, -1, Int.min])
  func denseRefusesUnits(_ units: Int) throws {
    let error = #expect(throws: GraphError.self) {
      try Dense(units).build(in: graph, input: TensorType([.batch, 4]))
    }
    #expect(error?.kind == .invalidArgument)
    #expect(graph.variables(.parameter).isEmpty)
  }

  @Test func denseRefusesInputs() {
    let types = [
      TensorType([.batch, .time]), TensorType([4]), TensorType([]), TensorType([.batch, 0]),
      TensorType([.batch, 4], .int32),
    ]
    for type in types {
      #expect(throws: GraphError.self) { try Dense(3).build(in: graph, input: type) }
      #expect(throws: GraphError.self) { try Dense(3).output(for: type) }
    }
  }

  @Test(arguments: [-0.1, 1.000001, 1.5, .nan, .infinity])
  func dropoutRefusesProbability(_ probability: Double) {
    let error = #expect(throws: GraphError.self) {
      try Dropout(probability).build(in: graph, input: TensorType([.batch, 4]))
    }
    #expect(error?.kind == .invalidArgument)
  }

  @Test func wrongInputNamesTheCallSite() throws {
    let layer = try Dense(3).build(in: graph, input: TensorType([.batch, 4]))
    let y = try graph.input("y", [.batch, 5])
    let error = #expect(throws: GraphError.self) { try layer(y) }
    #expect(error?.kind == .shapeMismatch)
    #expect(error?.site?.file == "ApusTests/LayerTests.swift")
    #expect(error?.scope == "dense1")
  }

  @Test func layerOfAnotherGraphIsRefused() throws {
    let layer = try Dense(3).build(in: graph, input: TensorType([.batch, 4]))
    let other = try GraphBuilder().input("x", [.batch, 4])
    let error = #expect(throws: GraphError.self) { try layer(other) }
    #expect(error?.kind == .foreignVariable)
  }

  @Test func dropoutScalesInTrainingOnly() throws {
    let x = try graph.input("x", [.batch, 100])
    let layer = try Dropout(0.25).build(in: graph, input: x.type)
    let y = try layer(x)
    let ones = try Tensor(repeating: Float(1), shape: [40, 100])
    let trained = try run(graph, [y], [x: ones], mode: .training)[0].doubles
    let kept = trained.filter { $0 != 0 }
    #expect(kept.allSatisfy { abs($0 - 4.0 / 3) < 1e-6 })
    #expect(abs(Double(kept.count) / 4000 - 0.75) < 0.03)
    #expect(try run(graph, [y], [x: ones], mode: .evaluation)[0] == ones)
  }

  @Test func twoDropoutsDrawDifferently() throws {
    let x = try graph.input("x", [64])
    let layers = try (1...2).map { _ in try Dropout(0.5).build(in: graph, input: x.type) }
    let first = try layers[0].forward(x)
    let second = try layers[1].forward(x)
    let ones = try Tensor(repeating: Float(1), shape: [64])
    let values = try run(graph, [first, second], [x: ones])
    #expect(values[0] != values[1])
  }
}
