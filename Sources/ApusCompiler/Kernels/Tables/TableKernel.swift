import ApusGraph

/// The kernel of work on tables: what a `TableCore` says, for one family.
struct TableKernel {
  var source: KernelSource
  var geometry: Geometry
  /// Elements of 4 bytes that a work-item (a work-group, where the geometry is native) needs of each
  /// scratch buffer.
  var scratch: [Dim] = []
  var pastCache: PastCache?

  init(
    _ kernel: LoweredKernel, _ core: TableCore, values: [LoweredValue], traits: DeviceTraits
  ) {
    let table = TableText(kernel, core, values, traits)
    switch core.kind {
    case .lists: self = table.lists()
    case .scatterRows(let mode, let hasBase):
      self = table.scatterRows(mode, hasBase, pastCache: false)
      let results = kernel.results.map(\.value)
      if PastCache.mayBeLarge(results, values, traits) {
        let other = table.scatterRows(mode, hasBase, pastCache: true)
        pastCache = PastCache(source: other.source, rows: [core.inner], width: table.width)
      }
    case .scatterElements(let mode, let hasBase, let site):
      self = table.scatterElements(mode, hasBase, site: site)
    case .cumulate(let kind, let isExclusive, let isReversed):
      self = table.cumulate(kind, isExclusive: isExclusive, isReversed: isReversed)
    case .sort(let isDescending): self = table.sort(isDescending: isDescending)
    }
  }

  init(_ source: KernelSource, _ geometry: Geometry, scratch: [Dim] = []) {
    (self.source, self.geometry, self.scratch) = (source, geometry, scratch)
  }
}

/// What the kernels of tables share: elements of one type, and how their text is put together.
struct TableText {
  let core: TableCore
  let results: [ValueID]
  let traits: DeviceTraits
  /// Of the entries or the table. A `bool` is moved as the byte it is.
  let dtype: DType
  /// Lanes of a vector.
  let width: Int
  private let values: [LoweredValue]

  init(
    _ kernel: LoweredKernel, _ core: TableCore, _ values: [LoweredValue], _ traits: DeviceTraits
  ) {
    (self.core, self.values, self.traits) = (core, values, traits)
    results = kernel.results.map(\.value)
    let own = values[results[0].index].dtype
    dtype = own == .bool ? .uint8 : own
    width =
      dtype.byteCount > 4 ? Swift.max(2, traits.vectorWidth / 2) : traits.vectorWidth
  }

  func dtype(of value: ValueID) -> DType { values[value.index].dtype }

  func text() -> KernelText { KernelText(values) }

  var isCPU: Bool { traits.family == .cpu }

  // MARK: Elements

  /// The type of elements in registers.
  func type(_ width: Int) -> String { CType.register(dtype, width) }

  func load(_ pointer: String, _ width: Int) -> String {
    let bits = width == 1 ? "*(\(pointer))" : VectorAccess.load(dtype, width, pointer)
    return dtype.isHalf ? HalfFunctions.value(bits, dtype, width) : bits
  }

  func store(_ value: String, _ pointer: String, _ width: Int, pastCache: Bool = false) -> String {
    let bits = dtype.isHalf ? HalfFunctions.bits(value, dtype, width) : value
    return width == 1
      ? "*(\(pointer)) = \(bits);"
      : VectorAccess.store(bits, dtype, width, at: pointer, pastCache: pastCache)
  }

  func literal(_ value: Double, _ width: Int) -> String {
    CType.splat(CType.literal(value, dtype), dtype, width)
  }

  /// An entry joined with what is there.
  func joined(_ mode: ScatterMode, _ there: String, _ entry: String, _ width: Int) -> String {
    let function: BinaryFunction
    switch mode {
    case .replace: return entry
    case .add: function = .add
    case .multiply: function = .multiply
    case .max: function = .maximum
    case .min: function = .minimum
    }
    return Functions.binary(function, there, entry, dtype, width)
  }

  // MARK: Text

  /// The kernel of these lines, which know `total` and `chunk`.
  func assembled(
    _ lines: [String], _ text: inout KernelText, _ geometry: Geometry, group: Int,
    scratch: [Dim] = [], banner: String
  ) -> TableKernel {
    let scratchArguments = scratch.indices.flatMap { slot -> [(String, SymbolicArgument)] in
      [
        ("global int *scratch\(slot)", .scratch(slot)),
        ("const ulong scratchAt\(slot)", .scratchOffset(slot)),
      ]
    }
    let source = KernelText.assemble(
      kind: "table", text: &text, lines: lines, group: group,
      extra: scratchArguments + [("const int total", .total), ("const int chunk", .chunk)],
      banner: banner)
    return TableKernel(source, geometry, scratch: scratch)
  }

  /// The lines of every unit of a work-item's part, which are numbers from `begin` to `end`.
  func units(_ head: [String], _ body: [String]) -> [String] {
    [
      "const int begin = (int)get_global_id(0) * chunk;",
      "const int end = begin + min(chunk, total - begin);",
    ] + head + loop("for (int unit = begin; unit < end; ++unit)", body)
  }

  /// A loop of vectors from `c` up to `last`, then one for the elements that are left.
  func columns(_ tiles: [(count: Int, width: Int)], _ lines: (Int, Int) -> [String]) -> [String] {
    tiles.flatMap { count, width in
      let step = count * width
      return width == 1
        ? rest("for (; c < last; ++c)", lines(1, 1))
        : loop("for (; c + \(step) <= last; c += \(step))", lines(count, width))
    }
  }
}

extension KernelText {
  /// An extent that numbers are divided by: if it is 0, nothing is launched.
  mutating func divisor(_ dim: Dim) -> String { dim == 0 ? "1" : self.dim(dim) }
}
