import ApusCompiler
import ApusGraph
import ApusRuntime
import Foundation
import Testing

/// Results that go past the cache are the ones that stay in it, bit for bit.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct PastCacheRunTests {
  private func run(
    cacheBytes: Int, _ build: (Variable) throws -> [Variable]
  ) throws -> (values: [Tensor], passing: Int) {
    let device = try testContext().device
    var traits = try DeviceTraits(device, family: TestMode.family)
    traits.cacheBytes = cacheBytes
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 96])
    let outputs = try build(x)
    let graph = builder.finish()
    let store = try VariableStore(graph, in: ComputeContext(device, traits: traits))
    let executable = try Executable(graph, outputs: outputs.map(\.id), store: store)
    let numbers = (0..<500 * 96).map { Float(sin(Double($0)) * 3) }
    let values = try executable.run([x: Tensor(numbers, shape: [500, 96])])
    return (values, try executable.plan.launches.count { $0.storesPastCache })
  }

  @Test(.enabled(if: TestMode.family != .gpu))
  func storesPastTheCacheChangeNoBit() throws {
    let builds: [(Variable) throws -> [Variable]] = [
      { [try exp($0), try tanh($0 * 2)] },
      { [try softmax($0)] },
      { [try layerNormalize($0)] },
      { [try transpose($0 + 1)] },
    ]
    for (number, build) in builds.enumerated() {
      let past = try run(cacheBytes: 1 << 16, build)
      let plain = try run(cacheBytes: 0, build)
      // 500 rows are no whole vectors, once they are columns.
      #expect(number == 3 ? past.passing == 0 : past.passing > 0)
      #expect(plain.passing == 0)
      #expect(past.values == plain.values)
    }
  }
}
