// Contraction (GEMM) kernels: the problem, the plan and what the generators return.
//
//   C[b, m, n] = epilogue( sum over k of A[b, m, k] * B[b, k, n] ),   float32, any strides
//
// Field terms used in all Gemm files:
//   MR x NR  the tile of C that one micro-kernel keeps in registers (MR rows, NR columns)
//   KC       how many k one pass takes before partial sums are parked in scratch memory
//   panel    MR rows of A (or NR columns of B), stored k-major: panel[k][lane]
//
// Order of additions. `.registerTile` and `.workGroup` add every element of C in one fma chain in
// order of k, whatever the tiles, packing or KC: they agree bit for bit, so tuning may choose
// freely among them. Only `.dot`, a `.workGroup` whose k is in slices, and split-K have another
// order; they are chosen from units, the shape, and which extents are symbolic, but not from the
// number of compute units.

/// What is known about a contraction when its kernel text is written.
///
/// An index of extent 1 has no stride of its own: name the unit along the other index if that one
/// is contiguous (a column vector is `.k` in B when bK is 1), and merge batches that share one B
/// into m where strides allow, or each batch packs its own copy.
package struct GemmProblem: Hashable, Sendable {
  /// The index along which an operand's stride is statically known to be 1.
  package enum Unit: Hashable, Sendable { case m, n, k, none }

  /// `.m`, `.k` or `.none`: which of A's strides is 1.
  package var aUnit: Unit
  /// `.n`, `.k` or `.none`: which of B's strides is 1.
  package var bUnit: Unit
  /// Number of batch dimensions, each with its own stride in A and in B (0 broadcasts).
  package var batchRank: Int
  /// Whether every shape has the same m, or the same n.
  package var knowsM = false
  package var knowsN = false
  /// Whether the sums of B's columns are wanted as well (no batch; B's unit is n).
  package var sumsColumns = false
  /// Whether an operand is computed where it is packed, so that there is nothing to read in place.
  package var computesA = false
  package var computesB = false
  /// Whether B is the same each time the kernel runs in a loop, so that it is packed once.
  package var keepsB = false
  /// Where B is read, if one of its loops counts channels and taps.
  package var taps: GemmTaps?

  package init(aUnit: Unit, bUnit: Unit, batchRank: Int = 0) {
    self.aUnit = aUnit
    self.bUnit = bUnit
    self.batchRank = batchRank
  }
}

/// Run-time sizes of a contraction; all at least 1 (the caller handles K = 0 and empty C).
package struct GemmShape: Hashable, Sendable {
  package var m: Int
  package var n: Int
  package var k: Int
  package var batch: Int

  package init(m: Int, n: Int, k: Int, batch: Int = 1) {
    self.m = m
    self.n = n
    self.k = k
    self.batch = batch
  }
}

/// One kernel argument, in the order the runtime must bind it; buffers are followed by an offset.
package enum GemmParameter: Hashable, Sendable {
  case aBuffer, aOffset, bBuffer, bOffset
  /// Scratch: packed panels of A and of B, and partial sums of C between KC blocks or of parts of k.
  case packedABuffer, packedAOffset, packedBBuffer, packedBOffset, partialBuffer, partialOffset
  case m, n, k
  case aStrideM, aStrideK, bStrideK, bStrideN
  /// Extent of batch dimension i (only i >= 1 is passed) and the operands' strides along it.
  case batchSize(Int)
  case aStrideBatch(Int)
  case bStrideBatch(Int)
  /// What the places of taps have in common that the kernel's text does not know.
  case tap(Int)
  /// Panels per work-item: `GemmLaunch.tilePanelsM` and `tilePanelsN`.
  case tilePanelsM, tilePanelsN
  /// Where the sums of B's columns go.
  case sumsBuffer, sumsOffset
  /// Split-K: in how many parts k is dealt out, and the number of batches.
  case parts, batchCount

  /// The parameter's declaration in OpenCL C.
  package var declaration: String {
    switch self {
    case .aBuffer: "global const float *a"
    case .bBuffer: "global const float *b"
    case .aOffset: "const ulong aOffset"
    case .bOffset: "const ulong bOffset"
    case .packedABuffer: "global float *packedA"
    case .packedBBuffer: "global float *packedB"
    case .partialBuffer: "global float *partial"
    case .packedAOffset: "const ulong packedAOffset"
    case .packedBOffset: "const ulong packedBOffset"
    case .partialOffset: "const ulong partialOffset"
    case .m: "const int M"
    case .n: "const int N"
    case .k: "const int K"
    case .aStrideM: "const int aM"
    case .aStrideK: "const int aK"
    case .bStrideK: "const int bK"
    case .bStrideN: "const int bN"
    case .batchSize(let i): "const int batchSize\(i)"
    case .aStrideBatch(let i): "const int aBatch\(i)"
    case .bStrideBatch(let i): "const int bBatch\(i)"
    case .tap(let i): "const int tap\(i)"
    case .tilePanelsM: "const int tilePanelsM"
    case .tilePanelsN: "const int tilePanelsN"
    case .sumsBuffer: "global float *sums"
    case .sumsOffset: "const ulong sumsOffset"
    case .parts: "const int parts"
    case .batchCount: "const int batchCount"
    }
  }
}

/// One kernel function as text. Extra epilogue parameters follow `parameters` in the signature.
package struct GeneratedKernel: Hashable, Sendable {
  package var name: String
  /// The function only, banner comment included; needs no helper and no build option.
  package var source: String
  package var parameters: [GemmParameter]
}

/// Where an epilogue is spliced in: names of variables in scope, all `const`.
///
/// The statements returned for a site must store C[batch, row, column ..< column + width] and
/// may read anything at those positions. Each element of C is stored by one
/// site, of which several may be written out.
package struct EpilogueSite: Hashable, Sendable {
  /// The plan's vector width or a smaller power of two; consecutive columns held by `value`.
  package var width: Int
  /// `int` variables: linear batch index, row m, first column n.
  package var batch: String
  package var row: String
  package var column: String
  /// The accumulator: `float`, or `floatN` with N = `width`.
  package var value: String
}

/// The kernels of one contraction, to be enqueued in the order packA, packB, main, combine.
package struct GemmKernels: Hashable, Sendable {
  package var plan: GemmPlan
  package var packA: GeneratedKernel?
  package var packB: GeneratedKernel?
  package var main: GeneratedKernel
  /// Split-K: adds the parts and goes on with the epilogue.
  package var combine: GeneratedKernel?
}

/// Everything that fixes kernel text besides the problem; a key for kernel caches.
package struct GemmPlan: Hashable, Sendable {
  package enum Strategy: Hashable, Sendable {
    /// CPU: one work-item owns a tile of C and runs an MR x NR micro-kernel over it.
    case registerTile
    /// CPU: vectors run along k (A and B both `.k`), summed across lanes at the end.
    case dot
    /// GPU: a work-group owns a tile of C and stages A and B in local memory.
    case workGroup
  }

  package var strategy: Strategy
  /// Vector width in floats.
  package var width: Int
  /// MR, rows per micro-tile (even where packed), and vectors per row (NR = vectors * width).
  package var rows: Int
  package var vectors: Int
  package var packsA = false
  package var packsB = false
  /// Vectors run along m and the broadcast operand is B: C's transpose is computed.
  package var vectorAlongM = false
  /// Vectors of the micro-kernel for a last panel of lanes that is not full; 0 where one is not
  /// needed: all panels are full, or are padded to be.
  package var edgeVectors = 0
  /// How many lanes such a panel has, where their extent is known and they are stored from registers;
  /// otherwise 0.
  package var edgeLanes = 0
  /// Whether there can be full panels; otherwise the micro-kernel for the edge is the only one.
  package var hasFullPanels = true
  /// KC; 0 takes all of K in one pass and needs no scratch for partial sums.
  package var kBlock = 0
  /// Split-K: whether tiles are dealt out by parts of k, which a second kernel adds.
  package var splitsK = false
  /// Split-K: the k of a part; 0 where it follows from the number of tiles.
  package var kPart = 0
  /// GPU: what a work-group owns.
  package var group = GemmGroup.small

  /// Panels and k per pack work-item.
  package static let packPanels = 4
  package static let packChunk = 64

  package init(strategy: Strategy, width: Int, rows: Int, vectors: Int) {
    self.strategy = strategy
    self.width = width
    self.rows = rows
    self.vectors = vectors
  }

  /// Rows and columns of one micro-tile, in C's own orientation.
  var tileM: Int { vectorAlongM ? vectors * width : rows }
  var tileN: Int { vectorAlongM ? rows : vectors * width }

  /// Whether kernels of this plan are right for a shape (the fully packed plan always is).
  package func supports(_ shape: GemmShape) -> Bool {
    switch strategy {
    case .workGroup: return true
    case .dot: return shape.k >= width
    case .registerTile:
      let (laneExtent, lanePacked) = vectorAlongM ? (shape.m, packsA) : (shape.n, packsB)
      let (rowExtent, rowPacked) = vectorAlongM ? (shape.n, packsB) : (shape.m, packsA)
      return (lanePacked || laneExtent >= width) && (rowPacked || rowExtent >= rows)
    }
  }

  /// The CPU-like plan for a shape; `vectorWidth` (8 or 16 floats) comes from the device traits.
  package static func cpu(_ problem: GemmProblem, _ shape: GemmShape, vectorWidth: Int) -> GemmPlan
  {
    let plan = stored(problem, shape, vectorWidth: vectorWidth)
    if problem.taps != nil { return plan }
    return (plan.packsComputed(problem) ? plan : plan.packingComputed(problem, shape))
      .splittingK(shape)
  }

  /// The plan for operands that are in memory.
  private static func stored(
    _ problem: GemmProblem, _ shape: GemmShape, vectorWidth: Int
  ) -> GemmPlan {
    let (m, n, k) = (shape.m, shape.n, shape.k)
    if let taps = problem.taps { return tapped(taps, problem, shape, vectorWidth: vectorWidth) }
    if problem.aUnit == .k, problem.bUnit == .k, k >= vectorWidth, min(m, n) < 8 {
      var plan = GemmPlan(strategy: .dot, width: vectorWidth, rows: 4, vectors: 4)
      if n == 1 { (plan.rows, plan.vectors) = (8, 1) }
      if m == 1 { (plan.rows, plan.vectors) = (1, 8) }
      return plan
    }
    var plan = GemmPlan(strategy: .registerTile, width: vectorWidth, rows: 1, vectors: 2)
    plan.vectorAlongM =
      n < min(m, vectorWidth) && problem.aUnit == .m && (n < 4 || problem.bUnit != .n)
    let laneExtent = plan.vectorAlongM ? m : n
    let laneUnit = plan.vectorAlongM || problem.bUnit == .n
    let rowExtent = plan.vectorAlongM ? n : m
    let work = m * n * k
    let (tall, wide) = tileRows(vectorWidth)
    let (tallArea, wideArea) = tileAreas(
      rowExtent, laneExtent, vectorWidth: vectorWidth,
      knowsLanes: plan.vectorAlongM ? problem.knowsM : problem.knowsN)
    // Rows a power of two apart throw each other out of the cache; a pack that stays costs nothing.
    let isKept =
      problem.keepsB && !plan.vectorAlongM && m >= wide && n >= 2 * vectorWidth
      && k * n >= 1 << 14
    if laneUnit && !isKept
      && (rowExtent <= 64 || laneExtent < vectorWidth || work <= 1 << 22)
    {
      // Unpacked: the lane operand is read with vectors, the other broadcast by scalar loads.
      plan.width = largestPower(notAbove: min(laneExtent, vectorWidth))
      let isWide = rowExtent < tall || wideArea * 20 <= tallArea * 23
      let rows = isWide && laneExtent > 2 * vectorWidth ? wide : tall
      plan.rows = rowExtent >= rows ? rows : largestPower(notAbove: rowExtent)
      // One or two rows have no other use for registers, and a page is left less often.
      let vectors = plan.rows <= 2 ? vectorWidth / plan.rows : rows == wide ? 3 : 2
      plan.vectors = min(vectors, (laneExtent + plan.width - 1) / plan.width)
    } else if work <= 4096 {
      // Tiny and strided: scalar loads for both.
      (plan.width, plan.vectors) = (1, min(n, 4))
      plan.rows = largestPower(notAbove: min(m, 4))
    } else {
      (plan.rows, plan.vectors) = wideArea < tallArea ? (wide, 3) : (tall, 2)
      // Packing costs a pass over the operand. It pays where panels read in place would not stay
      // in cache, and where lanes are not contiguous.
      let isLarge = work > 1 << 27 || plan.vectorAlongM
      plan.packsA = isLarge || problem.aUnit == .none || m < plan.rows
      plan.packsB = isLarge || problem.bUnit != .n || n < vectorWidth || isKept
      plan.kBlock = k > (plan.packsA && plan.packsB ? 512 : 2048) ? 512 : 0
    }
    plan.setEdge(problem, shape)
    return plan
  }

  /// The rows of micro-tiles that fill 32 (or 16) vector registers: tall ones have two vectors in a
  /// row, wide ones three.
  static func tileRows(_ vectorWidth: Int) -> (tall: Int, wide: Int) {
    vectorWidth >= 16 ? (12, 8) : (6, 4)
  }

  /// What tall and wide micro-tiles compute for a result of this size. Where the extent of lanes is
  /// known, the last panel is as narrow as it can be.
  static func tileAreas(
    _ rowExtent: Int, _ laneExtent: Int, vectorWidth: Int, knowsLanes: Bool
  ) -> (tall: Int, wide: Int) {
    func area(_ rows: Int, _ vectors: Int) -> Int {
      let step = knowsLanes ? vectorWidth : vectors * vectorWidth
      return roundUp(rowExtent, rows) * roundUp(laneExtent, step)
    }
    let (tall, wide) = tileRows(vectorWidth)
    return (area(tall, 2), area(wide, 3))
  }

  /// Decides how a last panel of lanes that is not full is computed, from what is known of the
  /// lanes' extent when the text is written.
  mutating func setEdge(_ problem: GemmProblem, _ shape: GemmShape) {
    (edgeVectors, edgeLanes, hasFullPanels) = (0, 0, true)
    // Lanes one by one have a pointer each, which stays inside the matrix.
    guard width > 1 else { return }
    let isPadded = vectorAlongM ? packsA : packsB
    guard vectorAlongM ? problem.knowsM : problem.knowsN else {
      edgeVectors = isPadded ? 0 : vectors
      return
    }
    let laneExtent = vectorAlongM ? shape.m : shape.n
    let rest = laneExtent % (vectors * width)
    let last = (rest + width - 1) / width
    edgeVectors = isPadded && last == vectors ? 0 : last
    hasFullPanels = laneExtent >= vectors * width || edgeVectors == 0
    if edgeVectors > 0 && !vectorAlongM { edgeLanes = rest }
  }

  private static func roundUp(_ value: Int, _ step: Int) -> Int { (value + step - 1) / step * step }

  static func largestPower(notAbove limit: Int) -> Int {
    var power = 1
    while power * 2 <= limit { power *= 2 }
    return power
  }
}
