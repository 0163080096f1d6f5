import ApusGraph
import ApusRuntime
import Foundation
import OpenCLKit
import Testing

/// Programs kept on disk: the second context loads what the first one built.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct ProgramCacheTests {
  @Test func theSecondContextLoads() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("apus-programs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let network = try TestNetwork()
    let feeds = try network.feeds(8)
    func train() throws -> (context: ComputeContext, loss: [Tensor], digest: String) {
      let device = try Device.default
      let context = try ComputeContext(
        device, family: TestMode.family, cache: BinaryCache(directory: folder.path))
      let executable = try network.executable(in: context)
      for _ in 0..<5 { try executable.step(feeds) }
      let loss = try executable.outputs()
      #expect(executable.statistics.programsBuilt == context.programsBuilt)
      return (context, loss, try executable.store.parameterDigest)
    }
    let first = try train()
    #expect(first.context.programsBuilt == 1 && first.context.programsLoaded == 0)
    let second = try train()
    #expect(second.context.programsBuilt == 0 && second.context.programsLoaded == 1)
    #expect(second.loss == first.loss && second.digest == first.digest)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count >= 1)
  }
}
