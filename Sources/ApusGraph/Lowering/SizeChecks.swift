/// Positions along an axis that an operation reads or fills. Where the polynomials do not tell whether
/// the axis has them, that is checked when sizes are bound.
package struct Positions: Hashable, Sendable {
  /// The resolved axis, for errors.
  package var axis: Int
  /// How many elements the axis has.
  package var extent: Dim
  package var start: Dim
  package var count: Dim
  package var step = 1

  package init(axis: Int, of extent: Dim, start: Dim = 0, count: Dim, step: Int = 1) {
    (self.axis, self.extent) = (axis, extent)
    (self.start, self.count, self.step) = (start, count, step)
  }

  /// The first and the last position in memory; meaningless if there are none.
  private var ends: (low: Dim, high: Dim) {
    let last = start + (count - 1) * Dim(step)
    return step > 0 ? (start, last) : (last, start)
  }

  /// Whether the axis has them for every size.
  var isProven: Bool {
    count == 0
      || (count.isProvablyAtLeast(0) && ends.low.isProvablyAtLeast(0)
        && extent.isProvablyAtLeast(ends.high + 1))
  }

  /// Whether the axis lacks some of them for every size that is not 0.
  var isRefuted: Bool {
    if count == 0 { return false }
    if Dim(-1).isProvablyAtLeast(count) { return true }
    return count.isProvablyAtLeast(0)
      && (Dim(-1).isProvablyAtLeast(ends.low) || ends.high.isProvablyAtLeast(extent))
  }

  /// - Throws: `GraphError` for positions that no size makes right.
  func check(within shape: Shape) throws(GraphError) {
    guard isRefuted else { return }
    throw refusal("\(extent)", "\(count)", "\(start)", advice: "the input is \(shape)")
  }

  private func refusal(
    _ extent: String, _ count: String, _ start: String, advice: String
  ) -> GraphError {
    let isFirst = self.start == 0 && step == 1
    return GraphError(
      .invalidArgument,
      expected: isFirst
        ? "0 to \(extent) positions on axis \(axis)"
        : "positions within 0..<\(extent) on axis \(axis)",
      found: isFirst ? count : "\(count) from \(start)" + (step == 1 ? "" : ", \(step) apart"),
      advice: advice)
  }

  /// - Throws: `GraphError` where the axis lacks some of them once symbols have these numbers.
  package func check(_ binding: [String: Int]) throws {
    func text(_ dim: Dim) throws -> String {
      dim.isSymbolic ? "(\(dim) = \(try dim.value(binding)))" : "\(dim)"
    }
    let count = try self.count.value(binding)
    if count == 0 { return }
    let (low, high) = (try ends.low.value(binding), try ends.high.value(binding))
    let limit = try extent.value(binding)
    guard count < 0 || low < 0 || high >= limit else { return }
    throw refusal(
      try text(extent), try text(self.count), try text(start),
      advice: "feed sizes that have these positions")
  }
}

extension Lowering {
  /// What is to be checked of a node when sizes are bound.
  package struct SizeCheck: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
      /// Positions that an axis has to have.
      case positions(Positions)
      /// An extent of a result, which must not be negative.
      case extent(Dim)
    }

    /// The position of the node in the graph.
    package var node: Int
    package var subject: Subject

    /// - Throws: `GraphError` where it does not hold once symbols have these numbers.
    package func check(_ binding: [String: Int]) throws {
      switch subject {
      case .positions(let positions): try positions.check(binding)
      case .extent(let extent):
        let number = try extent.value(binding)
        guard number < 0 else { return }
        throw GraphError(
          .invalidShape, expected: "sizes that make no extent negative",
          found: "\(extent) = \(number)", advice: "feed larger sizes")
      }
    }
  }

  /// Has positions checked when sizes are bound, unless they are right for every size.
  mutating func expect(_ positions: Positions) {
    if positions.isProven { return }
    sizeChecks.append(SizeCheck(node: node, subject: .positions(positions)))
  }

  /// All checks; what operations say of their own comes before extents that follow from it.
  package var checksInOrder: [SizeCheck] {
    func isExtent(_ check: SizeCheck) -> Bool {
      if case .extent = check.subject { return true }
      return false
    }
    return sizeChecks.filter { !isExtent($0) } + sizeChecks.filter(isExtent)
  }

  /// Has the extents of a node's result checked when sizes are bound, where they may be negative. (The
  /// number of elements does not tell: of two negative extents it is positive.)
  package mutating func expectExtents(_ shape: Shape) {
    for extent in shape.dims where extent.isSymbolic && !extent.isProvablyAtLeast(0) {
      if checkedExtents.insert(extent).inserted {
        sizeChecks.append(SizeCheck(node: node, subject: .extent(extent)))
      }
    }
  }
}
