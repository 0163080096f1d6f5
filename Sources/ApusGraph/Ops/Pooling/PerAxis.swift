/// A whole number for each spatial axis: one for all of them, such as `3`, or one for each, such as
/// `[3, 5]`.
public struct PerAxis: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  private let numbers: [Int]

  /// The same number for every axis.
  public init(_ number: Int) { numbers = [number] }

  /// A number for each axis, the outermost first.
  public init(_ numbers: [Int]) { self.numbers = numbers }

  public init(integerLiteral number: Int) { numbers = [number] }

  public init(arrayLiteral numbers: Int...) { self.numbers = numbers }

  /// The numbers of `count` axes, each at least 1.
  /// - Parameter what: what they are, for errors.
  /// - Throws: `GraphError` for another number of them, or numbers out of range.
  package func extents(_ count: Int, _ what: String) throws(GraphError) -> [Int] {
    try resolved(count, what, within: 1...largestWindowNumber)
  }

  /// The numbers of `count` axes.
  /// - Throws: `GraphError` for another number of them, or numbers out of `range`.
  package func resolved(
    _ count: Int, _ what: String, within range: ClosedRange<Int>
  ) throws(GraphError) -> [Int] {
    let all = numbers.count == 1 ? [Int](repeating: numbers[0], count: count) : numbers
    func refuse(_ found: String, _ advice: String) -> GraphError {
      GraphError(
        .invalidArgument,
        expected: "\(what) of \(count) axes, each \(range.lowerBound) or more, "
          + "up to \(range.upperBound)", found: found, advice: advice)
    }
    guard all.count == count else {
      throw refuse(
        "\(numbers.count) numbers, \(numbers)", "give one number for all axes, or one for each axis"
      )
    }
    guard let axis = all.firstIndex(where: { !range.contains($0) }) else { return all }
    let place = numbers.count == 1 ? "of every axis" : "on axis \(axis) of \(numbers)"
    throw refuse(
      "\(all[axis]) \(place)",
      all[axis] > range.upperBound
        ? "check what the number was computed from"
        : range.lowerBound == 0
          ? "0 adds nothing; slice takes elements away"
          : "the least of \(what) is \(range.lowerBound)")
  }
}

/// In JSON a number, or an array of them.
extension PerAxis: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self.init(number)
    } else {
      self.init(try container.decode([Int].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if numbers.count == 1 {
      try container.encode(numbers[0])
    } else {
      try container.encode(numbers)
    }
  }
}

/// What a number of an axis may be at most: far above any tensor, and safe to multiply.
package let largestWindowNumber = 1 << 20
