import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// Convolutions of a few channels, which are computed where the images are.
@Suite(.serialized) struct DirectConvolutionTests {
  /// The small cases; on Oclgrind two of them.
  private static let cases: [OperationCase] = {
    let all = OperationCases.matching(.convolution, containing: "few ").filter {
      $0.bindings[0]["batch"] != nil
    }
    return TestMode.isOclgrind ? Array(all.prefix(2)) : all
  }()

  @Test func values() throws {
    try #require(!DirectConvolutionTests.cases.isEmpty)
    report(DeviceChecks.values(DirectConvolutionTests.cases, try DeviceRunner(TestMode.family)))
  }

  @Test func gradients() throws {
    report(DeviceChecks.gradients(DirectConvolutionTests.cases, try DeviceRunner(TestMode.family)))
  }

  /// The kernels of a layer that trains.
  private func kernels(
    _ x: Shape, _ w: Shape, family: DeviceTraits.Family
  ) throws -> [String] {
    let builder = GraphBuilder()
    let (x, w) = (try builder.input("x", x), try builder.input("w", w))
    let y = try conv2d(x, w, padding: 1)
    let g = try builder.gradients(of: sum(y * y), withRespectTo: [w])[0]
    let compilation = Compilation(builder.finish(), outputs: [y.id, g.id])
    return try Compiler.compile(compilation, for: DeviceTraits(family: family)).kernelNames
  }

  @Test(arguments: TestMode.families)
  func firstLayersOfNetworksAreDirect(family: DeviceTraits.Family) throws {
    for channels in [1, 3] {
      let names = try kernels(
        [.batch, Dim(channels), 32, 32], [64, Dim(channels), 3, 3], family: family)
      #expect(names.contains { $0.hasPrefix("directResult") }, "\(names)")
      #expect(names.contains { $0.hasPrefix("directWeights") }, "\(names)")
    }
    let others = try kernels([.batch, 8, 32, 32], [64, 8, 3, 3], family: family)
    #expect(!others.contains { $0.hasPrefix("direct") }, "\(others)")
  }
}
