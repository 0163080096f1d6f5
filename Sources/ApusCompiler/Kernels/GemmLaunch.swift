// Contraction (GEMM) kernels: work sizes and scratch sizes of both families.

/// Work sizes and scratch needs of one shape under one plan. Sizes are [x, y, z].
package struct GemmLaunch: Hashable, Sendable {
  package var packAGlobal = [0, 0, 0]
  package var packBGlobal = [0, 0, 0]
  package var mainGlobal = [0, 0, 0]
  package var mainLocal = [1, 1, 1]
  package var tilePanelsM = 1
  package var tilePanelsN = 1
  /// Scratch sizes in floats; 0 where the plan has no such buffer.
  package var packedAFloats = 0
  package var packedBFloats = 0
  package var partialFloats = 0
  /// Split-K: parts of k, and the sizes of the kernel that adds them.
  package var parts = 1
  package var combineGlobal = [0, 0, 0]
  package var combineLocal = [1, 1, 1]
  /// Pack kernels run with this local size.
  package static let packLocal = [1, 1, 1]
}

extension GemmPlan {
  /// Work sizes and scratch sizes for a shape this plan supports, on a device of so many threads.
  package func launch(
    _ problem: GemmProblem, _ shape: GemmShape, threads: Int
  ) -> GemmLaunch {
    var launch = GemmLaunch()
    launch.parts = parts(shape)
    if splitsK {
      launch.partialFloats = partFloats(problem, shape)
      (launch.combineGlobal, launch.combineLocal) = combineSizes(shape)
    }
    if strategy == .workGroup {
      launch.mainLocal = [group.items, 1, 1]
      launch.mainGlobal = [
        ceilDiv(shape.n, group.n) * group.items, ceilDiv(shape.m, group.m),
        shape.batch * launch.parts,
      ]
      return launch
    }
    let (tileM, tileN) = strategy == .dot ? (rows, vectors) : (self.tileM, self.tileN)
    let (panelsM, panelsN) = (ceilDiv(shape.m, tileM), ceilDiv(shape.n, tileN))
    let partition = GemmPartition(self, shape, threads: threads)
    (launch.tilePanelsM, launch.tilePanelsN) = (partition.tilePanelsM, partition.tilePanelsN)
    let items = [ceilDiv(panelsN, launch.tilePanelsN), ceilDiv(panelsM, launch.tilePanelsM)]
    launch.mainGlobal = (vectorAlongM ? items.reversed() : items) + [shape.batch * launch.parts]
    let chunks = ceilDiv(shape.k, GemmPlan.packChunk)
    if packsA {
      launch.packAGlobal = [ceilDiv(panelsM, GemmPlan.packPanels), chunks, shape.batch]
      launch.packedAFloats = shape.batch * panelsM * tileM * shape.k
    }
    if packsB {
      launch.packBGlobal = [ceilDiv(panelsN, GemmPlan.packPanels), chunks, shape.batch]
      launch.packedBFloats = shape.batch * panelsN * tileN * shape.k
    }
    if kBlock > 0 { launch.partialFloats = shape.batch * panelsM * tileM * panelsN * tileN }
    return launch
  }
}

/// How many micro-tiles a work-item of a CPU-like contraction owns.
///
/// Threads take work-items in order, each time the share of one thread in what remains (so does
/// PoCL, and TBB in much the same way). Few large work-items of unequal size leave a thread idle at
/// the end; many small ones load panels more often. The partition that would be done first is
/// taken; sums are the same under each.
struct GemmPartition {
  private(set) var tilePanelsM = 1
  private(set) var tilePanelsN = 1

  /// What a work-item costs before its first multiply-add, in multiply-adds of one thread.
  private static let itemCost = 1 << 14
  /// A's rows and B's columns of a work-item: A's part stays in the second-level cache.
  private static let (maximumRows, maximumColumns) = (192, 256)

  init(_ plan: GemmPlan, _ shape: GemmShape, threads: Int) {
    let (tileM, tileN) =
      plan.strategy == .dot ? (plan.rows, plan.vectors) : (plan.tileM, plan.tileN)
    let (panelsM, panelsN) = (ceilDiv(shape.m, tileM), ceilDiv(shape.n, tileN))
    let parts = plan.parts(shape)
    let tileWork = tileM * tileN * shape.k / parts
    // The last panel of lanes may be narrower.
    let lane =
      plan.hasFullPanels && plan.edgeVectors > 0
      ? Double(plan.edgeVectors) / Double(plan.vectors) : 1
    var best = Double.infinity
    let limits = (
      GemmPartition.maximumRows / tileM, GemmPartition.maximumColumns / tileN
    )
    for m in GemmPartition.shares(of: panelsM, atMost: max(1, limits.0)) {
      for n in GemmPartition.shares(of: panelsN, atMost: max(1, limits.1)) {
        let grid = Grid(
          panelsM: panelsM, panelsN: panelsN, m: m, n: n, batch: shape.batch * parts,
          lastM: plan.vectorAlongM ? lane : 1, lastN: plan.vectorAlongM ? 1 : lane,
          byColumns: plan.vectorAlongM)
        let time = grid.time(
          threads: max(1, threads),
          overhead: Double(GemmPartition.itemCost) / Double(max(1, tileWork)))
        if time < best { (best, tilePanelsM, tilePanelsN) = (time, m, n) }
      }
    }
  }

  /// The sizes of equal shares of `count`, the largest first.
  private static func shares(of count: Int, atMost limit: Int) -> [Int] {
    var sizes: [Int] = []
    var size = min(count, limit)
    while size > 0 {
      sizes.append(size)
      // The largest size that makes one part more.
      let parts = ceilDiv(count, size)
      size = parts >= count ? 0 : min(size - 1, ceilDiv(count, parts + 1))
    }
    return sizes
  }
}

/// Work-items of m x n micro-tiles each over panelsM x panelsN of them.
private struct Grid {
  let panelsM: Int
  let panelsN: Int
  let m: Int
  let n: Int
  let batch: Int
  /// What the last panel costs, as a part of a whole one.
  let lastM: Double
  let lastN: Double
  let byColumns: Bool

  /// The time until the last thread is done, in micro-tiles.
  func time(threads: Int, overhead: Double) -> Double {
    let (itemsM, itemsN) = (ceilDiv(panelsM, m), ceilDiv(panelsN, n))
    let items = itemsM * itemsN * batch
    let whole = Double(m * n) + overhead
    guard items <= 16 * threads else {
      let tiles = (Double(panelsM) - 1 + lastM) * (Double(panelsN) - 1 + lastN) * Double(batch)
      return (tiles + overhead * Double(items)) / Double(threads) + whole / 2
    }
    func extent(_ index: Int, _ panels: Int, _ size: Int, _ last: Double) -> Double {
      let end = (index + 1) * size
      return end < panels ? Double(size) : Double(panels - index * size) - 1 + last
    }
    var free = [Double](repeating: 0, count: threads)
    var next = 0
    while next < items {
      let thread = free.indices.min { free[$0] < free[$1] } ?? 0
      let take = ceilDiv(items - next, threads)
      for item in next..<next + take {
        let inner = item % (byColumns ? itemsM : itemsN)
        let outer = item / (byColumns ? itemsM : itemsN) % (byColumns ? itemsN : itemsM)
        let (indexM, indexN) = byColumns ? (inner, outer) : (outer, inner)
        free[thread] +=
          extent(indexM, panelsM, m, lastM) * extent(indexN, panelsN, n, lastN) + overhead
      }
      next += take
    }
    // Threads are not equally fast: some of the last work-item may be waited for.
    return (free.max() ?? 0) + whole / 8
  }
}

private func ceilDiv(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
