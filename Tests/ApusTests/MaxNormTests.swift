import Apus
import Testing

/// A bound of norms for a whole model: along what leads to each output, whatever the layout.
@Suite struct MaxNormTests {
  @Test func eachOutputHasItsOwnNorm() throws {
    let graph = GraphBuilder(seed: 5)
    let x = try graph.input("x", [1, 2, 3, 3])
    let model = try Sequential(in: graph, input: x) {
      Conv2d(3, kernel: 2, weights: .constant(1), biases: .constant(7))
      ConvTranspose2d(4, kernel: 2, weights: .constant(2), biases: .constant(7))
      PReLU(slope: 5)
      Flatten()
      Dense(2, weights: .constant(3), biases: .constant(7))
    }
    let scale = try graph.parameter("scale", [], initial: .constant(9))
    let trainer = try Trainer(
      minimizing: sum(model(x)) * scale, with: SGD(learningRate: 0), constraint: MaxNorm(2),
      on: TestDevice.device())
    try trainer.step([x: Tensor(repeating: 0.0, shape: [1, 2, 3, 3]).cast(to: .float32)])
    func value(_ name: String) throws -> [Double] { try trainer.store.value(named: name).doubles }
    // [3, 2, 2, 2]: √8 to each output; [3, 4, 2, 2]: 2 · √12; [36, 2]: 3 · √36.
    for (name, count, norm) in [
      ("conv2d1", 24, 8.0.squareRoot()), ("convTranspose2d1", 48, 12.0.squareRoot()),
      ("dense1", 72, 6),
    ] {
      let expected = [Double](repeating: 2 / norm, count: count)
      #expect(isClose(try value("\(name).weight"), expected, tolerance: 1e-6), "\(name)")
      #expect(try value("\(name).bias").allSatisfy { $0 == 7 })
    }
    #expect(try value("prelu1.weight") == [5])
    #expect(try value("scale") == [9])
    // A file of the graph knows the axes, too.
    let edited = GraphBuilder(editing: trainer.graph)
    #expect(try edited.variable(named: "convTranspose2d1.weight").outputAxis == 1)
    #expect(try edited.variable(named: "conv2d1.weight").outputAxis == 0)
    #expect(try edited.variable(named: "dense1.bias").outputAxis == nil)
  }

  @Test func axesAreGivenInThreeWays() throws {
    let graph = GraphBuilder()
    let names = ["inputs", "all", "listed"]
    var parameters: [Variable] = []
    for name in names {
      parameters.append(try graph.parameter(name, [2, 2], initial: .array([3, 0, 4, 12])))
    }
    let loss = try sum(parameters[0] + parameters[1] + parameters[2])
    let constraints = [MaxNorm(1), MaxNorm(1, axes: .all), MaxNorm(1, axes: [-1])]
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0),
      groups: zip(parameters, constraints).enumerated().map {
        ParameterGroup(names[$0.offset], [$0.element.0], constraint: $0.element.1)
      }, on: TestDevice.device())
    try trainer.step([:])
    let expected: [[Double]] = [
      [0.6, 0, 0.8, 1], [3 / 13, 0, 4 / 13, 12 / 13],
      [1, 0, 4 / 160.0.squareRoot(), 12 / 160.0.squareRoot()],
    ]
    for (parameter, expected) in zip(parameters, expected) {
      let found = try trainer.store.value(parameter.id).doubles
      #expect(isClose(found, expected, tolerance: 1e-5), "\(parameter)")
    }
  }
}
