import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import OpenCLKit
import Testing

/// Small operation cases on Oclgrind, which reports every access outside a buffer and every data
/// race; `scripts/oclgrind-job.sh` runs them and looks at the report.
///
/// Oclgrind interprets kernels, thousands of times slower than they run elsewhere: hence few cases.
@Suite(.serialized, .enabled(if: TestMode.isOclgrind))
struct OclgrindOperationCases {
  private let runner: DeviceRunner

  init() throws {
    runner = try DeviceRunner(TestMode.family)
    try #require(runner.context.device.name.contains("Oclgrind"), "\(runner.context.device.name)")
  }

  @Test(arguments: OperationCase.Family.allCases)
  func values(family: OperationCase.Family) throws {
    let cases = try OperationCases.small().filter { operation in
      try operation.family == family && isWithinOclgrind(operation)
    }
    report(DeviceChecks.values(cases, runner))
    print("\(family): \(cases.count) value cases, \(runner.kernels) kernels compiled")
  }

  /// What Oclgrind 21.10 itself cannot do; each was isolated with `oclgrind-kernel`:
  ///
  /// - `convert_int_sat(as_float(0x7fc00000))` is −2147483648; NaN should be converted to 0.
  /// - `int4 m = v < (float4)(2.5f); vstore4(-m, 0, d);` stores 255 where the mask is set: a lane
  ///   of one bit is widened to 8, and then taken for 255. One lane by itself comes out as 1.
  private func isWithinOclgrind(_ graph: Graph, _ name: String) -> Bool {
    if name.hasPrefix("cast of NaN") { return false }
    return !graph.nodes.contains { node in
      guard let dtype = node.inputs.first.map({ graph.variables[$0].type.dtype }) else {
        return false
      }
      return node.op is Cast && dtype == .bool && runner.context.traits.family == .cpu
    }
  }

  private func isWithinOclgrind(_ operation: OperationCase) throws -> Bool {
    let graph = try BuiltCase(operation, binding: operation.bindings[0]).graph
    return isWithinOclgrind(graph, operation.name)
  }

  @Test func gradients() throws {
    let cases = try OperationCases.small(below: 100).filter { operation in
      guard let binding = operation.bindings.first,
        let gradient = try GradientCase(operation, binding: binding)
      else { return false }
      return isWithinOclgrind(gradient.graph, operation.name)
    }
    let chosen = try OperationCases.gradientSelection(from: cases, costing: 2_000)
    report(DeviceChecks.gradients(chosen, runner))
    print("\(chosen.count) gradient cases, \(runner.kernels) kernels compiled")
  }

  /// The paths that only larger sizes take: packed products in blocks of k, products and reductions in
  /// parts, tables of several blocks of columns, and long sorts.
  @Test func blocksAndParts() throws {
    let names = [
      "matmul 9×513×8 Bᵀ", "matmul 5×17501×3", "matmul 2×33003×2 Bᵀ", "split sum", "split max",
      "split sum of none", "indexAdd of wide rows", "scatter of many along a short axis",
      "cumulativeSum [11, 83] axis 0", "topK [2, 301], 70 of axis 1, largest false",
      "topK [200], 1 of axis 0, largest true", "sorts of equal elements",
      "conv2d of a batch, in groups", "conv1d of a batch",
      "convTranspose2d of a batch", "transposed tiles of float32", "transposed tiles of bool",
    ]
    let cases = OperationCases.all.filter { names.contains($0.name) }
    try #require(cases.count == names.count)
    report(DeviceChecks.values(cases, runner))
  }

  /// Updates in place, and products with edges in every direction.
  @Test func trainingSteps() throws {
    let network = try TestNetwork(hidden: 5)
    let store = try VariableStore(network.graph, in: runner.context, separatesBuffers: true)
    var options = ExecutableOptions()
    options.compilation.separateBuffers = true
    let executable = try Executable(
      network.graph, outputs: [network.loss.id], updates: network.updates, store: store,
      options: options)
    for size in [3, 1] {
      #expect(try executable.run(network.feeds(size))[0].doubles[0].isFinite)
    }
  }
}

/// Faults on purpose: they pass here, and the job fails unless Oclgrind reports them.
@Suite(.serialized)
struct PlantedFaults {
  private func plant(_ statement: String) throws {
    let context = try ComputeContext(.default, cachesPrograms: false)
    try #require(context.device.name.contains("Oclgrind"), "elsewhere this breaks things")
    let builder = GraphBuilder()
    let x = try builder.input("x", [8])
    let y = try builder.add(StatementOp(statements: statement, items: 8), [x])[0]
    let graph = builder.finish()
    var options = ExecutableOptions()
    options.compilation.separateBuffers = true
    let executable = try Executable(
      graph, outputs: [y.id], store: VariableStore(graph, in: context, separatesBuffers: true),
      options: options)
    #expect(try executable.run([x: [1, 2, 3, 4, 5, 6, 7, 8] as Tensor])[0].count == 8)
  }

  @Test(.enabled(if: TestMode.isOclgrind && TestMode.plant == "overrun"))
  func plantedOverrun() throws { try plant("y[y0 + i + 1] = x[x0 + i];") }

  @Test(.enabled(if: TestMode.isOclgrind && TestMode.plant == "race"))
  func plantedRace() throws { try plant("y[y0 + i] = x[x0 + i]; y[y0] = x[x0 + i];") }
}
