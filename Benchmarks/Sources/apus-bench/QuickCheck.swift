import Apus

/// The check for continuous integration: small, without times. Every workload runs a few steps, and
/// its counts have to stay as they are once it is warm.
enum QuickCheck {
  /// - Throws: `BenchmarkError` naming the first count that changed.
  static func run(on context: ComputeContext) throws {
    try check(.mlp(.tiny, on: context))
    let seed = try ApusWorkload.seedMLP(.tiny, on: context)
    let baseline = try SeedBaseline(startingAs: seed)
    try SeedBaseline.verify(baseline, against: seed)
    print("\(baseline.name): \(baseline.counts.kernels) kernels, losses as \(seed.name)'s")
    try check(seed)
  }

  private static func check(_ workload: ApusWorkload) throws {
    let executable = workload.executable
    for _ in 0..<SyntheticData.batchCount { try workload.step() }
    try workload.synchronize()
    let warm = executable.statistics
    let loss = try workload.loss()
    let steps = 5 * SyntheticData.batchCount
    for _ in 0..<steps { try workload.step() }
    try workload.synchronize()
    let after = executable.statistics

    func expect(_ count: String, _ found: Int, _ wanted: Int) throws {
      guard found == wanted else {
        throw BenchmarkError(
          "\(workload.name): \(count): expected \(wanted), found \(found) after \(steps) warm steps"
        )
      }
    }
    try expect("steps", after.steps - warm.steps, steps)
    try expect("kernels of a step", after.launchesPerStep, warm.launchesPerStep)
    try expect("kernels enqueued", after.launches - warm.launches, steps * warm.launchesPerStep)
    try expect("plans", after.plans, 1)
    try expect("programs built", after.programsBuilt, warm.programsBuilt)
    try expect("objects created", after.objectsCreated, warm.objectsCreated)
    try expect("bytes staged from the host", after.bytesStaged, warm.bytesStaged)
    try expect("bytes of the arena", after.arenaBytes, warm.arenaBytes)
    let trained = try workload.loss()
    guard trained < loss else {
      throw BenchmarkError("\(workload.name): the loss went from \(loss) to \(trained)")
    }
    let counts = workload.counts
    print(
      "\(workload.name): \(counts.kernels) kernels, \(counts.plannedBytes) bytes planned, "
        + "\(counts.residentBytes) resident, loss \(loss) to \(trained), counts steady")
  }
}
