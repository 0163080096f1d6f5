import ApusGraph

extension Schedule {
  /// Limits that keep packing kernels short: they are written per plan.
  private static let maximumLoads = 6
  private static let maximumInstructions = 32
  /// The most work of an element, in additions: an activation by exp, say, and a few products.
  private static let maximumWork = 20

  /// Maps that only a product reads become part of the kernel that packs its operand: dropout, a
  /// cast, an activation that no product before could take along.
  ///
  /// Only where the operand is packed at the usual size, so that a launch and a pass over memory go
  /// away; at other sizes packing takes the place of the map. All plans but split-K add in one
  /// order, so no bit changes.
  mutating func packPrologues(_ traits: DeviceTraits) {
    guard traits.family == .cpu else { return }
    var producer: [ValueID: Int] = [:]
    var reads: [ValueID: Int] = [:]
    for (position, entry) in entries.enumerated() {
      for result in entry.kernel.results { producer[result.value] = position }
      for access in entry.kernel.accesses { reads[access.value, default: 0] += 1 }
    }
    let outputs = Set(self.outputs.map(\.value))
    var taken: Set<Int> = []
    for position in entries.indices {
      guard case .contract(var contraction) = entries[position].kernel.core else { continue }
      let domain = entries[position].kernel.domain
      let packed = contraction.packedOperands(domain, traits)
      let loops = contraction.operandLoops(domain)
      func prologue(
        _ access: Access, _ isPacked: Bool, _ loops: [Dim]
      ) -> (place: Int, Contraction.Prologue)? {
        guard isPacked, reads[access.value] == 1, !outputs.contains(access.value),
          stored[access.value] == nil, let place = producer[access.value],
          !isOverwritten(entries[place], before: position, since: place)
        else { return nil }
        return self.prologue(entries[place].kernel, access, loops).map { (place, $0) }
      }
      let a = prologue(contraction.a, packed.a, loops.a)
      let b = prologue(contraction.b, packed.b, loops.b)
      (contraction.prologueA, contraction.prologueB) = (a?.1, b?.1)
      entries[position].kernel.core = .contract(contraction)
      for place in [a?.place, b?.place].compactMap({ $0 }) {
        taken.insert(place)
        let nodes = entries[position].kernel.nodes
        entries[position].kernel.nodes += entries[place].kernel.nodes.filter { !nodes.contains($0) }
      }
    }
    entries = entries.indices.filter { !taken.contains($0) }.map { entries[$0] }
  }

  /// The body of a map over the loops of the operand that `access` reads; nil where it does not pay.
  private func prologue(
    _ map: LoweredKernel, _ access: Access, _ loops: [Dim]
  ) -> Contraction.Prologue? {
    // An element that several products of a batch share would be computed for each of them.
    guard map.isMap, map.results.count == 1, access.bounds.isEmpty,
      !zip(access.index.strides, loops).contains(where: { $0 == 0 && $1 != 1 }),
      map.body.types[map.results[0].ref] == .float32,
      map.body.accesses.count <= Schedule.maximumLoads,
      map.body.length <= Schedule.maximumInstructions,
      Cost.work(map.body) <= Schedule.maximumWork,
      !map.body.instructions.contains(where: \.isFaultSite)
    else { return nil }
    // Rows of a batch may be the rows of one product: loops of their own, or joined.
    for map in [map, Collapse.run(map)] {
      guard let tuple = Delinearize.run(access.index, loops: loops, domain: map.domain) else {
        continue
      }
      var body = Body()
      let refs = body.splice(map.body, tuple: tuple, loopCount: loops.count)
      return Contraction.Prologue(body: body, element: refs[map.results[0].ref])
    }
    return nil
  }

  /// Whether a state that `entry` reads has its new value by the time of another entry.
  private func isOverwritten(_ entry: Entry, before position: Int, since place: Int) -> Bool {
    let states = Set(entry.kernel.accesses.map(\.value))
    return entries[place..<position].contains { between in
      between.kernel.results.contains { stored[$0.value].map(states.contains) ?? false }
    }
  }
}

extension Instruction {
  /// Whether it may report a device fault.
  fileprivate var isFaultSite: Bool {
    switch self {
    case .gather, .check: true
    default: false
    }
  }
}

extension Contraction {
  /// The loops of each operand.
  fileprivate func operandLoops(_ domain: [Dim]) -> (a: [Dim], b: [Dim]) {
    let batch = Array(domain.prefix(batchRank))
    return (batch + [domain[batchRank], k], batch + [k, domain[batchRank + 1]])
  }

  /// Which operands are packed at the usual size.
  fileprivate func packedOperands(
    _ domain: [Dim], _ traits: DeviceTraits
  ) -> (a: Bool, b: Bool) {
    let problem = GemmProblem(self, domain)
    let plans = ContractKernel.nominalShapes(
      domain[batchRank], domain[batchRank + 1], k,
      Shape(Array(domain.prefix(batchRank)))
        .elementCount
    ).map { GemmPlan.cpu(problem, $0, vectorWidth: traits.vectorWidth) }
    guard plans.allSatisfy({ $0.strategy == .registerTile }) else { return (false, false) }
    return (plans[0].packsA, plans[0].packsB && taps == nil)
  }
}
