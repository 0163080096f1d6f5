import Apus

/// Words by the angle between their vectors, after the mean of all is taken away: what all words share
/// says nothing about one of them (J. Mu, P. Viswanath, "All-but-the-top", 2018).
struct Neighbours {
  let vocabulary: Vocabulary
  /// The vectors of length 1, word after word.
  private let units: [[Float]]

  /// - Parameter table: `[words, D]`.
  init(_ vocabulary: Vocabulary, table: Tensor) throws {
    self.vocabulary = vocabulary
    let values = try table.values(Float.self)
    let width = values.count / vocabulary.words.count
    var mean = [Float](repeating: 0, count: width)
    for (index, value) in values.enumerated() { mean[index % width] += value }
    for index in mean.indices { mean[index] /= Float(vocabulary.words.count) }
    units = vocabulary.words.indices.map { word in
      let vector = zip(values[word * width..<(word + 1) * width], mean).map { $0 - $1 }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.map { $0 / max(length, .leastNormalMagnitude) }
    }
  }

  /// The `count` words with the largest cosine to `word`, other than itself.
  func nearest(_ word: Int, count: Int) -> [(word: Int, cosine: Float)] {
    let cosines = units.indices.filter { $0 != word }.map { other in
      (word: other, cosine: zip(units[word], units[other]).reduce(0) { $0 + $1.0 * $1.1 })
    }
    return Array(cosines.sorted { $0.cosine > $1.cosine }.prefix(count))
  }

  /// A line for a word: `king: queen 0.71, prince 0.68, …`.
  func line(_ word: Int, count: Int = 8) -> String {
    let near = nearest(word, count: count).map { other in
      "\(vocabulary.words[other.word]) \(NumberText.fixed(Double(other.cosine), digits: 2))"
    }
    return "\(vocabulary.words[word]): \(near.joined(separator: ", "))"
  }
}
