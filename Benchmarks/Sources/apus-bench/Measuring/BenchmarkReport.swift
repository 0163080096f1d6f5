import Foundation

/// What a run of the benchmarks found; its JSON is for programs.
struct BenchmarkReport: Encodable {
  /// One workload.
  struct Result: Encodable {
    var name: String
    var shape: Extents
    /// Milliseconds of a step: N steps with one final synchronisation, divided by N.
    var medianMs: Double
    var minMs: Double
    var maxMs: Double
    /// The same with a synchronisation after each step, median.
    var syncedMs: Double
    /// Repetitions.
    var runs: Int
    /// The number of each repetition, in order.
    var timesMs: [Double]
    /// Examples, positions or rows in a second.
    var itemsPerS: Double
    /// 10⁹ operations of matrix products a second; nil for a workload without.
    var gflops: Double?
    /// 10⁹ bytes a second that have to move; nil for a workload that is not about moving them.
    var gbs: Double?
    /// The larger of the shares of the two peaks; nil where these were not measured.
    var ofPeak: Double?
    /// Launching all of a step's kernels, each at the cost that was measured in this run, as a share
    /// of the step; nil where that cost was not measured.
    var launchOverhead: Double?
    /// Kernels enqueued in a step.
    var kernels: Int
    var plannedBytes: Int
    var residentBytes: Int
    /// Resident memory of the process at four times.
    var processBytes: ProcessMemory.Readings?
    /// What model, data and first step added to the resident memory of a process of its own, with
    /// full caches.
    var growthBytes: Int?
    /// From process start to the end of the first step: with empty caches, and with full ones.
    var firstStepColdS: Double?
    var firstStepWarmS: Double?

    init(_ workload: any Workload, _ times: Stopwatch.Times) throws {
      let counts = try workload.counts
      let work = workload.work
      let median = times.steps.median
      name = workload.name
      shape = workload.extents
      medianMs = median
      minMs = times.steps.min() ?? .nan
      maxMs = times.steps.max() ?? .nan
      syncedMs = times.synced.median
      runs = times.steps.count
      timesMs = times.steps
      itemsPerS = Double(work.items) / median * 1000
      gflops = work.operations > 0 ? work.operations / median / 1e6 : nil
      gbs = work.bytes > 0 ? work.bytes / median / 1e6 : nil
      kernels = counts.kernels
      plannedBytes = counts.plannedBytes
      residentBytes = counts.residentBytes
    }
  }

  /// How many times faster one workload is than another that ran in turn with it.
  struct Ratio: Encodable {
    var name: String
    var baseline: String
    var batch: Int
    /// Median over median.
    var ratio: Double
  }

  var device: String
  /// What the device can do at best; nil where it was not measured.
  var peakGflops: Double?
  var streamGbs: Double?
  /// Microseconds that a kernel which does nothing costs among others.
  var launchUs: Double?
  var results: [Result] = []
  var ratios: [Ratio] = []

  init(device: String) { self.device = device }

  /// Takes in what a probe found: of several, the best numbers count.
  mutating func add(_ probe: MachineProbe) {
    let launch = min(launchUs ?? .infinity, probe.launchSeconds * 1e6)
    launchUs = launch
    let peak = max(peakGflops ?? 0, probe.peakGFLOPS)
    let stream = max(streamGbs ?? 0, probe.streamGBS)
    (peakGflops, streamGbs) = (peak, stream)
    for index in results.indices {
      let (gflops, gbs) = (results[index].gflops ?? 0, results[index].gbs ?? 0)
      results[index].ofPeak = max(gflops / peak, gbs / stream)
      let (kernels, step) = (Double(results[index].kernels), results[index].medianMs)
      results[index].launchOverhead = kernels * launch / (step * 1000)
    }
  }

  /// The JSON of the report.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return try encoder.encode(self)
    }
  }

  /// The report as a Markdown table, with the ratios below it.
  var markdown: String {
    var header = [
      "workload", "shape", "ms", "min", "max", "synced", "items/s", "GFLOP/s", "GB/s", "of peak",
      "kernels", "launching", "planned", "resident",
    ]
    let hasStarts = results.contains { $0.firstStepColdS != nil }
    if hasStarts { header += ["first step cold", "warm", "growth"] }
    var table = MarkdownTable(header, leftColumns: 2)
    for result in results {
      var row = [
        result.name, "\(result.shape)", number(result.medianMs, 3), number(result.minMs, 3),
        number(result.maxMs, 3), number(result.syncedMs, 3), number(result.itemsPerS, 0),
        number(result.gflops, 1), number(result.gbs, 1), percent(result.ofPeak, 0),
        "\(result.kernels)", percent(result.launchOverhead, 1), bytes(result.plannedBytes),
        bytes(result.residentBytes),
      ]
      if hasStarts {
        row += [result.firstStepColdS, result.firstStepWarmS].map {
          $0.map { number($0, 2) + " s" } ?? "–"
        }
        row.append(result.growthBytes.map(bytes) ?? "–")
      }
      table.rows.append(row)
    }
    var text = "Device: \(device)\n"
    if let peakGflops, let streamGbs {
      text +=
        "Peak: \(number(peakGflops, 1)) GFLOP/s, stream: \(number(streamGbs, 1)) GB/s, a kernel "
        + "that does nothing: \(number(launchUs, 2)) µs, probed in this run\n"
    }
    text += "\n" + table.text
    if !ratios.isEmpty { text += "\n" }
    for ratio in ratios {
      text +=
        "\(ratio.name), batch \(ratio.batch): \(number(ratio.ratio, 1)) times as fast as "
        + "\(ratio.baseline), in turn in one run\n"
    }
    return text
  }

  /// - Throws: `BenchmarkError` where the workload is less than `ratio` times as fast as what it was
  ///   timed in turn with.
  func require(_ ratio: Double, of name: WorkloadName, batch: Int) throws {
    let found = ratios.filter { $0.name == name.rawValue && $0.batch == batch }.map(\.ratio).min()
    guard let found, found >= ratio else {
      throw BenchmarkError(
        "\(name.rawValue), batch \(batch): expected at least \(number(ratio, 1)) times as fast as "
          + "its baseline, found \(found.map { number($0, 1) } ?? "no ratio"); run it again on an "
          + "idle machine before looking for what became slower")
    }
  }

  private func number(_ value: Double?, _ digits: Int) -> String {
    value.map { String(format: "%.\(digits)f", $0) } ?? "–"
  }

  private func percent(_ share: Double?, _ digits: Int) -> String {
    share.map { number($0 * 100, digits) + " %" } ?? "–"
  }

  private func bytes(_ count: Int) -> String {
    count < 1 << 20
      ? number(Double(count) / 1024, 1) + " KiB" : number(Double(count) / 1048576, 2) + " MiB"
  }
}
