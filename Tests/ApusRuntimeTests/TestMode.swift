import ApusCompiler
import Foundation

/// How the tests were asked to run.
enum TestMode {
  /// Whether the Oclgrind job runs: small cases, exact buffers.
  static let isOclgrind = ProcessInfo.processInfo.environment["APUS_TEST_OCLGRIND"] == "1"

  /// The fault to plant in the Oclgrind job, `overrun` or `race`.
  static let plant = ProcessInfo.processInfo.environment["APUS_PLANT"]

  /// The families to run cases with: the forced one, or both.
  static let families: [DeviceTraits.Family] = {
    let forced = ProcessInfo.processInfo.environment["APUS_KERNEL_FAMILY"]
    return forced.flatMap { DeviceTraits.Family(rawValue: $0) }.map { [$0] }
      ?? DeviceTraits.Family.allCases
  }()
}
