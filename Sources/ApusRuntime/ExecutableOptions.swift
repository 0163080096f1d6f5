import ApusCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How an executable is compiled and run; the defaults are for use, the rest for tests and tools.
public struct ExecutableOptions: Sendable, Hashable {
  /// How the graph is compiled.
  public var compilation = Compilation.Options()
  /// Fills all intermediate memory with NaN before each step, so that a read of what was not
  /// written shows. On by default where `APUS_FILL_NAN` is 1, as the scripts that run the tests
  /// have it.
  public var fillsMemoryWithNaN = ExecutableOptions.fillsByDefault

  private static let fillsByDefault = getenv("APUS_FILL_NAN").map { String(cString: $0) } == "1"

  /// The options for use.
  public init() {}
}
