import ApusData

/// Draws numbers by given probabilities, each in the same short time (M. Vose, "A linear algorithm for
/// generating random numbers with a given distribution", 1991): a column is chosen evenly, which holds
/// its own number up to a height, and another one above.
struct AliasTable {
  private var heights: [Double]
  private var others: [Int32]

  /// - Parameter shares: probabilities, the sum of which is 1.
  init(_ shares: [Double]) {
    var rest = shares.map { $0 * Double(shares.count) }
    heights = [Double](repeating: 1, count: shares.count)
    others = Array(0..<Int32(shares.count))
    var low = shares.indices.filter { rest[$0] < 1 }
    var high = shares.indices.filter { rest[$0] >= 1 }
    while let small = low.popLast(), let large = high.last {
      heights[small] = rest[small]
      others[small] = Int32(large)
      rest[large] -= 1 - rest[small]
      if rest[large] < 1 {
        high.removeLast()
        low.append(large)
      }
    }
  }

  func draw(_ random: inout SplitMix64) -> Int32 {
    let column = Int(random.below(UInt64(heights.count)))
    return random.share() < heights[column] ? Int32(column) : others[column]
  }
}

extension SplitMix64 {
  /// A number in 0..<1, evenly.
  mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }
}
