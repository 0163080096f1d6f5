import ApusGraph
import ApusTestKit
import FoundationEssentials
import Testing

/// Draws from nothing are refused where they are asked for.
@Suite struct RandomErrorTests {
  private let graph = GraphBuilder()

  private func expect(
    _ kind: GraphError.Kind, _ part: String, _ distribution: Random.Distribution,
    _ dtype: DType? = nil, _ location: SourceLocation = #_sourceLocation
  ) throws {
    try expectError("random", kind, part, location) {
      try graph.random(distribution, [3], dtype: dtype)
    }
  }

  @Test func bounds() throws {
    try expect(.invalidArgument, "low below high", .uniform(low: 1, high: 1))
    try expect(.invalidArgument, "low below high", .uniform(low: .nan, high: 1))
    try expect(.invalidArgument, "finite bounds", .uniform(low: 0, high: .infinity))
    try expect(.invalidArgument, "finite bounds", .uniform(low: -3e38, high: 3e38))
    try expect(.invalidArgument, "finite bounds", .uniform(low: 0, high: 1e6), .float16)
    // No float16 lies between them.
    try expect(.invalidArgument, "between them", .uniform(low: 1.0001, high: 1.0002), .float16)
    try expect(.invalidArgument, "low below high", .integers(low: 4, high: 4))
    try expect(.invalidArgument, "low below high", .integers(low: 4, high: -4))
    try expect(.invalidArgument, "of int8, -128...127", .integers(low: 0, high: 129), .int8)
    try expect(.invalidArgument, "integers of uint8, 0...255", .integers(low: -1, high: 5), .uint8)
    try expect(.invalidArgument, "low below high", .truncatedNormal(low: 2, high: -2))
    try expect(.invalidArgument, "bounds that hold", .truncatedNormal(low: 50, high: 51))
    try expect(.invalidArgument, "bounds that hold", .truncatedNormal(standardDeviation: 0))
    try expect(
      .invalidArgument, "bounds that hold", .truncatedNormal(low: 1.0001, high: 1.0002), .float16)
  }

  @Test func parametersAndTypes() throws {
    try expect(.invalidArgument, "0 or more", .normal(mean: 0, standardDeviation: -1))
    try expect(.invalidArgument, "finite mean", .normal(mean: .infinity, standardDeviation: 1))
    try expect(.invalidArgument, "finite mean", .truncatedNormal(mean: .nan))
    try expect(.invalidArgument, "of float32", .normal(mean: 1e39, standardDeviation: 1))
    try expect(.invalidArgument, "of float16", .normal(mean: 0, standardDeviation: 7e4), .float16)
    try expect(.dtypeMismatch, "a floating-point type", .normal, .int32)
    try expect(.dtypeMismatch, "an integer type", .integers(low: 0, high: 2), .float32)
    try expect(.dtypeMismatch, "an integer type", .integers(low: 0, high: 2), .bool)
    for probability in [-0.1, 1.5, Double.nan] {
      try expectError("bernoulli", .invalidArgument, "0...1") {
        try graph.bernoulli(probability, [2])
      }
    }
    try expectError("permutation", .invalidShape, "-1") { try graph.permutation(-1) }
    let none = try graph.input("none", [2, 0])
    let whole = try graph.input("whole", [2, 3], .int32)
    try expectError("categorical", .invalidShape, "at least one category") {
      try categorical(logits: none)
    }
    try expectError("categorical", .invalidShape, "at least one category") {
      try categorical(probabilities: reshape(sum(none), to: []))
    }
    try expectError("categorical", .dtypeMismatch, "floating-point") {
      try categorical(logits: whole)
    }
    try expectError("bernoulli", .dtypeMismatch, "floating-point") { try bernoulli(whole) }
  }

  @Test(arguments: [
    Random.Distribution.uniform, .normal(mean: 1, standardDeviation: 0.5), .gumbel,
    .truncatedNormal(low: 1, high: .infinity), .integers(low: .min, high: .max),
  ])
  func savedGraphsKeepTheDistribution(_ distribution: Random.Distribution) throws {
    let graph = GraphBuilder(seed: 3)
    let dtype: DType? = distribution == .integers(low: .min, high: .max) ? .int64 : nil
    let draws = try graph.random(distribution, [2], dtype: dtype)
    let loaded = try JSONDecoder().decode(
      Graph.self, from: JSONEncoder().encode(graph.finish()))
    let op = loaded.nodes.compactMap { $0.op as? Random }.first
    #expect(op?.distribution == distribution)
    #expect(op?.dtype == draws.dtype)
  }
}
