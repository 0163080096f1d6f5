import ApusGraph

// Contraction (GEMM) kernels: the CPU-like family.
//
// One work-item owns a tile of C; local size 1, explicit vectors, no barriers, no local memory.
// Unpacked operands are never read out of bounds: the last micro-tile is moved back inside the
// matrix, computes some elements again, and stores only those that are its own.

extension GemmProblem {
  /// aStrideM ..., leaving out those known to be 1.
  func strideParameters(a: Bool = true, b: Bool = true) -> [GemmParameter] {
    var list: [GemmParameter] = []
    if a && aUnit != .m { list.append(.aStrideM) }
    if a && aUnit != .k { list.append(.aStrideK) }
    if b && bUnit != .k { list.append(.bStrideK) }
    if b && bUnit != .n { list.append(.bStrideN) }
    return list
  }

  /// Sizes of the inner batch dimensions and batch strides of the operands asked for.
  func batchParameters(a: Bool = true, b: Bool = true) -> [GemmParameter] {
    guard a || b else { return [] }
    return (0..<batchRank).dropFirst().map { .batchSize($0) }
      + (a ? (0..<batchRank).map { .aStrideBatch($0) } : [])
      + (b ? (0..<batchRank).map { .bStrideBatch($0) } : [])
  }

  /// Statements that declare pointer `name` = buffer + offset + the batch's place in the operand.
  func batchPointer(_ operand: String, name: String) -> String {
    var text = "global const float *\(name) = \(operand) + \(operand)Offset;\n"
    guard batchRank > 0 else { return text }
    text += "  {\n    int rest = batch;\n"
    for i in stride(from: batchRank - 1, to: 0, by: -1) {
      text += "    \(name) += (long)(rest % batchSize\(i)) * \(operand)Batch\(i);\n"
      text += "    rest /= batchSize\(i);\n"
    }
    return text + "    \(name) += (long)rest * \(operand)Batch0;\n  }\n"
  }

  var aStrideM: String { aUnit == .m ? "1" : "aM" }
  var aStrideK: String { aUnit == .k ? "1" : "aK" }
  var bStrideK: String { bUnit == .k ? "1" : "bK" }
  var bStrideN: String { bUnit == .n ? "1" : "bN" }
}

/// A kernel's signature, on lines of its own.
func gemmSignature(
  _ name: String, _ parameters: [GemmParameter], extra: String = "", local: String = "1, 1, 1"
) -> String {
  let list = parameters.map(\.declaration) + (extra.isEmpty ? [] : [extra])
  return """
    \(kernelHead(group: local))
    void \(name)(
        \(list.joined(separator: ",\n    "))) {

    """
}

/// Generates the CPU-like kernels. `store` is called for width 1 and, unless the plan is `.dot`,
/// `vectorAlongM` or of width 1, for the plan's width and, at edges, smaller powers of two; `isShort`
/// says that it may be repeated for each vector of a tile.
package func generateCPUGemm(
  name: String, problem: GemmProblem, plan: GemmPlan, extraParameters: String = "",
  isShort: Bool, store: @escaping (EpilogueSite) -> String
) -> GemmKernels {
  let combine =
    plan.splitsK
    ? plan.combineKernel(
      name + "_combine", problem, extraParameters: extraParameters, store: store) : nil
  // Parts of k are stored as they are; the epilogue follows where they are added.
  let (extra, own) = (
    plan.splitsK ? "" : extraParameters, plan.splitsK ? { plan.storePart($0, problem) } : store
  )
  let main =
    plan.strategy == .dot
    ? dotKernel(name, problem, plan, extra, own)
    : registerTileKernel(name, problem, plan, extra, isShort || plan.splitsK, own)
  return GemmKernels(
    plan: plan,
    packA: plan.packsA ? packKernel(name + "_packA", problem, lanes: plan.tileM, a: true) : nil,
    packB: plan.packsB ? packKernel(name + "_packB", problem, lanes: plan.tileN, a: false) : nil,
    main: main, combine: combine)
}

/// The register-tile kernel: `plan.rows` x (`plan.vectors` * `plan.width`) micro-kernel.
private func registerTileKernel(
  _ name: String, _ problem: GemmProblem, _ plan: GemmPlan, _ extra: String, _ isShort: Bool,
  _ store: @escaping (EpilogueSite) -> String
) -> GeneratedKernel {
  let (mr, nv, w) = (plan.rows, plan.vectors, plan.width)
  let nr = nv * w
  let v = w == 1 ? "float" : "float\(w)"
  let swap = plan.vectorAlongM
  // R: the operand broadcast by rows; L: the operand whose elements fill lanes.
  let (rOperand, lOperand) = swap ? ("b", "a") : ("a", "b")
  let (rPacked, lPacked) = swap ? (plan.packsB, plan.packsA) : (plan.packsA, plan.packsB)
  let (rOuter, rK) =
    swap ? (problem.bStrideN, problem.bStrideK) : (problem.aStrideM, problem.aStrideK)
  let (lOuter, lK) =
    swap ? (problem.aStrideM, problem.aStrideK) : (problem.bStrideN, problem.bStrideK)

  var parameters: [GemmParameter] = []
  parameters += plan.packsA ? [.packedABuffer, .packedAOffset] : [.aBuffer, .aOffset]
  parameters += plan.packsB ? [.packedBBuffer, .packedBOffset] : [.bBuffer, .bOffset]
  if plan.kBlock > 0 { parameters += [.partialBuffer, .partialOffset] }
  if problem.sumsColumns && !plan.splitsK { parameters += [.sumsBuffer, .sumsOffset] }
  parameters += plan.partParameters(problem) + [.m, .n, .k, .tilePanelsM, .tilePanelsN]
  parameters += problem.strideParameters(a: !plan.packsA, b: !plan.packsB)
  parameters += problem.batchParameters(a: !plan.packsA, b: !plan.packsB)
  let taps = plan.packsB ? nil : problem.taps
  parameters += taps?.parameters ?? []

  var text = """
    // \(name): C = epilogue(A B), one work-item = one tile of \(swap ? "C transposed" : "C").
    // Micro-kernel \(mr) x \(nr) (MR x NR), 2 k unrolled, vectors of \(w) along \(swap ? "m" : "n"). \
    A \(plan.packsA ? "packed" : "strided"), B \(plan.packsB ? "packed" : "strided").
    // Packed panels are [panel][k][lane], zero-padded. Tunables: MR, NR, KC\
    \(plan.kBlock > 0 ? " = \(plan.kBlock)" : " = K"), tilePanelsM/N.

    """
  text += gemmSignature(name, parameters, extra: extra)
  text += plan.partOfK("get_global_id(2)").map { "  \($0)\n" }.joined()
  if let taps, !taps.isUnrolled { text += "  \(taps.table)\n" }
  text += "  const int rowExtent = \(swap ? "N" : "M"), laneExtent = \(swap ? "M" : "N");\n"
  if !rPacked { text += "  const long rStride = \(rOuter);\n  const int rK = \(rK);\n" }
  if !lPacked { text += "  const int lK = \(lK);\n" }
  text += "  const int rowPanels = (rowExtent + \(mr - 1)) / \(mr);\n"
  text += "  const int lanePanels = (laneExtent + \(nr - 1)) / \(nr);\n"
  let (rTile, lTile) = swap ? ("N", "M") : ("M", "N")
  text += "  const int rowBegin = get_global_id(1) * tilePanels\(rTile);\n"
  text += "  const int laneBegin = get_global_id(0) * tilePanels\(lTile);\n"
  text += "  const int rowEnd = min(rowBegin + tilePanels\(rTile), rowPanels);\n"
  text += "  const int laneEnd = min(laneBegin + tilePanels\(lTile), lanePanels);\n"
  for (packed, operand, panels, step) in [
    (rPacked, rOperand, "rowPanels", mr), (lPacked, lOperand, "lanePanels", nr),
  ] {
    let upper = operand == "a" ? "A" : "B"
    text +=
      packed
      ? "  global const float *\(operand)Base = packed\(upper) + packed\(upper)Offset\n"
        + "      + (ulong)batch * \(panels) * K * \(step);\n"
      : "  " + problem.batchPointer(operand, name: operand + "Base")
  }
  if plan.kBlock > 0 {
    // Equal parts of at most KC.
    text += "  const int kParts = (K + \(plan.kBlock - 1)) / \(plan.kBlock);\n"
    text += "  const int kBlock = (K + kParts - 1) / kParts;\n"
    text += "  for (int kBegin = 0; kBegin < K; kBegin += kBlock) {\n"
    text += "  const int kCount = min(K - kBegin, kBlock);\n"
  } else {
    let count = plan.splitsK ? "kEnd - kFirst" : "K"
    text += "  const int kBegin = \(plan.kFirst), kCount = \(count);\n"
  }
  text += """
      for (int lanePanel = laneBegin; lanePanel < laneEnd; ++lanePanel) {
        for (int rowPanel = rowBegin; rowPanel < rowEnd; ++rowPanel) {
          const int row0 = rowPanel * \(mr), lane0 = lanePanel * \(nr);
          const int rowBase = \(rPacked ? "row0" : "min(row0, rowExtent - \(mr))");

    """
  if problem.sumsColumns { text += plan.columnSums(problem) }
  if plan.kBlock > 0 {
    text += "      global float *park = partial + partialOffset\n"
    text += "          + (((ulong)batch * rowPanels + rowPanel) * lanePanels + lanePanel)"
    text += " * \(mr * nr);\n"
  }
  func site(_ width: Int) -> String {
    store(
      EpilogueSite(width: width, batch: "batch", row: "row", column: "column", value: "value"))
  }
  func writeBack(_ i: Int, _ j: Int, _ first: Int, _ lanes: Int) -> String {
    pieces(0, lanes, widest: w).map { at, width in
      let type = width == 1 ? "float" : "float\(width)"
      let digits = (first + at..<first + at + width).map { String($0, radix: 16) }.joined()
      return "{ const int row = row0 + \(i), column = lane0 + \(j * w + at); "
        + "const \(type) value = c\(i)_\(j)\(width == w ? "" : ".s" + digits); \(site(width)) }"
    }.joined(separator: " ")
  }
  let micro = MicroKernel(
    plan: plan, rOperand: rOperand, lOperand: lOperand, rPacked: rPacked, lPacked: lPacked,
    rIsUnit: rOuter == "1", rKIsUnit: rK == "1", lOuter: lOuter, taps: taps,
    writeBack: isShort && w > 1 && !swap ? writeBack : nil)
  text += "      union { \(v) vectors[\(mr * nv)]; float lanes[\(mr * nr)]; } acc;\n"
  if plan.edgeVectors == 0 {
    text += "      const int vectors = \(nv);\n      {\n"
    text += micro.text(vectors: nv, unroll: 2, isInside: w > 1) + "      }\n"
  } else if !plan.hasFullPanels {
    text += "      const int vectors = \(plan.edgeVectors);\n      {\n"
    text += micro.text(vectors: plan.edgeVectors, unroll: 2, isInside: false) + "      }\n"
  } else {
    text += "      const int vectors = lane0 + \(nr) <= laneExtent ? \(nv) : \(plan.edgeVectors);\n"
    text += "      if (lane0 + \(nr) <= laneExtent) {\n"
    text += micro.text(vectors: nv, unroll: 2, isInside: true) + "      } else {\n"
    text += micro.text(vectors: plan.edgeVectors, unroll: 1, isInside: false) + "      }\n"
  }
  text +=
    restPragma + "      for (int i = row0 - rowBase; i < \(mr) && rowBase + i < rowExtent; ++i) {\n"
  text += restPragma + "        for (int j = 0; j < vectors; ++j) {\n"
  text += "          const int own = lane0 + j * \(w);\n"
  text += "          const int base = \(lPacked ? "own" : "min(own, laneExtent - \(w))");\n"
  text += "          const int \(swap ? "column" : "row") = rowBase + i;\n"
  if w > 1 && !swap {
    text += "          if (base == own && own + \(w) <= laneExtent) {\n"
    text += "            const int column = own;\n"
    text += "            const \(v) value = acc.vectors[i * \(nv) + j];\n"
    text += "            \(site(w))\n            continue;\n          }\n"
  }
  text += """
              const int end = min(own + \(w), laneExtent);
          \(restPragma)\
              for (int lane = own; lane < end; ++lane) {
                const int \(swap ? "row" : "column") = lane;
                const float value = acc.lanes[i * \(nr) + j * \(w) + lane - base];
                \(site(1))
              }
            }
          }
        }
      }
    \(plan.kBlock > 0 ? "  }\n" : "")}

    """
  return GeneratedKernel(name: name, source: text, parameters: parameters)
}

/// The dot kernel: vectors along k for `plan.rows` x `plan.vectors` elements of C at a time.
private func dotKernel(
  _ name: String, _ problem: GemmProblem, _ plan: GemmPlan, _ extra: String,
  _ store: (EpilogueSite) -> String
) -> GeneratedKernel {
  let (mr, nr, w) = (plan.rows, plan.vectors, plan.width)
  let v = "float\(w)"
  let parameters: [GemmParameter] =
    [.aBuffer, .aOffset, .bBuffer, .bOffset] + plan.partParameters(problem)
    + [.m, .n, .k, .tilePanelsM, .tilePanelsN]
    + problem.strideParameters() + problem.batchParameters() + (problem.taps?.parameters ?? [])
  func rows(_ body: (Int) -> String) -> String { (0..<mr).map(body).joined() }
  func columns(_ body: (Int) -> String) -> String { (0..<nr).map(body).joined() }
  func all(_ body: (Int, Int) -> String) -> String { rows { i in columns { body(i, $0) } } }
  let loads =
    rows { "const \(v) x\($0) = \(VectorAccess.load(.float32, w, "a\($0) + k")); " }
    + columns { "const \(v) y\($0) = \(VectorAccess.load(.float32, w, "b\($0) + k")); " }
  let maskedLoads =
    rows {
      "const \(v) x\($0) = select((\(v))0.0f, \(VectorAccess.load(.float32, w, "a\($0) + k")), mine); "
    }
    + columns {
      "const \(v) y\($0) = select((\(v))0.0f, \(VectorAccess.load(.float32, w, "b\($0) + k")), mine); "
    }
  let sums = all { "c\($0)_\($1) = fma(x\($0), y\($1), c\($0)_\($1)); " }
  let lanes = (0..<w).map(String.init).joined(separator: ", ")
  // Lanes are added in halves: a fixed tree.
  func fold(_ name: String) -> String {
    var width = w
    var value = name
    var text = ""
    while width > 1 {
      width /= 2
      let type = width == 1 ? "float" : "float\(width)"
      text += "const \(type) \(name)h\(width) = \(value).lo + \(value).hi; "
      value = "\(name)h\(width)"
    }
    return text
  }
  let site = EpilogueSite(
    width: 1, batch: "batch", row: "row", column: "column", value: "value")
  let text = """
    // \(name): C = epilogue(A B), A and B both contiguous along k (also matrix x vector).
    // \(mr) x \(nr) dot products at a time with vectors of \(w) along k; lanes summed in halves.
    // K >= \(w); the tail reads the last \(w) elements with used lanes zeroed. Tunables: rows,
    // columns, tilePanelsM/N.
    \(gemmSignature(name, parameters, extra: extra))\
      \(plan.partOfK("get_global_id(2)").joined(separator: "\n  "))
      const int rowBegin = get_global_id(1) * tilePanelsM * \(mr);
      const int columnBegin = get_global_id(0) * tilePanelsN * \(nr);
      const int rowEnd = min(rowBegin + tilePanelsM * \(mr), M);
      const int columnEnd = min(columnBegin + tilePanelsN * \(nr), N);
      \(problem.batchPointer("a", name: "aBase"))\
      \(problem.batchPointer("b", name: "bBase"))\
      \(problem.tapTable.map { $0 + "\n  " }.joined())\
    const int whole = \(plan.splitsK ? "kFirst + (kEnd - kFirst)" : "K") / \(w) * \(w);
      for (int row0 = rowBegin; row0 < rowEnd; row0 += \(mr)) {
        \(rows { "global const float *a\($0) = aBase + (long)min(row0 + \($0), M - 1) * aM;\n    "})\
    for (int column0 = columnBegin; column0 < columnEnd; column0 += \(nr)) {
          \(columns {
            "global const float *b\($0) = bBase + \(problem.bPlace("min(column0 + \($0), N - 1)"));\n      "
          })\
    \(all { "\(v) c\($0)_\($1) = 0.0f; " })
          int k = \(plan.kFirst);
          for (; k < whole; k += \(w)) {
            \(loads)
            \(sums)
          }
          if (k < \(plan.kEnd)) {
            const int\(w) mine = (int\(w))(\(lanes)) >= \(w) - (\(plan.kEnd) - k);
            k = \(plan.kEnd) - \(w);
            \(maskedLoads)
            \(sums)
          }
          \(all { fold("c\($0)_\($1)") + "\n      " })\
    const float acc[\(mr * nr)] = { \(all { "c\($0)_\($1)h1, " }) };
          for (int i = 0; i < \(mr) && row0 + i < rowEnd; ++i) {
            for (int j = 0; j < \(nr) && column0 + j < columnEnd; ++j) {
              const int row = row0 + i, column = column0 + j;
              const float value = acc[i * \(nr) + j];
              \(store(site))
            }
          }
        }
      }
    }

    """
  return GeneratedKernel(name: name, source: text, parameters: parameters)
}
