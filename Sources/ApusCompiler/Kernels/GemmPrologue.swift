import ApusGraph

// Contraction (GEMM) kernels: packing an operand that is computed where it is packed.
//
// As plain packing: panels [batch][panel][k][lane], zero-padded. Elements are computed in vectors
// along lanes or along k, whichever finds more of what it reads side by side; vectors along k are
// transposed in blocks of 8 x 8.

extension GemmPlan {
  /// Whether no operand is read in place that is computed only where it is packed.
  func packsComputed(_ problem: GemmProblem) -> Bool {
    (packsA || !problem.computesA) && (packsB || !problem.computesB)
  }

  /// The plan with what is computed packed.
  func packingComputed(_ problem: GemmProblem, _ shape: GemmShape) -> GemmPlan {
    // Dot products add in an order of their own, so nothing is joined to them at a nominal size; a
    // bound size that would ask for them takes another plan, as sizes of other variants do.
    guard strategy == .registerTile else { return self }
    var plan = self
    plan.packsA = packsA || problem.computesA
    plan.packsB = packsB || problem.computesB
    plan.setEdge(problem, shape)
    return plan
  }
}

/// Writes the kernel that computes and packs one operand.
struct ProloguePacking {
  let prologue: Contraction.Prologue
  let batch: [Dim]
  let isA: Bool
  let lanes: Int

  /// Vectors along k, and how many of them a work-item has for each lane.
  private static let (width, vectors) = (8, GemmPlan.packChunk / 8)

  private var laneLoop: Int { isA ? batch.count : batch.count + 1 }
  private var kLoop: Int { isA ? batch.count + 1 : batch.count }

  /// The loads that a vector along a loop takes: one where neighbours are, none where all lanes
  /// read one element, and one for each lane otherwise.
  private func cost(_ loop: Int) -> Int {
    prologue.body.accesses.reduce(0) { sum, access in
      let stride = access.index.strides[loop]
      return sum + (stride == 1 ? 1 : stride == 0 ? 0 : 8)
    }
  }

  private var isAlongK: Bool { lanes % 2 == 0 && cost(kLoop) < cost(laneLoop) }

  /// - Parameter text: gets what the prologue reads.
  func kernel(_ name: String, _ text: inout KernelText) -> GeneratedKernel {
    let upper = isA ? "A" : "B"
    let batchLoops: [String?] = batch.indices.map { "b\($0)" }
    let names = batchLoops + (isA ? ["at", "k"] : ["k", "at"])
    var emitter = BodyEmitter(
      prologue.body, loops: names, inner: isAlongK ? kLoop : laneLoop)
    var head: [String] = []
    if !batch.isEmpty {
      head.append("int number = batch;")
      head += decode("number", batchLoops[...], &text, batch)
    }
    head += emitter.lines(.uniform, &text)
    let panel = isAlongK ? alongK(&emitter, &text) : alongLanes(&emitter, &text)
    let parameters: [GemmParameter] =
      isA ? [.packedABuffer, .packedAOffset, .m, .k] : [.packedBBuffer, .packedBOffset, .n, .k]
    let lines =
      packTypes + ["const int batch = get_global_id(2), extent = \(isA ? "M" : "N");"]
      + text.pointerLines + head
      + packUnits(upper, lanes: lanes, isAlongK: isAlongK, panel)
    let source = """
      // \(name): computes \(upper) and packs it into panels [batch][panel][k][\(lanes)], zero-padded.
      // One work-item = \(GemmPlan.packPanels) panels x \(GemmPlan.packChunk) of k; vectors along \
      \(isAlongK ? "k, transposed in 8 x 8 blocks" : "lanes").
      \(gemmSignature(name, parameters, extra: text.parameters.joined(separator: ",\n    ")))\
      \(lines.map { "  " + $0 }.joined(separator: "\n"))
      }

      """
    return GeneratedKernel(name: name, source: source, parameters: parameters)
  }

  /// The lines of a panel: for each k, its lanes.
  private func alongLanes(_ emitter: inout BodyEmitter, _ text: inout KernelText) -> [String] {
    // The widest vectors that lanes consist of.
    let most = prologue.body.widest(along: batch.count) > 4 ? 8 : 16
    let width = min(most, lanes & -lanes)
    var lines = ["global float *restrict line = to + (ulong)k * \(lanes);"]
    lines += emitter.lines(.row, &text) + ["int lane = 0;"]
    func step(_ width: Int) -> [String] {
      ["const int at = first + lane;"] + emitter.innerLines(width: width, &text)
        + [emitter.store(prologue.element, at: "line + lane", width: width)]
    }
    if width > 1 {
      lines += loop("for (; lane + \(width) <= count; lane += \(width))", step(width))
    }
    lines += rest("for (; lane < count; ++lane)", step(1))
    lines += rest("for (; lane < \(lanes); ++lane)", ["line[lane] = 0.0f;"])
    return loop("for (int k = kBegin; k < kEnd; ++k)", lines)
  }

  /// The lines of a panel: for each lane, its k, into an array that is then transposed.
  private func alongK(_ emitter: inout BodyEmitter, _ text: inout KernelText) -> [String] {
    let (width, vectors) = (ProloguePacking.width, ProloguePacking.vectors)
    var lane = ["const int at = first + lane;"] + emitter.lines(.row, &text) + ["int k = kBegin;"]
    lane += loop(
      "for (int i = 0; i < whole; ++i, k += \(width))",
      emitter.innerLines(width: width, &text)
        + ["x[lane * \(vectors) + i] = \(emitter.operand(prologue.element, width));"])
    lane += rest(
      "for (; k < kEnd; ++k)",
      emitter.innerLines(width: 1, &text)
        + [emitter.store(prologue.element, at: "to + (ulong)k * \(lanes) + lane", width: 1)])
    var blocks = ["const int k = kBegin + i * \(width);"]
    for block in stride(from: 0, to: lanes, by: width) {
      blocks += transposeBlock(block, lanes: lanes) {
        "x[min(\($0), count - 1) * \(vectors) + i]"
      }.split(separator: "\n").map { String($0.drop { $0 == " " }) }
    }
    let zeros = rest(
      "for (int lane = count; lane < \(lanes); ++lane)",
      ["to[(ulong)k * \(lanes) + lane] = 0.0f;"])
    return ["float8 x[\(lanes * vectors)];", "const int whole = (kEnd - kBegin) / \(width);"]
      + loop("for (int lane = 0; lane < count; ++lane)", lane)
      + loop("for (int i = 0; i < whole; ++i)", blocks)
      + rest("for (int k = kBegin + whole * \(width); k < kEnd; ++k)", zeros)
  }
}
