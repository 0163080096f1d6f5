import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// How many kernels each operation case takes, and how many bytes they move: what is fused shows here.
///
/// The numbers are in Tests/Fixtures/Snapshots/operation-costs.txt, recorded with RECORD_SNAPSHOTS=1:
/// launches, bytes moved, and the bytes of all inputs and outputs, below which no program can be
/// unless it need not read an input.
@Suite struct OperationCostTests {
  @Test func kernelsAndBytesAreAsCommitted() throws {
    let traits = DeviceTraits(family: .cpu, vectorWidth: 16)
    var lines: [String] = []
    for operation in try OperationCases.all + OperationCases.typed(.float16) {
      let binding = operation.bindings[0]
      let built = try BuiltCase(operation, binding: binding)
      var compilation = Compilation(
        built.graph, outputs: built.outputs,
        mode: operation.mode == .training ? .training : .evaluation)
      compilation.options.joinsLaunches = false
      let program = try Compiler.compile(compilation, for: traits)
      let plan = try program.plan(for: binding)
      let moved = plan.launches.reduce(0) { $0 + $1.bytes }
      let least = (plan.feeds.values + plan.outputs).reduce(0) { $0 + $1.byteCount }
      lines.append("\(operation.name): \(plan.launches.count) launches, \(moved) of \(least) bytes")
    }
    try expectSnapshot(lines.joined(separator: "\n"), "operation-costs.txt")
  }
}
