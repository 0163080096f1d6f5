import ApusGraph

/// CPU-like attention. A block of queries fills the lanes (of keys, in the backward pass), so that
/// the softmax needs nothing across lanes, and keys and values are broadcast from where they are.
/// Barriers and local memory: none; every sum is added in an order that follows from the shape.
extension AttentionKernel {
  /// How much scratch memory a work-item needs: full vectors, then one number for each query.
  struct Scratch {
    var vectors: Dim = 0
    var numbers: Dim?
  }

  /// Extents as they appear in the text.
  struct Names {
    var queries, keys, width, values, shift: String

    init(_ text: inout AttentionText) {
      let core = text.core
      queries = text.int("queries", core.queries)
      keys = text.int("keys", core.keys)
      width = text.int("width", core.width)
      values = text.int("values", core.values)
      // How many keys the first query sees, less one: the last query sees all.
      shift = core.isCausal ? text.int("shift", core.keys - core.queries) : "0"
    }
  }

  /// Rows of scratch memory that hold `count` rows in whole tiles.
  static func padded(_ count: Dim, _ step: Int) -> Dim {
    count.fixed.map { Dim(($0 + step - 1) / step * step) } ?? count + Dim(step)
  }

  /// The lines around those of a unit of work.
  static func units(
    _ text: inout AttentionText, _ scratch: Scratch, _ pointers: [String], _ head: [String],
    _ body: [String]
  ) -> [String] {
    text.add("const int total", .total)
    text.add("const int chunk", .chunk)
    var lines = [
      "typedef float8 V8 __attribute__((aligned(4)));",
      "const int begin = (int)get_global_id(0) * chunk;",
      "const int end = begin + min(chunk, total - begin);",
      "global float *scratch = scratchBuffer + scratchOffset "
        + "+ (ulong)get_global_id(0) * scratchCount;",
    ]
    text.add("global float *scratchBuffer", .scratch(0))
    text.add("const ulong scratchOffset", .scratchOffset(0))
    text.add("const int scratchCount", .int(scratch.vectors))
    if let numbers = scratch.numbers {
      text.add("global float *numberBuffer", .scratch(1))
      text.add("const ulong numberOffset", .scratchOffset(1))
      text.add("const int numberCount", .int(numbers))
      lines.append(
        "global float *deltas = numberBuffer + numberOffset "
          + "+ (ulong)get_global_id(0) * numberCount;")
    }
    lines += loop("for (int unit = begin; unit < end; ++unit)", head + pointers + body)
    return lines
  }

  // MARK: Forward

  static func forwardCPU(
    _ text: inout AttentionText, _ tile: AttentionTile
  ) -> ([String], Scratch) {
    let (core, names) = (text.core, Names(&text))
    let (lanes, block) = (tile.lanes, AttentionTile.block)
    text.add("const float scale", .float(Float(core.scale)))
    let width = padded(core.width, tile.rows)
    let values = padded(core.values, tile.rows)
    let scratch = Scratch(vectors: (width + values + Dim(block)) * Dim(lanes))
    let pointers = text.pointers(["q", "k", "v", "made", "logs"])
    let (q, k, v) = (
      (text.row("q"), text.column("q")), (text.row("k"), text.column("k")),
      (text.row("v"), text.column("v"))
    )
    let head = [
      "const int blocks = (\(names.queries) + \(lanes - 1)) / \(lanes);",
      "const int first = unit % blocks * \(lanes);", "int batch = unit / blocks;",
      "const int live = min(\(names.queries) - first, \(lanes));",
      "global float *packed = scratch, *scores = packed + \(text.int("packedCount", width * Dim(lanes)));",
      "global float *sums = scores + \(block * lanes);",
    ]
    func both(_ body: (Int) -> String) -> [String] { (0..<2).map(body) }
    let (vector, mask) = (tile.vector, tile.mask)
    var body = tile.pack(
      "q + first * (long)\(q.0)", row: q.0, column: q.1, live: "live", columns: names.width,
      to: "packed")
    body += tile.clear("sums", rows: names.values)
    body += both {
      "\(vector) largest\($0) = (\(vector))(-INFINITY), total\($0) = (\(vector))(0.0f);"
    }
    body.append(
      core.isCausal
        ? "const int seen = min(\(names.keys), first + live + \(names.shift));"
        : "const int seen = \(names.keys);")
    var step = ["const int count = min(seen - key, \(block));"]
    step += tile.product(
      "scores", rows: "count", left: ("k + key * (long)\(k.0)", k.0, k.1), right: "packed",
      steps: names.width, .store("scale"))
    if core.isCausal {
      let hide = both { j in
        let at = "scores + i * \(lanes)"
        let hidden = "\(tile.numbers(j)) < key + i - first - \(names.shift)"
        return tile.store(
          "select(\(tile.load(at, j)), (\(vector))(-INFINITY), \(hidden))", at, j)
      }
      step += loop(
        "if (key + count > first + \(names.shift) + 1)",
        loop("for (int i = 0; i < count; ++i)", hide))
    }
    step += both { "\(vector) next\($0) = largest\($0), own\($0) = (\(vector))(0.0f);" }
    step += loop(
      "for (int i = 0; i < count; ++i)",
      both { j in
        "{ const \(vector) x = \(tile.load("scores + i * \(lanes)", j)); "
          + "next\(j) = select(next\(j), x, next\(j) < x); }"
      })
    // Where nothing but −∞ was seen yet, the exponent is −∞, not −∞ + ∞.
    step += both {
      "const \(vector) base\($0) = select(next\($0), (\(vector))(0.0f), next\($0) == -INFINITY);"
    }
    step += both { "const \(vector) factor\($0) = \(tile.exp("largest\($0) - base\($0)"));" }
    step += loop(
      "for (int i = 0; i < count; ++i)",
      both { j in
        let at = "scores + i * \(lanes)"
        return "{ const \(vector) p = \(tile.exp("\(tile.load(at, j)) - base\(j)")); "
          + "own\(j) += p; \(tile.store("p", at, j)) }"
      })
    step += both { "total\($0) = fma(total\($0), factor\($0), own\($0));" }
    step += both { "largest\($0) = next\($0);" }
    step += tile.product(
      "sums", rows: names.values, left: ("v + key * (long)\(v.0)", v.1, v.0), right: "scores",
      steps: "count", .add(["factor0", "factor1"]))
    body += loop("for (int key = 0; key < seen; key += \(block))", step)

    // A query that sees no key gets zeros; one that sees −∞ only gets 0 / 0.
    body += both {
      core.isCausal
        ? "const \(mask) sees\($0) = \(tile.numbers($0)) >= -first - \(names.shift);"
        : "const \(mask) sees\($0) = (\(mask))(\(names.keys) > 0 ? -1 : 0);"
    }
    body += both { "const \(vector) inverse\($0) = 1.0f / total\($0);" }
    body += loop(
      "for (int i = 0; i < \(names.values); ++i)",
      both { j in
        let at = "sums + i * \(lanes)"
        return tile.store(
          "select((\(vector))(0.0f), \(tile.load(at, j)) * inverse\(j), sees\(j))", at, j)
      })
    body += tile.unpack(
      "sums", live: "live", columns: names.values, factor: "",
      to: "made + first * (long)\(text.row("made"))", row: text.row("made"),
      column: text.column("made"))
    body += both { tile.store("largest\($0) + \(tile.log("total\($0)"))", "scores", $0) }
    body.append(
      "for (int lane = 0; lane < live; ++lane) "
        + "logs[(first + lane) * (long)\(text.row("logs"))] = scores[lane];")
    return (units(&text, scratch, pointers, head, body), scratch)
  }
}
