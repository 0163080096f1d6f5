import ApusCompiler
import ApusGraph
import ApusRuntime
import Foundation
import Testing

/// Launches that share one compute what they compute alone.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct JoinedLaunchTests {
  /// The losses of some steps and the parameters after them.
  private func train(
    hidden: Int, batches: [Int], joins: Bool, onDevice: Bool = false
  ) throws -> (losses: [Tensor], digest: String, launches: Int) {
    let network = try TestNetwork(drops: true, hidden: hidden)
    let context = try testContext()
    var options = ExecutableOptions()
    options.compilation.joinsLaunches = joins
    let executable = try Executable(
      network.graph, outputs: [network.loss.id], updates: network.updates,
      store: VariableStore(network.graph, in: context), options: options)
    var losses: [Tensor] = []
    for (number, batch) in batches.enumerated() {
      var feeds = try network.feeds(batch, number)
      if onDevice && number % 2 == 1, let x = feeds[network.x] as? Tensor {
        feeds[network.x] = try DeviceTensor(x, on: context)
      }
      losses += try executable.run(feeds)
    }
    return (
      losses, try executable.store.parameterDigest, executable.statistics.launchesPerStep
    )
  }

  @Test func independentLaunchesSideBySideChangeNoBit() throws {
    let batches = [24, 24, 5, 24, 1]
    let alone = try train(hidden: 700, batches: batches, joins: false)
    for onDevice in [false, true] {
      let joined = try train(hidden: 700, batches: batches, joins: true, onDevice: onDevice)
      #expect(joined.launches < alone.launches)
      #expect(joined.losses == alone.losses)
      #expect(joined.digest == alone.digest)
    }
  }

  /// A tiny step is one launch; products are then added up in another order than in tiles.
  @Test func aTinyStepIsOneLaunch() throws {
    guard try testContext().traits.family == .cpu else { return }
    let batches = [4, 4, 3, 4, 1]
    let alone = try train(hidden: 5, batches: batches, joins: false)
    let joined = try train(hidden: 5, batches: batches, joins: true, onDevice: true)
    #expect(joined.launches == 1)
    for (a, b) in zip(alone.losses, joined.losses) {
      #expect((a.doubles[0] - b.doubles[0]).magnitude <= 1e-5 * a.doubles[0].magnitude)
    }
    let again = try train(hidden: 5, batches: batches, joins: true)
    #expect(again.losses == joined.losses && again.digest == joined.digest)
  }

  /// With a batch that is not tiny, the same program goes back to launches of its own.
  @Test(.enabled(if: TestMode.family != .gpu))
  func aTinyNetworkWithALargeBatchIsSeveralLaunches() throws {
    let large = try train(hidden: 5, batches: [20_000], joins: true)
    #expect(large.launches > 1)
    #expect(large.losses[0].doubles[0].isFinite)
  }

  /// More fed tensors than a joined kernel has room for.
  @Test func manyBuffersStayApart() throws {
    let builder = GraphBuilder()
    var outputs: [Variable] = []
    var feeds: [Variable: any Feed] = [:]
    for number in 0..<16 {
      let x = try builder.input("x\(number)", [3])
      feeds[x] = try Tensor([Float(number), 1, 2], shape: [3])
      outputs.append(try ApusGraph.tanh(x))
    }
    let found = try values(builder, outputs, feeds: feeds)
    for (number, tensor) in found.enumerated() {
      #expect((tensor.doubles[0] - Foundation.tanh(Double(number))).magnitude < 1e-6)
    }
  }
}
