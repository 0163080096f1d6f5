import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Classifies small colour images with a residual network.
@main
struct ResNetCIFAR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resnet-cifar",
    abstract: "Trains a residual network on CIFAR-10, or on generated shapes.")

  @OptionGroup var options: ExampleOptions

  @Option(
    help: ArgumentHelp(
      "The folder with the binary files of CIFAR-10; generated shapes if left out.",
      valueName: "dir"),
    completion: .directory)
  var data: String?

  @Option(help: "Layers with weights, 6n + 2: 8, 14, 20, ….")
  var depth = 8

  @Option(help: "Channels of the first stage (8 with --quick, else 16).")
  var width: Int?

  @Option(help: "Passes over the training images.")
  var epochs = 6

  private static let batchSize = 64
  /// Steps of a quick run, which sees a part of the images once.
  private static let quickSteps = 100

  func validate() throws {
    guard depth >= 8, depth % 6 == 2 else {
      throw ValidationError("--depth must be 6n + 2 with n of at least 1: 8, 14, 20, …")
    }
    guard (width ?? 1) >= 1 else { throw ValidationError("--width must be at least 1") }
    guard epochs >= 1 else { throw ValidationError("--epochs must be at least 1") }
  }

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let (training, held) = try loaders()

    let graph = GraphBuilder(seed: options.seed)
    let pixels = try graph.input("pixels", [.batch, 3, 32, 32], .uint8)
    let labels = try graph.input("labels", [.batch], .int32)
    let images = try (cast(pixels, to: .float32) / 255 - 0.5) / 0.25
    let model = try Sequential(
      ResNet(depth: depth, width: width ?? (options.quick ? 8 : 16), classes: 10).layers,
      in: graph, input: images)
    print(try model.summary(sizes: ["batch": ResNetCIFAR.batchSize]))
    let logits = try model(images)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)

    let steps = options.quick ? ResNetCIFAR.quickSteps : epochs * training.batchCount
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.1, momentum: 0.9, weightDecay: 5e-4),
      metrics: ["accuracy": accuracy(logits: logits, labels: labels)],
      // Factors and offsets of normalisations, and the last bias, are not pulled to 0.
      groups: [
        ParameterGroup("vectors", model.parameters.vectors, overriding: ["weightDecay": 0])
      ],
      schedules: [
        "learningRate": WarmUp(
          CosineDecay(from: 0.1, over: steps), steps: steps / 10 + 1, overlaps: true)
      ],
      on: device)
    let history = try trainer.fit(
      epochs: options.quick ? 1 : epochs,
      batches: { epoch in
        ImageBatches(
          batches: training.batches(epoch: epoch), randomness: (options.seed, epoch)
        ).prefix(steps)
      },
      validation: ImageBatches(batches: held.batches(epoch: 0), randomness: nil)[...]
    ) { batch in [pixels: try batch.images(), labels: batch.labels] }

    let accuracy = history.epochs.last?.validation["accuracy"] ?? 0
    try report.writePictures(
      "resnet-cifar", in: options.svg, trainer: trainer, loss: loss,
      curves: [
        ("training loss", history.lossCurve()), ("test loss", history.validationCurve("loss")),
      ])
    try report.saveParameters("resnet-cifar", in: options.svg, of: trainer)
    try report.finish("accuracy", accuracy, store: trainer.store)
    guard accuracy >= goal else {
      throw ResultTooWeak("expected an accuracy of at least \(goal), found \(accuracy)")
    }
  }

  /// The accuracy to reach; who does not look at the image has 0.1.
  private var goal: Double {
    if data == nil { return options.quick ? 0.5 : epochs >= 6 ? 0.98 : 0.5 }
    return options.quick ? 0.2 : epochs >= 12 ? 0.7 : 0.4
  }

  /// Batches to learn from, and those to test with.
  private func loaders() throws -> (training: DataLoader, held: DataLoader) {
    let (training, held): ([Tensor], [Tensor])
    if let data {
      let cifar = try CIFAR10.load(directory: data)
      training = [cifar.train.images, cifar.train.labels]
      held = [cifar.test.images, cifar.test.labels]
    } else {
      let counts = options.quick ? (6400, 500) : (10_000, 2000)
      let shapes = try (
        Shapes(count: counts.0, seed: options.seed, stream: 0),
        Shapes(count: counts.1, seed: options.seed, stream: 1)
      )
      print(
        "no --data: \(counts.0) generated images of \(Shapes.classNames.joined(separator: ", ")); "
          + "\(counts.1) more to test with")
      training = [shapes.0.images, shapes.0.labels]
      held = [shapes.1.images, shapes.1.labels]
    }
    return (
      try DataLoader(training, batchSize: ResNetCIFAR.batchSize, seed: options.seed),
      try DataLoader(held, batchSize: 250, shuffle: false, seed: options.seed)
    )
  }
}
