import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// Every operation case on the machine's device: values against the naive reference, gradients
/// against finite differences of it, golden values of PyTorch. Cases share programs. The kernels of
/// the gradients, and of what has none, are built as users have them.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct OperationDeviceTests {
  @Test func values() throws {
    let runner = try DeviceRunner(TestMode.family)
    let cases = OperationCases.all.ofThisPart
    report(DeviceChecks.values(cases, runner))
    print("\(cases.count) value cases: \(runner.kernels) kernels compiled")
  }

  /// A case of each function that no gradient calls: whole numbers, comparisons, orders.
  @Test func valuesWithoutGradients() throws {
    let runner = try DeviceRunner(TestMode.family, optimizes: true)
    let cases = try OperationCases.withoutGradientSelection(costing: 1_000_000).ofThisPart
    report(DeviceChecks.values(cases, runner))
    print("\(cases.count) cases without gradients: \(runner.kernels) kernels compiled")
  }

  @Test func gradients() throws {
    let runner = try DeviceRunner(TestMode.family, optimizes: true)
    let cases = try OperationCases.gradientSelection(costing: 1_000_000).ofThisPart
    report(DeviceChecks.gradients(cases, runner))
    print("\(cases.count) gradient cases: \(runner.kernels) kernels compiled")
  }

  /// Gradients of gradients, of small cases that have them.
  @Test func secondOrder() throws {
    let runner = try DeviceRunner(TestMode.family)
    let small = try OperationCases.all.filter { operation in
      guard let binding = operation.bindings.last else { return false }
      return try GradientCase(operation, binding: binding, order: 2).map { try $0.cost() < 1_000 }
        ?? false
    }
    let cases = try OperationCases.gradientSelection(from: small, costing: 1_000).ofThisPart
    report(DeviceChecks.gradients(cases, runner, order: 2))
    print("\(cases.count) cases of the second order, \(runner.kernels) kernels compiled")
  }

  @Test func golden() throws {
    let runner = try DeviceRunner(TestMode.family)
    let cases = try GoldenCase.load().ofThisPart
    for mode in [Reference.Mode.training, .evaluation] {
      let cases = cases.filter { $0.mode == mode }
      for start in stride(from: 0, to: cases.count, by: 40) {
        report(DeviceChecks.golden(Array(cases.dropFirst(start).prefix(40)), runner))
      }
    }
    print("\(cases.count) golden cases: \(runner.kernels) kernels compiled")
  }
}

/// Records each of the first problems as an issue of its own.
func report(_ problems: [String]) {
  for problem in problems.prefix(12) { Issue.record("\(problem)") }
  if problems.count > 12 { Issue.record("and \(problems.count - 12) more") }
}
