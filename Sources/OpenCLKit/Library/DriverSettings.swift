#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Settings that drivers read from the environment, once, at the first OpenCL call. Each is made
/// only where nobody else made it; `README.md` has the list.
enum DriverSettings {
  /// Called before the first OpenCL call of the process.
  static func prepare() {
    #if os(Linux)
      let root = Environment.value("APUS_CGROUP_ROOT") ?? "/sys/fs/cgroup"
      let read = { (path: String) in text(of: path) }
      if let quota = CPUQuota.cpus(root: root, read: read),
        quota < sysconf(Int32(_SC_NPROCESSORS_ONLN))
      {
        Environment.setDefault("POCL_MAX_PTHREAD_COUNT", String(quota))
      }
      let threads = Environment.value("POCL_MAX_PTHREAD_COUNT").map { Int($0) ?? 0 }
      if placesThreads(
        on: allowedProcessors(text(of: "/proc/self/status") ?? ""),
        online: sysconf(Int32(_SC_NPROCESSORS_ONLN)), threads: threads)
      {
        Environment.setDefault("POCL_AFFINITY", "1")
      }
      if Environment.value("POCL_DEVICES") == nil, let folder = poclDriverFolder(),
        let devices = poclDevices(drivers: names(in: folder))
      {
        Environment.setDefault("POCL_DEVICES", devices)
      }
    #endif
  }

  /// What `POCL_DEVICES` should be for these files of PoCL's driver folder: the device of many
  /// threads, and `basic` as its companion. Nil where a list would hide a driver of another kind,
  /// or there is no such pair.
  static func poclDevices(drivers files: [String]) -> String? {
    let drivers = files.compactMap { file -> Substring? in
      guard file.hasPrefix("libpocl-devices-"), file.hasSuffix(".so") else { return nil }
      return file.dropFirst("libpocl-devices-".count).dropLast(".so".count)
    }
    return Set(drivers) == ["basic", "pthread"] ? "basic pthread" : nil
  }

  /// Whether PoCL's threads are to stay on a processor each, thread i on processor i: where there are
  /// as many as processors, and the process may use all of them.
  ///
  /// Otherwise Linux, when a command wakes them, often puts two threads on one processor and leaves
  /// them there for a millisecond or more, with another one idle (measured: a product of 512³ that
  /// is waited for takes 0.54 ms instead of 0.99). Threads fewer than processors are left alone:
  /// those of two processes would meet on the first processors.
  ///
  /// - Parameter threads: what `POCL_MAX_PTHREAD_COUNT` says, 0 for no number; nil where unset.
  static func placesThreads(on allowed: Set<Int>, online: Int, threads: Int?) -> Bool {
    (threads ?? online) == online && online > 1 && allowed == Set(0..<online)
  }

  /// The processors that a process may use, by its status file, in which a list is 0-3,8; none where
  /// that does not say.
  static func allowedProcessors(_ status: String) -> Set<Int> {
    let field = "Cpus_allowed_list:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(field) }) else {
      return []
    }
    var allowed: Set<Int> = []
    for range in line.dropFirst(field.count).split(separator: ",") {
      let ends = range.split(separator: "-").compactMap { Int($0.filter { !$0.isWhitespace }) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [] }
      allowed.formUnion(first...last)
    }
    return allowed
  }

  #if os(Linux)
    /// The folder of PoCL's drivers, where the loader's list of drivers names PoCL.
    private static func poclDriverFolder() -> String? {
      let vendors =
        Environment.value("OCL_ICD_VENDORS") ?? Environment.value("OPENCL_VENDOR_PATH")
        ?? "/etc/OpenCL/vendors"
      let files = vendors.hasSuffix(".icd") ? [""] : names(in: vendors).map { "/" + $0 }
      for file in files where file.isEmpty || file.hasSuffix(".icd") {
        guard let name = text(of: vendors + file)?.trimmed, name.contains("libpocl") else {
          continue
        }
        // The loader is about to open it in the same way; where it lies is then written here.
        guard dlopen(name, RTLD_LAZY | RTLD_LOCAL) != nil, let maps = text(of: "/proc/self/maps")
        else { return nil }
        let line = maps.split(separator: "\n").first { $0.contains("/libpocl.so") }
        guard let line, let start = line.firstIndex(of: "/"), let end = line.lastIndex(of: "/")
        else { return nil }
        return line[start..<end] + "/pocl"
      }
      return nil
    }

    /// The names in a folder, sorted; none where it cannot be read.
    private static func names(in folder: String) -> [String] {
      guard let directory = opendir(folder) else { return [] }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafeBytes(of: entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
          })
      }
      return names.sorted()
    }

    /// The text of a file.
    private static func text(of path: String) -> String? {
      let file = open(path, O_RDONLY)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var text: [UInt8] = []
      var bytes = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(file, &bytes, bytes.count)
        if count < 0 { return nil }
        if count == 0 { return String(decoding: text, as: UTF8.self) }
        text += bytes.prefix(count)
      }
    }
  #endif
}
