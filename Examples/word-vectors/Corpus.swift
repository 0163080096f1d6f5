import Apus
import ApusData
import ArgumentParser
import ExampleSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A text as numbers of its words, cut into what is learned from and what is held out.
struct Corpus {
  let vocabulary: Vocabulary
  /// Stretches of words to learn from.
  let training: [ArraySlice<Int32>]
  /// Every tenth stretch.
  let held: [ArraySlice<Int32>]
  /// The share of each word's places that is kept.
  let keptShares: [Double]

  /// - Parameter threshold: the frequency above which words are thinned out.
  /// - Throws: `ResultTooWeak` for a text that is too short to hold a part of it out.
  init(_ text: String, minimumCount: Int, threshold: Double) throws {
    let words = words(of: text)
    vocabulary = Vocabulary(words, minimumCount: minimumCount)
    keptShares = vocabulary.keptShares(threshold: threshold)
    let numbers = vocabulary.numbers
    let tokens = words.compactMap { numbers[$0] }
    let size = PairSampler.stretch
    guard vocabulary.words.count >= 20, tokens.count >= 20 * size else {
      throw ResultTooWeak(
        "expected a text of at least \(20 * size) words, 20 of them distinct, that each occur "
          + "\(minimumCount) times or more; found \(tokens.count), \(vocabulary.words.count) of "
          + "them distinct: give a longer text, or a smaller --min-count")
    }
    let all = stride(from: 0, to: tokens.count, by: size).map { start in
      tokens[start..<min(start + size, tokens.count)]
    }
    training = all.indices.filter { $0 % 10 != 9 }.map { all[$0] }
    held = all.indices.filter { $0 % 10 == 9 }.map { all[$0] }
  }

  /// The places of words that were asked for.
  /// - Throws: `ValidationError` for one that is not in the vocabulary.
  func places(of words: [String], minimumCount: Int) throws -> [Int] {
    try words.map { word in
      if let number = vocabulary.numbers[word.lowercased()] { return Int(number) }
      let start = word.lowercased().prefix(3)
      let alike = vocabulary.words.filter { $0.hasPrefix(start) }.prefix(6)
      let choice = (alike.isEmpty ? vocabulary.words.prefix(6) : alike).joined(separator: ", ")
      guard let count = vocabulary.rare[word.lowercased()] else {
        throw ValidationError(
          "expected words of the text in --words, found '\(word)', which is not in it: "
            + "choose others, such as \(choice)")
      }
      throw ValidationError(
        "expected words in --words that occur at least \(minimumCount) times, found '\(word)', "
          + "which occurs \(count) times: give --min-count \(count), or other words, such as "
          + choice)
    }
  }

  /// Frequent words that mean something by themselves, most frequent first: of at least four letters,
  /// and not so frequent that they are thinned out by more than half.
  func telling(_ count: Int) -> [Int] {
    Array(
      vocabulary.words.indices.lazy
        .filter { vocabulary.words[$0].count >= 4 && keptShares[$0] >= 0.5 }.prefix(count))
  }

  /// The mean loss on pairs of who knows how often each word comes, but looks at no word next to it:
  /// the best score for a candidate is then ln(p / (k · n)), with its probabilities p as a neighbour
  /// and n as one of k negatives.
  func unigramLoss(_ batches: PairBatches, negatives: Int) -> Double {
    var counts = [Double](repeating: 0, count: vocabulary.words.count)
    for word in training.joined() { counts[Int(word)] += keptShares[Int(word)] }
    let total = counts.reduce(0, +)
    let odds = zip(counts, vocabulary.negativeShares).map { count, negative in
      max(count, 1e-3) / total / (Double(negatives) * negative)
    }
    let width = 1 + negatives
    let losses = batches.map { batch in
      batch.candidates.indices.reduce(0.0) { sum, index in
        let ratio = odds[Int(batch.candidates[index])]
        return sum + (index % width == 0 ? log1p(1 / ratio) : log1p(ratio))
      } / Double(batch.centers.count)
    }
    return losses.reduce(0, +) / Double(max(losses.count, 1))
  }
}
