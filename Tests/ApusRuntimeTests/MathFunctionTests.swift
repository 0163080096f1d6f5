import ApusGraph
import ApusRuntime
import ApusTestKit
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
    for number in -150_000...150_000 { list.append(Float(number) * 7.1e-6) }
    return list
  }()

  private func worst(
    _ function: Function, _ exact: (Double) -> Double
  ) throws -> (ulp: Double, at: Float) {
    let builder = GraphBuilder()
    let list = MathFunctionTests.arguments
    let x = try builder.input("x", [Dim(list.count)])
    let found = try values(
      builder, [function(x)], feeds: [x: Tensor(list, shape: [list.count])],
      in: testContext())[0].doubles
    var worst = (ulp: 0.0, at: Float(0))
    for (argument, value) in zip(list, found) {
      let expected = exact(Double(argument))
      let distance = distance(value, from: expected)
      if !(distance <= worst.ulp) { worst = (distance, argument) }
    }
    return worst
  }

  private struct Case {
    var name: String
    /// Units in the last place.
    var bound: Double
    var function: (Variable) throws -> Variable
    var exact: (Double) -> Double

    init(
      _ name: String, _ bound: Double, _ function: @escaping (Variable) throws -> Variable,
      _ exact: @escaping (Double) -> Double
    ) {
      (self.name, self.bound, self.function, self.exact) = (name, bound, function, exact)
    }
  }

  private func check(_ cases: [Case]) throws {
    for item in cases {
      let worst = try worst(item.function, item.exact)
      print("\(item.name): \(worst.ulp) ulp at \(worst.at)")
      #expect(worst.ulp <= item.bound, "\(item.name): \(worst)")
    }
  }

  @Test func exponentials() throws {
    try check([
      Case("exp", 1.5, { try ApusGraph.exp($0) }, { Foundation.exp($0) }),
      Case("exp2", 1.5, { try ApusGraph.exp2($0) }, { Foundation.exp2($0) }),
      Case("expm1", 1.5, { try ApusGraph.expm1($0) }, { Foundation.expm1($0) }),
      Case("sigmoid", 3, { try ApusGraph.sigmoid($0) }, { 1 / (1 + Foundation.exp(-$0)) }),
    ])
  }

  @Test func logarithms() throws {
    try check([
      Case("log", 1.5, { try ApusGraph.log($0) }, { $0 < 0 ? .nan : Foundation.log($0) }),
      Case("log2", 2, { try ApusGraph.log2($0) }, { $0 < 0 ? .nan : Foundation.log2($0) }),
      Case("log10", 2, { try ApusGraph.log10($0) }, { $0 < 0 ? .nan : Foundation.log10($0) }),
      Case("log1p", 1.5, { try ApusGraph.log1p($0) }, { $0 < -1 ? .nan : Foundation.log1p($0) }),
    ])
  }

  @Test func hyperbolics() throws {
    try check([
      Case("tanh", 4, { try ApusGraph.tanh($0) }, { Foundation.tanh($0) }),
      Case("sinh", 2, { try ApusGraph.sinh($0) }, { Foundation.sinh($0) }),
      Case("cosh", 1.5, { try ApusGraph.cosh($0) }, { Foundation.cosh($0) }),
      Case("asinh", 2, { try ApusGraph.asinh($0) }, { Foundation.asinh($0) }),
      Case("acosh", 3, { try ApusGraph.acosh($0) }, { Foundation.acosh($0) }),
      Case("atanh", 2, { try ApusGraph.atanh($0) }, { Foundation.atanh($0) }),
    ])
  }

  @Test func trigonometry() throws {
    try check([
      Case("sin", 3, { try ApusGraph.sin($0) }, { Foundation.sin($0) }),
      Case("cos", 3, { try ApusGraph.cos($0) }, { Foundation.cos($0) }),
      Case("tan", 4, { try ApusGraph.tan($0) }, { Foundation.tan($0) }),
      Case("asin", 2, { try ApusGraph.asin($0) }, { Foundation.asin($0) }),
      Case("acos", 2, { try ApusGraph.acos($0) }, { Foundation.acos($0) }),
      Case("atan", 3, { try ApusGraph.atan($0) }, { Foundation.atan($0) }),
    ])
  }

  @Test func errorFunctions() throws {
    try check([
      Case("erf", 5, { try ApusGraph.erf($0) }, { Foundation.erf($0) }),
      Case("erfc", 5, { try ApusGraph.erfc($0) }, { Foundation.erfc($0) }),
      Case("erfinv", 4, { try ApusGraph.erfinv($0) }, { Reference.inverseErrorFunction($0) }),
    ])
  }

  /// Pairs of any bits, of moderate numbers, and with results near the ends of the range.
  @Test func functionsOfTwo() throws {
    var random = RandomStream(seed: 7, stream: 7)
    var pairs: [(Float, Float)] = []
    func bits() -> Float {
      let number = Float(bitPattern: UInt32(random.integer(below: 1 << 32)))
      return number.isSubnormal ? 0 : number
    }
    func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * random.uniform() }
    for _ in 0..<200_000 {
      pairs.append((bits(), bits()))
      pairs.append((between(-9, 9), between(-6, 6)))
      pairs.append((between(-9, 9), between(-6, 6).rounded()))
      let base = between(0.5, 2)
      pairs.append((base, between(-87, 88) / Foundation.log(base)))
    }
    try checkPairs("pow", pairs, bound: 6, { try power($0, $1) }, { Foundation.pow($0, $1) })
    try checkPairs("atan2", pairs, bound: 3, { try atan2($0, $1) }, { Foundation.atan2($0, $1) })
    // Remainders are exact; the quotient may have no more than a float's digits.
    let near = pairs.filter { $0.0.magnitude < 1e30 && $0.1.magnitude > 1e-7 && $0.1.isFinite }
    try checkPairs("fmod", near, bound: 0, { try fmod($0, $1) }, { Foundation.fmod($0, $1) })
  }

  private func checkPairs(
    _ name: String, _ pairs: [(Float, Float)], bound: Double,
    _ function: (Variable, Variable) throws -> Variable, _ exact: (Double, Double) -> Double
  ) throws {
    let builder = GraphBuilder()
    let count = pairs.count
    let a = try builder.input("a", [Dim(count)])
    let b = try builder.input("b", [Dim(count)])
    let feeds = [
      a: try Tensor(pairs.map(\.0), shape: [count]), b: try Tensor(pairs.map(\.1), shape: [count]),
    ]
    let found = try values(builder, [function(a, b)], feeds: feeds, in: testContext())[0].doubles
    var worst = (ulp: 0.0, at: (Float(0), Float(0)))
    for (pair, value) in zip(pairs, found) {
      let expected = exact(Double(pair.0), Double(pair.1))
      let distance = distance(value, from: expected)
      if !(distance <= worst.ulp) { worst = (distance, pair) }
    }
    print("\(name): \(worst)")
    #expect(worst.ulp <= bound, "\(name): \(worst)")
  }

  /// In units in the last place; infinite where NaN or an infinity is missing or wrong.
  private func distance(_ value: Double, from expected: Double) -> Double {
    let rounded = Float(expected)
    if rounded.isNaN || rounded.isInfinite {
      let isRight = rounded.isNaN ? value.isNaN : Float(value) == rounded
      // Right at the edge of the range, the largest finite number is no error.
      let isEdge = expected.isFinite && Float(value).ulp > 1e31
      return isRight || isEdge ? 0 : .infinity
    }
    // What is below the normal numbers may be flushed to 0.
    if expected.magnitude < Double(Float.leastNormalMagnitude) {
      return value.magnitude <= Double(Float.leastNormalMagnitude) ? 0 : .infinity
    }
    let distance = (value - expected).magnitude / Double(rounded.ulp)
    // An infinity just where the largest number would be.
    return value.isInfinite && rounded.magnitude > 3.4028e38 ? 0 : distance
  }

  /// A lane of a vector gives the bits that a single element gives.
  @Test func everyWidthGivesTheSameBits() throws {
    let builder = GraphBuilder()
    // Some large angles among the small ones.
    let list: [Float] = (0..<1000).map { Float($0) * 0.037 - 18 + ($0 % 11 == 3 ? 1e6 : 0) }
    let x = try builder.input("x", [.batch])
    let unit = try ApusGraph.sin(x)
    let functions: [(Variable) throws -> Variable] = [
      { try ApusGraph.cos($0) }, { try ApusGraph.tan($0) }, { try ApusGraph.atan($0) },
      { try ApusGraph.exp($0) }, { try ApusGraph.exp2($0) }, { try ApusGraph.expm1($0) },
      { try ApusGraph.log(abs($0)) }, { try ApusGraph.log2(abs($0)) },
      { try ApusGraph.log10(abs($0)) }, { try ApusGraph.log1p(abs($0)) },
      { try ApusGraph.tanh($0) }, { try ApusGraph.sinh($0) }, { try ApusGraph.cosh($0) },
      { try ApusGraph.asinh($0) }, { try ApusGraph.acosh(abs($0) + 1) },
      { try ApusGraph.erf($0) }, { try ApusGraph.erfc($0) }, { try ApusGraph.sigmoid($0) },
      { _ in try ApusGraph.asin(unit) }, { _ in try ApusGraph.acos(unit) },
      { _ in try ApusGraph.atanh(unit) }, { _ in try ApusGraph.erfinv(unit) },
      { try power(abs($0), unit) }, { try ApusGraph.atan2($0, unit) },
      { try ApusGraph.fmod($0, unit) }, { try $0 % unit },
    ]
    let outputs = try [unit] + functions.map { try $0(x) }
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: outputs.map(\.id), store: VariableStore(graph, in: testContext()))
    let whole = try executable.run([x: Tensor(list, shape: [1000])])
    for start in [0, 501, 993] {
      let part = Array(list[start..<min(start + 7, 1000)])
      let found = try executable.run([x: Tensor(part, shape: [part.count])])
      for (position, (one, all)) in zip(found, whole).enumerated() {
        let expected = all.doubles[start..<start + part.count].map(\.bitPattern)
        #expect(one.doubles.map(\.bitPattern) == expected, "output \(position)")
      }
    }
  }
}
