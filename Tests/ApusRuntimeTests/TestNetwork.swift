import ApusCompiler
import ApusGraph
import ApusRuntime
import Foundation
import OpenCLKit
import Testing

/// A network of two layers with updates like Adam's, made by hand from `StateUpdate`s.
struct TestNetwork {
  let builder: GraphBuilder
  let graph: Graph
  let x: Variable
  let labels: Variable
  let rate: Variable
  let loss: Variable
  let updates: [StateUpdate]

  /// - Parameter drops: whether half of the hidden units are dropped at random in each step.
  init(seed: UInt64 = 7, drops: Bool = false, hidden: Int = 16) throws {
    builder = GraphBuilder(seed: seed)
    let spread = InitialValue.normal(mean: 0, standardDeviation: 0.4)
    x = try builder.input("x", [.batch, 6])
    labels = try builder.input("labels", [.batch], .int32)
    rate = try builder.hyperparameter("rate", 0.02)
    let w1 = try builder.parameter("w1", [6, Dim(hidden)], initial: spread)
    let b1 = try builder.parameter("b1", [Dim(hidden)], initial: .constant(0.1))
    let w2 = try builder.parameter("w2", [Dim(hidden), 4], initial: spread)
    var layer = try relu(matmul(x, w1) + b1)
    if drops {
      let draw = try builder.random(.uniform, layer.shape)
      layer = try select(draw < 0.5, layer * 2, 0)
    }
    loss = try mean(softmaxCrossEntropies(logits: matmul(layer, w2), labels: labels))
    let parameters = [w1, b1, w2]
    var updates: [StateUpdate] = []
    let gradients = try builder.gradients(of: loss, withRespectTo: parameters)
    for (parameter, g) in zip(parameters, gradients) {
      let name = try #require(parameter.name)
      let m = try builder.state("m.\(name)", parameter.shape)
      let v = try builder.state("v.\(name)", parameter.shape)
      let mean = try m * 0.9 + g * 0.1
      let square = try v * 0.99 + g * g * 0.01
      let next = try parameter - rate * mean / (ApusGraph.sqrt(square) + 1e-4)
      updates += [
        StateUpdate(m.id, mean.id), StateUpdate(v.id, square.id),
        StateUpdate(parameter.id, next.id),
      ]
    }
    self.updates = updates
    graph = builder.finish()
  }

  func executable(
    in context: ComputeContext, mode: Mode = .training
  ) throws -> Executable {
    try executable(store: VariableStore(graph, in: context), mode: mode)
  }

  func executable(store: VariableStore, mode: Mode = .training) throws -> Executable {
    try Executable(
      graph, outputs: [loss.id], updates: mode == .training ? updates : [], mode: mode,
      store: store)
  }

  /// Numbers for a batch: always the same for the same `number`.
  func feeds(_ batch: Int, _ number: Int = 0) throws -> [Variable: any Feed] {
    let points = (0..<batch * 6).map { Float(($0 * 37 + number * 11) % 19) / 9 - 1 }
    let classes = (0..<batch).map { Int32(($0 + number) % 4) }
    return [
      x: try Tensor(points, shape: [batch, 6]), labels: try Tensor(classes, shape: [batch]),
    ]
  }
}

/// Found once: PoCL may show no device to two threads that ask for the first time together.
private let foundDevice = Result { try Device.default }

/// A context of the machine's device, in the family that the test matrix asks for.
func testContext() throws -> ComputeContext {
  try ComputeContext(foundDevice.get(), family: TestMode.family)
}

/// The same for what computes values once: built without the driver's optimiser, unless all is to be
/// built with it.
func quickContext() throws -> ComputeContext {
  try ComputeContext(
    foundDevice.get(), family: TestMode.family, cache: nil,
    optimizesKernels: TestMode.optimizesAll)
}

/// Compiles and runs once: the values of `outputs`; in a `quickContext()` if in none.
func values(
  _ builder: GraphBuilder, _ outputs: [Variable], updates: [StateUpdate] = [],
  feeds: [Variable: any Feed] = [:], in context: ComputeContext? = nil
) throws -> [Tensor] {
  let graph = builder.finish()
  let store = try VariableStore(graph, in: context ?? quickContext())
  return try Executable(graph, outputs: outputs.map(\.id), updates: updates, store: store)
    .run(feeds)
}

func int32(_ values: [Int32]) -> Tensor { Tensor(values) }

/// What `body` throws; an issue if it throws nothing or another type.
func failure<Failure: Error>(
  _ type: Failure.Type, _ location: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) -> Failure? {
  #expect(throws: type, sourceLocation: location) { try body() }
}

extension GraphBuilder {
  /// Stochastic gradient descent with momentum 0.9 and rate 0.05.
  func momentumUpdates(of loss: Variable, _ parameters: [Variable]) throws -> [StateUpdate] {
    let gradients = try gradients(of: loss, withRespectTo: parameters)
    return try zip(parameters, gradients).flatMap { parameter, gradient in
      let momentum = try state("m.\(parameter.name ?? "")", parameter.shape)
      let next = try momentum * 0.9 + gradient
      return [
        StateUpdate(momentum.id, next.id),
        StateUpdate(parameter.id, try (parameter - next * 0.05).id),
      ]
    }
  }
}
