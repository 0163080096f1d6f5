import ApusData
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A text as numbers of its characters, and the last tenth of it held out.
public struct CharacterCorpus {
  /// The distinct characters, sorted; a token is a place in it.
  public let characters: [Character]
  /// What is learned from.
  public let training: [Int32]
  /// The last tenth, which is never trained on.
  public let heldOut: [Int32]
  private let numbers: [Character: Int32]

  /// The corpus of a text.
  public init(_ text: String) {
    characters = Set(text).sorted()
    numbers = Dictionary(
      uniqueKeysWithValues: zip(characters, Int32(0)..<Int32(characters.count)))
    let tokens = text.compactMap { [numbers] in numbers[$0] }
    training = Array(tokens.dropLast(tokens.count / 10))
    heldOut = Array(tokens.suffix(tokens.count / 10))
  }

  /// The corpus of a file in UTF-8, or of a nursery rhyme.
  /// - Throws: what reading throws.
  public init(contentsOf path: String?) throws {
    self.init(
      try path.map { String(decoding: try FileBytes.read($0), as: UTF8.self) } ?? nurseryRhyme)
  }

  /// - Throws: `ResultTooWeak` for a text that is too short for windows of `length` characters.
  public func checkHolds(windowsOf length: Int) throws {
    guard heldOut.count > length else {
      throw ResultTooWeak(
        "expected a text of more than \(10 * length) characters, so that a window of \(length) fits "
          + "the held-out tenth; found \(training.count + heldOut.count)")
    }
  }

  /// The characters of tokens.
  public func string(_ tokens: some Sequence<Int32>) -> String {
    String(tokens.map { characters[Int($0)] })
  }

  /// The tokens of a text.
  /// - Throws: `ResultTooWeak` for a character that the corpus has not got.
  public func tokens(of text: String) throws -> [Int32] {
    try text.map { character in
      guard let token = numbers[character] else {
        throw ResultTooWeak(
          "expected characters that the text holds, found '\(character)'; it holds "
            + "\(String(characters).debugDescription)")
      }
      return token
    }
  }

  /// The entropy of a character by its frequency in nats, which is the loss of whoever knows no more.
  public var entropy: Double {
    let counts = Dictionary((training + heldOut).map { ($0, 1.0) }, uniquingKeysWith: +)
    let total = Double(training.count + heldOut.count)
    return counts.values.reduce(0) { $0 - $1 / total * log($1 / total) }
  }
}

/// "The house that Jack built", of which each verse is the one before it and a line.
private let nurseryRhyme: String = {
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
