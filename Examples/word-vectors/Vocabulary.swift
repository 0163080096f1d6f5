#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The words of a text that occur often enough to be learned, most frequent first.
struct Vocabulary {
  let words: [String]
  /// How often each occurs.
  let counts: [Int]
  /// The places in `words`.
  let numbers: [String: Int32]
  /// How often the words occur that were left out.
  let rare: [String: Int]

  init(_ text: [String], minimumCount: Int) {
    let all = Dictionary(text.map { ($0, 1) }, uniquingKeysWith: +)
    // Words of one count by the alphabet: the order of a dictionary differs from run to run.
    let kept = all.filter { $0.value >= minimumCount }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    words = kept.map(\.key)
    counts = kept.map(\.value)
    numbers = Dictionary(uniqueKeysWithValues: zip(words, Int32(0)..<Int32(words.count)))
    rare = all.filter { $0.value < minimumCount }
  }

  /// For each word, which share of its places is kept so that frequent words do not fill the windows:
  /// √(t / f) + t / f of the frequency f, at most 1 (as the authors' program has it; the paper's is
  /// √(t / f)).
  func keptShares(threshold: Double) -> [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.map { count in
      let ratio = threshold * total / Double(count)
      return min(1, ratio.squareRoot() + ratio)
    }
  }

  /// The probabilities of negatives: count^0.75, normalised.
  var negativeShares: [Double] {
    let weights = counts.map { pow(Double($0), 0.75) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}

/// The words of a text: runs of letters, with apostrophes inside, in lower case.
func words(of text: String) -> [String] {
  text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
    .map { word in
      String(word.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed())
    }
    .filter { !$0.isEmpty }
}
