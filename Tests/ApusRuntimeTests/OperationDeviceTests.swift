import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// Every operation case on the machine's device, in both families of kernels: values against the
/// naive reference, gradients against finite differences of it, golden values of PyTorch.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct OperationDeviceTests {
  @Test(arguments: TestMode.families)
  func values(family: DeviceTraits.Family) throws {
    let runner = try DeviceRunner(family)
    let problems = DeviceChecks.values(OperationCases.all, runner)
    print("\(OperationCases.all.count) cases, \(family): \(runner.kernels) kernels compiled")
    #expect(problems.isEmpty, "\(problems.count) problems: \(problems.prefix(12).joined(separator: "\n"))")
  }

  @Test(arguments: TestMode.families)
  func gradients(family: DeviceTraits.Family) throws {
    let runner = try DeviceRunner(family)
    let problems = DeviceChecks.gradients(OperationCases.all, runner)
    #expect(problems.isEmpty, "\(problems.count) problems: \(problems.prefix(12).joined(separator: "\n"))")
  }

  @Test(arguments: TestMode.families)
  func golden(family: DeviceTraits.Family) throws {
    let runner = try DeviceRunner(family)
    let problems = try GoldenCase.load().flatMap { DeviceChecks.golden($0, runner) }
    #expect(problems.isEmpty, "\(problems.prefix(12).joined(separator: "\n"))")
  }
}
