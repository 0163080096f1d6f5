import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Learns to write text, character by character, with a small transformer.
@main
struct CharGPT: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "char-gpt", abstract: "Trains a character model, and has it write.")

  @OptionGroup var options: ExampleOptions

  @Option(
    help: ArgumentHelp("A text in UTF-8; a nursery rhyme if left out.", valueName: "file"),
    completion: .file())
  var text: String?

  @Option(help: "Training steps (300 with --quick, else 600).")
  var steps: Int?

  /// Steps between two looks at the validation loss.
  private static let interval = 50

  func validate() throws {
    guard (steps ?? 1) >= 1 else { throw ValidationError("--steps must be at least 1") }
  }

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let corpus = try text.map { try Corpus(contentsOf: $0) } ?? Corpus(rhyme)
    try corpus.checkHolds(Model.context)
    let model = try Model(characters: corpus.characters.count, seed: options.seed)
    let trainer = try Trainer(
      minimizing: model.loss, with: AdamW(learningRate: 3e-3), on: device)

    // The last tenth of the text is never trained on.
    let held = corpus.tokens.count / 10 + Model.context + 1
    let (training, validation) = (corpus.tokens.dropLast(held), corpus.tokens.suffix(held))
    let count = steps ?? (options.quick ? 300 : 600)
    print(
      "\(corpus.tokens.count) characters, \(corpus.characters.count) distinct; "
        + "\(count) steps of 16 windows of \(Model.context)")
    func windows(_ text: ArraySlice<Int32>, _ stream: UInt64, _ count: Int) -> Windows {
      var random = SplitMix64(seed: options.seed, stream: stream)
      let starts = (0..<count * 16).map { _ in Int(random.below(UInt64(text.count - Model.context)))
      }
      return Windows(text: Array(text), starts: starts)
    }
    let epochs = (count + CharGPT.interval - 1) / CharGPT.interval
    let history = try trainer.fit(
      epochs: epochs,
      batches: { epoch in
        let rest = count - epoch * CharGPT.interval
        return windows(training, UInt64(epoch) + 1, min(rest, CharGPT.interval)).batches
      },
      validation: windows(validation, 0, 4).batches
    ) { batch in
      [model.tokens: try batch.tensor(shiftedBy: 0), model.targets: try batch.tensor(shiftedBy: 1)]
    }

    let start = Array(corpus.tokens.prefix(12))
    print("--- it writes:")
    print(corpus.string(try write(start, 240, model, trainer)))
    print("---")
    let loss = history.epochs.last?.validation["loss"] ?? .nan
    try report.writePictures(
      "char-gpt", in: options.svg, trainer: trainer, loss: model.loss,
      curves: [
        ("training loss", history.lossCurve()),
        ("validation loss", history.validationCurve("loss")),
      ])
    try report.finish("validation loss", loss, store: trainer.store)
    // Whoever knows only how often each character occurs has the entropy for a loss.
    let goal = text == nil && count >= 300 ? 0.6 : corpus.entropy
    guard loss < goal else {
      throw ResultTooWeak("expected a validation loss below \(decimal(goal)), found \(loss)")
    }
  }

  /// Draws `count` characters more, each from what the model thinks of those before it.
  private func write(
    _ start: [Int32], _ count: Int, _ model: Model, _ trainer: Trainer
  ) throws -> [Int32] {
    var random = SplitMix64(seed: options.seed, stream: .max)
    var written = start
    for _ in 0..<count {
      let seen = Array(written.suffix(Model.context))
      let padding = [Int32](repeating: 0, count: Model.context - seen.count)
      let window = try Tensor(seen + padding, shape: [1, Model.context])
      // Positions see nothing behind them, so that what fills the window does no harm.
      let scores = try trainer.values(of: [model.logits], [model.tokens: window])[0].doubles
      let characters = scores.count / Model.context
      let last = scores[(seen.count - 1) * characters..<seen.count * characters]
      written.append(random.draw(Array(last), temperature: 0.5))
    }
    return written
  }
}
