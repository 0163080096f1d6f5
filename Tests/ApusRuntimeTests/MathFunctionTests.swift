import ApusGraph
import ApusRuntime
import Foundation
import Testing

/// The transcendental functions over all of float32, against Double, in units in the last place.
/// The bounds are those that `MathFunctions` states.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct MathFunctionTests {
  private typealias Function = (Variable) throws -> Variable

  /// Every 8191st float from the smallest to the largest, of either sign, and what is special.
  private static let arguments: [Float] = {
    var list: [Float] = [
      0, -0.0, .infinity, -.infinity, .nan, 1, -1, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNormalMagnitude, 88.72283, 88.7229, -87.3, -87.4, -103.9,
    ]
    for bits in stride(from: UInt32(0x0080_0000), to: 0x7f80_0000, by: 8191) {
      list += [Float(bitPattern: bits), -Float(bitPattern: bits)]
    }
    // The ranges in which the functions do something.
    for number in -200_000...200_000 { list.append(Float(number) * 5.3e-4) }
    return list
  }()

  private func worst(
    _ function: Function, _ exact: (Double) -> Double
  ) throws -> (ulp: Double, at: Float) {
    let builder = GraphBuilder()
    let list = MathFunctionTests.arguments
    let x = try builder.input("x", [Dim(list.count)])
    let found = try values(
      builder, [function(x)], feeds: [x: Tensor(list, shape: [list.count])])[0].doubles
    var worst = (ulp: 0.0, at: Float(0))
    for (argument, value) in zip(list, found) {
      let expected = exact(Double(argument))
      let rounded = Float(expected)
      if rounded.isNaN || rounded.isInfinite {
        let isRight = rounded.isNaN ? value.isNaN : Float(value) == rounded
        // Right at the edge of the range, the largest finite number is no error.
        let isEdge = rounded.isInfinite && argument.isFinite && Float(value).ulp > 1e31
        #expect(isRight || isEdge, "at \(argument): \(value), not \(expected)")
        continue
      }
      // What is below the normal numbers may be flushed to 0.
      if expected.magnitude < Double(Float.leastNormalMagnitude) {
        #expect(value.magnitude <= Double(Float.leastNormalMagnitude), "at \(argument): \(value)")
        continue
      }
      let distance = (value - expected).magnitude / Double(rounded.ulp)
      if !(distance <= worst.ulp) { worst = (distance, argument) }
    }
    return worst
  }

  @Test func exponential() throws {
    let worst = try worst({ try ApusGraph.exp($0) }) { Foundation.exp($0) }
    #expect(worst.ulp <= 1.5, "\(worst)")
  }

  @Test func logarithm() throws {
    let worst = try worst({ try ApusGraph.log($0) }) { $0 < 0 ? .nan : Foundation.log($0) }
    #expect(worst.ulp <= 1.5, "\(worst)")
  }

  @Test func hyperbolicTangent() throws {
    let worst = try worst({ try ApusGraph.tanh($0) }) { Foundation.tanh($0) }
    #expect(worst.ulp <= 4, "\(worst)")
  }

  @Test func errorFunction() throws {
    let worst = try worst({ try ApusGraph.erf($0) }) { Foundation.erf($0) }
    #expect(worst.ulp <= 5, "\(worst)")
  }

  @Test func logistic() throws {
    let worst = try worst({ try ApusGraph.sigmoid($0) }) { 1 / (1 + Foundation.exp(-$0)) }
    #expect(worst.ulp <= 3, "\(worst)")
  }

  /// A lane of a vector gives the bits that a single element gives.
  @Test func everyWidthGivesTheSameBits() throws {
    let builder = GraphBuilder()
    let list = (0..<1000).map { Float($0) * 0.037 - 18 }
    let x = try builder.input("x", [.batch])
    let outputs = [
      try ApusGraph.exp(x), try ApusGraph.log(ApusGraph.abs(x)), try ApusGraph.tanh(x),
      try ApusGraph.erf(x), try ApusGraph.sigmoid(x),
    ]
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: outputs.map(\.id), store: VariableStore(graph, in: testContext()))
    let whole = try executable.run([x: Tensor(list, shape: [1000])])
    for start in [0, 501, 993] {
      let part = Array(list[start..<min(start + 7, 1000)])
      let found = try executable.run([x: Tensor(part, shape: [part.count])])
      for (one, all) in zip(found, whole) {
        #expect(one.doubles == Array(all.doubles[start..<start + part.count]))
      }
    }
  }
}
