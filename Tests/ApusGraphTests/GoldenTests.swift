import ApusGraph
import ApusTestKit
import Testing

/// What PyTorch, NumPy and SciPy compute, against the reference: values and first gradients.
@Suite struct GoldenTests {
  @Test(arguments: try GoldenCase.load())
  func referenceEqualsOthers(_ golden: GoldenCase) throws {
    let built = try golden.build()
    let actual = try Reference.evaluate(
      built.graph, feeds: built.feeds, outputs: built.wanted, mode: golden.mode)
    #expect(actual.count == built.expected.count)
    for (number, (expected, found)) in zip(built.expected, actual).enumerated() {
      let mismatch = compare(expected: expected, actual: found, relative: 1e-9, absolute: 1e-9)
      #expect(mismatch == nil, "result \(number)")
    }
  }

  @Test func theFixtureIsThere() throws {
    #expect(try GoldenCase.load().count >= 50)
  }
}
