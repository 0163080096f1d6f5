import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Learns XOR of two real numbers in [0, 1] from noisy corners: 2 → 8 tanh → 1 sigmoid.
@main
struct XOR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xor", abstract: "Trains the fuzzy XOR network.")

  @OptionGroup var options: ExampleOptions

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()

    let graph = GraphBuilder(seed: options.seed)
    let inputs = try graph.input("inputs", [.batch, 2])
    let targets = try graph.input("targets", [.batch, 1])
    let model = try Sequential(in: graph, input: inputs) {
      Dense(8)
      Tanh()
      Dense(1)
      Sigmoid()
    }
    let outputs = try model(inputs)
    let loss = try meanSquaredError(outputs, targets)
    let trainer = try Trainer(minimizing: loss, with: Adam(learningRate: 0.02), on: device)

    let examples = try FuzzyXOR(count: 1024, seed: options.seed)
    let loader = try DataLoader(
      [examples.inputs, examples.targets], batchSize: 64, seed: options.seed)
    let history = try trainer.fit(
      epochs: options.quick ? 60 : 100, batches: loader.batches(epoch:)
    ) { batch in [inputs: batch[0], targets: batch[1]] }

    let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let answers = try trainer.values(of: [outputs], [inputs: corners])[0].doubles
    let errors = zip(answers, [0, 1, 1, 0]).map { abs($0 - $1) }
    for (corner, answer) in zip(["0 xor 0", "0 xor 1", "1 xor 0", "1 xor 1"], answers) {
      print("\(corner) = \(decimal(answer))")
    }
    let worst = errors.max() ?? .infinity
    try report.writePictures(
      "xor", in: options.svg, trainer: trainer, loss: loss,
      curves: [("training loss", history.lossCurve())])
    try report.finish("worst error", worst, store: trainer.store)
    guard worst < 0.05 else {
      throw ResultTooWeak("expected a worst corner error below 0.05, found \(worst)")
    }
  }
}
