/// One extent of a shape: a polynomial in named symbols with integer coefficients, in normal form.
///
///     let rows: Dim = .batch          // a symbol, bound when the graph is compiled for a size
///     let cells = rows * 7 + 1        // still symbolic
///     let fixed: Dim = 784
///
/// Two extents are equal when their polynomials are; what cannot be decided on the polynomials is
/// checked when the symbols are bound. Arithmetic saturates instead of trapping, and `Shape`
/// refuses saturated extents, so a shape read from a file cannot bring the process down.
public struct Dim: Hashable, Sendable, Codable {
  /// `coefficient` × the product of `symbols` (sorted, repeated for powers).
  struct Term: Hashable, Sendable, Codable {
    var symbols: [String]
    var coefficient: Int
  }

  /// The part without symbols.
  public var constant: Int
  /// The parts with symbols, sorted by their symbols, none with coefficient 0.
  var terms: [Term]

  /// A fixed extent.
  public init(_ value: Int) {
    constant = value
    terms = []
  }

  init(constant: Int, terms: [Term]) {
    self.constant = constant
    self.terms = terms
  }

  /// A named extent, bound to a number when the graph is compiled.
  public static func symbol(_ name: String) -> Dim {
    Dim(constant: 0, terms: [Term(symbols: [name], coefficient: 1)])
  }

  /// The number of examples in a mini-batch.
  public static let batch = Dim.symbol("batch")
  /// The number of steps in a sequence.
  public static let time = Dim.symbol("time")

  /// The value if no symbol occurs.
  public var fixed: Int? { terms.isEmpty ? constant : nil }

  /// Whether a symbol occurs.
  public var isSymbolic: Bool { !terms.isEmpty }

  /// The names of all symbols, sorted.
  public var symbols: [String] { Set(terms.flatMap(\.symbols)).sorted() }

  /// The number this extent has once symbols are bound.
  /// - Throws: `GraphError` naming the first symbol that `binding` lacks.
  public func value(_ binding: [String: Int]) throws -> Int {
    if terms.isEmpty { return constant }
    var sum = constant
    for term in terms {
      var product = term.coefficient
      for symbol in term.symbols {
        guard let number = binding[symbol] else {
          throw GraphError(
            .unboundSymbol, expected: "a number for the symbol '\(symbol)'",
            found: "bindings for \(binding.keys.sorted())",
            advice: "feed an input that has this extent, or pass it to prepare(for:)")
        }
        product = Dim.saturatingMultiply(product, number)
      }
      sum = Dim.saturatingAdd(sum, product)
    }
    return sum
  }
}

extension Dim: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Dim: CustomStringConvertible {
  public var description: String {
    if terms.isEmpty { return String(constant) }
    var text = ""
    for term in terms {
      if term.coefficient > 0 && !text.isEmpty { text += "+" }
      switch term.coefficient {
      case 1: break
      case -1: text += "-"
      default: text += "\(term.coefficient)·"
      }
      text += term.symbols.joined(separator: "·")
    }
    return constant == 0 ? text : text + (constant > 0 ? "+" : "") + "\(constant)"
  }
}

// MARK: Reading from files

extension Dim {
  private enum CodingKeys: String, CodingKey {
    case constant, terms
  }

  /// Puts what a file says into normal form, which equality and division rely on.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    var result = Dim(try container.decode(Int.self, forKey: .constant))
    for term in try container.decode([Term].self, forKey: .terms) {
      let sorted = Term(symbols: term.symbols.sorted(), coefficient: term.coefficient)
      let part = Dim.normal(constant: 0, [sorted])
      result = result + (sorted.symbols.isEmpty ? Dim(term.coefficient) : part)
    }
    self = result
  }
}

// MARK: Arithmetic

extension Dim {
  static func saturatingAdd(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (b > 0 ? Int.max : Int.min) : sum
  }

  static func saturatingMultiply(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? ((a < 0) == (b < 0) ? Int.max : Int.min) : product
  }

  private static func normal(constant: Int, _ terms: [Term]) -> Dim {
    if terms.isEmpty { return Dim(constant) }
    var merged: [[String]: Int] = [:]
    for term in terms {
      merged[term.symbols] = saturatingAdd(merged[term.symbols] ?? 0, term.coefficient)
    }
    let sorted = merged.filter { $0.value != 0 }
      .map { Term(symbols: $0.key, coefficient: $0.value) }
      .sorted { Dim.precedes($0.symbols, $1.symbols) }
    return Dim(constant: constant, terms: sorted)
  }

  /// Higher degree first, then alphabetical: a monomial order, which exact division relies on.
  private static func precedes(_ a: [String], _ b: [String]) -> Bool {
    a.count != b.count ? a.count > b.count : a.lexicographicallyPrecedes(b)
  }

  /// The sum; it saturates.
  public static func + (a: Dim, b: Dim) -> Dim {
    let constant = saturatingAdd(a.constant, b.constant)
    if a.terms.isEmpty && b.terms.isEmpty { return Dim(constant) }
    return normal(constant: constant, a.terms + b.terms)
  }

  /// The negative.
  public static prefix func - (a: Dim) -> Dim { a * Dim(-1) }

  /// The difference; it saturates.
  public static func - (a: Dim, b: Dim) -> Dim { a + (-b) }

  /// The product; it saturates.
  public static func * (a: Dim, b: Dim) -> Dim {
    let constant = saturatingMultiply(a.constant, b.constant)
    if a.terms.isEmpty && b.terms.isEmpty { return Dim(constant) }
    var terms: [Term] = []
    for x in a.terms {
      if b.constant != 0 {
        terms.append(
          Term(symbols: x.symbols, coefficient: saturatingMultiply(x.coefficient, b.constant)))
      }
      for y in b.terms {
        terms.append(
          Term(
            symbols: (x.symbols + y.symbols).sorted(),
            coefficient: saturatingMultiply(x.coefficient, y.coefficient)))
      }
    }
    if a.constant != 0 {
      for y in b.terms {
        terms.append(
          Term(symbols: y.symbols, coefficient: saturatingMultiply(y.coefficient, a.constant)))
      }
    }
    return normal(constant: constant, terms)
  }

  /// The quotient if `divisor` divides this polynomial without remainder, else nil.
  ///
  /// Ordinary long division by the leading term of the divisor (Cox, Little, O'Shea, "Ideals,
  /// Varieties, and Algorithms", §2.3, for one divisor).
  public func dividedExactly(by divisor: Dim) -> Dim? {
    if isSaturated || divisor.isSaturated || divisor == 0 { return nil }
    if let a = fixed, let b = divisor.fixed { return a % b == 0 ? Dim(a / b) : nil }
    if self == divisor { return 1 }
    let lead =
      divisor.terms.first ?? Term(symbols: [], coefficient: divisor.constant)
    var rest = self
    var quotient = Dim(0)
    while rest != 0 {
      let top = rest.terms.first ?? Term(symbols: [], coefficient: rest.constant)
      guard top.coefficient % lead.coefficient == 0,
        let symbols = Dim.removing(lead.symbols, from: top.symbols)
      else { return nil }
      let factor = Term(symbols: symbols, coefficient: top.coefficient / lead.coefficient)
      let step =
        symbols.isEmpty ? Dim(factor.coefficient) : Dim(constant: 0, terms: [factor])
      quotient = quotient + step
      rest = rest - step * divisor
      if rest.isSaturated { return nil }
    }
    return quotient
  }

  /// Whether some number has reached the ends of Int, where arithmetic is no longer exact.
  private var isSaturated: Bool {
    func ends(_ number: Int) -> Bool { number == Int.max || number == Int.min }
    return ends(constant) || terms.contains { ends($0.coefficient) }
  }

  private static func removing(_ part: [String], from whole: [String]) -> [String]? {
    var rest = whole
    for symbol in part {
      guard let at = rest.firstIndex(of: symbol) else { return nil }
      rest.remove(at: at)
    }
    return rest
  }

  /// Whether this is at least `other` for every binding of the symbols to numbers ≥ 0.
  public func isProvablyAtLeast(_ other: Dim) -> Bool {
    let difference = self - other
    return difference.constant >= 0 && difference.terms.allSatisfy { $0.coefficient >= 0 }
  }
}

extension Dim {
  /// The terms one by one, each a polynomial of its own.
  package var monomials: [Dim] {
    terms.map { Dim(constant: 0, terms: [$0]) } + (constant == 0 ? [] : [Dim(constant)])
  }
}
