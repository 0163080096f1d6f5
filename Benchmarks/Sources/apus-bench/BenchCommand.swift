import Apus
import ArgumentParser
import Foundation

/// Times workloads, and prints a table.
@main
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apus-bench",
    abstract: "Times training steps and kernels on an OpenCL device.",
    discussion: WorkloadName.allCases.map {
      $0.rawValue.padding(toLength: 19, withPad: " ", startingAt: 0) + $0.summary
    }.joined(separator: "\n") + "\nThe device is the one that APUS_DEVICE names, or the best.")

  @Argument(help: "What to time; everything if left out.")
  var names: [WorkloadName] = []

  @Option(help: ArgumentHelp("Also writes the results as JSON.", valueName: "file"))
  var json: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Other extents for the workloads that have them, such as batch=64 hidden=512.",
      valueName: "key=value"))
  var shape: [ShapeSetting] = []

  @Option(help: "Short for --shape batch=…")
  var batch: Int?

  @Option(help: "How long a repetition lasts.")
  var seconds = 1.0

  @Option(help: "Repetitions.")
  var runs = 7

  @Flag(
    inversion: .prefixedNo,
    help: """
      Also times the first step of a process, with empty caches and with full ones; not where turns \
      are taken.
      """)
  var starts = true

  @Flag(help: "Runs small workloads, and checks counts instead of times.")
  var check = false

  @Flag(help: "Prints the workloads and shapes that would be timed, as JSON, and times nothing.")
  var list = false

  @Flag(help: "Leaves out the probe of what the device can do at best.")
  var noProbe = false

  @Option(
    help: ArgumentHelp(
      "Writes the elements of the first step's first result, float32, to compare them with a peer's.",
      valueName: "file"))
  var result: String?

  @Flag(
    help: """
      Takes turns with other programs: prints 'ready', then waits for a line on standard input \
      before each repetition and prints 'done' after it.
      """)
  var paced = false

  @Option(
    help: ArgumentHelp(
      "Fail where seed-mlp at batch 128 is less than this many times as fast as its baseline.",
      valueName: "ratio"))
  var requireRatio: Double?

  @Flag(help: .private)
  var firstStep = false

  func validate() throws {
    guard seconds > 0, seconds.isFinite else { throw ValidationError("--seconds must be above 0") }
    guard runs >= 1 else { throw ValidationError("--runs must be at least 1") }
    for setting in settings {
      let takers = workloadNames.filter { $0.shapes[0].keys.contains(setting.key) }
      guard !takers.isEmpty else {
        let known = workloadNames.map { "\($0.rawValue): \($0.shapes[0])" }
        throw ValidationError(
          "no workload has the extent '\(setting.key)'. They have\n" + known.joined(separator: "\n")
        )
      }
    }
    if let requireRatio {
      guard requireRatio > 0, requireRatio.isFinite else {
        throw ValidationError("--require-ratio must be above 0")
      }
      guard !check, workloadNames.contains(.seedMLP),
        WorkloadName.seedMLP.shapes(with: settings).contains(where: { $0["batch"] == 128 })
      else {
        throw ValidationError("--require-ratio needs seed-mlp at batch 128 to be timed")
      }
    }
    if let batch, batch < 1 { throw ValidationError("--batch must be at least 1") }
    let rows = workloadNames.flatMap { $0.shapes(with: settings) }
    for option in [paced ? "--paced" : nil, result.map { _ in "--result" }] {
      guard let option, rows.count != 1 else { continue }
      throw ValidationError("\(option) takes one workload of one shape, not \(rows.count)")
    }
  }

  func run() throws {
    if list { return try printList() }
    let context = try ComputeContext(.default)
    if check { return try QuickCheck.run(names, on: context) }
    if firstStep { return try runFirstStep(on: context) }

    var report = BenchmarkReport(device: describe(context.device))
    func probe() throws {
      if !noProbe { report.add(try MachineProbe.measure(context)) }
    }
    try probe()
    for name in workloadNames {
      for extents in name.shapes(with: settings) {
        try measure(name, extents, on: context, into: &report)
      }
    }
    // Once more: other programs may have been busy the first time.
    try probe()
    if !paced { print(report.markdown, terminator: "") }
    if let json { try report.json.write(to: URL(fileURLWithPath: json)) }
    if let requireRatio { try report.require(requireRatio, of: .seedMLP, batch: 128) }
  }

  /// All but the baselines, which are timed with what they are the baselines of.
  private var workloadNames: [WorkloadName] {
    names.isEmpty ? WorkloadName.allCases.filter { $0.original == nil } : names
  }

  private var settings: [ShapeSetting] {
    shape + (batch.map { [ShapeSetting("batch", $0)] } ?? [])
  }

  /// The workloads that are timed in turn, the one asked for first.
  private func workloads(
    _ name: WorkloadName, _ extents: Extents, on context: ComputeContext
  ) throws -> [any Workload] {
    if let workload = try name.workload(extents, on: context) {
      // The baseline is not what is paced or started here.
      guard name.hasBaseline, !firstStep, !paced else { return [workload] }
      let baseline = try SeedBaseline.startingAs(workload)
      try baseline.verify(against: workload)
      return [workload, baseline]
    }
    guard let start = try name.original?.workload(extents, on: context) else { return [] }
    let baseline = try SeedBaseline.startingAs(start)
    if !firstStep { try baseline.verify(against: start) }
    return [baseline]
  }

  private func measure(
    _ name: WorkloadName, _ extents: Extents, on context: ComputeContext,
    into report: inout BenchmarkReport
  ) throws {
    let base = ProcessMemory.resident
    let workloads = try workloads(name, extents, on: context)
    let start = ProcessMemory.resident
    if workloads.count == 1 {
      try workloads[0].step()
      try workloads[0].synchronize()
    }
    let first = ProcessMemory.resident
    if let result, let workload = workloads[0] as? ApusWorkload {
      let elements = try workload.firstOutput().floats
      try elements.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: result))
    }
    let stopwatch = Stopwatch(seconds: seconds, runs: runs, pace: Pace(isOn: paced))
    let times = try stopwatch.times(workloads)
    for (workload, times) in zip(workloads, times) {
      var result = try BenchmarkReport.Result(workload, times)
      if workloads.count == 1, let base, let start, let first, let end = ProcessMemory.resident {
        result.processBytes = .init(base: base, start: start, firstStep: first, end: end)
      }
      if starts && !paced {
        let (cold, warm) = try FirstStep.reports(workload.name, extents)
        (result.firstStepColdS, result.firstStepWarmS) = (cold.seconds, warm.seconds)
        result.growthBytes = warm.processBytes.map { $0.firstStep - $0.base }
      }
      report.results.append(result)
    }
    if workloads.count == 2 {
      report.ratios.append(
        .init(
          name: workloads[0].name, baseline: workloads[1].name, batch: extents["batch"],
          ratio: times[1].steps.median / times[0].steps.median))
    }
  }

  private func printList() throws {
    struct Row: Encodable {
      var name: String
      var shape: Extents
    }
    let rows = workloadNames.flatMap { name in
      name.shapes(with: settings).map { Row(name: name.rawValue, shape: $0) }
    }
    print(String(decoding: try JSONEncoder().encode(rows), as: UTF8.self))
  }

  /// What `--starts` runs in a process of its own.
  private func runFirstStep(on context: ComputeContext) throws {
    let base = ProcessMemory.resident
    for name in names {
      for extents in name.shapes(with: settings) {
        for workload in try workloads(name, extents, on: context) {
          let start = ProcessMemory.resident
          try workload.step()
          try workload.synchronize()
          var report = FirstStep.Report(seconds: FirstStep.sinceStart)
          if let base, let start, let first = ProcessMemory.resident {
            report.processBytes = .init(base: base, start: start, firstStep: first)
          }
          let encoder = JSONEncoder()
          encoder.keyEncodingStrategy = .convertToSnakeCase
          print(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
      }
    }
  }

  private func describe(_ device: Device) -> String {
    "\(device.name), \(device.capabilities.computeUnits) compute units, "
      + "\(device.platform.name) (\(device.driverVersion))"
  }
}
