import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Classifies the bundled 8×8 digits: 64 → 256 ReLU → 10.
@main
struct DigitsExample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digits", abstract: "Trains a classifier on the bundled digits.")

  @OptionGroup var options: ExampleOptions

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()

    let graph = GraphBuilder(seed: options.seed)
    let pixels = try graph.input("pixels", [.batch, 64])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: pixels) {
      Dense(256, weights: .heNormal())
      ReLU()
      Dropout(0.2)
      Dense(10)
    }
    let logits = try model(pixels)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)
    let trainer = try Trainer(
      minimizing: loss, with: Adam(learningRate: 3e-3),
      metrics: ["accuracy": accuracy(logits: logits, labels: labels)], on: device)

    let (train, test) = try Digits.load().split(testFraction: 0.2, seed: options.seed)
    let loader = try DataLoader([train.images, train.labels], batchSize: 64, seed: options.seed)
    let tests = try DataLoader(
      [test.images, test.labels], batchSize: 128, shuffle: false, seed: 0)
    print("training on \(train.count) digits, testing on \(test.count)")
    let history = try trainer.fit(
      epochs: options.quick ? 20 : 40, batches: loader.batches(epoch:),
      validation: tests.batches(epoch: 0)
    ) { batch in [pixels: batch[0], labels: batch[1]] }

    let accuracy = history.epochs.last?.validation["accuracy"] ?? 0
    try report.writePictures(
      "digits", in: options.svg, trainer: trainer, loss: loss,
      curves: [
        ("training loss", history.lossCurve()), ("test loss", history.validationCurve("loss")),
      ])
    try report.finish("accuracy", accuracy, store: trainer.store)
    let goal = options.quick ? 0.95 : 0.96
    guard accuracy >= goal else {
      throw ResultTooWeak("expected an accuracy of at least \(goal), found \(accuracy)")
    }
  }
}
