import ApusCompiler
import ApusGraph
import ApusRuntime
import OpenCLKit
import Testing

/// Graphs that are too large: refused by planning, before anything is allocated.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct TooLargeTests {
  private static let families = DeviceTraits.Family.allCases

  private func traits(
    _ family: DeviceTraits.Family, allocation: Int = 1 << 50, memory: Int = 1 << 50
  ) -> DeviceTraits {
    DeviceTraits(family: family, maximumAllocation: allocation, memory: memory)
  }

  private func program(
    _ traits: DeviceTraits, _ build: (GraphBuilder) throws -> Variable
  ) throws -> CompiledProgram {
    let builder = GraphBuilder()
    let output = try build(builder)
    return try Compiler.compile(
      Compilation(builder.finish(), outputs: [output.id]), for: traits)
  }

  @Test(arguments: families)
  func thirtyTwoBitExtents(family: DeviceTraits.Family) throws {
    let line = #line + 1
    let program = try program(traits(family)) { try exp($0.input("x", [.batch, 2])) }
    let limit = 1 << 30
    #expect(try program.plan(for: ["batch": limit - 1]).feeds.count == 1)
    for batch in [limit, limit + 1, 1 << 40] {
      let error = failure(GraphError.self) { _ = try program.plan(for: ["batch": batch]) }
      #expect(error?.kind == .unsupported)
      #expect(error?.description.contains("2^31") == true)
      #expect(error?.operation == "exp")
      #expect(error?.operands == ["x: float32[batch, 2]"])
      #expect(error?.site == CallSite(file: #fileID, line: line))
    }
  }

  @Test(arguments: families)
  func thirtyTwoBitReductions(family: DeviceTraits.Family) throws {
    let program = try program(traits(family)) {
      try sum($0.input("x", [.batch, 1]) * $0.input("y", [1, .symbol("n")]), axes: [1])
    }
    // The product is never stored: its extents may pass 2^31 without a tensor that does.
    let sizes = ["batch": 1 << 16, "n": (1 << 15) - 1]
    let plan = try program.plan(for: sizes)
    #expect(plan.outputs[0].shape == [1 << 16])
    do {
      let large = try program.plan(for: ["batch": 1 << 16, "n": 1 << 16])
      #expect(large.outputs[0].shape == [1 << 16])
    } catch let error as GraphError {
      #expect(error.kind == .unsupported)
    }
  }

  @Test(arguments: families)
  func tensorOverTheLargestBuffer(family: DeviceTraits.Family) throws {
    let program = try program(traits(family, allocation: 1 << 20)) {
      let x = try $0.input("x", [.batch, 1])
      return try sum(matmul(x, x, transposeB: true))
    }
    let error = failure(GraphError.self) { _ = try program.plan(for: ["batch": 1 << 10]) }
    #expect(error?.kind == .unsupported)
    let text = error?.description ?? ""
    #expect(text.contains("\(1 << 20)") && text.contains("\(1 << 22)"), "\(text)")
    #expect(text.contains("matmul"), "\(text)")
    #expect(try program.plan(for: ["batch": 1 << 8]).arenaBytes >= 1 << 18)
  }

  @Test(arguments: families)
  func planOverTheMemory(family: DeviceTraits.Family) throws {
    let program = try program(traits(family, memory: 10 << 20)) {
      let x = try $0.input("x", [.batch, 1])
      let a = try matmul(x, x, transposeB: true)
      let b = try matmul(a, a)
      return try sum(matmul(a, b) + matmul(b, a))
    }
    let error = failure(GraphError.self) { _ = try program.plan(for: ["batch": 1 << 10]) }
    #expect(error?.kind == .unsupported)
    let text = error?.description ?? ""
    for part in ["\(10 << 20)", "too many", "matmul", "bytes)"] {
      #expect(text.contains(part), "'\(part)' is not in: \(text)")
    }
  }

  /// On the machine's device, whose memory is whatever it is.
  @Test func feedsOverTheMemory() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 65536])
    let y = try sum(x)
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: testContext()))
    let created = executable.statistics.objectsCreated
    // 2^31 − 2^16 elements: 8 GiB in one feed. A device that can hold that proves nothing.
    let binding = ["batch": (1 << 15) - 1]
    if executable.store.context.traits.maximumAllocation < 8 << 30 {
      let error = failure(GraphError.self) { try executable.prepare(for: binding) }
      #expect(error?.kind == .unsupported)
      #expect(error?.found.contains("x of") == true, "\(String(describing: error))")
    }
    #expect(executable.statistics.objectsCreated == created)
    let ones = try Tensor(repeating: Float(1), shape: [1, 1 << 16])
    #expect(try executable.run([x: ones])[0].doubles == [65536])
  }

  @Test func parameterOverTheMemory() throws {
    let context = try testContext()
    let builder = GraphBuilder()
    _ = try builder.parameter(
      "w", [8_388_608, 8_388_608], initial: .normal(mean: 0, standardDeviation: 1))
    let error = failure(GraphError.self) { _ = try VariableStore(builder.finish(), in: context) }
    #expect(error?.kind == .unsupported)
    #expect(error?.found.contains("w of \(1 << 48) bytes") == true)
    #expect(error?.found.contains("too many") == true)
  }
}
