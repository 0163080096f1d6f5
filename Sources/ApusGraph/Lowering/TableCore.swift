/// How an entry joins what its position holds.
public enum ScatterMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// The last entry in the order of the indices stays.
  case replace
  /// All entries are added to what is there.
  case add
  /// What is there is multiplied by all entries.
  case multiply
  /// The largest of the entries and what is there; a NaN counts as larger.
  case max
  /// The smallest of the entries and what is there; a NaN counts as smaller.
  case min
}

/// How the elements before a position are combined.
public enum CumulativeKind: String, Hashable, Sendable, Codable, CaseIterable {
  case sum, product
}

/// Work on tables `[outer, rows, inner]` along their rows, where positions are data or depend on what
/// came before. Each element has one writer and a fixed order, so that results are the same bits
/// every time.
public struct TableCore: Hashable, Sendable {
  /// What is computed. Inputs and results are row-major.
  public enum Kind: Hashable, Sendable {
    /// From checked int32 indices `[count]`, −1 where there is none: for each row the end of its list
    /// `[rows]`, and all lists `[count]`: the positions whose index is the row, in order.
    case lists
    /// From `ends` and `lists` of those, entries `[outer, count, inner]` and, if there is a base, the
    /// table to begin with: the table, each row with its entries in order.
    case scatterRows(ScatterMode, hasBase: Bool)
    /// From indices of an integer type and entries, both `[outer, count, inner]`, and, if there is a
    /// base, the table to begin with: the table, each entry at the row that its own index says. One
    /// that is out of range reports a device fault under the number `site`, and its entry is dropped.
    case scatterElements(ScatterMode, hasBase: Bool, site: Int)
    /// From a table: each element combined with those of the rows before.
    case cumulate(CumulativeKind, isExclusive: Bool, isReversed: Bool)
    /// From a table: the first `count` rows of it sorted along the rows, and their int32 positions.
    /// Equal elements keep their order; NaN counts as largest.
    case sort(isDescending: Bool)
  }

  /// What is computed.
  public var kind: Kind
  /// The extent of the axes before the rows.
  public var outer: Dim
  /// How many rows the table has.
  public var rows: Dim
  /// The extent of the axes behind them.
  public var inner: Dim
  /// How many entries there are for the rows, or how many rows are wanted.
  public var count: Dim
  /// What is read.
  public var inputs: [ValueID]
}

extension TableCore {
  /// Whether this may report a device fault.
  package var canFault: Bool {
    if case .scatterElements = kind { true } else { false }
  }
}

extension Lowering {
  /// Work on tables; the results are new tensors.
  mutating func table(_ core: TableCore, outputs: [TensorType]) -> [LoweredTensor] {
    append(domain: [core.outer, core.rows, core.inner], core: .table(core), outputs: outputs)
  }

  /// Indices as int32 in memory, each in `0..<extent`; −1, and a device fault, for any other.
  mutating func checked(_ indices: LoweredTensor, extent: Dim) -> LoweredTensor {
    let site = faultSite(extent: extent)
    return map(indices.shape) { body in
      let own = body.load(Access(indices.value, .rowMajor(indices.shape)), indices.dtype)
      return body.checked(own, extent: extent, site: site)
    }
  }

  /// Entries put into rows of a table, or of zeros if there is none.
  /// - Parameters:
  ///   - shape: of the table.
  ///   - entries: with the axes of `indices` in place of the axis.
  mutating func scatterRows(
    _ mode: ScatterMode, into base: LoweredTensor?, _ shape: Shape, axis: Int,
    _ indices: LoweredTensor, _ entries: LoweredTensor
  ) -> LoweredTensor {
    let count = indices.shape.elementCount
    if shape.rank == 1 {
      // Rows of one element are not worth a list each.
      let (list, flat) = (indices.reshaped([count]), entries.reshaped([count]))
      return scatterElements(mode, into: base, shape, axis: 0, list, flat)
    }
    let checked = checked(indices, extent: shape[axis])
    var core = TableCore(.lists, shape, axis, count, [checked.value])
    let lists = table(
      core, outputs: [TensorType([core.rows], .int32), TensorType([count], .int32)])
    core.kind = .scatterRows(mode, hasBase: base != nil)
    core.inputs = (lists + [entries] + (base.map { [$0] } ?? [])).map(\.value)
    return table(core, outputs: [TensorType(shape, entries.dtype)])[0]
  }

  /// Entries put along an axis of a table, or of zeros if there is none, each by its own index.
  mutating func scatterElements(
    _ mode: ScatterMode, into base: LoweredTensor?, _ shape: Shape, axis: Int,
    _ indices: LoweredTensor, _ entries: LoweredTensor
  ) -> LoweredTensor {
    // What is put is rounded each time: half types add up in float32.
    let dtype = entries.dtype
    let isRounded = dtype.isHalf && (mode == .add || mode == .multiply)
    let own = isRounded ? DType.float32 : dtype
    var operands = [indices, cast(entries, to: own)]
    if let base { operands.append(cast(base, to: own)) }
    let site = faultSite(extent: shape[axis])
    let core = TableCore(
      .scatterElements(mode, hasBase: base != nil, site: site), shape, axis, indices.shape[axis],
      operands.map(\.value))
    return cast(table(core, outputs: [TensorType(shape, own)])[0], to: dtype)
  }
}

extension TableCore {
  /// Work on a table whose rows are an axis of `shape`.
  init(_ kind: Kind, _ shape: Shape, _ axis: Int, _ count: Dim, _ inputs: [ValueID]) {
    self.kind = kind
    outer = Shape(Array(shape.dims[..<axis])).elementCount
    rows = shape[axis]
    inner = Shape(Array(shape.dims[(axis + 1)...])).elementCount
    self.count = count
    self.inputs = inputs
  }
}

extension Body {
  /// An index of any integer type as int32 in `0..<extent`, which must not be `excluding`; otherwise it
  /// is −1, and reports a device fault under the number `site`.
  mutating func checked(
    _ index: Ref, extent: Dim, site: Int, excluding: Int? = nil
  ) -> Ref {
    // Its own type is compared: 2³² is no 0.
    let own = types[index] == .int64 ? index : cast(index, to: .int32)
    return append(.check(own, extent: extent, site: site, excluding: excluding), type: .int32)
  }

  /// The element at `access + index · stride`, for an index of any integer type in `0..<extent`; out
  /// of range it is 0, and reports a device fault under the number `site`.
  mutating func gather(
    _ access: Access, _ index: Ref, stride: Dim, extent: Dim, site: Int, _ dtype: DType
  ) -> Ref {
    let isWide = types[index] == .int64
    let own =
      isWide ? checked(index, extent: extent, site: site) : cast(index, to: .int32)
    return append(
      .gather(access, index: own, stride: stride, extent: extent, site: isWide ? 0 : site),
      type: dtype)
  }
}
