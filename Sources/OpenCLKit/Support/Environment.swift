#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Environment variables: reading them, and ``DriverSettings`` giving drivers' own their defaults.
enum Environment {
  /// The value of `name`, nil where unset or empty.
  static func value(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    let value = String(cString: text)
    return value.isEmpty ? nil : value
  }

  /// Sets `name` where it is unset or empty.
  static func setDefault(_ name: String, _ value: String) {
    guard Environment.value(name) == nil else { return }
    #if !os(Windows)
      setenv(name, value, 1)
    #endif
  }
}
