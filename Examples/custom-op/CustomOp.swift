import Apus
import ArgumentParser
import ExampleSupport

/// An operation of one's own: checks its values and its gradient, and trains with it as a layer.
@main
struct CustomOp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "custom-op", abstract: "Trains with an operation that has its own OpenCL C.")

  @OptionGroup var options: ExampleOptions

  func run() throws {
    try OpRegistry.register(Softplus.self)
    try LayerRegistry.register(Softplus.self)
    var report = ExampleReport()
    let device = try options.chosenDevice()
    try checkGradient(on: device, &report)
    let store = try train(on: device, &report)
    try report.finish(store: store)
  }

  /// The derivative against differences of the values: (f(x + h) − f(x − h)) / 2h.
  private func checkGradient(on device: Device, _ report: inout ExampleReport) throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch])
    let y = try graph.add(Softplus(), [x])[0]
    let slope = try graph.gradients(of: sum(y), withRespectTo: [x])[0]
    let finished = graph.finish()
    let executable = try Executable(
      finished, outputs: [y.id, slope.id], store: VariableStore(finished, on: device))
    let points: [Float] = [-20, -3, -0.5, 0, 0.5, 3, 20]
    let step: Float = 0.01
    let found = try executable.run([x: Tensor(points)])[1].doubles
    let above = try executable.run([x: Tensor(points.map { $0 + step })])[0].doubles
    let below = try executable.run([x: Tensor(points.map { $0 - step })])[0].doubles
    for (index, point) in points.enumerated() {
      let difference = (above[index] - below[index]) / Double(2 * step)
      print("softplus'(\(point)) = \(found[index]), by differences \(difference)")
      try report.expect(
        "softplus'(\(point))", Tensor([found[index]]), Tensor([difference]), within: 1e-3)
    }
  }

  /// Learns y = x² on [−1, 1] with one hidden layer of softplus units.
  private func train(on device: Device, _ report: inout ExampleReport) throws -> VariableStore {
    let graph = GraphBuilder(seed: options.seed)
    let x = try graph.input("x", [.batch, 1])
    let y = try graph.input("y", [.batch, 1])
    let model = try Sequential(in: graph, input: x) {
      Dense(16)
      Softplus()
      Dense(1)
    }
    let outputs = try model(x)
    let loss = try meanSquaredError(outputs, y)
    let trainer = try Trainer(minimizing: loss, with: Adam(learningRate: 0.02), on: device)
    let points = (0..<64).map { Float($0) / 31.5 - 1 }
    let inputs = try Tensor(points, shape: [64, 1])
    let targets = try Tensor(points.map { $0 * $0 }, shape: [64, 1])
    for _ in 0..<500 { try trainer.step([x: inputs, y: targets]) }
    print("mean squared error: \(decimal(try trainer.loss(), digits: 6))")
    let learned = try trainer.values(of: [outputs], [x: inputs])[0]
    try report.expect("x²", learned, targets, within: 0.1)
    return trainer.store
  }
}
