import ApusCompiler
import Foundation

/// How the tests were asked to run.
enum TestMode {
  /// Whether the Oclgrind job runs: small cases, exact buffers.
  static let isOclgrind = ProcessInfo.processInfo.environment["APUS_TEST_OCLGRIND"] == "1"

  /// The fault to plant in the Oclgrind job, `overrun` or `race`.
  static let plant = ProcessInfo.processInfo.environment["APUS_PLANT"]

  /// The family of kernels to run cases with; nil lets the device decide. The test matrix forces
  /// each in turn.
  static let family: DeviceTraits.Family? =
    ProcessInfo.processInfo.environment["APUS_KERNEL_FAMILY"]
    .flatMap { DeviceTraits.Family(rawValue: $0) }
}
