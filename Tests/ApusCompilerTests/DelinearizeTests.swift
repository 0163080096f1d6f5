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

  @Test func diagonalsMoveAlongSeveralAxes() {
    let main = Delinearize.run(index(0, 6), loops: [3], domain: [3, 5])
    #expect(main == [index(0, 1), index(0, 1)])
    let above = Delinearize.run(index(2, 15, 6), loops: [2, 3], domain: [2, 3, 5])
    #expect(above == [index(0, 1, 0), index(0, 0, 1), index(2, 0, 1)])
    let symbolic = Delinearize.run(index(0, .batch + 1), loops: [.batch], domain: [.batch, .batch])
    #expect(symbolic == [index(0, 1), index(0, 1)])
    #expect(Delinearize.run(index(3, 6), loops: [3], domain: [3, 5]) == nil)
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

  @Test func whatLeavesTheDomainIsRefused() {
    #expect(Delinearize.run(index(-1, 1), loops: [3], domain: [5]) == nil)
    #expect(Delinearize.run(index(3, 1), loops: [3], domain: [5]) == nil)
    #expect(Delinearize.run(index(2, 1), loops: [3], domain: [5]) == [index(2, 1)])
    // One element only, and another position than its own.
    #expect(Delinearize.run(index(3), loops: [], domain: [1]) == nil)
    // A bound on a larger extent than the domain's proves nothing.
    let shifted = index(-2, 1)
    let bounds = [Bound(shifted, within: 6)]
    #expect(Delinearize.run(shifted, loops: [9], domain: [5], bounds: bounds) == nil)
    // The sign of a stride has to be known: at t = 90, 50 + 87 lies outside.
    let stride: Dim = .time - 3
    #expect(Delinearize.run(index(50, stride), loops: [2], domain: [100]) == nil)
  }

  @Test func loopsAndAxesOfOneElementAreLeftOut() {
    let once = Delinearize.run(index(0, 7, 1), loops: [1, 5], domain: [5])
    #expect(once == [index(0, 0, 1)])
    // All of the offset belongs to the axis that has elements.
    let shifted = index(-5, 1)
    let guarded = Delinearize.run(
      shifted, loops: [9], domain: [1, 5], bounds: [Bound(shifted, within: 5)])
    #expect(guarded == [index(0, 0), shifted])
  }
}
