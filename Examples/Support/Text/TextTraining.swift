import Apus

/// The training of a character model, and what comes after it.
public struct TextTraining {
  /// How the files of the example are called.
  public var name: String
  public var corpus: CharacterCorpus
  public var model: CharacterModel
  /// Characters of a window in training, and in validation.
  public var length: Int
  public var validationLength: Int
  public var batchSize: Int
  public var steps: Int
  /// Steps between two looks at the validation loss.
  public var interval: Int

  public init(
    _ name: String, _ corpus: CharacterCorpus, _ model: CharacterModel, length: Int,
    validationLength: Int? = nil, batchSize: Int, steps: Int, interval: Int = 250
  ) {
    self.name = name
    self.corpus = corpus
    self.model = model
    self.length = length
    self.validationLength = validationLength ?? length
    self.batchSize = batchSize
    self.steps = steps
    self.interval = interval
  }

  /// Trains on windows at random places with a look at all of the held-out text now and then, keeps
  /// what was learned, and writes a piece of text.
  /// - Returns: the last validation loss, in nats for each character.
  public func run(
    _ trainer: Trainer, _ options: ExampleOptions, _ text: TextOptions, _ report: ExampleReport
  ) throws -> Double {
    let prompt = try text.prompt.map(corpus.tokens) ?? Array(corpus.training.prefix(12))
    let validation = TextWindows(
      allOf: corpus.heldOut, length: validationLength, batchSize: 2 * batchSize)
    print(
      """
      \(corpus.training.count) characters to learn from, \(corpus.heldOut.count) held out, \
      \(corpus.characters.count) distinct
      \(steps) steps of \(batchSize) windows of \(length) characters
      """)
    let history = try trainer.fit(
      epochs: (steps + interval - 1) / interval,
      batches: { epoch in
        TextWindows(
          randomOf: corpus.training, length: length, batchSize: batchSize,
          count: min(steps - epoch * interval, interval), seed: options.seed,
          stream: UInt64(epoch))
      },
      validation: validation, feeds: model.feeds)

    var writer = try CharacterWriter(model, trainer, seed: options.seed)
    let written = try writer.write(
      after: prompt, count: text.length, temperature: text.temperature)
    print("--- it writes:\n\(corpus.string(prompt + written))\n---")
    try report.writePictures(
      name, in: options.svg, trainer: trainer, loss: model.loss,
      curves: [
        ("training loss", history.lossCurve()),
        ("validation loss", history.validationCurve("loss")),
      ])
    try report.saveParameters(name, in: options.svg, of: trainer)
    return history.epochs.last?.validation["loss"] ?? .nan
  }
}
