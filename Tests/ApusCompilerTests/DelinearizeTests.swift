import ApusGraph
import Testing

@testable import ApusCompiler

@Suite struct DelinearizeTests {
  private func index(_ offset: Dim, _ strides: Dim...) -> AffineIndex {
    AffineIndex(offset: offset, strides: strides)
  }

  @Test func findsTransposesSlicesAndReversals() {
    let transposed = Delinearize.run(index(0, 1, 5), loops: [5, 3], domain: [3, 5])
    #expect(transposed == [index(0, 0, 1), index(0, 1, 0)])
    let sliced = Delinearize.run(index(6, 5, 2), loops: [2, 2], domain: [3, 5])
    #expect(sliced == [index(1, 1, 0), index(1, 0, 2)])
    let reversed = Delinearize.run(index(4, -1), loops: [5], domain: [5])
    #expect(reversed == [index(4, -1)])
  }

  @Test func splitsAreAffineAndMergesAreNot() {
    let split = Delinearize.run(index(0, 15, 5, 1), loops: [2, 3, 5], domain: [6, 5])
    #expect(split == [index(0, 3, 1, 0), index(0, 0, 0, 1)])
    #expect(Delinearize.run(index(0, 1), loops: [30], domain: [6, 5]) == nil)
  }

  @Test func symbolicExtentsAreProvenForAllSizes() {
    let (b, t): (Dim, Dim) = (.batch, .time)
    let split = Delinearize.run(
      index(0, t * 5, 5, 1), loops: [b, t, 5], domain: [b * t, 5])
    #expect(split == [index(0, t, 1, 0), index(0, 0, 0, 1)])
    // One element too far for some size: not proven, so not done.
    #expect(Delinearize.run(index(1, 1), loops: [b], domain: [b]) == nil)
  }

  @Test func boundsProveWhatExtentsCannot() {
    let shifted = index(-2, 1)
    #expect(Delinearize.run(shifted, loops: [9], domain: [5]) == nil)
    let guarded = Delinearize.run(
      shifted, loops: [9], domain: [5], bounds: [Bound(shifted, within: 5)])
    #expect(guarded == [shifted])
  }
}
