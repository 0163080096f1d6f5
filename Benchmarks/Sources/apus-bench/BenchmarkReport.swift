import Foundation

/// What a run of the benchmarks found; its JSON is for programs.
struct BenchmarkReport: Codable {
  /// One workload.
  struct Result: Codable {
    var name: String
    var shape: LayerSizes
    /// Milliseconds of a step: N steps with one final synchronisation, divided by N.
    var medianMs: Double
    var minMs: Double
    /// The same with a synchronisation after each step, median.
    var syncedMs: Double
    /// Repetitions.
    var runs: Int
    /// Examples in a second.
    var itemsPerS: Double
    var gflops: Double
    /// Kernels enqueued in a step.
    var kernels: Int
    var plannedBytes: Int
    var residentBytes: Int
    /// From process start to the end of the first step: with empty caches, and with full ones.
    var firstStepColdS: Double?
    var firstStepWarmS: Double?

    init(_ workload: any Workload, _ times: Stopwatch.Times) throws {
      let counts = try workload.counts
      name = workload.name
      shape = workload.sizes
      medianMs = times.steps.median
      minMs = times.steps.min() ?? .nan
      syncedMs = times.synced.median
      runs = times.steps.count
      itemsPerS = Double(shape.batch) / medianMs * 1000
      gflops = shape.operations / medianMs / 1e6
      kernels = counts.kernels
      plannedBytes = counts.plannedBytes
      residentBytes = counts.residentBytes
    }
  }

  /// How many times faster one workload is than another that ran in turn with it.
  struct Ratio: Codable {
    var name: String
    var baseline: String
    var batch: Int
    /// Median over median.
    var ratio: Double
  }

  var device: String
  var results: [Result] = []
  var ratios: [Ratio] = []

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
      "workload", "batch", "ms", "min", "synced", "items/s", "GFLOP/s", "kernels", "planned",
      "resident",
    ]
    let hasStarts = results.contains { $0.firstStepColdS != nil }
    if hasStarts { header += ["first step cold", "warm"] }
    var rows = [header, header.indices.map { $0 == 0 ? "---" : "---:" }]
    for result in results {
      var row = [
        result.name, "\(result.shape.batch)", number(result.medianMs, 3), number(result.minMs, 3),
        number(result.syncedMs, 3), number(result.itemsPerS, 0), number(result.gflops, 1),
        "\(result.kernels)", bytes(result.plannedBytes), bytes(result.residentBytes),
      ]
      if hasStarts {
        row += [result.firstStepColdS, result.firstStepWarmS].map {
          $0.map { number($0, 2) + " s" } ?? "–"
        }
      }
      rows.append(row)
    }
    var text = "Device: \(device)\n\n" + table(rows)
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

  private func table(_ rows: [[String]]) -> String {
    let columns = rows[0].indices
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.enumerated().map { position, row in
      let cells = columns.map { column in
        if position == 1 {
          return column == 0
            ? String(repeating: "-", count: widths[column])
            : String(repeating: "-", count: widths[column] - 1) + ":"
        }
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }
      return "| " + cells.joined(separator: " | ") + " |\n"
    }.joined()
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  private func bytes(_ count: Int) -> String {
    count < 1 << 20
      ? number(Double(count) / 1024, 1) + " KiB" : number(Double(count) / 1048576, 2) + " MiB"
  }
}
