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
          try checkBaseline(name, extents, on: context)
          continue
        }
        try check(workload, limits(name, extents, on: context))
        try Reference.check(workload, name)
      }
    }
  }

  /// The most that a step may need.
  private struct Limits {
    var kernels: Int
    /// Bytes of the arena.
    var plannedBytes: Int
  }

  /// What a step of the CPU family on two compute units needs now. Other families have no limits;
  /// scratch memory grows with the units.
  private static func limits(
    _ name: WorkloadName, _ extents: Extents, on context: ComputeContext
  ) -> Limits? {
    guard context.traits.family == .cpu, context.traits.computeUnits <= 2 else { return nil }
    let (kernels, bytes) =
      switch name {
      case .xor: (1, 640)
      case .mlp: extents == name.shapes[0] ? (9, 1_271_680) : (1, 1408)
      case .gpt: (79, 96_128)
      case .cnn: (37, 130_432)
      case .resnet18: (356, 676_608)
      case .charLSTM: (76, 13_952)
      case .seedMLP, .seedBaseline: (1, 1408)
      case .seedCharRNN, .seedCharRNNBaseline: (71, 19_072)
      case .gemm: (1, extents["batch"] == 1 ? 6400 : 1152)
      case .softmax: (1, 10_880)
      case .layerNorm: (1, 11_264)
      case .sum: (1, 0)
      case .gelu: (1, 40_064)
      // The counters are copied, so that one launch is enough.
      case .adam: (2, 256)
      case .attention: (2, 303_872)
      case .lstm: (91, 17_280)
      // The gradient of the input mirrors the weights too.
      case .conv:
        extents["stride"] == 1 ? (extents["gradient"] == 1 ? 5 : 4, 192_128) : (1, 3584)
      case .gather: (1, 5888)
      case .scatterAdd: (3, 3328)
      case .topK: (1, 10_752)
      case .cumsum: (1, 10_240)
      case .transpose: (1, 95_488)
      case .concatenate: (1, 30_592)
      case .pad: (1, 7296)
      }
    return Limits(kernels: kernels, plannedBytes: bytes)
  }

  private static func checkBaseline(
    _ name: WorkloadName, _ extents: Extents, on context: ComputeContext
  ) throws {
    guard let seed = try name.original?.workload(extents, on: context) else { return }
    let baseline = try SeedBaseline.startingAs(seed)
    try baseline.verify(against: seed)
    print("\(baseline.name): \(baseline.counts.kernels) kernels, losses as \(seed.name)'s")
  }

  private static func check(_ workload: ApusWorkload, _ limits: Limits?) throws {
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
    let counts = workload.counts
    if let limits {
      try expect("kernels of a step", after.launchesPerStep, limits.kernels, atMost: true)
      try expect("bytes planned", counts.plannedBytes, limits.plannedBytes, atMost: true)
    }
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
