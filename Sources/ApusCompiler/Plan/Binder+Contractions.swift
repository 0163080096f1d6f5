import ApusGraph

/// Contractions: the launches that pack, multiply, and add the parts of a split k.
extension Binder {
  mutating func bind(
    _ contract: ContractKernel, _ step: CompiledProgram.Step
  ) throws {
    guard let shape = try shape(of: contract) else { return }
    if try contract.k.value(binding) == 0 {
      for empty in contract.empty { try launch(empty.source, empty.geometry, step) }
      return
    }
    guard let variant = contract.variant(for: shape) else { return }
    let first = launches.count
    defer {
      for position in launches.indices.dropFirst(first) {
        launches[position].isTuned = contract.isTuned(for: shape)
        launches[position].contraction = contract.contraction(shape)
      }
    }
    var launch = contract.launch(variant, shape)
    if let lanes { launch = launch.inLanes(lanes, variant.plan, shape) }
    var numbers = Numbers()
    numbers.parts = launch.parts
    (numbers.tilePanelsM, numbers.tilePanelsN) = (launch.tilePanelsM, launch.tilePanelsN)
    numbers.scratch = [nil, nil, nil]
    let packs = packs(variant, launch)
    for pack in packs {
      numbers.scratch[pack.slot] =
        try sharedPacks.block(pack.key) ?? allocate(pack.floats * 4, for: step)
    }
    numbers.scratch[2] = try allocate(launch.partialFloats * 4, for: step)
    let missing = packs.filter { sharedPacks.block($0.key) == nil }
    for pack in missing {
      try append(pack.source, pack.key.global, GemmLaunch.packLocal, step, numbers)
    }
    if let both = variant.packs, missing.count == 2 { try join(2, both) }
    for pack in packs {
      guard let block = numbers.scratch[pack.slot] else { continue }
      if sharedPacks.use(pack.key, in: block) { freed.append(block) }
    }
    try append(variant.main, launch.mainGlobal, launch.mainLocal, step, numbers)
    if let combine = variant.combine {
      try append(combine, launch.combineGlobal, launch.combineLocal, step, numbers)
      launches[launches.count - 1].bytes = launch.partialFloats * 4
    }
    if let partial = numbers.scratch[2] { freed.append(partial) }
  }

  /// The sizes of a product; nil where it has no results.
  private func shape(of contract: ContractKernel) throws -> GemmShape? {
    let sizes = try [contract.m, contract.n, contract.batch].map { try $0.value(binding) }
    return sizes.contains(0)
      ? nil
      : try ContractKernel.shape(contract.m, contract.n, contract.k, contract.batch) {
        try $0.value(binding)
      }
  }

  /// What a product has packed, with the scratch memory that each takes.
  private func packs(
    _ variant: ContractKernel.Variant, _ launch: GemmLaunch
  ) -> [(source: KernelSource, key: SharedPacks.Pack, slot: Int, floats: Int)] {
    let all = [
      (variant.packA, launch.packAGlobal, launch.packedAFloats),
      (variant.packB, launch.packBGlobal, launch.packedBFloats),
    ]
    return all.enumerated().compactMap { slot, pack in
      guard let source = pack.0, let kernel = kernelIndex[source.text] else { return nil }
      let key = SharedPacks.Pack(kernel: kernel, arguments: source.arguments, global: pack.1)
      return (source, key, slot, pack.2)
    }
  }

  /// Finds the packs that several products need. Where everything is kept, or a part of the launches
  /// may run alone, each product has its own.
  mutating func expectPacks() throws {
    guard program.options.reusesMemory, !program.options.separateBuffers else { return }
    for step in program.steps {
      guard case .contract(let contract) = step.work, try contract.k.value(binding) > 0,
        let shape = try shape(of: contract), let variant = contract.variant(for: shape),
        variant.packA != nil || variant.packB != nil
      else { continue }
      for pack in packs(variant, contract.launch(variant, shape)) { sharedPacks.expect(pack.key) }
    }
  }

  /// In the body of a loop, packs what is the same in every step once, before all of them; the memory
  /// stays, as the first steps' values must not use it.
  mutating func hoistPacks() throws {
    guard program.options.placesOutputs else { return }
    for step in program.steps {
      guard case .contract(let contract) = step.work, try contract.k.value(binding) > 0,
        let shape = try shape(of: contract), let variant = contract.variant(for: shape)
      else { continue }
      for pack in packs(variant, contract.launch(variant, shape))
      where isInvariant(pack.key) && sharedPacks.block(pack.key) == nil {
        guard let block = try allocate(pack.floats * 4, for: step) else { continue }
        sharedPacks.keep(pack.key, in: block)
        var numbers = Numbers()
        numbers.scratch = [nil, nil, nil]
        numbers.scratch[pack.slot] = block
        try append(pack.source, pack.key.global, GemmLaunch.packLocal, step, numbers)
      }
    }
    once = launches
    launches = []
  }

  private func isInvariant(_ pack: SharedPacks.Pack) -> Bool {
    pack.arguments.allSatisfy { argument in
      guard case .buffer(let value) = argument else { return true }
      guard case .variable(let index) = program.values[value.index].origin else { return false }
      return program.options.invariants.contains(index)
    }
  }

  /// Notes what the launches of a product compute and move. What packs, or adds the parts of a split
  /// k, moves, and computes nothing.
  mutating func count(
    _ contract: ContractKernel, _ step: CompiledProgram.Step, _ positions: Range<Int>
  ) {
    func kind(_ position: Int) -> String { program.kernels[launches[position].kernel].kind }
    func bytes(_ values: [ValueID]) -> Int { values.reduce(0) { $0 + byteCount($1) } }
    let operands = contract.operandReads.map(bytes)
    for position in positions {
      switch kind(position) {
      case "gemm":
        let sizes = [contract.m, contract.n, contract.k, contract.batch]
        launches[position].operations =
          2 * sizes.reduce(1) { $0 &* ((try? $1.value(binding)) ?? 0) }
        launches[position].bytes = bytes(step.reads + step.writes)
      case "packA": launches[position].bytes = 2 * operands[0]
      case "packB": launches[position].bytes = 2 * operands[1]
      case JoinedKernel.Order.together.rawValue:
        launches[position].bytes = 2 * operands.reduce(0, +)
      default: launches[position].bytes += bytes(step.writes)
      }
    }
  }
}
