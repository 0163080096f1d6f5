import Apus

/// The check for continuous integration: small, without times. Every workload runs a few steps, and
/// its counts have to stay as they are once it is warm.
enum QuickCheck {
  /// Checks the workloads of these names, all if there are none.
  /// - Throws: `BenchmarkError` naming the first count that is not as it has to be.
  static func run(_ names: [WorkloadName], on context: ComputeContext) throws {
    for name in names.isEmpty ? WorkloadName.allCases : names {
      for extents in name.tinyShapes {
        guard let workload = try name.workload(extents, on: context) else {
          try checkBaseline(extents, on: context)
          continue
        }
        try check(workload, kernelLimit(name, extents, on: context))
        try Reference.check(workload, name)
      }
    }
  }

  /// The most kernels of a step that the CPU family may need: those it needs now. Other families
  /// have none.
  private static func kernelLimit(
    _ name: WorkloadName, _ extents: Extents, on context: ComputeContext
  ) -> Int? {
    guard context.traits.family == .cpu else { return nil }
    return switch name {
    case .xor: 1
    case .mlp: extents == name.shapes[0] ? 12 : 1
    case .gpt: 87
    case .adam: 3
    case .seedMLP, .seedBaseline, .gemm, .softmax, .layerNorm, .sum, .gelu: 1
    }
  }

  private static func checkBaseline(_ extents: Extents, on context: ComputeContext) throws {
    let seed = try ApusWorkload.seedMLP(extents, on: context)
    let baseline = try SeedBaseline(startingAs: seed)
    try SeedBaseline.verify(baseline, against: seed)
    print("\(baseline.name): \(baseline.counts.kernels) kernels, losses as \(seed.name)'s")
  }

  private static func check(_ workload: ApusWorkload, _ kernelLimit: Int?) throws {
    let executable = workload.executable
    for _ in 0..<SyntheticData.batchCount { try workload.step() }
    try workload.synchronize()
    let loss = workload.trains ? try workload.loss() : nil
    let warm = executable.statistics
    let steps = 5 * SyntheticData.batchCount
    for _ in 0..<steps { try workload.step() }
    try workload.synchronize()
    let after = executable.statistics

    func expect(_ count: String, _ found: Int, _ wanted: Int, atMost: Bool = false) throws {
      guard atMost ? found <= wanted : found == wanted else {
        throw BenchmarkError(
          "\(workload.name) \(workload.extents): \(count): expected "
            + "\(atMost ? "at most " : "")\(wanted), found \(found) after \(steps) warm steps")
      }
    }
    try expect("steps", after.steps - warm.steps, steps)
    try expect("kernels of a step", after.launchesPerStep, warm.launchesPerStep)
    try expect("kernels enqueued", after.launches - warm.launches, steps * warm.launchesPerStep)
    try expect("plans", after.plans, 1)
    try expect("programs built by warm steps", after.programsBuilt, warm.programsBuilt)
    try expect("distinct programs", after.programsBuilt, 1, atMost: true)
    try expect("objects created", after.objectsCreated, warm.objectsCreated)
    try expect("bytes staged from the host", after.bytesStaged, 0)
    try expect("reads that the host waited for", after.blockingReads, warm.blockingReads)
    try expect("bytes of the arena", after.arenaBytes, warm.arenaBytes)
    if let kernelLimit {
      try expect("kernels of a step", after.launchesPerStep, kernelLimit, atMost: true)
    }
    let counts = workload.counts
    var line =
      "\(workload.name) \(workload.extents): \(counts.kernels) kernels, "
      + "\(counts.plannedBytes) bytes planned, \(counts.residentBytes) resident, counts steady"
    if let loss {
      let trained = try workload.loss()
      guard trained < loss else {
        throw BenchmarkError("\(workload.name): the loss went from \(loss) to \(trained)")
      }
      line += ", loss \(loss) to \(trained)"
    }
    print(line)
  }
}
