/// The share of the machine's CPUs that a container's quota leaves (Linux control groups). Drivers
/// count cores, and start threads that the quota then stops.
enum CPUQuota {
  /// Whole CPUs that the quota of this process allows, rounded up; nil where there is none.
  ///
  /// - Parameters:
  ///   - root: where the control groups are mounted.
  ///   - read: the text of a file, nil where it cannot be read.
  static func cpus(root: String = "/sys/fs/cgroup", read: (String) -> String?) -> Int? {
    if let text = read(root + "/cpu.max") { return cpus(version2: text) }
    guard let quota = read(root + "/cpu/cpu.cfs_quota_us"),
      let period = read(root + "/cpu/cpu.cfs_period_us")
    else { return nil }
    return cpus(quota: quota, period: period)
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
