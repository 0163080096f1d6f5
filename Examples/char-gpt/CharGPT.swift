import Apus
import ArgumentParser
import ExampleSupport

/// Learns to write text, character by character, with a small transformer: the model and the recipe of
/// nanoGPT's `train_shakespeare_char` for a processor (https://github.com/karpathy/nanoGPT).
@main
struct CharGPT: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "char-gpt", abstract: "Trains a character transformer, and has it write.")

  @OptionGroup var options: ExampleOptions
  @OptionGroup var text: TextOptions

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let corpus = try CharacterCorpus(contentsOf: text.text)
    let recipe = options.quick ? Recipe.quick : .full
    try corpus.checkHolds(windowsOf: recipe.context)
    let model = try CharacterModel(
      recipe.layers(vocabulary: corpus.characters.count), length: Dim(recipe.context),
      memory: recipe.context, seed: options.seed)
    let steps = text.steps ?? recipe.steps
    // Biases and the numbers of norms are no measure of how complicated a model is.
    let plain = ParameterGroup(
      "plain", model.layers.parameters.vectors, overriding: ["weightDecay": 0])
    let rate = CosineDecay(
      from: recipe.learningRate, to: recipe.learningRate / 10, over: max(1, steps * 19 / 20))
    let trainer = try Trainer(
      minimizing: model.loss, with: AdamW(beta2: 0.99, weightDecay: 0.1), groups: [plain],
      gradients: GradientOptions(clipping: .globalNorm(1)),
      schedules: ["learningRate": WarmUp(rate, steps: max(1, steps / 20))], on: device)
    let loss = try TextTraining(
      "char-gpt", corpus, model, length: recipe.context, batchSize: 12, steps: steps
    ).run(trainer, options, text, report)

    try report.finish("validation loss", loss, store: trainer.store)
    // Who knows only how often each character occurs has the entropy for a loss.
    let isWhole = steps >= recipe.steps
    let goal =
      !isWhole ? corpus.entropy : text.text == nil ? 0.6 : options.quick ? 2.5 : 1.95
    guard loss <= goal else {
      throw ResultTooWeak("expected a validation loss of \(decimal(goal)), found \(loss)")
    }
  }
}
