import ApusGraph
import ApusRuntime
import ApusTestKit
import Foundation
import Testing

/// Random numbers on the device: their bits, their distributions, and what decides them.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct RandomTests {
  private func draw(
    seed: UInt64 = 11, feeds: [String: Tensor] = [:],
    _ build: (GraphBuilder, (String) throws -> Variable) throws -> [Variable]
  ) throws -> [[Double]] {
    let builder = GraphBuilder(seed: seed)
    var fed: [Variable: Tensor] = [:]
    let outputs = try build(builder) { name in
      let tensor = try #require(feeds[name])
      let input = try builder.input(name, Shape(tensor.shape.map { Dim($0) }), tensor.dtype)
      fed[input] = tensor
      return input
    }
    return try values(builder, outputs, feeds: fed, in: testContext()).map(\.doubles)
  }

  private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / Double(values.count))
  }

  /// Σ (found − expected)² / expected.
  private func chiSquare(_ values: [Double], _ expected: [Double]) -> Double {
    var counts = [Double](repeating: 0, count: expected.count)
    for value in values { counts[Int(value)] += 1 }
    return zip(counts, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
  }

  @Test func integersAreAsLikelyAsEachOther() throws {
    let count = 60_000
    let dice = try draw { graph, _ in
      // 3/4 of 2⁶⁴: without rejection every third number would come twice as often.
      let many = Random.Distribution.integers(low: -(3 << 61), high: 3 << 61)
      return [
        try graph.random(.integers(low: 0, high: 7), [Dim(count)]),
        try remainder(graph.random(many, [Dim(count)], dtype: .int64), 3),
      ]
    }
    // 6 degrees of freedom: above 22.5 one time in a thousand.
    #expect(chiSquare(dice[0], [Double](repeating: Double(count) / 7, count: 7)) < 22.5)
    #expect(chiSquare(dice[1], [Double](repeating: Double(count) / 3, count: 3)) < 13.8)
  }

  @Test func integersAreWhatPhiloxSays() throws {
    let (low, high) = (-5, 1 << 40)
    let found = try draw(seed: 0x1_0000_0007) { graph, _ in
      [try graph.random(.integers(low: low, high: high), [100], dtype: .int64, name: "draws")]
    }
    let expected = (0..<100).map { element in
      Double(low)
        + Double(
          Philox.integer(
            below: UInt64(high - low), element: UInt32(element), step: 0,
            stream: streamNumber("draws"), key: (7, 1)))
    }
    #expect(found[0] == expected)
  }

  /// A bound for which 2⁶³ − 1 of 2⁶⁴ products are drawn again: the loop, and its later words.
  @Test func rejectionGoesOnToOtherWords() {
    var attempts = 0
    let bound = UInt64(1) << 63 + 1
    for element in 0..<64 {
      let first = Philox.words(counter: (UInt32(element), 0, 0, 3), key: (1, 2))
      let product = (UInt64(first.0) << 32 | UInt64(first.1)).multipliedFullWidth(by: bound)
      let number = Philox.integer(
        below: bound, element: UInt32(element), step: 0, stream: 3, key: (1, 2))
      #expect(number < bound)
      if number != product.high { attempts += 1 }
    }
    #expect(attempts > 16 && attempts < 48, "\(attempts)")
  }

  @Test func distributionsHaveTheirMoments() throws {
    let shape: Shape = [400, 500]
    let found = try draw { graph, _ in
      [
        try graph.random(.uniform(low: -1, high: 3), shape),
        try graph.random(.normal(mean: 2, standardDeviation: 3), shape),
        try graph.random(.truncatedNormal(), shape), try graph.random(.gumbel, shape),
        try graph.random(.normal, shape, dtype: .float16),
      ]
    }
    // Of 200,000 draws the mean is within 0.9 % of a deviation, 4 times its own.
    let expected: [(Double, Double)] = [
      (1, 16.0 / 12), (2, 9), (0, 0.7737), (0.57722, Double.pi * Double.pi / 6), (0, 1),
    ]
    for (values, (mean, variance)) in zip(found, expected) {
      let own = moments(values)
      #expect(abs(own.mean - mean) < 0.009 * variance.squareRoot(), "\(own) for \(mean)")
      #expect(abs(own.variance / variance - 1) < 0.025, "\(own) for \(variance)")
    }
    #expect(found[0].allSatisfy { $0 >= -1 && $0 < 3 })
    #expect(found[2].allSatisfy { abs($0) <= 2 })
  }

  /// The uniform numbers behind a normal distribution are uniform: in 64 classes of equal shares.
  @Test func normalNumbersHaveTheirShape() throws {
    let found = try draw { graph, _ in
      [
        try graph.random(.normal, [64_000]),
        try graph.random(.truncatedNormal(low: 1, high: 5), [64_000]),
      ]
    }
    let tail = erfc(1 / 2.0.squareRoot()) / 2, end = erfc(5 / 2.0.squareRoot()) / 2
    let shares = [
      found[0].map { erfc(-$0 / 2.0.squareRoot()) / 2 },
      found[1].map { (tail - erfc($0 / 2.0.squareRoot()) / 2) / (tail - end) },
    ]
    for share in shares {
      // 63 degrees of freedom: above 104 one time in a thousand.
      let classes = share.map { min(max(($0 * 64).rounded(.down), 0), 63) }
      #expect(chiSquare(classes, [Double](repeating: 1000, count: 64)) < 104)
    }
  }

  /// What is drawn, and the mean that is added to it.
  private static let exactness: [(Random.Distribution, mean: Double)] = [
    (.normal, 0), (.normal(mean: 0, standardDeviation: 0.37), 0),
    (.normal(mean: -3, standardDeviation: 0.5), -3),
    (.normal(mean: 1, standardDeviation: 2), 1),
    (.normal(mean: 1e3, standardDeviation: 0.37), 1e3),
    (.truncatedNormal(), 0), (.truncatedNormal(low: -.infinity, high: .infinity), 0),
    (.truncatedNormal(low: -1, high: 3), 0), (.truncatedNormal(low: 3, high: 12), 0),
    (.truncatedNormal(low: -1e-3, high: 1e-3), 0), (.truncatedNormal(low: -9, high: -7), 0),
    (.truncatedNormal(mean: 5, standardDeviation: 2, low: -5.5, high: 6), 5),
    (.gumbel, 0),
  ]

  /// Within 4 units in the last place of what wider numbers make of the same bits, before the mean is
  /// added. The sum rounds once more: half a unit of its own, and in float64 as much for the reference,
  /// whose results are float64, too.
  @Test(arguments: [DType.float32, .float64])
  func realNumbersAreExact(_ dtype: DType) throws {
    if dtype == .float64, try !testContext().device.capabilities.hasFloat64 { return }
    func unit(_ x: Double) -> Double { dtype == .float64 ? x.ulp : Double(Float(x).ulp) }
    let builder = GraphBuilder(seed: 3)
    let outputs = try Self.exactness.map { try builder.random($0.0, [100_000], dtype: dtype) }
    let found = try values(builder, outputs, in: testContext()).map(\.doubles)
    let expected = try Reference.evaluate(
      builder.finish(), feeds: [:], outputs: outputs.map(\.id))
    for (row, (found, expected)) in zip(Self.exactness, zip(found, expected)) {
      let (distribution, mean) = row
      let worst = zip(found, expected.values).map { found, expected in
        // Nothing is close to 0 by itself in a Gumbel distribution: its draws cross it.
        let draw = distribution == .gumbel ? max(expected.magnitude, 1) : expected - mean
        let rounded = mean == 0 ? 0 : unit(expected) * (dtype == .float64 ? 1 : 0.5)
        return (abs(found - expected) - rounded) / unit(draw)
      }.max()
      #expect(worst ?? .infinity <= 4, "\(distribution): \(worst ?? .nan) units")
    }
  }

  @Test func coinsAndCategories() throws {
    let count = 40_000
    let p = Tensor([0, 0.25, 1] as [Float])
    let weights = Tensor([1, 0, 2, 5] as [Float])
    let found = try draw(feeds: ["p": p, "weights": weights]) { graph, input in
      let weights = try input("weights")
      let coins = try broadcast(input("p"), to: [Dim(count), 3])
      return [
        try graph.bernoulli(0.3, [Dim(count)]), try bernoulli(coins),
        try categorical(probabilities: weights, count: Dim(count)),
        try categorical(logits: log(weights), count: Dim(count)),
        try graph.bernoulli(0, [1000]), try graph.bernoulli(1, [1000]),
      ]
    }
    #expect(chiSquare(found[0], [0.7, 0.3].map { $0 * Double(count) }) < 10.8)
    for column in 0..<3 {
      let mean = stride(from: column, to: 3 * count, by: 3).reduce(0) { $0 + found[1][$1] }
      #expect(abs(mean / Double(count) - p.doubles[column]) < [1e-9, 0.009, 1e-9][column])
    }
    for draws in found[2...3] {
      #expect(!draws.contains(1), "its probability is 0")
      let counts = draws.map { $0 == 0 ? 0 : $0 - 1 }
      #expect(chiSquare(counts, [1, 2, 5].map { $0 / 8 * Double(count) }) < 13.8)
    }
    #expect(found[4].allSatisfy { $0 == 0 } && found[5].allSatisfy { $0 == 1 })
  }

  /// Each number comes once, and each of the 24 orders of four is as likely as the others.
  @Test func ordersAreAsLikelyAsEachOther() throws {
    let found = try draw { graph, _ in [try graph.permutation(5000)] }
    #expect(found[0].sorted() == (0..<5000).map(Double.init))
    #expect(found[0] != found[0].sorted())

    let builder = GraphBuilder(seed: 4)
    let kept = try builder.state("kept", [1])
    let order = try builder.permutation(4)
    let number = try sum(order * builder.constant(Tensor([64, 16, 4, 1] as [Int32])))
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: [number.id], updates: [.init(kept.id, kept.id)],
      store: VariableStore(graph, in: testContext()))
    let steps = 4800
    var counts: [Double: Double] = [:]
    for _ in 0..<steps { counts[try executable.run()[0].doubles[0], default: 0] += 1 }
    #expect(counts.count == 24)
    // 23 degrees of freedom: above 49.7 one time in a thousand.
    #expect(counts.values.reduce(0) { $0 + ($1 - 200) * ($1 - 200) / 200 } < 49.7)
  }

  /// Other names, seeds and steps give numbers that have nothing to do with each other; nor have
  /// neighbours.
  @Test func streamsAreIndependent() throws {
    let count = 40_000
    func twoSteps(_ seed: UInt64) throws -> [[Double]] {
      let builder = GraphBuilder(seed: seed)
      let kept = try builder.state("kept", [1])
      let draws = try ["a", "b"].map { try builder.random(.uniform, [Dim(count)], name: $0) }
      let graph = builder.finish()
      let executable = try Executable(
        graph, outputs: draws.map(\.id), updates: [.init(kept.id, kept.id)],
        store: VariableStore(graph, in: testContext()))
      return try (executable.run() + executable.run()).map(\.doubles)
    }
    let draws = try twoSteps(8) + twoSteps(9) + twoSteps(8 | 1 << 32)
    func correlation(_ a: some Sequence<Double>, _ b: some Sequence<Double>) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) } * 12 / Double(count)
    }
    // Its deviation is 0.005.
    for first in draws.indices {
      for second in draws.indices.dropFirst(first + 1) {
        let value = correlation(draws[first], draws[second])
        #expect(abs(value) < 0.02, "\(first), \(second): \(value)")
      }
      #expect(abs(correlation(draws[first], draws[first].dropFirst())) < 0.02, "\(first)")
    }
  }

  /// Draws are those of their name, whatever else is drawn, in whatever order.
  @Test func drawsBelongToTheirName() throws {
    let alone = try draw { graph, _ in [try graph.random(.normal, [50], name: "a")] }
    let among = try draw { graph, _ in
      let other = try graph.random(.integers(low: 0, high: 9), [7], name: "b")
      let first = try graph.random(.normal, [60], name: "c")
      return [try graph.random(.normal, [50], name: "a"), other, first]
    }
    #expect(alone[0] == among[0])
    #expect(alone[0] != Array(among[2].prefix(50)))
  }
}
