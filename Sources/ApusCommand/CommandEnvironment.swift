import Apus
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Settings for OpenCL drivers that a command line may make where nobody else did; OpenCLKit makes
/// those that every program wants.
enum CommandEnvironment {
  /// Keeps PoCL's cache inside of ours. Called before OpenCL is opened and before there is a second
  /// thread.
  static func prepare() {
    if value("POCL_CACHE_DIR") == nil, let cache = BinaryCache().directory {
      let folder = cache + "/pocl"
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      setenv("POCL_CACHE_DIR", folder, 1)
    }
  }

  /// The variable `name`, nil where it is unset or empty.
  static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
