import Apus
import ApusData
import ExampleSupport
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A text as numbers of its characters.
struct Corpus {
  /// The distinct characters, sorted.
  let characters: [Character]
  let tokens: [Int32]

  init(_ text: String) {
    characters = Set(text).sorted()
    let numbers = Dictionary(
      uniqueKeysWithValues: zip(characters, Int32(0)..<Int32(characters.count)))
    tokens = text.compactMap { numbers[$0] }
  }

  init(contentsOf path: String) throws {
    self.init(try String(contentsOfFile: path, encoding: .utf8))
  }

  func string(_ tokens: [Int32]) -> String { String(tokens.map { characters[Int($0)] }) }

  /// - Throws: `ResultTooWeak` for a text of which no windows can be cut.
  func checkHolds(_ context: Int) throws {
    let least = 8 * context
    guard tokens.count >= least else {
      throw ResultTooWeak("expected a text of at least \(least) characters, found \(tokens.count)")
    }
  }

  /// The entropy of a character by its frequency, in nats.
  var entropy: Double {
    let counts = Dictionary(tokens.map { ($0, 1.0) }, uniquingKeysWith: +)
    return counts.values.reduce(0) { sum, count in
      let share = count / Double(tokens.count)
      return sum - share * log(share)
    }
  }
}

/// Where 16 windows at a time begin in a text.
struct Windows {
  let text: [Int32]
  let starts: [Int]

  struct Batch {
    let windows: Windows
    let rows: Range<Int>

    /// The characters of the windows, or those `shift` further: int32 `[16, T]`.
    func tensor(shiftedBy shift: Int) throws -> Tensor {
      let values = windows.starts[rows].flatMap { start in
        windows.text[start + shift..<start + shift + Model.context]
      }
      return try Tensor(values, shape: [rows.count, Model.context])
    }
  }

  var batches: [Batch] {
    stride(from: 0, to: starts.count, by: 16).map { Batch(windows: self, rows: $0..<$0 + 16) }
  }
}

extension SplitMix64 {
  /// A number drawn by softmax(scores / temperature).
  mutating func draw(_ scores: [Double], temperature: Double) -> Int32 {
    let largest = scores.max() ?? 0
    let weights = scores.map { exp(($0 - largest) / temperature) }
    var rest = Double.random(in: 0..<weights.reduce(0, +), using: &self)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return Int32(index) }
    }
    return Int32(scores.count - 1)
  }
}

/// "The house that Jack built", of which each verse is the one before it and a line.
let rhyme: String = {
  let lines = [
    "the house that Jack built.", "the malt\nThat lay in ", "the rat,\nThat ate ",
    "the cat,\nThat killed ", "the dog,\nThat worried ",
    "the cow with the crumpled horn,\nThat tossed ", "the maiden all forlorn,\nThat milked ",
    "the man all tattered and torn,\nThat kissed ",
    "the priest all shaven and shorn,\nThat married ",
    "the cock that crowed in the morn,\nThat waked ",
    "the farmer sowing his corn,\nThat kept ",
  ]
  return lines.indices.map { last in
    "This is " + lines[0...last].reversed().joined() + "\n\n"
  }.joined()
}()
