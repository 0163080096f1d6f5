import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// Operation cases as programs of their own, as a user runs them, in both families: launches that
/// share one, tiny programs that are one, and groups of rows.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct JoinedCaseTests {
  @Test(arguments: TestMode.families)
  func valuesOfJoinedLaunches(family: DeviceTraits.Family) throws {
    let cases = try every(small().filter { $0.bindings == [[:]] }, 60)
    let joined = try DeviceRunner(family, joinsLaunches: true)
    report(DeviceChecks.values(cases, perProgram: 1, joined))
    let parts = try cases.reduce(0) { try $0 + launches(of: $1, family) }
    #expect(joined.launches < parts, "\(joined.launches) launches of \(parts) kernels")
  }

  /// Some cases share a program here, so that what has nothing to do with each other is joined, of
  /// one work-group and of many.
  @Test(arguments: TestMode.families)
  func valuesOfUnrelatedLaunches(family: DeviceTraits.Family) throws {
    let large = try OperationCases.small(below: 12_000).filter { operation in
      operation.bindings == [[:]]
        && operation.inputs.contains { ($0.shape.elementCount.fixed ?? 0) > 1_000 }
    }
    let cases = try zip(every(small().filter { $0.bindings == [[:]] }, 20), every(large, 20))
      .flatMap { [$0, $1] }
    report(DeviceChecks.values(cases, perProgram: 4, try DeviceRunner(family, joinsLaunches: true)))
  }

  @Test(arguments: TestMode.families)
  func gradientsOfJoinedLaunches(family: DeviceTraits.Family) throws {
    let cases = try every(
      small().filter { try GradientCase($0, binding: $0.bindings[0]) != nil }
        .filter { $0.bindings == [[:]] }, 20)
    let runner = try DeviceRunner(family, joinsLaunches: true)
    report(DeviceChecks.gradients(cases, perProgram: 1, runner))
  }

  @Test(arguments: TestMode.families)
  func rowGroups(family: DeviceTraits.Family) throws {
    let runner = try DeviceRunner(family)
    report(DeviceChecks.values(OperationCases.rowGroups, perProgram: 4, runner))
    // The cases are of no use if nothing is a group.
    let grouped = try OperationCases.rowGroups.filter { operation in
      try program(of: operation, family).steps.contains { step in
        step.work.sources.contains { $0.name.hasPrefix("rows") }
      }
    }
    #expect(grouped.count > OperationCases.rowGroups.count / 2, "\(grouped.count)")
  }

  private func small() throws -> [OperationCase] { try OperationCases.small(below: 100) }

  /// About `count` of the cases, from all over the table.
  private func every(
    _ cases: [OperationCase], _ count: Int, from first: Int = 0
  ) -> [OperationCase] {
    stride(from: first, to: cases.count, by: max(1, cases.count / count)).map { cases[$0] }
  }

  private func program(
    of operation: OperationCase, _ family: DeviceTraits.Family
  ) throws -> CompiledProgram {
    let built = try BuiltCase(operation, binding: operation.bindings[0])
    return try Compiler.compile(
      Compilation(
        built.graph, outputs: built.outputs,
        options: Compilation.Options(joinsLaunches: false)),
      for: DeviceTraits(family: family))
  }

  private func launches(
    of operation: OperationCase, _ family: DeviceTraits.Family
  ) throws -> Int { try program(of: operation, family).plan(for: [:]).launches.count }
}
