import ApusGraph

/// Kernels that compute every element by itself.
///
/// CPU-like: a work-item takes a run of elements in row-major order, row by row, with vectors
/// along the innermost loop and single elements for the remainder of a row.
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
    var writer = Writer(
      text: KernelText(values), map: map, stored: stored, isGated: isGated,
      width: MapKernel.width(map, values, traits), group: Geometry.itemGroup(traits))
    let total = Shape(kernel.domain).elementCount
    switch traits.family {
    case .cpu:
      source = writer.cpu()
      geometry = .chunked(units: total, cost: Dim(2 + Cost.work(map.body)))
      let results = map.results.map(\.value)
      if results.allSatisfy({ stored[$0] == nil }),
        PastCache.mayBeLarge(results, values, traits)
      {
        var other = writer.fresh(values)
        other.pastCache = true
        pastCache = PastCache(
          source: other.cpu(), rows: map.domain.count > 1 ? map.domain.suffix(1) : [],
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
    var pastCache = false

    /// The same, with nothing written yet.
    func fresh(_ values: [LoweredValue]) -> Writer {
      var writer = self
      writer.text = KernelText(values)
      return writer
    }

    private var rank: Int { map.domain.count }

    mutating func cpu() -> KernelSource {
      let loops: [String?] = (0..<rank).map { $0 == rank - 1 ? "j" : "i\($0)" }
      var emitter = BodyEmitter(map.body, loops: loops, inner: rank == 0 ? nil : rank - 1)
      let targets = targets()
      let uniform = emitter.lines(.uniform, &text)
      let row = emitter.lines(.row, &text)
      let vector = emitter.innerLines(width: width, &text)
      let single = emitter.innerLines(width: 1, &text)
      func stores(_ width: Int, _ position: String) -> [String] {
        zip(map.results, targets).map {
          emitter.store(
            $0.ref, at: "\($1) + \(position)", width: width, pastCache: pastCache)
        }
      }
      var lines: [String] = []
      lines += uniform
      lines.append("const int begin = (int)get_global_id(0) * chunk;")
      lines.append("const int end = begin + min(chunk, total - begin);")
      if rank <= 1 {
        lines += row
        lines.append("int j = begin;")
        lines += loop("for (; j <= end - \(width); j += \(width))", vector + stores(width, "j"))
        lines += rest("for (; j < end; ++j)", single + stores(1, "j"))
      } else {
        let n = text.dim(map.domain[rank - 1])
        var outer = [
          "int row = at / \(n);", "const int j0 = at - row * \(n);",
          "const int j1 = min(\(n), j0 + end - at);", "const int rowStart = at - j0;",
        ]
        outer += decode("row", loops.dropLast(), &text, map.domain)
        outer += row
        outer.append("int j = j0;")
        let at = "rowStart + j"
        outer += loop("for (; j <= j1 - \(width); j += \(width))", vector + stores(width, at))
        outer += rest("for (; j < j1; ++j)", single + stores(1, at))
        outer.append("at += j1 - j0;")
        lines += loop("for (int at = begin; at < end;)", outer)
      }
      return finish(lines, kind: "map", group: 1)
    }

    mutating func gpu() -> KernelSource {
      let loops: [String?] = (0..<rank).map { "i\($0)" }
      var emitter = BodyEmitter(map.body, loops: loops, inner: nil)
      let targets = targets()
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
        emitter.store($0.ref, at: "\($1) + at", width: 1)
      }
      return finish(lines, kind: "map", group: group)
    }

    private mutating func targets() -> [String] {
      map.results.map { text.pointer(stored[$0.value] ?? $0.value, isWritten: true) }
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
  _ number: String, _ loops: ArraySlice<String?>, _ text: inout KernelText, _ extents: [Dim]
) -> [String] {
  var lines: [String] = []
  for position in loops.indices.reversed() {
    guard let loop = loops[position] else { continue }
    if position == loops.startIndex {
      lines.append("const int \(loop) = \(number);")
    } else {
      let extent = text.dim(extents[position])
      lines.append("const int \(loop) = \(number) % \(extent);")
      lines.append("\(number) /= \(extent);")
    }
  }
  return lines
}

/// A braced block behind its head, indented.
func loop(_ head: String, _ body: [String]) -> [String] {
  ["\(head) {"] + body.map { "  " + $0 } + ["}"]
}

/// A loop over what vectors leave: few rounds, so that a compiler need not write it as vectors once
/// more, which takes longer than all the rest of a kernel.
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
