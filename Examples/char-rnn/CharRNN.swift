import Apus
import ArgumentParser
import ExampleSupport

/// The second example of the original system, done right: a recurrent network of two layers learns to
/// write text, character by character (A. Karpathy, "The Unreasonable Effectiveness of Recurrent
/// Neural Networks", 2015).
@main
struct CharRNN: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "char-rnn", abstract: "Trains a character LSTM, and has it write.")

  @OptionGroup var options: ExampleOptions
  @OptionGroup var text: TextOptions

  @Flag(help: "Write every step into the graph, with shared weights, instead of a loop.")
  var unrolled = false

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let corpus = try CharacterCorpus(contentsOf: text.text)
    let recipe = options.quick ? Recipe.quick : .full
    let length = unrolled ? recipe.unrolledLength : recipe.length
    // A loop takes windows of any length: longer ones start less often without a past.
    let validationLength = unrolled ? length : 4 * length
    try corpus.checkHolds(windowsOf: validationLength)
    let model = try CharacterModel(
      recipe.layers(vocabulary: corpus.characters.count, unrolled: unrolled),
      length: unrolled ? Dim(length) : .time, seed: options.seed)
    let steps = text.steps ?? recipe.steps
    let rate = CosineDecay(from: recipe.learningRate, to: recipe.learningRate / 20, over: steps)
    let trainer = try Trainer(
      minimizing: model.loss, with: Adam(), gradients: GradientOptions(clipping: .globalNorm(1)),
      schedules: ["learningRate": WarmUp(rate, steps: max(1, steps / 50))], on: device)
    let loss = try TextTraining(
      "char-rnn", corpus, model, length: length, validationLength: validationLength,
      batchSize: recipe.batchSize, steps: steps
    ).run(trainer, options, text, report)

    try report.finish("validation loss", loss, store: trainer.store)
    // Who knows only how often each character occurs has the entropy for a loss.
    let isWhole = steps >= recipe.steps && !unrolled
    let goal =
      !isWhole ? corpus.entropy : text.text == nil ? 0.6 : options.quick ? 2.3 : 1.6
    guard loss <= goal else {
      throw ResultTooWeak("expected a validation loss of \(decimal(goal)), found \(loss)")
    }
  }
}
