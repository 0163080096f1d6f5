import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

@testable import OpenCLKit

extension PlantedTests {
  /// A kernel that a driver's compiler refuses is done without, and said once.
  @Suite struct RefusedKernelTests {
    /// Losses and digest after some steps, with the refusals that were told.
    private func train(
      hidden: Int, on device: Device, refusing: [String]
    ) throws -> (
      losses: [Tensor], digest: String, launches: Int, context: ComputeContext, told: Int
    ) {
      let context = try ComputeContext(device, family: TestMode.family, cache: nil)
      var told = 0
      context.onRefusal = { _ in told += 1 }
      let network = try TestNetwork(hidden: hidden)
      PlantedFailures.plan.withLock { $0.refused = refusing }
      let executable = try network.executable(in: context)
      var losses: [Tensor] = []
      for number in 0..<4 { losses += try executable.run(network.feeds(8, number)) }
      // Another executable of the context knows already.
      let again = try network.executable(store: executable.store)
      losses += try again.run(network.feeds(8))
      let digest = try executable.store.parameterDigest
      return (losses, digest, executable.statistics.launchesPerStep, context, told)
    }

    @Test(arguments: ["inTurn", "together"])
    func launchesThatShareOneRunAlone(kind: String) throws {
      let device = try PlantedFailures.device()
      let family = try ComputeContext(device, family: TestMode.family, cache: nil).traits.family
      if kind == "inTurn", family == .gpu { return }
      let hidden = kind == "inTurn" ? 5 : 700
      let sound = try train(hidden: hidden, on: device, refusing: [])
      #expect(sound.context.refusedKernels.isEmpty && sound.told == 0)
      let mended = try train(hidden: hidden, on: device, refusing: ["void \(kind)_"])
      #expect(mended.losses == sound.losses)
      #expect(mended.digest == sound.digest)
      #expect(mended.launches > sound.launches)
      let refused = mended.context.refusedKernels
      #expect(refused.count >= 1 && mended.told == refused.count)
      #expect(Set(refused.map(\.name)).count == refused.count)
      // In the GPU-like family only updates share launches, made of operators, which know no line.
      if family != .gpu {
        #expect(refused.contains { $0.failure.origin?.contains("TestNetwork") == true })
      }
      for kernel in refused {
        #expect(kernel.name.hasPrefix(kind))
        #expect(kernel.source.contains("void \(kernel.name)("))
        #expect(kernel.failure.buildLog?.contains("planted") == true, "\(kernel)")
        // An operation with its operands; operators know no line of their own.
        #expect(kernel.failure.origin?.contains("(") == true, "\(kernel)")
        #expect(try [device.name, device.companion?.name].contains(kernel.device))
      }
    }

    /// A product of [m, k] and [k, 48], or [48, k] transposed, at m = 40; m is a symbol where asked.
    private func product(
      in context: ComputeContext, k: Int = 64, transposed: Bool = false, isSymbolic: Bool = false
    ) throws -> (executable: Executable, feeds: [Variable: any Feed], name: String) {
      let builder = GraphBuilder()
      let x = try builder.input("x", [isSymbolic ? .batch : 40, Dim(k)])
      let w = try builder.input("w", transposed ? [48, Dim(k)] : [Dim(k), 48])
      let y = try matmul(x, w, transposeB: transposed)
      let graph = builder.finish()
      let executable = try Executable(
        graph, outputs: [y.id], store: VariableStore(graph, in: context))
      func numbers(_ shape: [Int]) throws -> Tensor {
        try Tensor((0..<shape.reduce(1, *)).map { Float($0 % 13) - 6 }, shape: shape)
      }
      let names = executable.program.kernelNames.filter { $0.hasPrefix("gemm") }
      return (
        executable,
        [x: try numbers([40, k]), w: try numbers(transposed ? [48, k] : [k, 48])],
        try #require(names.first)
      )
    }

    @Test(.enabled(if: TestMode.family != .gpu))
    func aSpecialVariantGivesWayToTheGeneralOne() throws {
      let device = try PlantedFailures.device()
      func context() throws -> ComputeContext {
        let context = try ComputeContext(device, family: .cpu, cache: nil)
        context.onRefusal = { _ in }
        return context
      }
      let sound = try product(in: context())
      let expected = try sound.executable.run(sound.feeds)[0]
      PlantedFailures.plan.withLock { $0.refused = ["void \(sound.name)("] }
      let mended = try product(in: context())
      let found = try mended.executable.run(mended.feeds)[0]
      #expect(found == expected)
      #expect(!mended.executable.program.kernelNames.contains(sound.name))
      #expect(mended.executable.program.kernelNames.contains { $0.hasPrefix("gemm") })

      // Where nothing is left, the refusal is the error: log, operation and line.
      PlantedFailures.plan.withLock { $0.refused = ["void gemm_"] }
      let lost = try product(in: context())
      let error = failure(OpenCLError.self) { try lost.executable.step(lost.feeds) }
      #expect(error?.buildLog?.contains("planted") == true)
      #expect(error?.description.contains("matmul") == true, "\(String(describing: error))")
      #expect(error?.description.contains("RefusedKernelTests") == true)
    }

    /// Both operands packed, the product of one size has no other variant.
    @Test(.enabled(if: TestMode.family != .gpu))
    func aPackedProductGivesWayToo() throws {
      let device = try PlantedFailures.device()
      // A symbol: all variants but those that the driver refuses, and one of them is for all sizes.
      let context = try ComputeContext(device, family: .cpu, cache: nil)
      context.onRefusal = { _ in }
      let sound = try product(in: context, k: 600, transposed: true, isSymbolic: true)
      let general = try #require(
        sound.executable.program.kernelNames.last { $0.hasPrefix("gemm") })
      PlantedFailures.plan.withLock { $0.refused = ["void \(general)("] }
      let lost = try product(
        in: ComputeContext(device, family: .cpu, cache: nil), k: 600, transposed: true,
        isSymbolic: true)
      // Nothing else is right for every size, so that it is told, not left out.
      let error = failure(OpenCLError.self) { try lost.executable.step(lost.feeds) }
      #expect(error?.buildLog?.contains("planted") == true)
    }
  }
}
