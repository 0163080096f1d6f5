import ApusCompiler
import ApusGraph
import Testing

/// Which results go past the cache: a rule over bytes, without a device.
@Suite struct PastCacheTests {
  /// Of 1 MiB.
  private let cache = 1 << 20

  private func plan(
    _ outputs: [Variable], _ binding: [String: Int] = [:], family: DeviceTraits.Family = .cpu,
    cacheBytes: Int = 1 << 20
  ) throws -> Plan {
    let traits = DeviceTraits(family: family, vectorWidth: 16, cacheBytes: cacheBytes)
    let compilation = Compilation(outputs[0].builder.finish(), outputs: outputs.map(\.id))
    return try Compiler.compile(compilation, for: traits).plan(for: binding)
  }

  private func marks(_ plan: Plan) -> [Bool] { plan.launches.map(\.storesPastCache) }

  @Test func aResultThatTheCacheCannotKeepGoesPastIt() throws {
    let builder = GraphBuilder()
    // Read and written: as much as the cache holds, and a vector less.
    let large = try builder.input("large", [Dim(cache / 8)])
    let plan = try plan([exp(large)])
    #expect(marks(plan) == [true])
    #expect(plan.description.contains("past the cache"))
    let small = try builder.input("small", [Dim(cache / 8 - 16)])
    #expect(try marks(self.plan([exp(small)])) == [false])
  }

  @Test func aDeviceWithoutAKnownCacheKeepsEverything() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [Dim(cache)])
    #expect(try marks(plan([exp(x)], cacheBytes: 0)) == [false])
    #expect(try marks(plan([exp(x)], family: .gpu)) == [false])
  }

  /// The second half of the first result is in the cache when the next kernel reads it; nobody reads
  /// the last one.
  @Test func whatIsReadSoonStaysInTheCache() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [512, 240])
    let y = try exp(x)
    let plan = try plan([transpose(y), exp(y - max(y, axes: [0], keepingDims: true))])
    #expect(plan.launches.contains { $0.storesPastCache }, "\(plan)")
    #expect(!plan.launches[0].storesPastCache, "\(plan)")
  }

  @Test func rowsOfPartVectorsAndSmallSizesAreStoredPlainly() throws {
    for (columns, isPast) in [(1024, true), (1016, false)] {
      let builder = GraphBuilder()
      let x = try builder.input("x", [.batch, Dim(columns)])
      #expect(try marks(plan([softmax(x)], ["batch": 4096])) == [isPast])
      #expect(try marks(plan([softmax(x)], ["batch": 8])) == [false])
    }
  }

  /// The same program for every size: only the choice of the kernel differs.
  @Test func sizesChooseTheKernel() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 4096])
    let output = try exp(x)
    let (few, many) = (try plan([output], ["batch": 4]), try plan([output], ["batch": 400]))
    #expect(few.kernelNames == many.kernelNames)
    #expect(few.launches[0].kernel != many.launches[0].kernel)
    #expect(try plan([output], ["batch": 400]) == many)
  }

  @Test func statesAreUpdatedInTheCache() throws {
    let builder = GraphBuilder()
    let p = try builder.parameter("p", [Dim(cache)], initial: .constant(1))
    let g = try builder.input("g", [Dim(cache)])
    let update = StateUpdate(p.id, try (p - g * 0.1).id)
    let compilation = Compilation(builder.finish(), outputs: [], updates: [update])
    let traits = DeviceTraits(family: .cpu, cacheBytes: cache)
    #expect(try marks(Compiler.compile(compilation, for: traits).plan(for: [:])) == [false])
  }
}
