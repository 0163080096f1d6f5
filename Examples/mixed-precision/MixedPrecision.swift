import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Trains the network of `mnist-cnn` twice from the same numbers: in float32, and with activations and
/// compute copies of the parameters in bfloat16 (P. Micikevicius et al., "Mixed Precision Training",
/// ICLR 2018; bfloat16 has the range of float32, so that nothing needs to be scaled).
@main
struct MixedPrecision: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mixed-precision",
    abstract: "Trains a convolutional classifier in float32 and in bfloat16, and compares.")

  @OptionGroup var options: ExampleOptions

  @Option(
    help: ArgumentHelp(
      "The folder with the four IDX files of MNIST; the bundled 8×8 digits if left out.",
      valueName: "dir"))
  var data: String?

  @Option(
    help: "Passes over the training images (3 of MNIST, 20 of the digits; half with --quick).")
  var epochs: Int?

  func validate() throws {
    guard (epochs ?? 1) >= 1 else { throw ValidationError("--epochs must be at least 1") }
  }

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let images = try Images(mnist: data, seed: options.seed)
    print(
      "\(images.name): \(images.train.count) images to learn from, \(images.test.count) to test")
    let epochs = epochs ?? (data == nil ? 20 : 3) / (options.quick ? 2 : 1)
    let full = try Run(.float32, images, epochs: epochs, options, device)
    let mixed = try Run(.bfloat16, images, epochs: epochs, options, device)

    print(
      """

      activations  accuracy  test loss  activations, bytes  all planned, bytes  seconds
      \(full.row)
      \(mixed.row)

      """)
    try report.writePictures(
      "mixed-precision", in: options.svg, trainer: mixed.trainer, loss: mixed.trainedLoss,
      curves: [full, mixed].flatMap { run in
        [
          ("\(run.dtype), training", run.history.lossCurve()),
          ("\(run.dtype), test", run.history.validationCurve("loss")),
        ]
      })
    try report.saveParameters("mixed-precision", in: options.svg, of: mixed.trainer)
    try report.finish("accuracy", mixed.accuracy, store: mixed.trainer.store)
    guard mixed.accuracy >= full.accuracy - images.tolerance, mixed.accuracy >= 0.95 else {
      throw ResultTooWeak(
        "expected an accuracy within \(images.tolerance) of \(full.accuracy), and of at least 0.95; "
          + "found \(mixed.accuracy)")
    }
    let share = Double(mixed.plan.activationBytes) / Double(full.plan.activationBytes)
    guard share <= 0.55 else {
      throw ResultTooWeak("expected about half the bytes of activations, found \(decimal(share))")
    }
  }
}

/// Square images with their classes.
struct Images {
  let name: String
  let train, test: (images: Tensor, labels: Tensor, count: Int)
  let side: Int
  /// By how much two trainings may differ in accuracy: some images of the test set.
  let tolerance: Double

  init(mnist folder: String?, seed: UInt64) throws {
    if let folder {
      let mnist = try MNIST.load(directory: folder)
      (name, side, tolerance) = ("MNIST", 28, 0.003)
      train = (mnist.train.images, mnist.train.labels, mnist.train.count)
      test = (mnist.test.images, mnist.test.labels, mnist.test.count)
    } else {
      let digits = try Digits.load().split(testFraction: 0.2, seed: seed)
      (name, side, tolerance) = ("the bundled digits", 8, 0.01)
      train = (digits.train.images, digits.train.labels, digits.train.count)
      test = (digits.test.images, digits.test.labels, digits.test.count)
    }
  }
}

/// A training with activations of one type.
struct Run {
  let dtype: DType
  let trainer: Trainer
  let trainedLoss: Variable
  let history: TrainingHistory
  /// Of a whole batch.
  let plan: Plan

  var accuracy: Double { history.epochs.last?.validation["accuracy"] ?? 0 }
  var loss: Double { history.epochs.last?.validation["loss"] ?? .nan }
  /// A line of the table.
  var row: String {
    let columns = [
      ("\(dtype)", 11), (decimal(accuracy), 8), (decimal(loss), 9),
      ("\(plan.activationBytes)", 18), ("\(plan.arenaBytes)", 18),
      (decimal(history.seconds, digits: 1), 7),
    ]
    return columns.map { text, width in
      text + String(repeating: " ", count: max(0, width - text.count))
    }.joined(separator: "  ")
  }

  private static let batchSize = 64

  init(
    _ dtype: DType, _ images: Images, epochs: Int, _ options: ExampleOptions, _ device: Device
  ) throws {
    self.dtype = dtype
    let graph = GraphBuilder(seed: options.seed)
    // Layers that compute in bfloat16 keep their parameters in float32, and use rounded copies.
    graph.parameterDType = .float32
    let pixels = try graph.input("pixels", [.batch, Dim(images.side * images.side)])
    let labels = try graph.input("labels", [.batch], .int32)
    let x = try cast(pixels, to: dtype)
    let model = try Sequential(in: graph, input: x) {
      Unflatten(axis: 1, to: [1, images.side, images.side])
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
    // The loss is a sum of many numbers: in float32.
    let logits = try cast(model(x), to: .float32)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)
    let loader = try DataLoader(
      [images.train.images, images.train.labels], batchSize: Run.batchSize, seed: options.seed)
    let tests = try DataLoader(
      [images.test.images, images.test.labels], batchSize: 500, shuffle: false, seed: 0)
    let steps = epochs * loader.batchCount
    trainer = try Trainer(
      minimizing: loss, with: Adam(),
      metrics: ["accuracy": Apus.accuracy(logits: logits, labels: labels)],
      schedules: ["learningRate": CosineDecay(from: 1e-3, over: steps)], on: device)
    trainedLoss = loss
    print("--- activations in \(dtype)")
    history = try trainer.fit(
      epochs: epochs, batches: loader.batches(epoch:), validation: tests.batches(epoch: 0)
    ) { batch in [pixels: batch[0], labels: batch[1]] }
    try trainer.executable.prepare(for: ["batch": Run.batchSize])
    plan = try trainer.executable.plan
  }
}
