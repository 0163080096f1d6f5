import Apus
import ArgumentParser
import Foundation

/// The workloads by name.
enum WorkloadName: String, ExpressibleByArgument, CaseIterable {
  case mlp
  case seedMLP = "seed-mlp"
  case seedBaseline = "seed-mlp-baseline"
}

/// Times training steps, and prints a table.
@main
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apus-bench",
    abstract: "Times training steps on an OpenCL device.",
    discussion: """
      mlp                784 → 300 ReLU → 10, softmax cross-entropy, Adam
      seed-mlp           784 → 300 ReLU → 10 ReLU, MSE, RMSProp, outputs read back in each step;
                         in turn with the baseline, for batches of 128 and 5
      seed-mlp-baseline  the same by the algorithm of 2016, written by hand
      The device is the one that APUS_DEVICE names, or the best.
      """)

  @Argument(help: "What to time; mlp and seed-mlp if left out.")
  var names: [WorkloadName] = []

  @Option(help: ArgumentHelp("Also writes the results as JSON.", valueName: "file"))
  var json: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Other extents: batch, inputs, hidden, outputs.", valueName: "key=value"))
  var shape: [ShapeSetting] = []

  @Option(help: "Short for --shape batch=…")
  var batch: Int?

  @Option(help: "How long a repetition lasts.")
  var seconds = 1.0

  @Option(help: "Repetitions.")
  var runs = 7

  @Flag(help: "Also times the first step of a process, with empty caches and with full ones.")
  var starts = false

  @Flag(help: "Runs small networks, and checks counts instead of times.")
  var check = false

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
    if let requireRatio {
      guard requireRatio > 0, requireRatio.isFinite else {
        throw ValidationError("--require-ratio must be above 0")
      }
      guard !check, workloadNames.contains(.seedMLP),
        sizes(of: .seedMLP).contains(where: { $0.batch == 128 })
      else {
        throw ValidationError("--require-ratio needs seed-mlp at batch 128 to be timed")
      }
    }
    if let batch, batch < 1 { throw ValidationError("--batch must be at least 1") }
  }

  func run() throws {
    let context = try ComputeContext(.default)
    if check { return try QuickCheck.run(on: context) }
    if firstStep { return try runFirstStep(on: context) }

    var report = BenchmarkReport(device: describe(context.device))
    for name in workloadNames {
      for sizes in sizes(of: name) { try measure(name, sizes, on: context, into: &report) }
    }
    print(report.markdown, terminator: "")
    if let json { try report.json.write(to: URL(fileURLWithPath: json)) }
    if let requireRatio { try report.require(requireRatio, of: .seedMLP, batch: 128) }
  }

  private var workloadNames: [WorkloadName] { names.isEmpty ? [.mlp, .seedMLP] : names }

  /// The extents to time a workload with.
  private func sizes(of name: WorkloadName) -> [LayerSizes] {
    var settings = shape
    if let batch { settings.append(ShapeSetting(key: .batch, value: batch)) }
    let sizes = LayerSizes().with(settings)
    if name == .mlp || settings.contains(where: { $0.key == .batch }) { return [sizes] }
    return [sizes, sizes.with([ShapeSetting(key: .batch, value: 5)])]
  }

  /// The workloads that are timed in turn, the one asked for first.
  private func workloads(
    _ name: WorkloadName, _ sizes: LayerSizes, on context: ComputeContext
  ) throws -> [any Workload] {
    if name == .mlp { return [try ApusWorkload.mlp(sizes, on: context)] }
    let seed = try ApusWorkload.seedMLP(sizes, on: context)
    if firstStep && name == .seedMLP { return [seed] }
    let baseline = try SeedBaseline(startingAs: seed)
    if firstStep { return [baseline] }
    try SeedBaseline.verify(baseline, against: seed)
    return name == .seedMLP ? [seed, baseline] : [baseline]
  }

  private func measure(
    _ name: WorkloadName, _ sizes: LayerSizes, on context: ComputeContext,
    into report: inout BenchmarkReport
  ) throws {
    let workloads = try workloads(name, sizes, on: context)
    let times = try Stopwatch(seconds: seconds, runs: runs).times(workloads)
    for (workload, times) in zip(workloads, times) {
      var result = try BenchmarkReport.Result(workload, times)
      if starts {
        let (cold, warm) = try FirstStep.seconds(workload.name, sizes)
        (result.firstStepColdS, result.firstStepWarmS) = (cold, warm)
      }
      report.results.append(result)
    }
    if workloads.count == 2 {
      report.ratios.append(
        .init(
          name: workloads[0].name, baseline: workloads[1].name, batch: sizes.batch,
          ratio: times[1].steps.median / times[0].steps.median))
    }
  }

  /// What `--starts` runs in a process of its own.
  private func runFirstStep(on context: ComputeContext) throws {
    for name in names {
      for sizes in sizes(of: name) {
        for workload in try workloads(name, sizes, on: context) {
          try workload.step()
          try workload.synchronize()
          print(FirstStep.sinceStart)
        }
      }
    }
  }

  private func describe(_ device: Device) -> String {
    "\(device.name), \(device.capabilities.computeUnits) compute units, "
      + "\(device.platform.name) (\(device.driverVersion))"
  }
}
