// Contraction (GEMM) kernels: packing an operand that is in memory (CPU-like family).

/// Packs A (or B) into zero-padded panels [batch][panel][k][lane] from any strides.
func packKernel(
  _ name: String, _ problem: GemmProblem, lanes: Int, a: Bool
) -> GeneratedKernel {
  let (operand, upper) = a ? ("a", "A") : ("b", "B")
  let outer = a ? problem.aStrideM : problem.bStrideN
  let inner = a ? problem.aStrideK : problem.bStrideK
  var parameters: [GemmParameter] =
    a
    ? [.aBuffer, .aOffset, .packedABuffer, .packedAOffset, .m, .k]
    : [.bBuffer, .bOffset, .packedBBuffer, .packedBOffset, .n, .k]
  parameters += problem.strideParameters(a: a, b: !a) + problem.batchParameters(a: a, b: !a)
  if !a { parameters += problem.taps?.parameters ?? [] }
  let hasTaps = !a && problem.taps != nil
  func place(_ lane: String, _ k: String) -> String {
    hasTaps
      ? problem.bPlace(lane: "first + \(lane)", k: k)
      : "(long)\(lane) * \(outer) + (long)\(k) * \(inner)"
  }
  var panel = ["int k = kBegin;"]
  let isAlongK = outer != "1" && inner == "1" && lanes >= 4 && !hasTaps
  if outer == "1" && lanes >= 4 && !hasTaps {
    let pieces = pieces(0, lanes, widest: 16).flatMap { first, width in
      // There is no vector of one number.
      width == 1
        ? ["to[(ulong)k * \(lanes) + \(first)] = from[at + \(first)];"]
        : [
          "const float\(width) x\(first) = "
            + VectorAccess.load(.float32, width, "from + at + \(first)") + ";",
          "*(global V\(width) *)(to + (ulong)k * \(lanes) + \(first)) = x\(first);",
        ]
    }
    panel += loop(
      "if (count == \(lanes)) for (; k < kEnd; ++k)",
      ["const long at = (long)k * \(inner);"] + pieces)
  } else if isAlongK {
    // Eight lanes at a time over all of the chunk: lines of more rows, which are often a power of two
    // apart, would throw each other out of the cache before they are used up.
    for block in stride(from: 0, to: lanes, by: 8) {
      panel += loop(
        "for (k = kBegin; k + 8 <= kEnd; k += 8)",
        transposeBlock(block, lanes: lanes, outer: outer).split(separator: "\n").map {
          String($0.trimmingPrefix("      "))
        })
    }
  }
  panel += rest(
    "for (; k < kEnd; ++k)",
    rest(
      "for (int lane = 0; lane < count; ++lane)",
      ["to[(ulong)k * \(lanes) + lane] = from[\(place("lane", "k"))];"])
      + rest(
        "for (int lane = count; lane < \(lanes); ++lane)",
        ["to[(ulong)k * \(lanes) + lane] = 0.0f;"]))
  let lines =
    packTypes + (hasTaps ? problem.tapTable : [])
    + ["const int batch = get_global_id(2), extent = \(a ? "M" : "N");"]
    + problem.batchPointer(operand, name: "base").split(separator: "\n").map(String.init)
    + packUnits(
      upper, lanes: lanes, isAlongK: isAlongK, joinsChunks: true,
      ["global const float *from = base\(hasTaps ? "" : " + (long)first * \(outer)");"] + panel)
  let text = """
    // \(name): packs \(upper) into panels [batch][panel][k][\(lanes)], zero-padded.
    // One work-item = \(GemmPlan.packPanels) panels x \(GemmPlan.packChunk) of k, or as much along \
    k, which is transposed in 8 x 8 blocks.
    // Tunables: lanes, panels and k per work-item.
    \(gemmSignature(name, parameters))\
    \(lines.map { "  " + $0 }.joined(separator: "\n"))
    }

    """
  return GeneratedKernel(name: name, source: text, parameters: parameters)
}

/// Splits lanes first ..< end into vectors of powers of two, the widest first.
func pieces(_ first: Int, _ end: Int, widest: Int = 8) -> [(first: Int, width: Int)] {
  var list: [(first: Int, width: Int)] = []
  var at = first
  while at < end {
    let width = min(
      widest, end - at >= 16 ? 16 : end - at >= 8 ? 8 : end - at >= 4 ? 4 : end - at >= 2 ? 2 : 1)
    list.append((at, width))
    at += width
  }
  return list
}

/// Loads 8 k of lanes block ..< block + 8, transposes in three rounds of interleaving, stores.
func transposeBlock(_ block: Int, lanes: Int, outer: String) -> String {
  transposeBlock(block, lanes: lanes) {
    VectorAccess.load(.float32, 8, "from + (long)min(\($0), count - 1) * \(outer) + k")
  }
}

/// The same with 8 k of a lane as `row` says.
func transposeBlock(_ block: Int, lanes: Int, row: (Int) -> String) -> String {
  var text = "      {\n"
  let live = min(8, lanes - block)
  for i in 0..<8 {
    text += "        const float8 x0_\(i) = \(i < live ? row(block + i) : "(float8)0.0f");\n"
  }
  for line in transposeRounds() { text += "        \(line)\n" }
  text += "        const int8 mine = (int8)(0, 1, 2, 3, 4, 5, 6, 7) < count - \(block);\n"
  for i in 0..<8 {
    text += "        { const float8 v = select((float8)0.0f, x3_\(i), mine);"
    for (first, width) in pieces(0, live) {
      let place = "to + (ulong)(k + \(i)) * \(lanes) + \(block + first)"
      let part = width == 8 ? "v" : width == 4 ? "v.lo" : first == 0 ? "v.lo.lo" : "v.hi.lo"
      text +=
        width == 1
        ? " *(\(place)) = v.s\(first);" : " *(global V\(width) *)(\(place)) = \(part);"
    }
    text += " }\n"
  }
  return text + "      }\n"
}

/// The transpose of x0_0 … x0_7 (float8) in x3_0 … x3_7, in three rounds of interleaving.
func transposeRounds() -> [String] {
  (0..<24).map { number in
    let (round, i, half) = (number / 8, number / 2 % 4, number % 2)
    let parts = (half * 4..<half * 4 + 4).map {
      "x\(round)_\(i).s\($0), x\(round)_\(i + 4).s\($0)"
    }
    return
      "const float8 x\(round + 1)_\(2 * i + half) = (float8)(\(parts.joined(separator: ", ")));"
  }
}

/// Types for vectors that lie anywhere in a panel.
let packTypes = [16, 8, 4, 2].map {
  "typedef float\($0) V\($0) __attribute__((aligned(4)));"
}

/// The panels and k of a work-item, with `panel` for each panel's part. A row is read in one go where
/// vectors run along k: pieces of many rows, each in a page of its own, would cost more than they
/// save.
func packUnits(
  _ upper: String, lanes: Int, isAlongK: Bool, joinsChunks: Bool = false, _ panel: [String]
) -> [String] {
  let (panels, chunk) = (GemmPlan.packPanels, GemmPlan.packChunk)
  let place = [
    "const int first = panel * \(lanes), count = min(extent - first, \(lanes));",
    "global float *restrict to = packed\(upper) + packed\(upper)Offset",
    "    + ((ulong)batch * panels + panel) * K * \(lanes);",
  ]
  let count = "const int panels = (extent + \(lanes - 1)) / \(lanes);"
  let kEnd = "const int kEnd = min(kBegin + \(chunk), K);"
  if isAlongK {
    return [
      count, "const int chunks = (K + \(chunk - 1)) / \(chunk);",
      "const int item = get_global_id(1) * ((panels + \(panels - 1)) / \(panels))"
        + " + get_global_id(0);",
      "const int unitEnd = min(item * \(panels) + \(panels), panels * chunks);",
    ]
      + loop(
        "for (int unit = item * \(panels), run; unit < unitEnd; unit += run)",
        [
          "const int panel = unit / chunks, chunk = unit - panel * chunks;",
          "run = \(joinsChunks ? "min(unitEnd - unit, chunks - chunk)" : "1");",
          "const int kBegin = chunk * \(chunk), kEnd = min(kBegin + run * \(chunk), K);",
        ] + place + panel)
  }
  return [
    count, "const int kBegin = get_global_id(1) * \(chunk);", kEnd,
    "const int panelBegin = get_global_id(0) * \(panels);",
    "const int panelEnd = min(panelBegin + \(panels), panels);",
  ]
    + loop("for (int panel = panelBegin; panel < panelEnd; ++panel)", place + panel)
}
