import ApusGraph

extension Schedule {
  /// Sums of a matrix's columns become part of a product that reads it as its second operand: the
  /// gradient of a bias (Σ dy) of the weights' gradient (xᵀ · dy), which has dy in the cache.
  ///
  /// Both add in order of k, so no bit changes but where k is dealt out in parts. Products of a batch
  /// have a matrix for each of its members, and without rows there would be nobody to add.
  mutating func sumColumns() {
    var sums: [ValueID: [(position: Int, sum: ColumnSum)]] = [:]
    var firstReader: [ValueID: Int] = [:]
    for (position, entry) in entries.enumerated() {
      for access in entry.kernel.accesses where firstReader[access.value] == nil {
        firstReader[access.value] = position
      }
      guard !entry.isUpdate, let sum = ColumnSum(entry.kernel), stored[sum.result] == nil else {
        continue
      }
      sums[sum.matrix.value, default: []].append((position, sum))
    }
    var taken: Set<Int> = []
    for position in entries.indices {
      guard case .contract(var contraction) = entries[position].kernel.core,
        contraction.batchRank == 0, contraction.taps == nil,
        (entries[position].kernel.domain[0].fixed ?? 0) > 0,
        let found = sums[contraction.b.value]?.first(where: { other, sum in
          !taken.contains(other) && firstReader[sum.result].map { $0 > position } ?? true
            && sum.count == contraction.k && sum.columns == entries[position].kernel.domain[1]
            && sum.matrix == contraction.b
        })
      else { continue }
      taken.insert(found.position)
      contraction.columnSums = found.sum.result
      entries[position].kernel.core = .contract(contraction)
      let nodes = entries[position].kernel.nodes
      entries[position].kernel.nodes +=
        entries[found.position].kernel.nodes.filter { !nodes.contains($0) }
    }
    entries = entries.indices.filter { !taken.contains($0) }.map { entries[$0] }
  }
}

/// A kernel that does nothing but add up the columns of a matrix with contiguous rows.
private struct ColumnSum {
  /// Loops: the reduced one, the column; as a contraction reads its second operand.
  let matrix: Access
  let count: Dim
  let columns: Dim
  let result: ValueID

  init?(_ kernel: LoweredKernel) {
    guard case .reduce(let reduction) = kernel.core, reduction.kind == .sum,
      reduction.body.length == 1, kernel.body.length == 1, kernel.results.count == 1,
      case .accumulator = kernel.body.instructions[0],
      // Parts of a long sum that all threads work on come to another order.
      !ReductionSplitter.isWorthIt(kernel, reduction)
    else { return nil }
    let border = kernel.domain.count
    let joined = Collapse.run(
      kernel.domain + reduction.extents, [reduction.body], borders: [border])
    guard joined.loops.count == 2, joined.firsts[0] < border, joined.firsts[1] >= border,
      case .load(let access) = joined.bodies[0].instructions[0], access.bounds.isEmpty,
      joined.bodies[0].types[0] == .float32, access.index.strides[0] == 1
    else { return nil }
    matrix = Access(
      access.value, AffineIndex(offset: access.index.offset, strides: [access.index.strides[1], 1]))
    (columns, count) = (joined.loops[0], joined.loops[1])
    result = kernel.results[0].value
  }
}
