import ApusCompiler
import ApusGraph
import Testing

/// What attention needs of memory and launches, with fixed traits and without a device.
@Suite struct AttentionPlanTests {
  private static let families = DeviceTraits.Family.allCases

  /// Self-attention over `[batch, time, 3, heads, 32]` and its gradient, as a layer builds it.
  private func plan(
    batch: Int = 1, time: Int, heads: Int = 4, family: DeviceTraits.Family = .cpu,
    computeUnits: Int = 2
  ) throws -> Plan {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, .time, 3, Dim(heads), 32])
    let upstream = try builder.input("upstream", [.batch, .time, Dim(heads), 32])
    let parts = try (0..<3).map { number in
      let own = try slice(x, axis: 2, start: Dim(number), count: 1)
      return try transpose(reshape(own, to: upstream.shape), [0, 2, 1, 3])
    }
    let made = try transpose(
      scaledDotProductAttention(parts[0], parts[1], parts[2], isCausal: true), [0, 2, 1, 3])
    let gradient = try builder.gradients(of: made, withRespectTo: [x], seed: upstream)[0]
    var compilation = Compilation(builder.finish(), outputs: [made.id, gradient.id])
    compilation.options.joinsLaunches = false
    let traits = DeviceTraits(family: family, vectorWidth: 16, computeUnits: computeUnits)
    return try Compiler.compile(compilation, for: traits).plan(
      for: ["batch": batch, "time": time])
  }

  private func names(_ plan: Plan) -> [String] {
    plan.launches.map { plan.kernelNames[$0.kernel] }
  }

  /// The memory of a long context holds no scores: it grows with the context, not with its square.
  @Test(arguments: families)
  func scoresAreNotInMemory(family: DeviceTraits.Family) throws {
    let (short, long) = (4096, 16384)
    let bytes = try plan(time: long, family: family).arenaBytes
    let scores = 4 * 4 * long * long
    #expect(bytes < scores / 64, "\(bytes)")
    #expect(try bytes < plan(time: short, family: family).arenaBytes * 9 / 2, "\(bytes)")
    // Results, logarithms and gradients take 34 MB for four heads of 32; work-items little more.
    let needed = 4 * long * (4 * 32 * 4 + 4)
    #expect(bytes < 2 * needed, "\(bytes)")
  }

  /// Slices and transposes around attention are strides of its operands and its results.
  @Test func nothingIsCopied() throws {
    let found = names(try plan(batch: 8, time: 64))
    #expect(found.count == 2 && found.allSatisfy { $0.hasPrefix("attention") }, "\(found)")
    // Without heads for all threads, and on GPU-like devices, queries and keys come apart.
    for plan in [
      try plan(batch: 8, time: 64, computeUnits: 1024), try plan(batch: 8, time: 64, family: .gpu),
    ] {
      let found = names(plan)
      #expect(found.count == 3 && found.allSatisfy { $0.hasPrefix("attention") }, "\(found)")
    }
  }

  /// A result that something else reads as it is keeps its layout, and the transpose is a copy.
  @Test func aResultReadTwiceIsCopied() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [2, 3, 32, 8])
    let made = try scaledDotProductAttention(x, x, x)
    let turned = try transpose(made, [0, 2, 1, 3])
    let compilation = Compilation(builder.finish(), outputs: [made.id, turned.id])
    let plan = try Compiler.compile(compilation, for: DeviceTraits(family: .cpu)).plan(for: [:])
    #expect(plan.launches.count == 2, "\(names(plan))")
  }

  /// A handful of queries leaves most lanes idle: those are two products and a softmax.
  @Test func fewQueriesAreProducts() throws {
    func operations(_ queries: Int) throws -> [String] {
      let builder = GraphBuilder()
      let k = try builder.input("k", [2, 40, 8])
      let q = try builder.input("q", [2, Dim(queries), 8])
      _ = try scaledDotProductAttention(q, k, k)
      return builder.finish().nodes.map(\.op.name)
    }
    #expect(try operations(11) == ["matmul", "attentionWeights", "matmul"])
    #expect(try operations(12) == ["attention"])
  }

  @Test func wrongShapesAreTyped() throws {
    let builder = GraphBuilder()
    func input(_ name: String, _ shape: Shape, _ dtype: DType = .float32) throws -> Variable {
      try builder.input(name, shape, dtype)
    }
    let q = try input("q", [2, 16, 8])
    let k = try input("k", [2, 20, 8])
    let wrong: [(Variable, Variable, Variable)] = [
      (q, try input("narrow", [2, 20, 7]), k), (q, k, try input("few", [2, 19, 8])),
      (q, try input("heads", [3, 20, 8]), k), (q, try input("flat", [8]), k),
      (q, k, try input("whole", [2, 20, 8], .int32)),
    ]
    for (q, k, v) in wrong {
      let error = #expect(throws: GraphError.self, "\(k.type) \(v.type)") {
        try scaledDotProductAttention(q, k, v)
      }
      #expect(error?.advice.isEmpty == false)
      #expect(error?.site?.file == "ApusCompilerTests/AttentionPlanTests.swift")
    }
  }
}
