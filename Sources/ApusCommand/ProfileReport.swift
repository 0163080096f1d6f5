import Apus
import FoundationEssentials

/// A profile as tables, and as a trace.
struct ProfileReport {
  private let profile: Profile
  private let peaks: Peaks

  init(_ profile: Profile, _ peaks: Peaks) {
    self.profile = profile
    self.peaks = peaks
  }

  /// What is told of one or several launches.
  private struct Row {
    var name: String
    var operations: [String]
    var isTuned: Bool
    var count = 0
    var seconds = 0.0
    var arithmetic = 0
    var bytes = 0

    init(_ launch: Profile.Launch) {
      name = launch.kernel
      operations = launch.operations
      isTuned = launch.isTuned
    }

    mutating func add(_ launch: Profile.Launch) {
      count += 1
      seconds += launch.seconds
      arithmetic += launch.arithmetic
      bytes += launch.bytes
    }
  }

  /// A line for each kernel, the dearest first.
  var kernels: String {
    var rows: [String: Row] = [:]
    for launch in profile.launches {
      rows[launch.kernel, default: Row(launch)].add(launch)
    }
    return text(rows.values.sorted { ($1.seconds, $0.name) < ($0.seconds, $1.name) })
  }

  /// A line for each launch, in the order of execution.
  var launches: String {
    text(
      profile.launches.map { launch in
        var row = Row(launch)
        row.add(launch)
        return row
      })
  }

  private func text(_ rows: [Row]) -> String {
    let header = ["kernel", "launches", "µs", "share", "GFLOP/s", "GB/s", "of peak", "operations"]
    let lines = rows.map { row -> [String] in
      let (flops, bytes) = (
        Double(row.arithmetic) / row.seconds / 1e9, Double(row.bytes) / row.seconds / 1e9
      )
      // What the kernel is nearer to is what bounds it.
      let fraction = max(flops / peaks.gigaflops, bytes / peaks.gigabytes)
      let names = row.operations.prefix(4).joined(separator: " + ")
      return [
        row.name, "\(row.count)", number(row.seconds * 1e6, 1),
        number(row.seconds / max(profile.busySeconds, 1e-12) * 100, 1) + " %",
        number(flops, 1), number(bytes, 1), number(fraction * 100, 0) + " %",
        names + (row.operations.count > 4 ? " + \(row.operations.count - 4) more" : "")
          + (row.isTuned ? " (tuned)" : ""),
      ]
    }
    let idle = max(0, profile.seconds - profile.busySeconds)
    // One launch has no others to wait for, and the companion's queue is not the one that was measured.
    let launching = peaks.launchSeconds * Double(profile.launches.count)
    let share = number(launching / max(profile.seconds, 1e-12) * 100, 1)
    var cost = ""
    if profile.ranInline {
      cost = "\nso little work that it runs in the calling thread, on one processor"
    } else if profile.launches.count > 1 {
      cost =
        "\nlaunching a kernel: \(number(peaks.launchSeconds * 1e6, 2)) µs, which makes "
        + "\(share) % of the step"
    }
    return """
      \(Output.table([header] + lines, rightAligned: [1, 2, 3, 4, 5, 6]))
      a step on the device: \(number(profile.seconds * 1e3, 3)) ms in \(profile.launches.count) \
      launches; between them \(number(idle * 1e3, 3)) ms
      the device at its best: \(number(peaks.gigaflops, 0)) GFLOP/s, \
      \(number(peaks.gigabytes, 1)) GB/s copied\(cost)
      """
  }

  static func number(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (value * scale).rounded()
    guard rounded.magnitude < 1e15 else { return "\(value)" }
    if digits == 0 { return "\(Int(rounded))" }
    let (whole, rest) = Int(rounded).magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let fraction = String(rest)
    let padding = String(repeating: "0", count: digits - fraction.count)
    return (value < 0 && rounded != 0 ? "-" : "") + "\(whole).\(padding)\(fraction)"
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    ProfileReport.number(value, digits)
  }

  /// The launches of one step in the Trace Event Format (times in microseconds).
  var trace: String {
    let events = profile.launches.map { launch in
      let names = launch.operations.joined(separator: " + ")
      return """
        {"name": \(quoted(launch.kernel)), "ph": "X", "pid": 1, "tid": 1, \
        "ts": \(number(launch.start * 1e6, 3)), "dur": \(number(launch.lastSeconds * 1e6, 3)), \
        "args": {"operations": \(quoted(names)), "arithmetic": \(launch.arithmetic), \
        "bytes": \(launch.bytes), "workItems": \(launch.workItems)}}
        """
    }
    return "{\"traceEvents\": [\n\(events.joined(separator: ",\n"))\n]}\n"
  }

  /// A string as JSON: names of operations are their authors' choice.
  private func quoted(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
