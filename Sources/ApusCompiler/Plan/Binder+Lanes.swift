import ApusGraph

/// The steps of a loop as one launch, whose work-items have rows of their own.
extension Binder {
  /// How the rows of a loop are dealt out.
  struct LaneSizes: Hashable {
    /// The rows of a lane; the last one may have fewer.
    var rows: Int
    var all: Int
    var count: Int { (all + rows - 1) / rows }
  }

  /// More rows of a product's operand than these would not stay in the second-level cache.
  private static let maximumLaneRows = 128
  /// The launches that share one: the table of what is called with what is to be short.
  private static let laneParts = 1024

  /// Nil where threads would have nothing to do, or a product does not fit whole panels of rows.
  func laneSizes(_ lanes: Lanes, _ program: CompiledProgram) throws -> LaneSizes? {
    let all = try lanes.rows.value(binding)
    var height = 1
    for step in program.steps {
      guard case .contract(let contract) = step.work else { continue }
      guard try contract.k.value(binding) > 0, try contract.n.value(binding) > 0, all > 0 else {
        return nil
      }
      let shape = try ContractKernel.shape(contract.m, contract.n, contract.k, contract.batch) {
        try $0.value(binding)
      }
      guard let plan = contract.variant(for: shape)?.plan, plan.fitsLanes else { return nil }
      let before = height
      while height % plan.tileM != 0 { height += before }
      if height > all { return nil }
    }
    guard all % height == 0 else { return nil }
    let (panels, threads) = (all / height, program.traits.computeUnits)
    let rounds = (all + Binder.maximumLaneRows * threads - 1) / (Binder.maximumLaneRows * threads)
    let share = (panels + threads * rounds - 1) / (threads * rounds)
    // A thread without rows would have had columns.
    guard panels * 4 >= share * threads * rounds * 3 else { return nil }
    return LaneSizes(rows: share * height, all: all)
  }

  /// Binds all steps of a loop as launches in lanes.
  /// - Returns: false, and nothing is bound, where that is not possible.
  mutating func bindInLanes(_ scan: ScanWork, _ step: CompiledProgram.Step, _ trips: Int) throws
    -> Bool
  {
    guard let lanes = scan.program.lanes, program.options.joinsLaunches,
      let kernel = kernelIndex[lanes.kernel.source.text],
      let sizes = try laneSizes(lanes, scan.program)
    else { return false }
    var body = scan.program
    // Lanes are at different steps, so that no two values may share memory.
    (body.options.reusesMemory, body.options.joinsLaunches) = (false, false)
    var inner = try Binder(body, binding)
    inner.lanes = sizes
    let plan = try inner.run()
    var functions: [Int: Int] = [:]
    for (function, source) in lanes.kernel.functions.enumerated() {
      if let index = inner.kernelIndex[source.text] { functions[index] = function }
    }
    guard plan.launches.allSatisfy({ functions[$0.kernel] != nil }) else { return false }
    let (places, kernels) = try places(scan, step, trips, plan)
    for launch in inner.once { launches.append(places.moved(launch, to: 0, kernels, step.nodes)) }
    var parts: [Plan.Joined.Part] = []
    func flush(_ launches: inout [Plan.Launch]) {
      guard !parts.isEmpty else { return }
      var launch = Plan.Launch(
        kernel: kernel, arguments: [], global: [sizes.count], local: [1], nodes: step.nodes)
      launch.operations = parts.reduce(0) { $0 + $1.launch.operations }
      launch.bytes = parts.reduce(0) { $0 + $1.launch.bytes }
      launch.joined = .init(
        parts: parts, stride: lanes.kernel.stride, bases: lanes.kernel.bases)
      launches.append(launch)
      parts = []
    }
    for turn in 0..<trips {
      let trip = scan.core.isReversed ? trips - 1 - turn : turn
      for launch in plan.launches {
        parts.append(
          .init(
            launch: places.moved(launch, to: trip, kernels, step.nodes),
            function: functions[launch.kernel] ?? 0, laneAxis: launch.global.count > 1 ? 1 : 0))
      }
      if parts.count >= Binder.laneParts { flush(&launches) }
    }
    flush(&launches)
    return true
  }
}

extension GemmLaunch {
  /// The same work with all columns of some rows for each work-item.
  func inLanes(_ lanes: Binder.LaneSizes, _ plan: GemmPlan, _ shape: GemmShape) -> GemmLaunch {
    var launch = self
    launch.tilePanelsM = lanes.rows / plan.tileM
    launch.tilePanelsN = (shape.n + plan.tileN - 1) / plan.tileN
    launch.mainGlobal = [1, lanes.count, 1]
    return launch
  }
}
