import ApusCompiler
import ApusGraph
import Testing

/// Sizes around 2^31, where 32-bit index arithmetic ends: just below, a plan; at and above, a typed
/// error. Nothing is allocated.
@Suite struct BoundaryTests {
  private static let families = DeviceTraits.Family.allCases
  private static let limit = 1 << 31
  /// What kernels other than maps may add to a position before they compare it.
  private static let headroom = 4096

  private func program(
    _ family: DeviceTraits.Family, _ build: (GraphBuilder) throws -> [Variable]
  ) throws -> CompiledProgram {
    let builder = GraphBuilder()
    let outputs = try build(builder)
    return try Compiler.compile(
      Compilation(builder.finish(), outputs: outputs.map(\.id)),
      for: DeviceTraits(family: family, maximumAllocation: 1 << 50, memory: 1 << 50))
  }

  /// Every number of a plan that kernels index with.
  private func checkArguments(_ plan: Plan, _ location: SourceLocation = #_sourceLocation) {
    let launches = plan.launches + plan.launches.flatMap { $0.joined?.parts.map(\.launch) ?? [] }
    for launch in launches {
      #expect(launch.global.allSatisfy { $0 >= 0 && $0 <= Self.limit }, sourceLocation: location)
      for case .offset(_, let elements, _) in launch.arguments {
        #expect(elements >= 0, sourceLocation: location)
      }
    }
  }

  private func expectRefusal(
    _ program: CompiledProgram, _ n: Int, _ location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: GraphError.self, sourceLocation: location) {
      _ = try program.plan(for: ["n": n])
    }
    #expect(error?.kind == .unsupported, sourceLocation: location)
    #expect(
      error?.expected.contains("2^31") == true, "\(error?.expected ?? "")", sourceLocation: location
    )
  }

  @Test(arguments: families)
  func maps(family: DeviceTraits.Family) throws {
    let program = try program(family) { [try exp($0.input("x", [.symbol("n")]))] }
    for n in [Self.limit - 1, Self.limit - 2, Self.limit - 65] {
      checkArguments(try program.plan(for: ["n": n]))
    }
    for n in [Self.limit, Self.limit + 1, 1 << 33, 1 << 40] { expectRefusal(program, n) }
  }

  /// Padding makes a result of more elements than what is read.
  @Test(arguments: families)
  func mapsThatWriteMoreThanTheyRead(family: DeviceTraits.Family) throws {
    let program = try program(family) {
      let x = try $0.input("x", [.symbol("n"), 1])
      return [try broadcast(x, to: [.symbol("n"), 4]) * 2]
    }
    checkArguments(try program.plan(for: ["n": (1 << 29) - 1]))
    for n in [1 << 29, (1 << 29) + 1] { expectRefusal(program, n) }
  }

  @Test(arguments: families)
  func reductions(family: DeviceTraits.Family) throws {
    let whole = try program(family) { [try sum($0.input("x", [.symbol("n")]))] }
    let rows = try program(family) { [try sum($0.input("x", [3, .symbol("n")]), axes: [1])] }
    let columns = try program(family) { [try sum($0.input("x", [.symbol("n"), 3]), axes: [0])] }
    checkArguments(try whole.plan(for: ["n": Self.limit - 1 - Self.headroom]))
    for n in [Self.limit - Self.headroom, Self.limit - 1, Self.limit, Self.limit + 1] {
      expectRefusal(whole, n)
    }
    let third = (Self.limit - 1) / 3
    for program in [rows, columns] {
      checkArguments(try program.plan(for: ["n": third]))
      for n in [third + 1, third + 2, Self.limit] { expectRefusal(program, n) }
    }
  }

  @Test(arguments: families)
  func contractions(family: DeviceTraits.Family) throws {
    // m, n and k in turn.
    let tall = try program(family) {
      [try matmul($0.input("a", [.symbol("n"), 2]), $0.input("b", [2, 2]))]
    }
    let deep = try program(family) {
      [try matmul($0.input("a", [1, .symbol("n")]), $0.input("b", [.symbol("n"), 1]))]
    }
    let wide = try program(family) {
      [try matmul($0.input("a", [2, 2]), $0.input("b", [2, .symbol("n")]))]
    }
    let square = try program(family) {
      [try matmul($0.input("a", [.symbol("n"), 1]), $0.input("b", [1, .symbol("n")]))]
    }
    for program in [tall, wide] {
      checkArguments(try program.plan(for: ["n": (1 << 30) - 1]))
      for n in [1 << 30, (1 << 30) + 1] { expectRefusal(program, n) }
    }
    checkArguments(try deep.plan(for: ["n": Self.limit - 1 - Self.headroom]))
    for n in [Self.limit - Self.headroom, Self.limit - 1, Self.limit, Self.limit + 1] {
      expectRefusal(deep, n)
    }
    // 46340² is the last square below 2^31.
    checkArguments(try square.plan(for: ["n": 46_340]))
    for n in [46_341, 1 << 16] { expectRefusal(square, n) }
  }

  @Test(arguments: families)
  func rows(family: DeviceTraits.Family) throws {
    let program = try program(family) {
      [try softmax($0.input("x", [.symbol("n"), 8]))]
    }
    checkArguments(try program.plan(for: ["n": (1 << 28) - 1]))
    for n in [1 << 28, (1 << 28) + 1] { expectRefusal(program, n) }
    let long = try self.program(family) {
      [try softmax($0.input("x", [1, .symbol("n")]))]
    }
    checkArguments(try long.plan(for: ["n": Self.limit - 1 - Self.headroom]))
    for n in [Self.limit - Self.headroom, Self.limit] { expectRefusal(long, n) }
  }

  /// Launches that share one number their work-items together.
  @Test(arguments: families)
  func joinedLaunches(family: DeviceTraits.Family) throws {
    let program = try program(family) { builder in
      try (0..<4).map { try exp(builder.input("x\($0)", [.symbol("n")])) }
    }
    for n in [Self.limit / 4 - 1, Self.limit / 4, Self.limit / 4 + 1, Self.limit - 1] {
      let plan = try program.plan(for: ["n": n])
      checkArguments(plan)
      for launch in plan.launches where launch.joined != nil {
        #expect(launch.global.reduce(1, *) < Self.limit)
      }
    }
    expectRefusal(program, Self.limit)
  }

  /// Positions in the arena are 64 bits wide: it may be larger than any tensor.
  @Test(arguments: families)
  func arenas(family: DeviceTraits.Family) throws {
    let program = try program(family) { builder in
      let x = try builder.input("x", [.symbol("n")])
      // Each is needed twice, so that none is fused away.
      let parts = try (0..<3).map { try exp(x * (Double($0) + 2)) }
      return parts + [try sum(parts[0] * parts[1] * parts[2])]
    }
    for n in [(1 << 29) - 1, 1 << 29, (1 << 29) + 1, Self.limit - 1 - Self.headroom] {
      let plan = try program.plan(for: ["n": n])
      checkArguments(plan)
      #expect(plan.arenaBytes >= 3 * n * 4)
      let outputs = plan.outputs.prefix(3)
      #expect(Set(outputs.map { "\($0.storage) \($0.offset)" }).count == 3)
      #expect(outputs.allSatisfy { $0.offset + $0.byteCount <= plan.arenaBytes })
    }
  }
}
