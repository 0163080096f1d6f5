// Contraction (GEMM) kernels: the plans of the GPU-like family, and which of them a shape gets.

/// What a work-group of the GPU-like family owns.
///
///   C tile     m x n sums, `rows` x `columns` of them in the registers of each work-item
///   k block    so many k of both operands at a time in local memory, twice: while one block is
///              summed up, the next is on its way
///   slices     parts of each k block that different work-items sum up, added in order at the end:
///              for products with too few tiles to keep a device busy
package struct GemmGroup: Hashable, Sendable {
  package var m: Int
  package var n: Int
  package var k: Int
  package var rows: Int
  package var columns: Int
  package var slices: Int

  package init(_ m: Int, _ n: Int, _ k: Int, _ rows: Int, _ columns: Int, slices: Int = 1) {
    (self.m, self.n, self.k) = (m, n, k)
    (self.rows, self.columns, self.slices) = (rows, columns, slices)
  }

  /// Work-items along m and n, and in all.
  package var itemsM: Int { m / rows }
  package var itemsN: Int { n / columns }
  package var items: Int { itemsM * itemsN * slices }

  /// Floats that follow each row of local memory, against bank conflicts; rows stay aligned.
  static let padding = 4

  /// Bytes of local memory: two blocks of both operands, and the sums of all slices but one.
  package var localBytes: Int {
    let blocks = 2 * k * (m + n + 2 * GemmGroup.padding)
    let sums = (slices - 1) * itemsM * itemsN * (rows * columns + 1)
    return 4 * (blocks + sums)
  }

  func fits(_ traits: DeviceTraits) -> Bool {
    items <= traits.maximumWorkGroup && localBytes <= traits.localMemory
  }

  /// The tile that fits every device: 64 work-items and 4.6 KiB.
  static let small = GemmGroup(32, 32, 8, 4, 4)

  /// Tiles that add in order of k, the largest first.
  static let inOrder = [
    GemmGroup(128, 128, 16, 8, 8), GemmGroup(128, 128, 8, 8, 8), GemmGroup(128, 64, 16, 8, 4),
    GemmGroup(64, 64, 16, 8, 4), GemmGroup(64, 64, 16, 4, 4), GemmGroup(32, 32, 32, 4, 4), small,
  ]
  /// For few tiles, and for very few.
  static let sliced = GemmGroup(32, 32, 32, 4, 4, slices: 4)
  static let finelySliced = GemmGroup(16, 32, 64, 4, 4, slices: 8)
  /// For a vector times a matrix, and a matrix times a vector: bound by reading the matrix.
  static let row = GemmGroup(4, 16, 128, 4, 4, slices: 32)
  static let column = GemmGroup(16, 4, 128, 4, 4, slices: 32)

  /// How many of these tiles a product has.
  func tiles(_ shape: GemmShape) -> Int {
    (shape.m + m - 1) / m * ((shape.n + n - 1) / n) * shape.batch
  }

  /// The time of a product in multiply-adds of a compute unit for each k: how many tiles a unit
  /// has, and what one needs, with its reads of local and of global memory (measured on an H100).
  func cost(_ shape: GemmShape, computeUnits: Int) -> Double {
    let each = max(1, Double(tiles(shape)) / Double(max(1, computeUnits)))
    let localReads = Double(rows + columns) / Double(rows * columns)
    return each * (Double(m * n) * (1 + localReads) + 4 * Double(m + n))
  }
}

extension GemmPlan {
  /// The GPU-like family's plan for a tile.
  package static func gpu(_ group: GemmGroup) -> GemmPlan {
    var plan = GemmPlan(
      strategy: .workGroup, width: 1, rows: group.rows, vectors: group.columns)
    plan.group = group
    return plan
  }

  /// The GPU-like plan that is right on every device.
  package static let gpu = GemmPlan.gpu(.small)

  /// The GPU-like plan for a shape: the tile that would be done first; where even small tiles are
  /// few, one whose k is dealt out.
  ///
  /// How k is dealt out is the order of additions: it follows from the shape, and from what a
  /// work-group can hold, but not from the number of compute units.
  package static func gpu(_ shape: GemmShape, _ traits: DeviceTraits) -> GemmPlan {
    if let sliced = slicedGroups(shape).first(where: { $0.fits(traits) }) {
      return .gpu(sliced).splittingK(shape)
    }
    let fitting = GemmGroup.inOrder.filter { $0.fits(traits) }
    let best = fitting.min {
      $0.cost(shape, computeUnits: traits.computeUnits)
        < $1.cost(shape, computeUnits: traits.computeUnits)
    }
    return .gpu(best ?? .small)
  }

  /// Groups whose k is dealt out that suit a shape, the best first; none where tiles are many, or k
  /// is short.
  private static func slicedGroups(_ shape: GemmShape) -> [GemmGroup] {
    guard shape.k >= 32 else { return [] }
    let tiles = GemmGroup.sliced.tiles(shape)
    if shape.k >= 128 {
      if shape.m <= 4 { return [.row, .sliced] }
      if shape.n <= 4 { return [.column, .sliced] }
      if tiles <= 64 { return [.finelySliced, .sliced] }
    }
    return tiles <= 400 ? [.sliced] : []
  }

  /// The GPU-like plans among which measurement may choose, the model's first; alone where it deals
  /// k out, since others would add in another order.
  static func candidatesGPU(_ shape: GemmShape, _ traits: DeviceTraits) -> [GemmPlan] {
    let model = gpu(shape, traits)
    guard model.addsInOrder(shape) else { return [model] }
    let others = GemmGroup.inOrder.filter { $0.fits(traits) }.map { GemmPlan.gpu($0) }
    return [model] + others.filter { $0 != model }
  }
}
