#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A shared library opened with `dlopen`. It is never closed: drivers keep threads and exit
/// handlers of their own, and unloading them under those is a known way to crash at process exit.
struct DynamicLibrary: @unchecked Sendable {
  // Unchecked: the handle is written once and dlsym may be called from any thread.
  private let handle: UnsafeMutableRawPointer

  /// The name that was opened.
  let name: String

  /// Opens `name`, or returns nil where the loader does not find (or refuses) it.
  init?(name: String) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    self.handle = handle
    self.name = name
  }

  /// The address of `symbol` seen as a C function pointer of type `Function`, nil where absent.
  func function<Function>(_ symbol: String, as type: Function.Type) -> Function? {
    guard let address = dlsym(handle, symbol) else { return nil }
    return unsafeBitCast(address, to: type)
  }

  /// The address of `symbol`; throws ``OpenCLError/symbolMissing(name:library:)`` where absent.
  func required<Function>(
    _ symbol: String, as type: Function.Type
  ) throws(OpenCLError) -> Function {
    guard let function = function(symbol, as: type) else {
      throw .symbolMissing(name: symbol, library: name)
    }
    return function
  }
}
