import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Classifies the MNIST digits: 784 → 300 ReLU → 10.
@main
struct MNISTExample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist", abstract: "Trains a classifier on MNIST.")

  @OptionGroup var options: ExampleOptions

  @Option(help: ArgumentHelp("The folder with the four IDX files, .gz or not.", valueName: "dir"))
  var data: String

  @Option(help: "Passes over the training images (1 with --quick).")
  var epochs = 5

  @Option(help: "How to train: modern, or original (of 2016).")
  var recipe = Recipe.modern

  func validate() throws {
    guard epochs >= 1 else { throw ValidationError("--epochs must be at least 1") }
  }

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let mnist = try MNIST.load(directory: data)
    let network = try Network(recipe, seed: options.seed)
    let trainer = try network.trainer(recipe, on: device)

    let loader = try DataLoader(
      [mnist.train.images, mnist.train.labels], batchSize: 128, seed: options.seed)
    let tests = try DataLoader(
      [mnist.test.images, mnist.test.labels], batchSize: 1000, shuffle: false, seed: 0)
    print("training on \(mnist.train.count) images, testing on \(mnist.test.count)")
    let (count, rate) = (options.quick ? 1 : epochs, try trainer.hyperparameter("learningRate"))
    let history = try trainer.fit(
      epochs: count, batches: loader.batches(epoch:), validation: tests.batches(epoch: 0),
      onEpoch: { report in
        // The learning rate falls towards 0; nothing is compiled for that.
        let left = 1 - Double(report.epoch + 1) / Double(count)
        try trainer.setHyperparameter("learningRate", rate * left)
        return .proceed
      }
    ) { batch in [network.pixels: batch[0], network.labels: batch[1]] }

    let accuracy = history.epochs.last?.validation["accuracy"] ?? 0
    try report.writePictures(
      "mnist", in: options.svg, trainer: trainer, loss: network.loss,
      curves: [
        ("training loss", history.lossCurve()), ("test loss", history.validationCurve("loss")),
      ])
    try report.finish("accuracy", accuracy, store: trainer.store)
    if let goal = recipe.goal(epochs: count), accuracy < goal {
      throw ResultTooWeak("expected an accuracy of at least \(goal), found \(accuracy)")
    }
  }
}
