import ApusCompiler
import Foundation

/// How the tests were asked to run.
enum TestMode {
  /// Whether the Oclgrind job runs: small cases, exact buffers.
  static let isOclgrind = ProcessInfo.processInfo.environment["APUS_TEST_OCLGRIND"] == "1"

  /// Whether the driver's compiler optimises all kernels (`APUS_TEST_OPTIMIZED=1`), not only those of
  /// tests that are about bits, digits and gradients. Without, PoCL builds the others in a third of
  /// the time. (Oclgrind would interpret more.)
  static let optimizesAll =
    isOclgrind || ProcessInfo.processInfo.environment["APUS_TEST_OPTIMIZED"] == "1"

  /// The fault to plant in the Oclgrind job, `overrun` or `race`.
  static let plant = ProcessInfo.processInfo.environment["APUS_PLANT"]

  /// The family of kernels to run cases with; nil lets the device decide. The test matrix forces
  /// each in turn.
  static let family: DeviceTraits.Family? =
    ProcessInfo.processInfo.environment["APUS_KERNEL_FAMILY"]
    .flatMap { DeviceTraits.Family(rawValue: $0) }

  /// The families to run a case with that looks at both: the one that is forced, else both.
  static let families: [DeviceTraits.Family] = family.map { [$0] } ?? DeviceTraits.Family.allCases

  /// The seeds of random graphs to run instead of the usual ones, such as `100..<200`.
  static let randomGraphs: Range<Int>? = {
    let text = ProcessInfo.processInfo.environment["APUS_RANDOM_GRAPHS"] ?? ""
    let ends = text.split(separator: "..<").compactMap { Int($0) }
    return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
  }()
}
