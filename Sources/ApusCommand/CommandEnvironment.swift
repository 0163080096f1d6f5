import Apus
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Settings for OpenCL drivers that a command line may make where nobody else did; the libraries
/// never change the environment. The rules are those of `scripts/env.sh`.
enum CommandEnvironment {
  /// Keeps PoCL's cache inside of ours, and PoCL's threads to the CPUs that a container's quota
  /// leaves. Called before OpenCL is opened and before there is a second thread.
  static func prepare() {
    if value("POCL_CACHE_DIR") == nil, let cache = BinaryCache().directory {
      let folder = cache + "/pocl"
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      setenv("POCL_CACHE_DIR", folder, 1)
    }
    if value("POCL_MAX_PTHREAD_COUNT") == nil,
      let quota = quotaCPUs(root: value("APUS_CGROUP_ROOT") ?? "/sys/fs/cgroup"),
      quota < ProcessInfo.processInfo.activeProcessorCount
    {
      setenv("POCL_MAX_PTHREAD_COUNT", String(quota), 1)
    }
  }

  /// The variable `name`, nil where it is unset or empty.
  static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whole CPUs that the cgroup quota allows, rounded up; nil where there is none.
  private static func quotaCPUs(root: String) -> Int? {
    // Version 2: "QUOTA PERIOD" or "max PERIOD". Version 1: two files, -1 where there is no quota.
    var numbers = words(of: root + "/cpu.max")
    if numbers.isEmpty {
      numbers =
        words(of: root + "/cpu/cpu.cfs_quota_us") + words(of: root + "/cpu/cpu.cfs_period_us")
    }
    guard numbers.count >= 2, let quota = Int(numbers[0]), let period = Int(numbers[1]),
      quota > 0, period > 0
    else { return nil }
    return quota / period + (quota % period == 0 ? 0 : 1)
  }

  private static func words(of path: String) -> [Substring] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split { $0 == " " || $0 == "\n" }
  }
}
