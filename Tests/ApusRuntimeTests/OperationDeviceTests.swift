import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// Every operation case on the machine's device: values against the naive reference, gradients
/// against finite differences of it, golden values of PyTorch. Cases share programs.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct OperationDeviceTests {
  @Test func values() throws {
    let runner = try DeviceRunner(TestMode.family)
    report(DeviceChecks.values(OperationCases.all, runner))
    print("\(OperationCases.all.count) value cases: \(runner.kernels) kernels compiled")
  }

  @Test func gradients() throws {
    let runner = try DeviceRunner(TestMode.family)
    let cases = try casesReachingEachGradient(3)
    report(DeviceChecks.gradients(cases, runner))
    print("\(cases.count) gradient cases: \(runner.kernels) kernels compiled")
  }

  @Test func golden() throws {
    let runner = try DeviceRunner(TestMode.family)
    report(try GoldenCase.load().flatMap { DeviceChecks.golden($0, runner) })
    print("golden cases: \(runner.kernels) kernels compiled")
  }
}

/// Cases that together bring every operation into a gradient graph `count` times. (The symbolic
/// gradients of all cases are checked on the reference, without a device.)
private func casesReachingEachGradient(_ count: Int) throws -> [OperationCase] {
  var reached: [String: Int] = [:]
  return try OperationCases.all.filter { operation in
    guard let binding = operation.bindings.last,
      let gradient = try GradientCase(operation, binding: binding)
    else { return false }
    let names = Set(gradient.graph.nodes.map { "\($0.op.name) \(operation.family)" })
    guard names.contains(where: { reached[$0, default: 0] < count }) else { return false }
    for name in names { reached[name, default: 0] += 1 }
    return true
  }
}

/// Records each of the first problems as an issue of its own.
func report(_ problems: [String]) {
  for problem in problems.prefix(12) { Issue.record("\(problem)") }
  if problems.count > 12 { Issue.record("and \(problems.count - 12) more") }
}
