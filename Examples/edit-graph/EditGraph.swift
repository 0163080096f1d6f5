import Apus
import ApusData
import ArgumentParser
import ExampleSupport
import FoundationEssentials

/// Trains a classifier of digits from a model in JSON, saves the graph, reads it back, and edits it: the
/// body is frozen, a new head learns something else, then everything is trained on with a second loss.
/// What was learned stays.
@main
struct EditGraph: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit-graph", abstract: "Trains, edits the graph, and trains on.")

  @OptionGroup var options: ExampleOptions

  /// The model, as it could stand in a file of its own.
  private static let model = """
    [
      {"type": "sequential", "name": "body", "layers": [
        {"type": "dense", "units": 48, "weights": "heNormal"},
        {"type": "batchNorm"},
        {"type": "relu"}
      ]},
      {"type": "dense", "units": 10, "name": "digits"}
    ]
    """

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let (training, held) = try Digits.load().split(testFraction: 0.2, seed: options.seed)
    let epochs = options.quick ? 5 : 15

    // 1. Trained from JSON.
    let graph = GraphBuilder(seed: options.seed)
    let images = try graph.input("images", [.batch, 64])
    let labels = try graph.input("labels", [.batch], .int32)
    let layers = try JSONDecoder().decode(LayerList.self, from: Data(EditGraph.model.utf8))
    let model = try Sequential(layers, in: graph, input: images)
    let hidden = try model[0](images)
    let logits = try model[1](hidden)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)
    let trainer = try Trainer(
      minimizing: loss, with: Adam(learningRate: 5e-3),
      metrics: ["accuracy": accuracy(logits: logits, labels: labels)], on: device)
    print("--- ten digits")
    let first = try fit(trainer, training, held, epochs: epochs, seed: options.seed)
    let digitAccuracy = first.epochs.last?.validation["accuracy"] ?? 0

    // 2. Saved, read and compared: a graph is a value.
    try FileManager.default.createDirectory(
      atPath: options.svg, withIntermediateDirectories: true)
    let path = "\(options.svg)/edit-graph.json"
    try trainer.graph.save(to: path)
    let read = try Graph(contentsOf: path)
    guard read == trainer.graph else { throw ResultTooWeak("the graph read is another one") }
    print("graph: \(path)")

    // 3. Another head on a frozen body: is the digit even? The body stays bit for bit.
    let editor = GraphBuilder(editing: trainer.graph)
    try editor.freeze("body")
    let scores = try Dense(2, name: "parity")(editor.variable(hidden.id))
    let parity = try editor.variable(labels.id) % 2
    let parityLoss = try softmaxCrossEntropy(logits: scores, labels: parity)
    let head = try Trainer(
      minimizing: parityLoss, with: Adam(learningRate: 5e-3),
      metrics: ["accuracy": accuracy(logits: scores, labels: parity)], on: device,
      continuing: trainer.store)
    let body = trainer.store.names.filter { $0.hasPrefix("body") }
    let before = try body.map { try trainer.store.value(named: $0) }
    print("--- odd or even, the body frozen")
    let second = try fit(head, training, held, epochs: epochs, seed: options.seed)
    guard try body.map({ try trainer.store.value(named: $0) }) == before else {
      throw ResultTooWeak("expected a frozen body to stay as it is")
    }

    // 4. Everything trained on, with both losses.
    let last = GraphBuilder(editing: head.graph)
    try last.unfreeze("body")
    let both = try last.variable(loss.id) + last.variable(parityLoss.id)
    let digits = try accuracy(
      logits: last.variable(logits.id), labels: last.variable(labels.id))
    let trainerOfBoth = try Trainer(
      minimizing: both, with: Adam(learningRate: 1e-3), metrics: ["accuracy": digits], on: device,
      continuing: trainer.store)
    print("--- both, the body learning again")
    let third = try fit(trainerOfBoth, training, held, epochs: epochs, seed: options.seed)

    let parityAccuracy = second.epochs.last?.validation["accuracy"] ?? 0
    let accuracy = third.epochs.last?.validation["accuracy"] ?? 0
    print("accuracy of digits before: \(decimal(digitAccuracy))")
    print("accuracy of parity: \(decimal(parityAccuracy))")
    try report.writePictures(
      "edit-graph", in: options.svg, trainer: trainerOfBoth, loss: both,
      curves: [
        ("digits", first.lossCurve()), ("parity", second.lossCurve()), ("both", third.lossCurve()),
      ])
    try report.saveParameters("edit-graph", in: options.svg, of: trainerOfBoth)
    try report.finish("accuracy", accuracy, store: trainer.store)
    guard accuracy >= 0.93, accuracy >= digitAccuracy - 0.02, parityAccuracy >= 0.85 else {
      throw ResultTooWeak("expected accuracies of 0.93 and 0.85, and none lost")
    }
  }

  private func fit(
    _ trainer: Trainer, _ training: Digits, _ held: Digits, epochs: Int,
    seed: UInt64
  ) throws -> TrainingHistory {
    let loader = try DataLoader([training.images, training.labels], batchSize: 64, seed: seed)
    let tests = try DataLoader(
      [held.images, held.labels], batchSize: 360, shuffle: false, seed: seed)
    let builder = trainer.minimization.parameters[0].builder
    let images = try builder.variable(named: "images")
    let labels = try builder.variable(named: "labels")
    return try trainer.fit(
      epochs: epochs, batches: loader.batches(epoch:), validation: tests.batches(epoch: 0)
    ) { batch in [images: batch[0], labels: batch[1]] }
  }
}
