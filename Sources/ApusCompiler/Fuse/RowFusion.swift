import ApusGraph

/// Joins maps and reductions that work row by row into kernels that run them one after another for
/// each row: a softmax with its loss and gradient, a layer normalisation. What passes between them
/// stays in registers and in cache.
///
/// A group begins with a reduction over the inner loops of its rows. A kernel joins if its first
/// loops are the same rows, and it reads what the group computes in its own row only.
package struct RowFusion {
  private struct Group {
    var rows: [Dim]
    var members: [Int]
  }

  private var program: LoweredProgram
  /// The kernels without loops that run once.
  private var kernels: [LoweredKernel]
  private var groups: [Group] = []
  private var groupOf: [Int?]
  private var producer: [ValueID: Int] = [:]
  private let updated: Set<ValueID>

  /// Limits that keep argument lists and compile times in bounds.
  private static let maximumLoads = 24
  private static let maximumInstructions = 400
  /// The extent that symbols are taken for.
  private static let nominal = 128
  /// The longest row, in elements: what a core keeps in its second-level cache.
  private static let longestRow = 1 << 15
  /// Rows that give every thread of a machine something to do.
  private static let enoughRows = 16
  /// Elements that one thread computes faster than it wakes another.
  private static let fewElements = 1 << 14
  /// How many kernels are visited to find out whether two depend on each other.
  private static let searchLimit = 512

  package static func run(_ program: LoweredProgram) -> LoweredProgram {
    var fusion = RowFusion(program)
    for position in fusion.kernels.indices { fusion.place(position) }
    return fusion.result()
  }

  private init(_ program: LoweredProgram) {
    self.program = program
    kernels = program.kernels.map(\.withoutUnitLoops)
    groupOf = [Int?](repeating: nil, count: kernels.count)
    updated = Set(program.updates.map(\.value))
    for (position, kernel) in kernels.enumerated() {
      for result in kernel.results { producer[result.value] = position }
    }
  }

  // MARK: Groups

  private mutating func place(_ position: Int) {
    guard isCandidate(position) else { return }
    let kernel = kernels[position]
    let makers = Set(kernel.accesses.compactMap { producer[$0.value] })
    for group in Set(makers.compactMap { groupOf[$0] }).sorted(by: >) where joins(position, group) {
      groups[group].members.append(position)
      groupOf[position] = group
      return
    }
    if case .reduce(let reduction) = kernel.core { begin(position, reduction, makers) }
  }

  /// Begins a group with a reduction, and with the maps right before it that others read, too.
  private mutating func begin(_ position: Int, _ reduction: Reduction, _ makers: Set<Int>) {
    let rows = kernels[position].domain
    guard !rows.isEmpty, isWorthIt(rows, reduction.extents) else { return }
    groups.append(Group(rows: rows, members: []))
    let group = groups.count - 1
    for maker in makers.sorted() where maker < position && groupOf[maker] == nil {
      guard isCandidate(maker), kernels[maker].isMap,
        kernels[maker].segment == kernels[position].segment, joins(maker, group)
      else { continue }
      groups[group].members.append(maker)
      groupOf[maker] = group
    }
    if !joins(position, group) {
      for member in groups[group].members { groupOf[member] = nil }
      groups[group].members = []
      guard joins(position, group) else {
        groups.removeLast()
        return
      }
    }
    groups[group].members.append(position)
    groupOf[position] = group
  }

  private func isCandidate(_ position: Int) -> Bool {
    let kernel = kernels[position]
    if kernel.results.contains(where: { updated.contains($0.value) || $0.store != nil }) {
      return false
    }
    switch kernel.core {
    case .none: return true
    case .reduce(let reduction):
      let isPosition = reduction.kind == .argmax || reduction.kind == .argmin
      return !isPosition && !reduction.extents.isEmpty
        && ReduceKernel.form(
          reduction.body, reduction.kind, kept: kernel.domain.count,
          count: kernel.domain.count + reduction.extents.count) == .rows
    case .contract, .native, .scan, .rows, .attention, .table: return false
    }
  }

  private func isWorthIt(_ rows: [Dim], _ extents: [Dim]) -> Bool {
    let (count, length) = (size(rows), size(extents))
    return length <= RowFusion.longestRow
      && (count >= RowFusion.enoughRows || length <= RowFusion.fewElements / max(count, 1))
  }

  /// The largest number for what is no extent at the nominal size.
  private func size(_ dims: [Dim]) -> Int {
    Shape(dims).elementCount.extent(nominally: RowFusion.nominal) ?? Int.max
  }

  /// Whether a kernel can run after the members of a group, row by row.
  private func joins(_ position: Int, _ number: Int) -> Bool {
    let (kernel, group) = (kernels[position], groups[number])
    let rank = group.rows.count
    guard Array(kernel.domain.prefix(rank)) == group.rows else { return false }
    if case .reduce = kernel.core, kernel.domain.count != rank { return false }
    guard size(Array(kernel.domain.dropFirst(rank))) <= RowFusion.longestRow else { return false }
    let members = group.members.map { kernels[$0] } + [kernel]
    // What is computed again for the backward pass would be kept from the forward pass on.
    guard members.allSatisfy({ $0.segment == kernel.segment }),
      members.reduce(0, { $0 + $1.accesses.count + $1.results.count }) <= Self.maximumLoads,
      members.reduce(0, { $0 + $1.length }) <= Self.maximumInstructions
    else { return false }
    return readsOwnRow(kernel, number) && !dependsOutside(position, number)
  }

  /// Whether everything that the group computes is read in the row where it was computed.
  private func readsOwnRow(_ kernel: LoweredKernel, _ group: Int) -> Bool {
    func isLocal(_ body: Body, _ loops: [Dim]) -> Bool {
      body.instructions.allSatisfy { instruction in
        guard let access = instruction.access, let maker = producer[access.value],
          groupOf[maker] == group
        else { return true }
        // A gather reads its value whole.
        guard case .load = instruction,
          let tuple = Delinearize.run(
            access.index, loops: loops, domain: kernels[maker].domain, bounds: access.bounds)
        else { return false }
        return tuple.prefix(groups[group].rows.count).enumerated().allSatisfy { row, index in
          index.offset == 0
            && index.strides.enumerated().allSatisfy { $1 == ($0 == row ? 1 : 0) }
        }
      }
    }
    if case .reduce(let reduction) = kernel.core,
      !isLocal(reduction.body, kernel.domain + reduction.extents)
    {
      return false
    }
    return isLocal(kernel.body, kernel.domain)
  }

  /// Whether an input of `position` is computed outside of the group from what the group computes,
  /// so that joining would close a circle; yes, too, if that takes long to find out.
  private func dependsOutside(_ position: Int, _ group: Int) -> Bool {
    guard let first = groups[group].members.min() else { return false }
    var seen: Set<Int> = []
    var open: [Int] = []
    func visit(_ kernel: Int) {
      for access in kernels[kernel].accesses {
        guard let maker = producer[access.value], maker != kernel else { continue }
        if kernel == position && groupOf[maker] == group { continue }
        // Other groups run as one, so all that any member reads counts.
        let parts = groupOf[maker].map { groups[$0].members } ?? [maker]
        for part in parts where seen.insert(part).inserted { open.append(part) }
      }
    }
    visit(position)
    while let next = open.popLast() {
      if groupOf[next] == group || seen.count > RowFusion.searchLimit { return true }
      if next > first || groupOf[next] != nil { visit(next) }
    }
    return false
  }

  // MARK: Result

  private func result() -> LoweredProgram {
    var outside: Set<ValueID> = Set(program.outputs.map(\.value)).union(updated)
    for (position, kernel) in kernels.enumerated() {
      for access in kernel.accesses {
        guard let maker = producer[access.value] else { continue }
        if groupOf[maker] == nil || groupOf[maker] != groupOf[position] {
          outside.insert(access.value)
        }
      }
    }
    var result = program
    result.kernels = []
    for position in kernels.indices {
      guard let number = groupOf[position], groups[number].members.count > 1 else {
        result.kernels.append(program.kernels[position])
        continue
      }
      let members = groups[number].members.sorted()
      guard position == members[members.count - 1] else { continue }
      result.kernels.append(joined(members.map { kernels[$0] }, groups[number].rows, outside))
    }
    return result
  }

  private func joined(
    _ stages: [LoweredKernel], _ rows: [Dim], _ outside: Set<ValueID>
  ) -> LoweredKernel {
    var nodes: [Int] = []
    for stage in stages { nodes += stage.nodes.filter { !nodes.contains($0) } }
    // Rows are kept as floats or integers of 4 bytes; anything else has memory of its own.
    let kept = stages.flatMap(\.results).filter {
      outside.contains($0.value) || program.values[$0.value.index].dtype.byteCount != 4
    }
    var joined = LoweredKernel(
      domain: rows, core: .rows(stages), body: Body(), results: kept, nodes: nodes)
    joined.segment = stages.first?.segment ?? 0
    return joined
  }
}

extension LoweredKernel {
  /// The number of instructions of the core and the body.
  fileprivate var length: Int {
    guard case .reduce(let reduction) = core else { return body.length }
    return reduction.body.length + body.length
  }

  /// The same map or reduction without the loops that run once by their type.
  fileprivate var withoutUnitLoops: LoweredKernel {
    func narrowed(_ body: Body, _ loops: [Dim]) -> Body {
      body.mappingIndices { index in
        AffineIndex(
          offset: index.offset,
          strides: zip(loops, index.strides).filter { $0.0 != 1 }.map(\.1))
      }
    }
    var kernel = self
    switch core {
    case .none: break
    case .reduce(var reduction):
      reduction.body = narrowed(reduction.body, domain + reduction.extents)
      reduction.extents.removeAll { $0 == 1 }
      kernel.core = .reduce(reduction)
    case .contract, .native, .scan, .rows, .attention, .table: return self
    }
    kernel.body = narrowed(body, domain)
    kernel.domain.removeAll { $0 == 1 }
    return kernel
  }
}
