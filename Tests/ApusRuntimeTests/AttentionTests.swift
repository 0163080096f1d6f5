import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import Testing

/// Attention on the machine's device in both families of kernels, or the one that is forced. (The
/// values of one family are with all others in `OperationDeviceTests`.)
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct AttentionTests {
  private static let cases = OperationCases.fusedAttention

  @Test(.enabled(if: TestMode.family == nil))
  func valuesOfGPULikeKernels() throws {
    report(DeviceChecks.values(Self.cases, try DeviceRunner(.gpu)))
  }

  /// In the device's own family, or the one that is forced: the matrix has a job for each.
  @Test func gradients() throws {
    let chosen = try Self.cases.filter { operation in
      let binding = operation.bindings[operation.bindings.count - 1]
      return try (GradientCase(operation, binding: binding)?.cost() ?? 0) < 400_000
    }
    report(DeviceChecks.gradients(chosen, try DeviceRunner(TestMode.family)))
  }

  /// Gradients of gradients go through products and a softmax.
  @Test(arguments: [false, true])
  func secondOrderGradients(_ isCausal: Bool) throws {
    let name = "\(isCausal ? "causal " : "")fused attention [2, 1, 3, 4] [2, 5, 4] [5, 3]"
    let operation = try #require(Self.cases.first { $0.name == name })
    let gradient = try #require(try GradientCase(operation, binding: [:], order: 2))
    let found = try DeviceRunner(nil).run(
      graph: gradient.graph, outputs: gradient.gradients,
      feeds: gradient.feeds.mapValues { try $0.tensor() }, binding: [:], mode: .training)
    for (expected, actual) in zip(try gradient.symbolic(), found) {
      let problem = compare(expected: expected, actual: actual, relative: 1e-4, absolute: 1e-4)
      #expect(problem == nil)
    }
  }

  /// Forward and backward twice, bit for bit, at sizes with several blocks on either side; with
  /// heads for all threads, and with one head, where queries and keys come apart.
  @Test(arguments: TestMode.families, [1, 40])
  func rerunsAreEqual(_ family: DeviceTraits.Family, _ heads: Int) throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [Dim(heads), 97, 12])
    let y = try builder.input("y", [Dim(heads), 131, 12])
    let made = try scaledDotProductAttention(x, y, y, isCausal: true)
    let gradients = try builder.gradients(of: sum(made * made), withRespectTo: [x, y])
    let graph = builder.finish()
    let feeds = try [x, y].enumerated().map { number, variable in
      try Generator.normal.array(
        shape: #require(variable.shape.fixed), dtype: .float32, seed: UInt32(number)
      ).tensor()
    }
    // One context: Intel's compiler takes a minute for these kernels.
    let runner = try DeviceRunner(family, optimizes: true)
    let results = try (0..<3).map { _ in
      try runner.run(
        graph: graph, outputs: [made.id] + gradients.map(\.id),
        feeds: [x.id: feeds[0], y.id: feeds[1]], binding: [:], mode: .training)
    }
    #expect(results[0] == results[1] && results[1] == results[2])
    #expect(results[0].allSatisfy { $0.doubles.allSatisfy(\.isFinite) })
  }

  /// Queries and keys of width 0 have scores of 0, so that all keys count alike.
  @Test(arguments: TestMode.families, [3, 20])
  func widthOfNothing(_ family: DeviceTraits.Family, _ queries: Int) throws {
    let builder = GraphBuilder()
    let q = try builder.input("q", [Dim(queries), 0])
    let k = try builder.input("k", [5, 0])
    let v = try builder.input("v", [5, 2])
    let y = try scaledDotProductAttention(q, k, v, scale: 1)
    let g = try builder.gradients(of: sum(y), withRespectTo: [v, q])
    let results = try DeviceRunner(family).run(
      graph: builder.finish(), outputs: [y.id] + g.map(\.id),
      feeds: [
        q.id: Tensor.zeros([queries, 0]), k.id: Tensor.zeros([5, 0]),
        v.id: Tensor((0..<10).map { Float($0) }, shape: [5, 2]),
      ], binding: [:], mode: .training)
    for row in 0..<queries {
      #expect(abs(results[0][row, 0] - 4) < 1e-5 && abs(results[0][row, 1] - 5) < 1e-5)
    }
    #expect(results[1].doubles.allSatisfy { abs($0 - Double(queries) / 5) < 1e-5 })
    #expect(results[2].shape == [queries, 0])
  }
}
