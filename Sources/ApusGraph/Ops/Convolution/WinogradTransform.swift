/// The one-dimensional transforms of F(4, 3), with interpolation at 0, ±1, ±2 and ∞.
enum WinogradTransform {
  /// Bᵀ: six elements to six.
  case input
  /// Aᵀ: six sums to four results.
  case result
  /// A: gradients of four results to six.
  case resultAdjoint
  /// G: three weights to six.
  case weights
  /// Gᵀ: gradients of six to three weights.
  case weightsAdjoint

  /// How many numbers it takes, and how many it makes.
  var counts: (from: Int, to: Int) {
    switch self {
    case .input: (6, 6)
    case .result: (6, 4)
    case .resultAdjoint: (4, 6)
    case .weights: (3, 6)
    case .weightsAdjoint: (6, 3)
    }
  }

  /// What two results share, by name, and the results; x0, x1, … are what is transformed.
  private var formulas: (shared: [(String, String)], results: [String]) {
    switch self {
    case .input:
      (
        [
          ("a", "x4 - 4.0f * x2"), ("b", "x3 - 4.0f * x1"), ("c", "x4 - x2"),
          ("d", "2.0f * (x3 - x1)"),
        ],
        ["a + (4.0f * x0 - x2)", "a + b", "a - b", "c + d", "c - d", "x5 - 4.0f * x3 - b"]
      )
    case .result:
      (
        [("a", "x1 + x2"), ("b", "x1 - x2"), ("c", "x3 + x4"), ("d", "x3 - x4")],
        ["x0 + a + c", "b + 2.0f * d", "a + 4.0f * c", "b + 8.0f * d + x5"]
      )
    case .resultAdjoint:
      (
        [
          ("a", "x0 + x2"), ("b", "x1 + x3"), ("c", "x0 + 4.0f * x2"),
          ("d", "2.0f * x1 + 8.0f * x3"),
        ],
        ["x0", "a + b", "a - b", "c + d", "c - d", "x3"]
      )
    case .weights:
      (
        [
          ("a", "(x0 + x2) * (-1.0f / 6.0f)"), ("b", "x1 * (-1.0f / 6.0f)"),
          ("c", "x0 * (1.0f / 24.0f) + x2 * (1.0f / 6.0f)"), ("d", "x1 * (1.0f / 12.0f)"),
        ],
        ["x0 * 0.25f", "a + b", "a - b", "c + d", "c - d", "x2"]
      )
    case .weightsAdjoint:
      (
        [
          ("a", "(x1 + x2) * (-1.0f / 6.0f)"), ("b", "(x2 - x1) * (1.0f / 6.0f)"),
          ("c", "x3 + x4"), ("d", "x3 - x4"),
        ],
        [
          "x0 * 0.25f + a + c * (1.0f / 24.0f)", "b + d * (1.0f / 12.0f)",
          "a + c * (1.0f / 6.0f) + x5",
        ]
      )
    }
  }

  /// Statements that transform `from` and leave the results at `to`, all of type `type`.
  func text(_ from: [String], to: [String], type: String) -> String {
    let (shared, results) = formulas
    let inputs = from.enumerated().map { "x\($0) = \($1)" }.joined(separator: ", ")
    let parts = shared.map { "\($0) = \($1)" }.joined(separator: ", ")
    let stores = zip(to, results).map { "\($0) = \($1);" }.joined(separator: " ")
    return "{ const \(type) \(inputs);\n    const \(type) \(parts);\n    \(stores) }"
  }
}
