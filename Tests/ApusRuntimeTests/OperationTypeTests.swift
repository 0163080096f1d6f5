import ApusGraph
import ApusTestKit
import Testing

/// Operations in every element type that they claim, against the reference.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct OperationTypeTests {
  @Test(arguments: DType.allCases.filter { $0 != .float32 })
  func values(_ dtype: DType) throws {
    let runner = try DeviceRunner(TestMode.family)
    if dtype == .float64, !runner.context.device.capabilities.hasFloat64 { return }
    let cases = try OperationCases.typed(dtype).ofThisPart
    report(DeviceChecks.values(cases, runner))
    print("\(cases.count) cases of \(dtype): \(runner.kernels) kernels compiled")
  }
}
