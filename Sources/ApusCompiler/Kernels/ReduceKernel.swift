import ApusGraph

/// Kernels that combine elements over some loops, in an order fixed by the shape.
///
/// CPU-like, three forms:
///   rows     the last reduced loop is contiguous: vectors run along it, lanes are joined last;
///   columns  the last kept loop is contiguous: each lane owns a column;
///   single   anything else, and positions (argmax): one element after the other.
/// GPU-like: a work-group for each row or for a block of columns, joined by a tree in local memory,
/// or one work-item for each result.
///
/// A long reduction to few results runs in two launches: `split` parts of the first reduced loop,
/// then the parts in order.
struct ReduceKernel {
  let source: KernelSource
  let geometry: Geometry

  /// The number of parts of a split reduction.
  static let parts = 32
  private static let groupSize = 128
  /// GPU-like: columns of a group, and the parts that each is dealt out in. NVIDIA's driver says of
  /// every kernel that it takes 256 work-items.
  private static let (groupColumns, groupParts) = (32, 8)

  enum Form: Hashable { case rows, columns, single }

  /// - Parameter isSplit: whether loop 0 of the domain counts parts of the first reduced loop.
  init(
    _ kernel: LoweredKernel, _ reduction: Reduction, values: [LoweredValue], isSplit: Bool,
    traits: DeviceTraits
  ) {
    var writer = Writer(kernel, reduction, values, isSplit, traits)
    (source, geometry) = traits.family == .cpu ? writer.cpu() : writer.gpu()
  }

  /// Which form suits the accesses.
  static func form(_ body: Body, _ kind: ReductionKind, kept: Int, count: Int) -> Form {
    if kind == .argmax || kind == .argmin || kept == count { return .single }
    // Loads of a vector are one where neighbours are, none where all lanes read one element, and
    // one for each lane otherwise.
    func loads(_ loop: Int) -> (contiguous: Int, cost: Int) {
      body.accesses.reduce((0, 0)) { sum, access in
        let stride = access.index.strides[loop]
        return (sum.0 + (stride == 1 ? 1 : 0), sum.1 + (stride == 1 ? 1 : stride == 0 ? 0 : 8))
      }
    }
    let rows = loads(count - 1)
    let columns = kept > 0 ? loads(kept - 1) : (contiguous: 0, cost: Int.max)
    if rows.contiguous + columns.contiguous == 0 { return .single }
    if columns.contiguous > 0 && columns.cost < rows.cost { return .columns }
    return rows.contiguous > 0 ? .rows : .single
  }

  private struct Writer {
    var text: KernelText
    let kernel: LoweredKernel
    let kind: ReductionKind
    let loops: [Dim]
    let kept: Int
    let inner: Body
    let element: Ref
    let finish: Body
    let isSplit: Bool
    let traits: DeviceTraits
    let dtype: DType
    let form: Form

    private var extents: [Dim] { Array(loops.prefix(kept)) }
    private var reduced: Range<Int> { kept..<loops.count }
    private var isPosition: Bool { kind == .argmax || kind == .argmin }

    init(
      _ kernel: LoweredKernel, _ reduction: Reduction, _ values: [LoweredValue],
      _ isSplit: Bool, _ traits: DeviceTraits
    ) {
      text = KernelText(values)
      self.kernel = kernel
      kind = reduction.kind
      self.isSplit = isSplit
      self.traits = traits
      dtype = reduction.body.types[reduction.element]
      // Both bodies share the kept loops: the finishing body sees strides 0 for the reduced ones.
      let all = kernel.domain + reduction.extents
      let padding = [Dim](repeating: 0, count: reduction.extents.count)
      let finish = kernel.body.mappingIndices {
        AffineIndex(offset: $0.offset, strides: $0.strides + padding)
      }
      let border = kernel.domain.count
      // A split loop and the loop it is part of stay as they are; so does the order of positions.
      let borders: Set<Int> = isSplit ? [1, border, border + 1] : [border]
      // The results are stored row-major over the kept loops, so any of them may be joined.
      let joined = Collapse.run(
        all, [reduction.body, finish], borders: borders, dropping: !isSplit)
      loops = joined.loops
      kept = joined.firsts.count { $0 < border }
      inner = joined.bodies[0]
      element = reduction.element
      self.finish = joined.bodies[1]
      form = ReduceKernel.form(inner, kind, kept: kept, count: loops.count)
    }

    // MARK: CPU-like

    mutating func cpu() -> (KernelSource, Geometry) {
      switch form {
      case .rows: return rows()
      case .columns: return columns()
      case .single: return single()
      }
    }

    private var width: Int {
      let loop = form == .columns ? kept - 1 : loops.count - 1
      let widest = max(inner.widest(along: loop), finish.widest(along: loop))
      return widest > 4 || dtype.byteCount > 4
        ? max(2, traits.vectorWidth / 2) : traits.vectorWidth
    }

    private func names(inner: Int?) -> [String?] {
      loops.indices.map { $0 == inner ? "j" : "i\($0)" }
    }

    private mutating func rows() -> (KernelSource, Geometry) {
      let last = loops.count - 1
      let names = names(inner: last)
      var emitter = BodyEmitter(inner, loops: names, inner: last)
      let uniform = emitter.lines(.uniform, &text)
      let bounds = reduced.map { range($0) }
      var unit = decodeKept(names)
      unit += RowReduction(kind: kind, dtype: dtype, width: width, element: element).lines(
        &emitter, names: Array(names[reduced]), bounds: bounds, &text)
      unit += finishLines(names, at: "at")
      return (assembled(uniform, unit, "rows"), chunked)
    }

    private mutating func columns() -> (KernelSource, Geometry) {
      let lane = kept - 1
      let names = names(inner: lane)
      var emitter = BodyEmitter(inner, loops: names, inner: lane)
      var finisher = BodyEmitter(finish, loops: names, inner: lane, prefix: "f")
      let uniform = emitter.lines(.uniform, &text) + finisher.lines(.uniform, &text)
      let identity = Functions.identity(kind, dtype)
      let columns = text.dim(loops[lane])
      let targets = kernel.results.map { text.pointer($0.value, isWritten: true) }
      let row = emitter.lines(.row, &text)

      func tile(_ width: Int) -> [String] {
        let lines = emitter.innerLines(width: width, &text)
        let value = emitter.operand(element, width)
        let step = Functions.combine(kind, "accumulator", value, dtype, width)
        let type = CType.register(dtype, width)
        var body = ["\(type) accumulator = \(CType.splat(identity, dtype, width));"]
        var core = lines + ["accumulator = \(step);"]
        if let condition = condition(emitter) { core = loop("if (\(condition))", core) }
        core = row + core
        body += nest(reduced, names, around: core)
        body += finisher.innerLines(width: width, &text)
        for (result, target) in zip(kernel.results, targets) {
          body.append(
            finisher.store(result.ref, at: "\(target) + start + j", width: width))
        }
        return body
      }
      var unit = [
        "int row = unit / blocks;", "const int first = (unit - row * blocks) * \(width);",
        "const int start = row * \(columns);",
      ]
      unit += decode("row", names[..<lane], &text, loops)
      if isSplit { unit.append("const int part = i0;") }
      unit += finisher.lines(.row, &text)
      unit += loop("if (first + \(width) <= \(columns))", ["const int j = first;"] + tile(width))
      // The last columns one by one: code for parts of vectors takes long to compile.
      unit += loop("else", rest("for (int j = first; j < \(columns); ++j)", tile(1)))
      let head = ["const int blocks = (\(columns) + \(width - 1)) / \(width);"]
      let geometry = Geometry.blocks(
        rows: Shape(Array(extents.dropLast())).elementCount, columns: loops[lane],
        width: width, cost: rowCost * Dim(width))
      return (assembled(uniform + head, unit, "columns"), geometry)
    }

    /// The condition under which an element is added, where it is one for all lanes: a sum of
    /// chosen rows (the gradient of a gather) passes over the others.
    private func condition(_ emitter: BodyEmitter) -> String? {
      guard kind == .sum,
        case .select(let condition, _, let otherwise) = inner.instructions[element],
        emitter.levels[condition] != .inner,
        case .constant(0, _) = inner.instructions[otherwise]
      else { return nil }
      return emitter.operand(condition, 1)
    }

    private mutating func single() -> (KernelSource, Geometry) {
      let names = names(inner: nil)
      var emitter = BodyEmitter(inner, loops: names, inner: nil)
      let uniform = emitter.lines(.uniform, &text)
      let unit = decodeKept(names) + singleLines(&emitter, names)
      return (assembled(uniform, unit, "single"), chunked)
    }

    /// One result after the other, for both families.
    private mutating func singleLines(
      _ emitter: inout BodyEmitter, _ names: [String?]
    ) -> [String] {
      let type = CType.register(dtype, 1)
      let lines = emitter.lines(.row, &text) + emitter.innerLines(width: 1, &text)
      let value = emitter.operand(element, 1)
      var unit = ["\(type) best = \(Functions.identity(kind, dtype));"]
      if isPosition {
        unit += ["int position = 0;", "int accumulator = 0;", "int isFirst = 1;"]
        let isBetter = kind == .argmax ? "\(value) > best" : "\(value) < best"
        let isNaN = dtype.isFloatingPoint ? " || (\(value) != \(value) && best == best)" : ""
        let take = ["best = \(value);", "accumulator = position;", "isFirst = 0;"]
        let step = loop("if (isFirst || \(isBetter)\(isNaN))", take) + ["++position;"]
        unit += nest(reduced, names, around: lines + step)
      } else {
        let step = "best = \(Functions.combine(kind, "best", value, dtype, 1));"
        unit += nest(reduced, names, around: lines + [step])
        unit.append("const \(type) accumulator = best;")
      }
      return unit + finishLines(names, at: "at")
    }

    // MARK: GPU-like

    mutating func gpu() -> (KernelSource, Geometry) {
      let count = Shape(extents).elementCount
      let names = names(inner: nil)
      var emitter = BodyEmitter(inner, loops: names, inner: nil)
      let isShort = Shape(Array(loops[kept...])).elementCount.fixed.map { $0 < 32 } ?? false
      // With many results, one work-item for each is enough to keep a device busy.
      let isFew = count.fixed.map { $0 < 1 << 16 } ?? true
      // A product may take plain sums over, in order (`Schedule.sumColumns`): they stay in order.
      let isPlain = kind == .sum && inner.length == 1 && finish.length == 1
      if form == .columns && isFew && !isSplit && !isShort && !isPlain { return columnGroups() }
      if form != .rows || isSplit || isShort {
        let uniform = emitter.lines(.uniform, &text)
        var lines = ["const int at = (int)get_global_id(0);", "if (at >= total) return;"]
        lines += ["const int unit = at;"] + uniform + decodeKept(names, declaresAt: false)
        lines += singleLines(&emitter, names)
        return (
          finished(lines, "single", group: Geometry.itemGroup(traits)), .items(count)
        )
      }
      let size = min(ReduceKernel.groupSize, traits.maximumWorkGroup)
      var lines = [
        "local \(CType.register(dtype, 1)) shared[\(size)];",
        "const int lane = (int)get_local_id(0);", "const int unit = (int)get_group_id(0);",
      ]
      lines += emitter.lines(.uniform, &text) + decodeKept(names)
      lines += dealtOut(&emitter, names, first: "lane", step: size, apart: 1)
      lines += loop(
        "if (lane == 0)",
        ["const \(CType.register(dtype, 1)) accumulator = shared[0];"]
          + finishLines(names, at: "at"))
      return (finished(lines, "groups", group: size), .groups(count, size: size))
    }

    /// A work-group has a block of neighbouring columns, each dealt out to several work-items.
    private mutating func columnGroups() -> (KernelSource, Geometry) {
      let (type, width) = (CType.register(dtype, 1), ReduceKernel.groupColumns)
      var parts = ReduceKernel.groupParts
      while parts > 1 && parts * width > traits.maximumWorkGroup { parts /= 2 }
      let names = names(inner: nil)
      var emitter = BodyEmitter(inner, loops: names, inner: nil)
      let columns = text.dim(loops[kept - 1])
      var lines = [
        "local \(type) shared[\(width * parts)];", "const int lane = (int)get_local_id(0);",
        "const int blocks = (\(columns) + \(width - 1)) / \(width);",
        "const int outer = (int)get_group_id(0) / blocks;",
        "const int column = ((int)get_group_id(0) - outer * blocks) * \(width) + lane % \(width);",
        "// Beyond the last column, it is computed again and not stored.",
        "const int unit = outer * \(columns) + min(column, \(columns) - 1);",
      ]
      lines += emitter.lines(.uniform, &text) + decodeKept(names)
      lines += dealtOut(
        &emitter, names, first: "lane / \(width)", step: parts, apart: width)
      lines += loop(
        "if (lane < \(width) && column < \(columns))",
        ["const \(type) accumulator = shared[lane];"] + finishLines(names, at: "at"))
      return (
        finished(lines, "column groups", group: width * parts),
        .groupBlocks(
          rows: Shape(Array(extents.dropLast())).elementCount, columns: loops[kept - 1],
          width: width, size: width * parts)
      )
    }

    /// A reduction by `step` work-items of a group, `apart` from each other, joined by a tree in
    /// local memory. The first `apart` elements of `shared` are the results.
    private mutating func dealtOut(
      _ emitter: inout BodyEmitter, _ names: [String?], first: String, step: Int, apart: Int
    ) -> [String] {
      let span = text.dim(Shape(Array(loops[kept...])).elementCount)
      var body = ["int number = r;"]
      body += decode("number", names[kept...], &text, loops)
      body += emitter.lines(.row, &text) + emitter.innerLines(width: 1, &text)
      let value = emitter.operand(element, 1)
      body.append("best = \(Functions.combine(kind, "best", value, dtype, 1));")
      let join = Functions.combine(kind, "shared[lane]", "shared[lane + half_]", dtype, 1)
      return ["\(CType.register(dtype, 1)) best = \(Functions.identity(kind, dtype));"]
        + loop("for (int r = \(first); r < \(span); r += \(step))", body)
        + ["shared[lane] = best;", "barrier(CLK_LOCAL_MEM_FENCE);"]
        + loop(
          "for (int half_ = \(step * apart / 2); half_ >= \(apart); half_ >>= 1)",
          ["if (lane < half_) shared[lane] = \(join);", "barrier(CLK_LOCAL_MEM_FENCE);"])
    }

    // MARK: Shared

    private var rowCost: Dim {
      let perElement = Dim(2 + Cost.work(inner))
      let count = Shape(Array(loops[kept...])).elementCount
      return perElement * count
    }

    /// The bounds of a reduced loop: a part of it if the reduction is split.
    private mutating func range(_ position: Int) -> (String, String) {
      let extent = text.dim(loops[position])
      guard isSplit && position == kept else { return ("0", extent) }
      let length = "((\(extent) + \(ReduceKernel.parts - 1)) / \(ReduceKernel.parts))"
      return ("min(\(extent), part * \(length))", "min(\(extent), (part + 1) * \(length))")
    }

    private mutating func nest(
      _ positions: Range<Int>, _ names: [String?], around body: [String]
    ) -> [String] {
      var lines = body
      for position in positions.reversed() {
        guard let name = names[position] else { continue }
        let (from, to) = range(position)
        lines = loop("for (int \(name) = \(from); \(name) < \(to); ++\(name))", lines)
      }
      return lines
    }

    private mutating func decodeKept(
      _ names: [String?], declaresAt: Bool = true
    ) -> [String] {
      var lines = declaresAt ? ["const int at = unit;"] : []
      if kept > 0 { lines.append("int row = unit;") }
      lines += decode("row", names[..<kept], &text, loops)
      if isSplit { lines.append("const int part = \(names[0] ?? "0");") }
      return lines
    }

    private mutating func finishLines(_ names: [String?], at place: String) -> [String] {
      var finisher = BodyEmitter(finish, loops: names, inner: nil, prefix: "f")
      var lines = finisher.lines(.uniform, &text) + finisher.lines(.row, &text)
      lines += finisher.innerLines(width: 1, &text)
      for result in kernel.results {
        let target = text.pointer(result.value, isWritten: true)
        lines.append(finisher.store(result.ref, at: "\(target) + \(place)", width: 1))
      }
      return lines
    }

    private var chunked: Geometry {
      .chunked(units: Shape(extents).elementCount, cost: rowCost)
    }

    private mutating func assembled(
      _ uniform: [String], _ unit: [String], _ form: String
    ) -> KernelSource {
      var lines = uniform
      lines.append("const int begin = (int)get_global_id(0) * chunk;")
      lines.append("const int end = begin + min(chunk, total - begin);")
      lines += loop("for (int unit = begin; unit < end; ++unit)", unit)
      return finished(lines, form, group: 1)
    }

    private mutating func finished(
      _ lines: [String], _ form: String, group: Int
    ) -> KernelSource {
      KernelText.assemble(
        kind: kind.rawValue, text: &text, lines: lines, group: group,
        extra: [("const int total", .total), ("const int chunk", .chunk)],
        banner: "\(form) over \(loops.count - kept) of \(loops.count) loops")
    }
  }
}
