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

  /// What Oclgrind 21.10 itself cannot do: integer `abs` ("undefined external function
  /// llvm.abs.i32"), NaN in saturating conversions (INT_MIN for 0), and widening the outcome of a
  /// vector comparison (255 for 1).
  private func isWithinOclgrind(_ operation: OperationCase) throws -> Bool {
    let graph = try BuiltCase(operation, binding: operation.bindings[0]).graph
    let takesIntegerAbs = graph.nodes.contains { node in
      node.op is Abs && !graph.variables[node.inputs[0]].type.dtype.isFloatingPoint
    }
    return !takesIntegerAbs && !["cast saturates", "cast from bool"].contains(operation.name)
  }

  /// Each gradient operation once.
  @Test func gradients() throws {
    var reached: Set<String> = []
    let cases = try OperationCases.small(below: 100).filter { operation in
      guard let binding = operation.bindings.first,
        let gradient = try GradientCase(operation, binding: binding)
      else { return false }
      let names = Set(gradient.graph.nodes.map(\.op.name))
      defer { reached.formUnion(names) }
      return !names.isSubset(of: reached)
    }
    report(DeviceChecks.gradients(cases, runner))
    print("\(cases.count) gradient cases, \(runner.kernels) kernels compiled")
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
  /// Work-items that write `y[i]` or one past the end, or different values to one place.
  private struct Fault: Op {
    static let name = "test.fault"
    let statement: String

    func outputs(for inputs: [TensorType]) throws -> [TensorType] { inputs }
    func gradient(_ context: GradientContext) throws -> [Variable?] { [nil] }
    func lower(
      _ inputs: [LoweredTensor], _ lowering: inout Lowering
    ) throws -> [LoweredTensor] {
      let kernel = NativeKernel(
        name: "test_fault",
        source: """
          kernel void test_fault(
              global const float *x, ulong x0, global float *y, ulong y0) {
            int i = get_global_id(0);
            \(statement)
          }
          """, arguments: [], globalSize: [8])
      return lowering.native(
        kernel, inputs, outputs: [TensorType(inputs[0].shape, inputs[0].dtype)])
    }
  }

  private func plant(_ statement: String) throws {
    let context = try ComputeContext(.default, cachesPrograms: false)
    try #require(context.device.name.contains("Oclgrind"), "elsewhere this breaks things")
    let builder = GraphBuilder()
    let x = try builder.input("x", [8])
    let y = try builder.add(Fault(statement: statement), [x])[0]
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
