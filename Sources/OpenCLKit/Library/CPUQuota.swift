/// The share of the machine's CPUs that quotas leave (Linux control groups). Drivers count cores,
/// and start threads that the quota then stops.
enum CPUQuota {
  /// Whole CPUs that the quotas of this process allow, rounded up; nil where there is none. Each
  /// group from its own up to the root may have one, and the least holds.
  ///
  /// - Parameters:
  ///   - root: where the control groups are mounted.
  ///   - groups: the file that tells the groups of this process.
  ///   - read: the text of a file, nil where it cannot be read.
  static func cpus(
    root: String = "/sys/fs/cgroup", groups: String = "/proc/self/cgroup",
    read: (String) -> String?
  ) -> Int? {
    let groups = read(groups) ?? ""
    let version2 = folders(path(in: groups, controller: nil)).map { folder in
      read(root + folder + "/cpu.max")
    }
    // The root of a machine, as opposed to a container's, has no file.
    if version2.contains(where: { $0 != nil }) {
      return version2.compactMap { $0.flatMap(cpus(version2:)) }.min()
    }
    return folders(path(in: groups, controller: "cpu")).compactMap { folder in
      guard let quota = read("\(root)/cpu\(folder)/cpu.cfs_quota_us"),
        let period = read("\(root)/cpu\(folder)/cpu.cfs_period_us")
      else { return nil }
      return cpus(quota: quota, period: period)
    }.min()
  }

  /// The path in the text of `/proc/self/cgroup`, lines of `number:controllers:path`; that of
  /// version 2 names no controller. The root where the text does not tell.
  static func path(in groups: String, controller: String?) -> String {
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isMeant =
        controller.map { parts[1].split(separator: ",").contains(Substring($0)) }
        ?? (parts[0] == "0" && parts[1].isEmpty)
      if isMeant { return String(parts[2]) }
    }
    return "/"
  }

  /// A path and those above it, with the root ("") last. Where a path leaves the mounted groups
  /// (`/../other`), only the root can be looked at.
  static func folders(_ path: String) -> [String] {
    let names = path.split(separator: "/")
    if names.contains("..") { return [""] }
    return (0...names.count).reversed().map { count in
      names.prefix(count).map { "/" + $0 }.joined()
    }
  }

  /// From the text of `cpu.max`: "QUOTA PERIOD" in microseconds, or "max PERIOD".
  static func cpus(version2 text: String) -> Int? {
    let words = text.split { $0.isWhitespace }
    guard let quota = words.first else { return nil }
    // The kernel's default period is meant where none is written.
    return cpus(quota: String(quota), period: words.count > 1 ? String(words[1]) : "100000")
  }

  /// From the texts of the two files of version 1, in microseconds; a quota of -1 is none.
  static func cpus(quota: String, period: String) -> Int? {
    guard let quota = Int(quota.trimmed), let period = Int(period.trimmed), quota > 0, period > 0
    else { return nil }
    return quota / period + (quota % period == 0 ? 0 : 1)
  }
}
