import ApusGraph

/// Kernels that compute every element by itself.
///
/// CPU-like: a work-item takes a run of elements in row-major order, row by row, with vectors
/// along the innermost loop and single elements for the remainder of a row; or tiles, where it reads
/// a transposed array.
/// GPU-like: one work-item computes one element.
struct MapKernel {
  let source: KernelSource
  let geometry: Geometry
  /// The same kernel for results that no cache keeps; nil where there is no use for it.
  let pastCache: PastCache?

  /// - Parameters:
  ///   - stored: the value whose memory a result goes to, where it is not its own.
  ///   - isGated: whether the kernel does nothing after a device fault.
  init(
    _ kernel: LoweredKernel, values: [LoweredValue], stored: [ValueID: ValueID], isGated: Bool,
    traits: DeviceTraits
  ) {
    let map = Collapse.run(kernel)
    let width = MapKernel.width(map, values, traits)
    var writer = Writer(
      text: KernelText(values), map: map, stored: stored, isGated: isGated,
      width: width, group: Geometry.itemGroup(traits),
      reads: traits.family == .cpu && map.results.allSatisfy { $0.store == nil }
        ? TransposedReads(map, width: width) : nil,
      pieces: InnerPieces(map).pieces)
    let total = Shape(kernel.domain).elementCount
    switch traits.family {
    case .cpu:
      source = writer.cpu()
      geometry = writer.geometry(total)
      let results = map.results.map(\.value)
      if results.allSatisfy({ stored[$0] == nil }),
        PastCache.mayBeLarge(Array(Set(results)), values, traits)
      {
        var other = writer.fresh(values)
        other.pastCache = true
        pastCache = PastCache(
          source: other.cpu(),
          rows: (map.domain.count > 1 ? map.domain.suffix(1) : [])
            + writer.pieces.compactMap(\.end)
            + map.results.compactMap(\.store).flatMap { [$0.offset] + $0.strides.dropLast() },
          width: writer.width)
      } else {
        pastCache = nil
      }
    case .gpu:
      source = writer.gpu()
      geometry = .items(total)
      pastCache = nil
    }
  }

  /// Lanes: fewer where elements are wider than floats.
  private static func width(
    _ map: LoweredKernel, _ values: [LoweredValue], _ traits: DeviceTraits
  ) -> Int {
    return map.body.widest(along: map.domain.count - 1) > 4
      ? max(2, traits.vectorWidth / 2) : traits.vectorWidth
  }

  private struct Writer {
    var text: KernelText
    let map: LoweredKernel
    let stored: [ValueID: ValueID]
    let isGated: Bool
    let width: Int
    let group: Int
    /// What is read transposed, if the CPU-like kernel goes over tiles.
    let reads: TransposedReads?
    /// The innermost loop of the CPU-like kernel that does not.
    let pieces: [InnerPieces.Piece]
    var pastCache = false

    /// The same, with nothing written yet.
    func fresh(_ values: [LoweredValue]) -> Writer {
      var writer = self
      writer.text = KernelText(values)
      return writer
    }

    private var rank: Int { map.domain.count }
    /// The columns of a unit of a map in tiles.
    private static let columns = 256

    /// How the CPU-like kernel's work is dealt out.
    func geometry(_ total: Dim) -> Geometry {
      let cost = Dim(2 + Cost.work(map.body))
      guard let reads else {
        return .chunked(units: total, cost: cost)
      }
      let others = map.domain.indices.dropLast().filter { $0 != reads.loop }
      return .tiles(
        count: Shape(others.map { map.domain[$0] }).elementCount, rows: map.domain[reads.loop],
        height: width, columns: map.domain[rank - 1], width: Writer.columns,
        cost: cost * Dim(width * Writer.columns))
    }

    mutating func cpu() -> KernelSource {
      if let reads { return tiles(reads) }
      let loops: [String?] = (0..<rank).map { $0 == rank - 1 ? "j" : "i\($0)" }
      let targets = targets(loops)
      var lines: [String] = []
      var parts: [Part] = []
      for (prefix, piece) in zip(InnerPieces.prefixes, pieces) {
        var emitter = BodyEmitter(
          piece.body, loops: loops, inner: rank == 0 ? nil : rank - 1, prefix: prefix)
        lines += emitter.lines(.uniform, &text)
        var part = Part(row: emitter.lines(.row, &text), end: piece.end.map { text.dim($0) })
        let at = rank <= 1 ? "j" : "rowStart + j"
        func element(_ width: Int) -> [String] {
          emitter.innerLines(width: width, &text)
            + zip(piece.refs, targets).map {
              emitter.store(
                $0, at: "\($1.pointer) + \($1.place ?? at)", width: width, pastCache: pastCache)
            }
        }
        part.vector = element(width)
        // What only moves has short rows and short text.
        let isCopy = pieces.count > 1 && piece.body.length == piece.refs.count
        for less in isCopy ? [width / 2, width / 4] : [] where less > 1 {
          part.shorter.append((less, element(less)))
        }
        part.single = element(1)
        parts.append(part)
      }
      lines.append("const int begin = (int)get_global_id(0) * chunk;")
      lines.append("const int end = begin + min(chunk, total - begin);")
      if rank <= 1 {
        if parts.count == 1 { lines += parts[0].row }
        lines.append("int j = begin;")
        lines += run(parts, to: "end")
      } else {
        let n = text.dim(map.domain[rank - 1])
        // The loops are counted on from row to row: to divide takes longer than to copy a short row.
        lines += ["int row = begin / \(n);", "int j0 = begin - row * \(n);"]
        lines += decode("row", loops.dropLast(), &text, map.domain, isConstant: false)
        var outer = ["const int j1 = min(\(n), j0 + end - at);", "const int rowStart = at - j0;"]
        if parts.count == 1 { outer += parts[0].row }
        outer.append("int j = j0;")
        outer += run(parts, to: "j1")
        outer += ["at += j1 - j0;", "j0 = 0;"]
        outer += next(loops.dropLast(), &text, map.domain)
        lines += loop("for (int at = begin; at < end;)", outer)
      }
      return finish(lines, kind: "map", group: 1)
    }

    /// The lines of a piece of the innermost loop.
    private struct Part {
      var row: [String]
      /// Where it ends, if it is not the last one.
      var end: String?
      var vector: [String] = []
      /// Narrower vectors for what is left.
      var shorter: [(width: Int, lines: [String])] = []
      var single: [String] = []
    }

    /// The innermost loop from `j` on.
    private func run(_ parts: [Part], to end: String) -> [String] {
      func loops(_ part: Part, _ end: String) -> [String] {
        loop("for (; j <= \(end) - \(width); j += \(width))", part.vector)
          + part.shorter.flatMap { shorter in
            loop("if (j <= \(end) - \(shorter.width))", shorter.lines + ["j += \(shorter.width);"])
          } + rest("for (; j < \(end); ++j)", part.single)
      }
      if parts.count == 1 { return loops(parts[0], end) }
      return parts.flatMap { part in
        let own = part.end.map { "min(\(end), \($0))" } ?? end
        return loop(
          "if (j < \(own))", part.row + ["const int pieceEnd = \(own);"] + loops(part, "pieceEnd"))
      }
    }

    private mutating func tiles(_ reads: TransposedReads) -> KernelSource {
      let loops: [String?] = (0..<rank).map { $0 == rank - 1 ? "j" : "i\($0)" }
      var emitter = BodyEmitter(map.body, loops: loops, inner: rank - 1)
      emitter.readVectors = reads.vectors
      let (targets, row) = (targets(loops), "i\(reads.loop)")
      let (m, n) = (text.dim(map.domain[reads.loop]), text.dim(map.domain[rank - 1]))
      let uniform = emitter.lines(.uniform, &text)
      let rowLines =
        emitter.lines(.row, &text)
        + ["const int at = \(text.affine(AffineIndex(strides: Shape(map.domain).strides), loops));"]
      let tile = reads.lines(map, emitter, &text)
      let vector = emitter.innerLines(width: width, &text)
      let single = emitter.innerLines(width: 1, &text)
      func stores(_ width: Int) -> [String] {
        zip(map.results, targets).map {
          emitter.store(
            $0.ref, at: "\($1.pointer) + at", width: width, pastCache: pastCache)
        }
      }
      var unit = [
        "int rest = unit;", "const int jBegin = rest % across * \(Writer.columns);",
        "rest /= across;", "const int d = rest % down * \(width);", "rest /= down;",
      ]
      var others = loops.dropLast()
      others[reads.loop] = nil
      unit += decode("rest", others, &text, map.domain)
      unit += [
        "const int dEnd = min(\(m), d + \(width));",
        "const int jEnd = min(\(n), jBegin + \(Writer.columns));",
        "const int jTiles = dEnd - d < \(width) ? jBegin : jEnd - \(width - 1);", "int j = jBegin;",
      ]
      unit += loop(
        "for (; j < jTiles; j += \(width))",
        tile
          + loop(
            "for (int r = 0; r < \(width); ++r)",
            ["const int \(row) = d + r;"] + rowLines + vector + stores(width)))
      unit.append("const int jRest = j;")
      unit += loop(
        "for (int \(row) = d; \(row) < dEnd; ++\(row))",
        rest("for (int j = jRest; j < jEnd; ++j)", rowLines + single + stores(1)))
      var lines = uniform
      lines += [
        "const int down = (\(m) + \(width - 1)) / \(width);",
        "const int across = (\(n) + \(Writer.columns - 1)) / \(Writer.columns);",
        "const int begin = (int)get_global_id(0) * chunk;",
        "const int end = begin + min(chunk, total - begin);",
      ]
      lines += loop("for (int unit = begin; unit < end; ++unit)", unit)
      return finish(lines, kind: "map", group: 1)
    }

    mutating func gpu() -> KernelSource {
      let loops: [String?] = (0..<rank).map { "i\($0)" }
      var emitter = BodyEmitter(map.body, loops: loops, inner: nil)
      let targets = targets(loops)
      var lines = ["const int at = (int)get_global_id(0);", "if (at >= total) return;"]
      if rank == 1 {
        lines.append("const int i0 = at;")
      } else if rank > 1 {
        lines.append("int row = at;")
        lines += decode("row", loops[...], &text, map.domain)
      }
      lines += emitter.lines(.uniform, &text) + emitter.lines(.row, &text)
      lines += emitter.innerLines(width: 1, &text)
      lines += zip(map.results, targets).map {
        emitter.store($0.ref, at: "\($1.pointer) + \($1.place ?? "at")", width: 1)
      }
      return finish(lines, kind: "map", group: group)
    }

    /// Where results go: to the element of the same number, unless there is a place of its own.
    private mutating func targets(
      _ loops: [String?]
    ) -> [(pointer: String, place: String?)] {
      map.results.map { result in
        (
          text.pointer(stored[result.value] ?? result.value, isWritten: true),
          result.store.map { text.affine($0, loops) }
        )
      }
    }

    private mutating func finish(
      _ lines: [String], kind: String, group: Int
    ) -> KernelSource {
      KernelText.assemble(
        kind: kind, text: &text, lines: lines, group: group, isGated: isGated,
        extra: [("const int total", .total), ("const int chunk", .chunk)],
        banner: "element by element over \(rank) loops, \(map.results.count) results"
          + (pastCache ? ", past the cache" : ""))
    }
  }
}

/// Lines that split a row-major number into loop indices, the innermost first.
func decode(
  _ number: String, _ loops: ArraySlice<String?>, _ text: inout KernelText, _ extents: [Dim],
  isConstant: Bool = true
) -> [String] {
  let type = isConstant ? "const int" : "int"
  var lines: [String] = []
  for position in loops.indices.reversed() {
    guard let loop = loops[position] else { continue }
    if position == loops.startIndex {
      lines.append("\(type) \(loop) = \(number);")
    } else {
      let extent = text.dim(extents[position])
      lines.append("\(type) \(loop) = \(number) % \(extent);")
      lines.append("\(number) /= \(extent);")
    }
  }
  return lines
}

/// Lines that count loop indices on by one in row-major order.
func next(
  _ loops: ArraySlice<String?>, _ text: inout KernelText, _ extents: [Dim]
) -> [String] {
  var lines: [String] = []
  for position in loops.indices {
    guard let loop = loops[position] else { continue }
    lines =
      position == loops.startIndex
      ? ["++\(loop);"]
      : ["if (++\(loop) == \(text.dim(extents[position]))) {", "  \(loop) = 0;"]
        + lines.map { "  " + $0 } + ["}"]
  }
  return lines
}

/// A braced block behind its head, indented.
func loop(_ head: String, _ body: [String]) -> [String] {
  ["\(head) {"] + body.map { "  " + $0 } + ["}"]
}

/// A loop over what vectors leave: few rounds, so that a compiler need not write it as vectors once
/// more, which takes longer than all the rest of a kernel. And one whose rounds depend on each other
/// through memory: PoCL says of loops within a single work-item's that they do not, and makes vectors.
func rest(_ head: String, _ body: [String]) -> [String] {
  [String(restPragma.dropLast())] + loop(head, body)
}

/// The line before such a loop.
let restPragma = "#pragma clang loop vectorize(disable) unroll(disable)\n"

extension KernelText {
  /// Puts banner, parameters, pointers and lines together.
  ///
  /// The work-group size is part of the text: drivers that compile for each size (PoCL) then
  /// compile once.
  static func assemble(
    kind: String, text: inout KernelText, lines: [String], group: Int, isGated: Bool = false,
    extra: [(String, SymbolicArgument)] = [], banner: String
  ) -> KernelSource {
    var body: [String] = []
    if isGated {
      // After a device fault no state changes.
      body.append("if (\(text.fault())[0] != 0) return;")
    }
    body += text.pointerLines + lines
    let parameters = text.parameters + extra.map(\.0)
    let code = """
      // \(kind): \(banner).
      \(kernelHead(group: "\(group), 1, 1"))
      void $NAME(
          \(parameters.joined(separator: ",\n    ")))
      {
      \(body.map { "  " + $0 }.joined(separator: "\n"))
      }

      """
    return KernelSource(
      kind: kind, text: code, arguments: text.arguments + extra.map(\.1))
  }
}
