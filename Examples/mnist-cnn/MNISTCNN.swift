import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Classifies the MNIST digits with a convolutional network.
@main
struct MNISTCNN: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist-cnn", abstract: "Trains a convolutional classifier on MNIST.")

  @OptionGroup var options: ExampleOptions

  @Option(help: ArgumentHelp("The folder with the four IDX files, .gz or not.", valueName: "dir"))
  var data: String

  @Option(help: "Passes over the training images.")
  var epochs = 6

  private static let batchSize = 64
  /// Steps of a quick run, which sees a part of the images once.
  private static let quickSteps = 200

  func validate() throws {
    guard epochs >= 1 else { throw ValidationError("--epochs must be at least 1") }
  }

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let mnist = try MNIST.load(directory: data)
    let graph = GraphBuilder(seed: options.seed)
    let pixels = try graph.input("pixels", [.batch, 784])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: pixels) {
      Unflatten(axis: 1, to: [1, 28, 28])
      for channels in [32, 64] {
        Conv2d(channels, kernel: 5, padding: .same, weights: .heNormal())
        ReLU()
        MaxPool2d(kernel: 2)
      }
      Flatten()
      Dense(512, weights: .heNormal())
      ReLU()
      Dropout(0.5)
      Dense(10)
    }
    print(try model.summary(sizes: ["batch": MNISTCNN.batchSize]))

    let logits = try model(pixels)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)
    let loader = try DataLoader(
      [mnist.train.images, mnist.train.labels], batchSize: MNISTCNN.batchSize, seed: options.seed)
    let tests = try DataLoader(
      [mnist.test.images, mnist.test.labels], batchSize: 500, shuffle: false, seed: 0)
    let steps = options.quick ? MNISTCNN.quickSteps : epochs * loader.batchCount
    let trainer = try Trainer(
      minimizing: loss, with: Adam(),
      metrics: ["accuracy": accuracy(logits: logits, labels: labels)],
      schedules: ["learningRate": WarmUp(CosineDecay(from: 1e-3, over: steps), steps: steps / 20)],
      on: device)
    let history = try trainer.fit(
      epochs: options.quick ? 1 : epochs,
      batches: { loader.batches(epoch: $0).prefix(steps) }, validation: tests.batches(epoch: 0)[...]
    ) { batch in [pixels: batch[0], labels: batch[1]] }

    let accuracy = history.epochs.last?.validation["accuracy"] ?? 0
    try report.writePictures(
      "mnist-cnn", in: options.svg, trainer: trainer, loss: loss,
      curves: [
        ("training loss", history.lossCurve()), ("test loss", history.validationCurve("loss")),
      ])
    try report.saveParameters("mnist-cnn", in: options.svg, of: trainer)
    try report.finish("accuracy", accuracy, store: trainer.store)
    let goal = options.quick ? 0.95 : epochs >= 6 ? 0.99 : 0.98
    guard accuracy >= goal else {
      throw ResultTooWeak("expected an accuracy of at least \(goal), found \(accuracy)")
    }
  }
}
