import ApusGraph

extension CompiledProgram {
  /// Work, in additions, that one thread does in the time that launches and the waking of other
  /// threads would take: some 40 µs.
  static let tinyWork = 1 << 17
  /// The most work of a tiny program that is done by one work-item, where its sizes grow.
  static let serialWork = tinyWork * 8
  /// The most work for which products stay plain sums.
  static let plainWork = tinyWork * 32

  /// Whether a plan of this program is so much work that products want tiles. The program for it is
  /// the one that `Compilation.Options.makesTiny` false makes.
  package func isOutgrown(by plan: Plan) -> Bool {
    hasPlainProducts
      && plan.launches.reduce(0) { $0 + $1.operations } > CompiledProgram.plainWork
  }
}

extension Schedule {
  /// The extent that symbols are taken for: tiny networks are trained on tiny batches.
  private static let nominal = 32
  private static let maximumKernels = 96

  /// Whether the whole program is so little work that one work-item does it. If so, contractions
  /// become plain sums of products: packing and tiles are for larger ones.
  mutating func makeTiny(_ traits: DeviceTraits) -> Bool {
    guard traits.family == .cpu, entries.count <= Schedule.maximumKernels else { return false }
    var total = 0
    for entry in entries {
      guard let work = work(entry.kernel) else { return false }
      total += work
      if total > CompiledProgram.tinyWork { return false }
    }
    for index in entries.indices {
      guard case .contract(let contraction) = entries[index].kernel.core else { continue }
      entries[index].kernel.core = .reduce(sum(of: contraction))
    }
    return true
  }

  /// nil for kernels that cannot be joined.
  private func work(_ kernel: LoweredKernel) -> Int? {
    /// nil, too, for an extent that is no extent at the nominal size.
    func size(_ dims: [Dim]) -> Int? {
      let count = Shape(dims).elementCount.extent(nominally: Schedule.nominal)
      return count.flatMap { $0 <= CompiledProgram.tinyWork ? $0 : nil }
    }
    guard let count = size(kernel.domain) else { return nil }
    let finish = 2 + Cost.work(kernel.body)
    switch kernel.core {
    case .none: return count * finish
    case .reduce(let reduction):
      guard let length = size(reduction.extents) else { return nil }
      return count * (finish + length * (2 + Cost.work(reduction.body)))
    case .contract(let contraction):
      guard contraction.taps == nil, let length = size([contraction.k]) else { return nil }
      return count * (finish + length * 2)
    case .native, .scan, .attention, .table: return nil
    case .rows(let stages):
      var total = 0
      for stage in stages {
        guard let work = work(stage) else { return nil }
        total += work
      }
      return total
    }
  }

  private func sum(of contraction: Contraction) -> Reduction {
    let rank = contraction.batchRank
    func access(_ access: Access, insertingAt position: Int) -> Access {
      var access = access
      access.index.strides.insert(0, at: position)
      return access
    }
    var body = Body()
    let a = access(contraction.a, insertingAt: rank + 1)
    // Loops: batch, m, n, k; b has k before n.
    var b = access(contraction.b, insertingAt: rank)
    b.index.strides.swapAt(rank + 1, rank + 2)
    let product = body.binary(.multiply, body.load(a, .float32), body.load(b, .float32))
    return Reduction(kind: .sum, extents: [contraction.k], body: body, element: product)
  }
}
