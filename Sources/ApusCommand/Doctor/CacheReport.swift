import Apus
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where compiled kernels are kept, and what is there.
struct CacheReport {
  /// The state in one or two lines.
  let text: String

  init() {
    guard let folder = BinaryCache().directory else {
      text = "kernel cache: none, as neither APUS_CACHE_DIR nor HOME is set"
      return
    }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let programs = files.filter { $0.hasSuffix(".clbin") }
    let sizes = programs.map { name -> Int in
      let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (facts?[.size] as? any BinaryInteger).map { Int(clamping: $0) } ?? 0
    }
    let count = programs.count == 1 ? "1 program" : "\(programs.count) programs"
    var state = "\(count), \(Output.size(sizes.reduce(0, +)))"
    if access(folder, F_OK) != 0 {
      state = "not there yet"
    } else if access(folder, W_OK) != 0 {
      state += ", cannot be written: kernels are compiled in every run"
    }
    var lines = ["kernel cache: \(folder) (\(state))"]
    if let pocl = CommandEnvironment.value("POCL_CACHE_DIR") { lines.append("PoCL's own: \(pocl)") }
    text = lines.joined(separator: "\n")
  }
}
