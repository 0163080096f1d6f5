/// An equation of `einsum`, such as `bhqd,bhkd->bhqk`, read and checked but for the operands' shapes.
struct EinsumEquation {
  /// The labels of one operand or of the result.
  struct Term: Equatable {
    /// In the order of their axes, without those of the ellipsis.
    var labels: [Character] = []
    /// How many labels precede the ellipsis; nil if there is none.
    var ellipsis: Int?
  }

  let text: String
  var operands: [Term] = []
  /// nil where the result is left to the rule.
  var result: Term?

  /// - Throws: `GraphError` with the place where the text makes no sense.
  init(_ text: String) throws(GraphError) {
    self.text = text
    var reader = Reader(text: text)
    repeat { operands.append(try reader.term()) } while reader.passes(",")
    if try reader.passesArrow() {
      let term = try reader.term()
      for (place, label) in term.labels.enumerated() {
        guard !term.labels[..<place].contains(label) else {
          throw reader.refuse("each label once in the result", "'\(label)' again")
        }
        guard operands.contains(where: { $0.labels.contains(label) }) else {
          throw reader.refuse("labels of the operands in the result", "'\(label)'")
        }
      }
      guard term.ellipsis == nil || operands.contains(where: { $0.ellipsis != nil }) else {
        throw reader.refuse("an ellipsis of the result that an operand has too", "'...'")
      }
      result = term
    }
    guard reader.isAtEnd else {
      throw reader.refuse("',' or '->' or the end", "'\(reader.next ?? " ")'")
    }
  }

  /// The labels of the result without an arrow: those that appear once, in alphabetical order, behind
  /// the axes of the ellipsis.
  var impliedResult: Term {
    var counts: [Character: Int] = [:]
    for label in operands.flatMap(\.labels) { counts[label, default: 0] += 1 }
    let once = counts.filter { $0.value == 1 }.keys.sorted()
    return Term(labels: once, ellipsis: operands.contains { $0.ellipsis != nil } ? 0 : nil)
  }

  private struct Reader {
    let text: String
    private let characters: [Character]
    private var place = 0

    init(text: String) {
      self.text = text
      characters = Array(text)
      skipSpaces()
    }

    var next: Character? { place < characters.count ? characters[place] : nil }
    var isAtEnd: Bool { next == nil }

    private mutating func skipSpaces() { while next == " " { place += 1 } }

    private mutating func step() {
      place += 1
      skipSpaces()
    }

    func refuse(_ expected: String, _ found: String) -> GraphError {
      GraphError(
        .invalidArgument, expected: "\(expected) at position \(place) of '\(text)'", found: found,
        advice: "write the operands' labels, such as 'ij,jk->ik'; '...' stands for further axes")
    }

    mutating func passes(_ character: Character) -> Bool {
      guard next == character else { return false }
      step()
      return true
    }

    mutating func passesArrow() throws(GraphError) -> Bool {
      guard passes("-") else { return false }
      guard passes(">") else { throw refuse("'>'", next.map { "'\($0)'" } ?? "the end") }
      return true
    }

    mutating func term() throws(GraphError) -> Term {
      var term = Term()
      while let character = next {
        if character.isASCII && character.isLetter {
          term.labels.append(character)
          step()
        } else if character == "." {
          guard term.ellipsis == nil else { throw refuse("one ellipsis in a term", "another") }
          for _ in 0..<3 {
            guard passes(".") else { throw refuse("'...'", next.map { "'\($0)'" } ?? "the end") }
          }
          term.ellipsis = term.labels.count
        } else if character == "," || character == "-" {
          return term
        } else {
          throw refuse("a letter, '...', ',' or '->'", "'\(character)'")
        }
      }
      return term
    }
  }
}
