import Apus
import ApusData
import ArgumentParser
import ExampleSupport

/// Learns vectors of words from the company they keep, and shows which are near each other.
@main
struct WordVectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "word-vectors", abstract: "Trains word vectors by skip-gram.")

  @OptionGroup var options: ExampleOptions

  @Option(
    help: ArgumentHelp("A text in UTF-8; generated sentences if left out.", valueName: "file"),
    completion: .file())
  var text: String?

  @Option(
    help: ArgumentHelp(
      "Words to show the neighbours of, as a,b,c; some frequent ones if left out.",
      valueName: "words"))
  var words: String?

  @Option(help: "How often a word has to occur.")
  var minCount = 5

  @Option(help: "The numbers for each word.")
  var width = 64

  @Option(help: "The largest distance between a word and one near it.")
  var window = 5

  @Option(help: "Words drawn at random for each pair.")
  var negatives = 5

  @Option(help: "Training steps (500 with --quick, 1,000 on the generated text, else 10,000).")
  var steps: Int?

  private static let batchSize = 1024
  /// How often the validation loss is looked at.
  private static let epochs = 10
  /// How far the validation loss has to be below that of knowing only how often each word occurs. The
  /// most there is to gain is the mutual information of near words, which is small.
  private static let margin = 0.05

  func validate() throws {
    for (name, value) in [
      ("min-count", minCount), ("width", width), ("window", window), ("negatives", negatives),
      ("steps", steps ?? 1),
    ] {
      guard value >= 1 else { throw ValidationError("--\(name) must be at least 1") }
    }
  }

  func run() throws {
    let report = ExampleReport()
    let device = try options.chosenDevice()
    let corpus = try readCorpus()
    let shown = try words.map { list in
      try corpus.places(
        of: list.split(separator: ",").map(String.init), minimumCount: minCount)
    }
    let vocabulary = corpus.vocabulary
    let negativeTable = AliasTable(vocabulary.negativeShares)
    func sampler(_ stretches: [ArraySlice<Int32>]) -> PairSampler {
      PairSampler(
        stretches, keptShares: corpus.keptShares, negatives: negativeTable,
        negativeCount: negatives, window: window, seed: options.seed)
    }
    let training = sampler(corpus.training)
    // Drawn once, from a stream that training does not use.
    let held = sampler(corpus.held).batches(
      epoch: 1 << 20, count: 16, size: WordVectors.batchSize)

    let model = try Model(
      words: vocabulary.words.count, width: width, negatives: negatives, seed: options.seed)
    let count = steps ?? (options.quick ? 500 : text == nil ? 1000 : 10_000)
    let interval = (count + WordVectors.epochs - 1) / WordVectors.epochs
    let trainer = try Trainer(
      minimizing: model.loss,
      // The pull towards 0 is what has rare words, seen too seldom, say less.
      with: AdamW(weightDecay: 0.2),
      schedules: ["learningRate": CosineDecay(from: 5e-3, over: count)], on: device)
    let history = try trainer.fit(
      epochs: (count + interval - 1) / interval,
      batches: { epoch in
        training.batches(
          epoch: epoch, count: min(interval, count - epoch * interval),
          size: WordVectors.batchSize)
      },
      validation: held
    ) { batch in
      [
        model.centers: Tensor(batch.centers),
        model.candidates: try Tensor(
          batch.candidates, shape: [batch.centers.count, 1 + negatives]),
      ]
    }

    let neighbours = try Neighbours(
      vocabulary, table: trainer.store.value(model.vectors.id))
    print("--- nearest by the cosine:")
    for word in shown ?? corpus.telling(12) { print(neighbours.line(word)) }
    print("---")
    let loss = history.epochs.last?.validation["loss"] ?? .nan
    let unigram = corpus.unigramLoss(held, negatives: negatives)
    print("validation loss without looking at the word: \(decimal(unigram))")
    // Of the generated text it is known which words belong together.
    let rate = text == nil ? sameClassRate(neighbours) : nil
    if let rate { print("nearest three of the same class: \(decimal(rate))") }
    try report.writePictures(
      "word-vectors", in: options.svg, trainer: trainer, loss: model.loss,
      curves: [
        ("training loss", history.lossCurve()),
        ("validation loss", history.validationCurve("loss")),
      ])
    try report.saveParameters("word-vectors", in: options.svg, of: trainer)
    try report.finish("validation loss", loss, store: trainer.store)
    let goal = unigram - WordVectors.margin
    guard loss < goal else {
      throw ResultTooWeak("expected a validation loss below \(decimal(goal)), found \(loss)")
    }
    if let rate, rate < 0.9 {
      throw ResultTooWeak("expected 0.9 of the neighbours in the word's class, found \(rate)")
    }
  }

  private func readCorpus() throws -> Corpus {
    let corpus: Corpus
    if let text {
      corpus = try Corpus(
        String(decoding: FileBytes.read(text), as: UTF8.self), minimumCount: minCount,
        threshold: 1e-3)
    } else {
      print("no --text: learning from generated sentences")
      // With so few words each one is frequent; only "the" and the like are thinned out.
      corpus = try Corpus(
        Grammar.text(sentences: 5000, seed: options.seed), minimumCount: minCount, threshold: 2e-2)
    }
    let counts = [corpus.training, corpus.held].map { $0.reduce(0) { $0 + $1.count } }
    print(
      "\(counts[0]) words to learn from, \(counts[1]) held out; "
        + "\(corpus.vocabulary.words.count) distinct")
    return corpus
  }

  /// Of the three nearest neighbours of each word with a class, the share that has the same one.
  private func sameClassRate(_ neighbours: Neighbours) -> Double {
    let words = neighbours.vocabulary.words
    var (hits, all) = (0, 0)
    for word in words.indices {
      guard let kind = Grammar.kind(of: words[word]) else { continue }
      let near = neighbours.nearest(word, count: 3)
      all += near.count
      hits += near.filter { Grammar.kind(of: words[$0.word]) == kind }.count
    }
    return Double(hits) / Double(max(all, 1))
  }
}
