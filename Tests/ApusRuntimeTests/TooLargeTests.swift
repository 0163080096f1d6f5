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

  /// The machine's device with a memory of 16 MiB, so that what is too large is the same on all.
  private func smallContext() throws -> ComputeContext {
    let device = try testContext().device
    var traits = try DeviceTraits(device, family: TestMode.family)
    (traits.maximumAllocation, traits.memory) = (4 << 20, 16 << 20)
    return try ComputeContext(device, traits: traits)
  }

  /// Rows of 1024 floats, 4 KiB each, that are too many for one buffer.
  private let tooLong = 1025
  /// The most rows that fit.
  private let fits = 1024

  @Test func feedsOverTheMemory() throws {
    let context = try smallContext()
    let builder = GraphBuilder()
    let inputs = try (0..<5).map { try builder.input("x\($0)", [.batch, 1024]) }
    let sums = try inputs.map { try sum($0) }
    let graph = builder.finish()
    let store = try VariableStore(graph, in: context)
    func executable(_ count: Int) throws -> Executable {
      try Executable(graph, outputs: sums.prefix(count).map(\.id), store: store)
    }
    func run(_ count: Int, on executable: Executable) throws -> [[Double]] {
      let ones = try Tensor(repeating: Float(1), shape: [1, 1024])
      let feeds = inputs.prefix(count).map { ($0, ones as any Feed) }
      return try executable.run(Dictionary(uniqueKeysWithValues: feeds)).map(\.doubles)
    }

    let one = try executable(1)
    let large = failure(GraphError.self) { try one.prepare(for: ["batch": tooLong]) }
    #expect(large?.kind == .unsupported)
    #expect(large?.found.contains("x0 of 4198400 bytes, 4096 too many") == true)
    #expect(try run(1, on: one) == [[1024]])

    // Five feeds of 4 MiB, each of which would fit.
    let five = try executable(5)
    let together = failure(GraphError.self) { try five.prepare(for: ["batch": fits]) }
    #expect(together?.kind == .unsupported)
    #expect(together?.found.contains("too many; the largest are") == true)
    #expect(together?.found.contains("x0 (4194304 bytes)") == true)
    #expect(one.statistics.plans == 1 && five.statistics.plans == 0, "nothing was made for them")
    #expect(try run(5, on: five) == [[1024], [1024], [1024], [1024], [1024]])
    #expect(try run(1, on: one) == [[1024]])
  }

  @Test func parametersOverTheMemory() throws {
    let context = try smallContext()
    let network = try TestNetwork()
    let executable = try network.executable(in: context)
    let feeds: [Variable: any Feed] = [
      network.x: try Tensor(repeating: Float(0.5), shape: [2, 6]), network.labels: int32([0, 1]),
    ]
    try executable.step(feeds)
    let before = try executable.store.parameterDigest

    func store(_ rows: [Int]) -> GraphError? {
      failure(GraphError.self) {
        let builder = GraphBuilder()
        for (index, rows) in rows.enumerated() {
          _ = try builder.parameter("w\(index)", [Dim(rows), 1024], initial: .constant(1))
        }
        _ = try VariableStore(builder.finish(), in: context)
      }
    }
    let large = store([8, tooLong])
    #expect(large?.kind == .unsupported)
    #expect(large?.found.contains("w1 of 4198400 bytes, 4096 too many") == true)
    let together = store([fits, fits, fits, fits, fits])
    #expect(together?.kind == .unsupported)
    #expect(together?.found.contains("\(20 << 20) bytes, \(4 << 20) too many") == true)
    #expect(together?.found.contains("w0 (4194304 bytes)") == true)
    #expect(store([1 << 45])?.kind == .invalidShape, "beyond what a tensor may have")

    // The context lives on, and what was there is as it was.
    #expect(try executable.store.parameterDigest == before)
    try executable.step(feeds)
    #expect(try executable.store.parameterDigest != before)
  }
}
