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

  /// The numbers of `count` axes.
  /// - Throws: `GraphError` for another number of them, or numbers out of `range`.
  func resolved(
    _ count: Int, _ what: String, within range: ClosedRange<Int>
  ) throws(GraphError) -> [Int] {
    let all = numbers.count == 1 ? [Int](repeating: numbers[0], count: count) : numbers
    guard all.count == count, all.allSatisfy(range.contains) else {
      throw GraphError(
        .invalidArgument,
        expected: "\(what) of \(count) axes, each \(range.lowerBound) or more, "
          + "up to \(range.upperBound)", found: "\(numbers)",
        advice: "give one number for all axes, or one for each")
    }
    return all
  }
}

/// What a number of an axis may be at most: far above any tensor, and safe to multiply.
let largestWindowNumber = 1 << 20
