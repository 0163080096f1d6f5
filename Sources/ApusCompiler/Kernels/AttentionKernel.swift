import ApusGraph

/// The kernel of attention, or of a part of its backward pass.
struct AttentionKernel {
  let source: KernelSource
  let geometry: Geometry
  /// Elements of 4 bytes that a work-item needs of each scratch buffer.
  let scratch: [Dim]

  init(_ kernel: LoweredKernel, _ core: AttentionCore, traits: DeviceTraits) {
    var text = AttentionText(kernel, core)
    let rows = core.unitRows
    var banner = [
      "Attention, \(core.pass.rawValue), \(core.isCausal ? "causal, " : "")over "
        + "\(core.batch.count) batch loops."
    ]
    switch traits.family {
    case .cpu:
      let tile = AttentionTile(vectorWidth: traits.vectorWidth)
      let (lines, needs) =
        switch core.pass {
        case .forward: AttentionKernel.forwardCPU(&text, tile)
        case .backward, .backwardKeys: AttentionKernel.keysCPU(&text, tile)
        case .backwardQueries: AttentionKernel.queriesCPU(&text, tile)
        }
      banner.append(
        "Tiles of \(tile.rows) x \(tile.lanes), \(AttentionTile.block) rows meet a block of "
          + "\(tile.lanes) lanes at a time.")
      source = text.source(lines, group: 1, banner: banner)
      geometry = .blocks(
        rows: Shape(core.batch).elementCount, columns: rows ?? 1,
        width: rows == nil ? 1 : tile.lanes, cost: core.work(lanes: tile.lanes))
      scratch = [needs.vectors] + [needs.numbers].compactMap { $0 }
    case .gpu:
      let size = min(256, traits.maximumWorkGroup)
      let lines = AttentionKernel.linesGPU(&text, size)
      banner.append("A work-group has a block of \(AttentionKernel.groupRows) rows.")
      source = text.source(lines, group: size, banner: banner)
      geometry = .groupBlocks(
        rows: Shape(core.batch).elementCount, columns: rows ?? 1,
        width: AttentionKernel.groupRows, size: size)
      scratch = []
    }
  }

  /// The kernels to run for a kernel of attention: gradients of queries and of keys come from one
  /// where there are heads enough for all threads, and from two, each of which makes the scores
  /// again, where there are not, or where work-items do not add up in turn.
  static func parts(_ kernel: LoweredKernel, _ traits: DeviceTraits) -> [LoweredKernel] {
    guard case .attention(let core) = kernel.core, core.pass == .backward else { return [kernel] }
    let heads = Shape(core.batch).elementCount.extent(nominally: nominal) ?? Int.max
    if traits.family == .cpu && heads >= 2 * traits.computeUnits { return [kernel] }
    func part(_ pass: AttentionCore.Pass, _ slots: Range<Int>) -> LoweredKernel {
      var (own, part) = (core, kernel)
      own.pass = pass
      own.stores = Array(core.stores[slots])
      part.core = .attention(own)
      part.results = Array(kernel.results[slots])
      return part
    }
    return [part(.backwardQueries, 0..<1), part(.backwardKeys, 1..<3)]
  }

  /// The extent that symbols are taken for.
  private static let nominal = 128
}

extension AttentionCore {
  /// The rows that are cut into blocks, one for a unit of work; nil where a unit takes them all.
  fileprivate var unitRows: Dim? {
    switch pass {
    case .forward, .backwardQueries: queries
    case .backwardKeys: keys
    case .backward: nil
    }
  }

  /// The work of a unit in additions, each score being `products` sums and an exponential.
  fileprivate func work(lanes: Int) -> Dim {
    let products =
      switch pass {
      case .forward: width + values
      case .backward: 3 * width + 2 * values
      case .backwardQueries: 2 * width + values
      case .backwardKeys: 2 * width + 2 * values
      }
    // Of causal scores half are computed; a multiply-add is two operations.
    let each = isCausal ? products + 6 : 2 * products + 12
    switch pass {
    case .forward, .backwardQueries: return each * keys * Dim(lanes)
    case .backwardKeys: return each * queries * Dim(lanes)
    case .backward: return each * queries * keys
    }
  }
}
