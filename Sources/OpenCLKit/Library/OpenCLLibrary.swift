/// The OpenCL library of this machine, opened at run time: nothing is linked, so a program built on
/// OpenCLKit starts (and can say what is missing) on a machine without OpenCL.
///
/// Most code never names this type: ``Device/all(library:)`` and ``Device/default`` use
/// ``shared()``.
public final class OpenCLLibrary: Sendable {
  /// The name or path that was opened, such as `libOpenCL.so.1`.
  public let name: String

  let functions: OpenCLFunctions

  init(name: String, functions: OpenCLFunctions) {
    self.name = name
    self.functions = functions
  }

  /// Opens the first candidate that loads and has every entry point of OpenCL 1.2.
  ///
  /// - Parameter candidates: file names (searched by the system's loader) or paths, best first.
  /// - Throws: ``OpenCLError/libraryNotFound(tried:)`` where none loads,
  ///   ``OpenCLError/symbolMissing(name:library:)`` where some load but none is complete.
  public static func open(candidates: [String]) throws(OpenCLError) -> OpenCLLibrary {
    var incomplete: OpenCLError?
    for name in candidates {
      guard let library = DynamicLibrary(name: name) else { continue }
      do throws(OpenCLError) {
        return OpenCLLibrary(name: name, functions: try OpenCLFunctions(resolvingIn: library))
      } catch {
        incomplete = incomplete ?? error
      }
    }
    throw incomplete ?? .libraryNotFound(tried: candidates)
  }

  /// The names tried by ``shared()``: the value of `APUS_OPENCL_LIBRARY` alone where it is set (a
  /// library asked for by name is never silently replaced by another), else this system's usual
  /// ones.
  public static var defaultCandidates: [String] {
    if let chosen = Environment.value("APUS_OPENCL_LIBRARY") { return [chosen] }
    #if os(macOS)
      return ["/System/Library/Frameworks/OpenCL.framework/OpenCL", "libOpenCL.dylib"]
    #elseif os(Windows)
      return ["OpenCL.dll"]
    #else
      return ["libOpenCL.so.1", "libOpenCL.so"]
    #endif
  }

  /// The library of this process, opened once. A failure is not remembered: the next call tries
  /// again. Before that, drivers get the settings that nobody made (``DriverSettings``).
  ///
  /// - Throws: as ``open(candidates:)``.
  public static func shared() throws(OpenCLError) -> OpenCLLibrary {
    let result = cached.withLock { library -> Result<OpenCLLibrary, OpenCLError> in
      if let library { return .success(library) }
      do throws(OpenCLError) {
        DriverSettings.prepare()
        let opened = try open(candidates: defaultCandidates)
        library = opened
        return .success(opened)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static let cached = Protected<OpenCLLibrary?>(nil)
}
