import ApusGraph

/// Kernels that run maps and reductions one after another for each row.
///
/// CPU-like: a work-item takes a run of rows, with vectors along each row. One number for a row is
/// in a register; what a later stage reads of a whole row is in scratch memory of the work-item,
/// which stays in cache.
/// GPU-like: a work-group for each row, or a work-item where rows are short; whole rows go through
/// global memory.
struct RowsKernel {
  let source: KernelSource
  let geometry: Geometry
  /// Elements of 4 bytes that a work-item needs of each scratch buffer.
  let scratch: [Dim]
  /// What the kernel writes besides its results.
  let temporaries: [ValueID]
  /// The same kernel for results that no cache keeps; nil where there is no use for it.
  let pastCache: PastCache?

  init(
    _ kernel: LoweredKernel, _ stages: [LoweredKernel], values: [LoweredValue],
    traits: DeviceTraits
  ) {
    var writer = Writer(kernel, stages, values, traits)
    if PastCache.mayBeLarge(kernel.results.map(\.value), values, traits) {
      var other = writer
      pastCache = other.pastTheCache()
    } else {
      pastCache = nil
    }
    source = writer.write()
    geometry = writer.geometry
    scratch = writer.text.scratchCounts
    temporaries = writer.temporaries
  }

  /// How the elements of a row are dealt out.
  private enum Lanes {
    /// One work-item, with vectors of so many elements.
    case item(Int)
    /// A work-group of this size.
    case group(Int)
  }

  private struct Writer {
    var text: KernelText
    var temporaries: [ValueID] = []
    private let rows: [Dim]
    private let stages: [LoweredKernel]
    private let results: Set<ValueID>
    private let lanes: Lanes
    private let group: Int
    private var registers: [ValueID: String] = [:]
    private var kept: Set<ValueID> = []
    private var goesPastCache = false
    /// The extents of the innermost loops whose results go past the cache.
    private var runs: [Dim] = []

    init(
      _ kernel: LoweredKernel, _ stages: [LoweredKernel], _ values: [LoweredValue],
      _ traits: DeviceTraits
    ) {
      text = KernelText(values)
      rows = kernel.domain
      self.stages = stages
      results = Set(kernel.results.map(\.value))
      switch traits.family {
      case .cpu:
        let rank = kernel.domain.count
        let isWide = stages.contains { $0.widest(along: rank) > 4 }
        lanes = .item(isWide ? max(2, traits.vectorWidth / 2) : traits.vectorWidth)
        group = 1
      case .gpu:
        let longest = stages.compactMap { Writer.length($0, kernel.domain.count).fixed }.max() ?? 0
        let isShort =
          longest < 32
          && stages.allSatisfy { Writer.length($0, kernel.domain.count).fixed != nil }
        group = isShort ? Geometry.itemGroup(traits) : min(128, traits.maximumWorkGroup)
        lanes = isShort ? .item(1) : .group(group)
      }
      for stage in stages where stage.isMap && stage.domain.count > rows.count {
        for result in stage.results where !results.contains(result.value) {
          if case .item = lanes, traits.family == .cpu {
            text.keepInScratch(result.value, count: Writer.length(stage, rows.count))
            kept.insert(result.value)
          } else {
            temporaries.append(result.value)
          }
        }
      }
    }

    /// The elements of a row that a stage goes through.
    private static func length(_ stage: LoweredKernel, _ rank: Int) -> Dim {
      if case .reduce(let reduction) = stage.core {
        return Shape(reduction.extents).elementCount
      }
      return Shape(Array(stage.domain.dropFirst(rank))).elementCount
    }

    var geometry: Geometry {
      let count = Shape(rows).elementCount
      switch lanes {
      case .group(let size): return .groups(count, size: size)
      case .item(let width):
        if group > 1 { return .items(count) }
        let cost = stages.reduce(0 as Dim) { sum, stage in
          var work = 2 + Cost.work(stage.body)
          if case .reduce(let reduction) = stage.core { work += Cost.work(reduction.body) }
          return sum + Dim(work) * Writer.length(stage, rows.count)
        }
        return width > 0 ? .chunked(units: count, cost: cost) : .items(count)
      }
    }

    /// Nil where no stage writes whole vectors outside.
    mutating func pastTheCache() -> PastCache? {
      guard case .item(let width) = lanes, width > 1 else { return nil }
      goesPastCache = true
      let source = write()
      return runs.isEmpty ? nil : PastCache(source: source, rows: runs, width: width)
    }

    mutating func write() -> KernelSource {
      var row = ["const int at = unit;", "int row = unit;"]
      let names: [String?] = rows.indices.map { "i\($0)" }
      row += decode("row", names[...], &text, rows)
      for (number, stage) in stages.enumerated() {
        row.append("// \(number + 1) of \(stages.count)")
        row += lines(stage)
      }
      var lines: [String] = []
      switch lanes {
      case .group(let size):
        lines += Set(stages.compactMap(\.reducedType)).sorted { $0.rawValue < $1.rawValue }.map {
          "local \(CType.register($0, 1)) shared_\($0.rawValue)[\(size)];"
        }
        lines += [
          "const int lane = (int)get_local_id(0);", "const int unit = (int)get_group_id(0);",
        ]
        lines += row
      case .item:
        if group > 1 {
          lines += [
            "const int unit = (int)get_global_id(0);", "if (unit >= total) return;",
          ]
          lines += row
        } else {
          lines.append("const int begin = (int)get_global_id(0) * chunk;")
          lines.append("const int end = begin + min(chunk, total - begin);")
          lines += loop("for (int unit = begin; unit < end; ++unit)", row)
        }
      }
      return KernelText.assemble(
        kind: "rows", text: &text, lines: lines, group: group,
        extra: [("const int total", .total), ("const int chunk", .chunk)],
        banner: "\(stages.count) stages for each row, over \(rows.count) loops of rows"
          + (goesPastCache ? ", past the cache" : ""))
    }

    // MARK: Stages

    private mutating func lines(_ stage: LoweredKernel) -> [String] {
      let rank = rows.count
      var body: [String]
      switch stage.core {
      case .reduce(let reduction):
        let padding = [Dim](repeating: 0, count: reduction.extents.count)
        let finish = stage.body.mappingIndices {
          AffineIndex(offset: $0.offset, strides: $0.strides + padding)
        }
        let joined = Collapse.run(
          stage.domain + reduction.extents, [local(reduction.body), local(finish)],
          borders: Set(1...rank))
        body = reduce(reduction, joined, stage)
      default:
        if stage.domain.count == rank {
          let names: [String?] = rows.indices.map { "i\($0)" }
          var emitter = BodyEmitter(
            local(stage.body), loops: names, inner: nil, registers: registers)
          body = emitter.lines(.uniform, &text) + emitter.lines(.row, &text)
          body += emitter.innerLines(width: 1, &text)
          body += keep(stage.results, emitter)
        } else {
          let joined = Collapse.run(stage.domain, [local(stage.body)], borders: Set(1...rank))
          body = map(joined, stage)
        }
      }
      let declared = isOneNumber(stage) ? stage.results.map { declare($0.value) } : []
      return declared + loop("", body)
    }

    private func isOneNumber(_ stage: LoweredKernel) -> Bool { stage.domain.count == rows.count }

    /// A variable that later stages read; the stage itself must not see its name yet.
    private mutating func declare(_ value: ValueID) -> String {
      let name = "r\(registers.count)"
      registers[value] = name
      return "\(CType.register(text.dtype(value), 1)) \(name);"
    }

    /// Positions in scratch memory are those within the row.
    private func local(_ body: Body) -> Body {
      var moved = Body()
      for (instruction, type) in zip(body.instructions, body.types) {
        moved.insert(
          instruction.mapAccess { access in
            guard kept.contains(access.value) else { return access }
            var access = access
            for row in rows.indices { access.index.strides[row] = 0 }
            return access
          }, type: type)
      }
      return moved
    }

    /// Puts the numbers of a row into their registers, and into memory where others read them.
    private mutating func keep(
      _ list: [LoweredKernel.Result], _ emitter: BodyEmitter
    ) -> [String] {
      var lines: [String] = []
      for (offset, result) in list.enumerated() {
        let name = "r\(registers.count + offset)"
        lines.append("\(name) = \(emitter.operand(result.ref, 1));")
        guard results.contains(result.value) else { continue }
        let target = text.pointer(result.value, isWritten: true)
        let store = emitter.store(result.ref, at: "\(target) + at", width: 1)
        if case .group = lanes {
          lines += loop("if (lane == 0)", [store])
        } else {
          lines.append(store)
        }
      }
      return lines
    }

    private mutating func reduce(
      _ reduction: Reduction, _ joined: Collapse.Joined, _ stage: LoweredKernel
    ) -> [String] {
      let (rank, loops) = (rows.count, joined.loops)
      let dtype = reduction.body.types[reduction.element]
      var lines: [String] = []
      switch lanes {
      case .item(let width):
        let names = loopNames(loops.count)
        var emitter = BodyEmitter(
          joined.bodies[0], loops: names, inner: loops.count - 1, registers: registers)
        lines += emitter.lines(.uniform, &text)
        let bounds = loops[rank...].map { ("0", text.dim($0)) }
        lines += RowReduction(
          kind: reduction.kind, dtype: dtype, width: width, element: reduction.element
        ).lines(&emitter, names: Array(names[rank...]), bounds: bounds, &text)
      case .group(let size):
        let shared = "shared_\(dtype.rawValue)"
        let names: [String?] = loops.indices.map { "i\($0)" }
        var emitter = BodyEmitter(
          joined.bodies[0], loops: names, inner: nil, registers: registers)
        lines += emitter.lines(.uniform, &text)
        var step = ["int number = element;"]
        step += decode("number", names[rank...], &text, loops)
        step += emitter.lines(.row, &text) + emitter.innerLines(width: 1, &text)
        let value = emitter.operand(reduction.element, 1)
        step.append("own = \(Functions.combine(reduction.kind, "own", value, dtype, 1));")
        let type = CType.register(dtype, 1)
        lines.append("\(type) own = \(Functions.identity(reduction.kind, dtype));")
        lines += strided(Shape(Array(loops[rank...])).elementCount, size, step)
        lines += ["\(shared)[lane] = own;", "barrier(CLK_LOCAL_MEM_FENCE);"]
        let join = Functions.combine(
          reduction.kind, "\(shared)[lane]", "\(shared)[lane + half_]", dtype, 1)
        lines += loop(
          "for (int half_ = \(size / 2); half_ > 0; half_ >>= 1)",
          ["if (lane < half_) \(shared)[lane] = \(join);", "barrier(CLK_LOCAL_MEM_FENCE);"])
        lines += [
          "const \(type) accumulator = \(shared)[0];", "barrier(CLK_LOCAL_MEM_FENCE);",
        ]
      }
      let names: [String?] = loops.indices.map { $0 < rank ? "i\($0)" : nil }
      var finisher = BodyEmitter(
        joined.bodies[1], loops: names, inner: nil, prefix: "f", registers: registers)
      lines += finisher.lines(.uniform, &text) + finisher.lines(.row, &text)
      lines += finisher.innerLines(width: 1, &text)
      return lines + keep(stage.results, finisher)
    }

    private mutating func map(_ joined: Collapse.Joined, _ stage: LoweredKernel) -> [String] {
      let (rank, loops) = (rows.count, joined.loops)
      let inner = Shape(Array(loops[rank...]))
      let targets = stage.results.map { result -> String in
        let pointer = text.pointer(result.value, isWritten: true)
        return kept.contains(result.value)
          ? pointer : "\(pointer) + unit * \(text.dim(inner.elementCount))"
      }
      switch lanes {
      case .item(let width):
        let last = loops.count - 1
        let names = loopNames(loops.count)
        var emitter = BodyEmitter(
          joined.bodies[0], loops: names, inner: last, registers: registers)
        let uniform = emitter.lines(.uniform, &text)
        let row = emitter.lines(.row, &text)
        let position = text.affine(.rowMajor(inner), Array(names[rank...]))
        func step(_ width: Int) -> [String] {
          emitter.innerLines(width: width, &text)
            + zip(stage.results, targets).map {
              emitter.store(
                $0.ref, at: "\($1) + \(position)", width: width,
                pastCache: goesPastCache && !kept.contains($0.value))
            }
        }
        let end = text.dim(loops[last])
        if goesPastCache && stage.results.contains(where: { !kept.contains($0.value) }) {
          runs.append(loops[last])
        }
        var body = row + ["int j = 0;"]
        if width > 1 {
          body += loop("for (; j + \(width) <= \(end); j += \(width))", step(width))
        }
        body +=
          width > 1
          ? rest("for (; j < \(end); ++j)", step(1)) : loop("for (; j < \(end); ++j)", step(1))
        for position in (rank..<last).reversed() {
          guard let name = names[position] else { continue }
          body = loop(
            "for (int \(name) = 0; \(name) < \(text.dim(loops[position])); ++\(name))", body)
        }
        return uniform + body
      case .group(let size):
        let names: [String?] = loops.indices.map { "i\($0)" }
        var emitter = BodyEmitter(
          joined.bodies[0], loops: names, inner: nil, registers: registers)
        let uniform = emitter.lines(.uniform, &text)
        var step = ["int number = element;"]
        step += decode("number", names[rank...], &text, loops)
        step += emitter.lines(.row, &text) + emitter.innerLines(width: 1, &text)
        step += zip(stage.results, targets).map {
          emitter.store($0.ref, at: "\($1) + element", width: 1)
        }
        return uniform + strided(inner.elementCount, size, step)
          + ["barrier(CLK_GLOBAL_MEM_FENCE);"]
      }
    }

    private mutating func strided(_ count: Dim, _ size: Int, _ body: [String]) -> [String] {
      loop("for (int element = lane; element < \(text.dim(count)); element += \(size))", body)
    }

    private func loopNames(_ count: Int) -> [String?] {
      (0..<count).map { $0 == count - 1 ? "j" : "i\($0)" }
    }
  }
}

extension LoweredKernel {
  /// The bytes of the widest element of what is computed for a whole row.
  fileprivate func widest(along rank: Int) -> Int {
    guard case .reduce(let reduction) = core else { return body.widest(along: rank) }
    let element = reduction.body.types[reduction.element].byteCount
    return max(element, reduction.body.widest(along: rank))
  }

  /// The type of the elements that are reduced; nil for maps.
  fileprivate var reducedType: DType? {
    guard case .reduce(let reduction) = core else { return nil }
    return reduction.body.types[reduction.element]
  }
}
