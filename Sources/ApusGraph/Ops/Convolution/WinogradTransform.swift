/// The one-dimensional transforms of F(7 − k, k) for kernels of k weights, with interpolation at 0, ±1,
/// ±2 and ∞. Only Bᵀ is the same for all k. Two opposite points share the parts of even powers, a and c,
/// and of odd ones, b and d.
enum WinogradTransform {
  /// Bᵀ: six elements to six.
  case input
  /// Aᵀ: six sums to the results of a tile.
  case result
  /// A: gradients of the results of a tile to six.
  case resultAdjoint
  /// G: weights to six.
  case weights
  /// Gᵀ: gradients of six to weights.
  case weightsAdjoint

  /// What two results share, by name, and the results; x0, x1, … are what is transformed, and how many
  /// there are of either says how many weights a kernel has.
  private func formulas(from: Int, to: Int) -> (shared: [(String, String)], results: [String]) {
    switch self {
    case .input:
      return (
        [
          ("a", "x4 - 4.0f * x2"), ("b", "x3 - 4.0f * x1"), ("c", "x4 - x2"),
          ("d", "2.0f * (x3 - x1)"),
        ],
        ["a + (4.0f * x0 - x2)", "a + b", "a - b", "c + d", "c - d", "x5 - 4.0f * x3 - b"]
      )
    case .result:
      let rows = (1..<to).map { power in
        (power % 2 == 0 ? "a + " : "b + ") + twice(power, of: power % 2 == 0 ? "c" : "d")
      }
      return (
        [("a", "x1 + x2"), ("b", "x1 - x2"), ("c", "x3 + x4"), ("d", "x3 - x4")],
        ["x0 + a + c"] + rows.dropLast() + rows.suffix(1).map { "\($0) + x5" }
      )
    case .resultAdjoint:
      let (even, odd) = powers(from)
      return (
        [
          ("a", sum(even) { "x\($0)" }), ("b", sum(odd) { "x\($0)" }),
          ("c", sum(even) { twice($0, of: "x\($0)") }),
          ("d", sum(odd) { twice($0, of: "x\($0)") }),
        ],
        ["x0", "a + b", "a - b", "c + d", "c - d", "x\(from - 1)"]
      )
    case .weights:
      let (even, odd) = powers(from)
      let sums = [even, odd].map { powers in
        let own = sum(powers) { "x\($0)" }
        return (powers.count == 1 ? own : "(\(own))") + " * (-1.0f / 6.0f)"
      }
      return (
        [
          ("a", sums[0]), ("b", sums[1]),
          ("c", sum(even) { "x\($0) * \(share($0))" }), ("d", sum(odd) { "x\($0) * \(share($0))" }),
        ],
        ["x0 * 0.25f", "a + b", "a - b", "c + d", "c - d", "x\(from - 1)"]
      )
    case .weightsAdjoint:
      let rows = (0..<to).map { power in
        (power % 2 == 0 ? "a + c" : "b + d") + " * \(share(power))"
      }
      return (
        [
          ("a", "(x1 + x2) * (-1.0f / 6.0f)"), ("b", "(x2 - x1) * (1.0f / 6.0f)"),
          ("c", "x3 + x4"), ("d", "x3 - x4"),
        ],
        ["x0 * 0.25f + \(rows[0])"] + rows[1..<to - 1] + ["\(rows[to - 1]) + x5"]
      )
    }
  }

  /// The even and the odd ones of so many powers.
  private func powers(_ count: Int) -> (even: [Int], odd: [Int]) {
    (Array(stride(from: 0, to: count, by: 2)), Array(stride(from: 1, to: count, by: 2)))
  }

  private func sum(_ powers: [Int], _ term: (Int) -> String) -> String {
    powers.map(term).joined(separator: " + ")
  }

  /// A power of 2 times a value.
  private func twice(_ power: Int, of value: String) -> String {
    power == 0 ? value : "\(1 << power).0f * \(value)"
  }

  /// A power of 2 over 24, which is the product of the distances of 2 from the other points.
  private func share(_ power: Int) -> String {
    let divisor = power < 4 ? 24 >> power : 3
    return "(\((1 << power) * divisor / 24).0f / \(divisor).0f)"
  }

  /// Statements that transform `from` and leave the results at `to`, all of type `type`.
  func text(_ from: [String], to: [String], type: String) -> String {
    let (shared, results) = formulas(from: from.count, to: to.count)
    let inputs = from.enumerated().map { "x\($0) = \($1)" }.joined(separator: ", ")
    let parts = shared.map { "\($0) = \($1)" }.joined(separator: ", ")
    let stores = zip(to, results).map { "\($0) = \($1);" }.joined(separator: " ")
    return "{ const \(type) \(inputs);\n    const \(type) \(parts);\n    \(stores) }"
  }
}
