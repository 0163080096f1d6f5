import ApusGraph

/// The innermost loops: `plan.rows` x some vectors of sums, over kCount of k, left in `acc`.
struct MicroKernel {
  let plan: GemmPlan
  /// R, the operand broadcast by rows, and L, the one that fills lanes: "a" and "b", or swapped.
  let rOperand: String
  let lOperand: String
  let rPacked: Bool
  let lPacked: Bool
  /// Whether R's rows, or R's k, are known to be contiguous.
  let rIsUnit: Bool
  let rKIsUnit: Bool
  let lOuter: String
  /// The taps along k of lanes that are read in place.
  let taps: GemmTaps?
  /// The write-back of `lanes` lanes of vector `c{i}_{j}` from its register, from lane `first` on,
  /// where tiles have one of their own.
  let writeBack: ((_ i: Int, _ j: Int, _ first: Int, _ lanes: Int) -> String)?

  /// Rows that share a pointer: an x86 address adds an index times 1, 2, 4 or 8 to a pointer, so
  /// rows 0, 1 and 2 strides away cost no register of their own. With twelve pointers, or one and
  /// eleven products, LLVM reloads addresses from the stack in the middle of the loop.
  private static let rowsPerPointer = 3

  private var width: Int { plan.width }
  private var vector: String { width == 1 ? "float" : "float\(width)" }
  private var pointers: Int {
    rPacked || rIsUnit
      ? 1 : (plan.rows + MicroKernel.rowsPerPointer - 1) / MicroKernel.rowsPerPointer
  }

  /// The text for so many vectors of lanes; `isInside` says that all their lanes exist.
  ///
  /// Then one pointer reaches them all. Several pointers, which the edge needs because its last
  /// vector is moved back into the matrix, cost a quarter of the speed: LLVM keeps a register for
  /// each product of k and stride.
  func text(vectors: Int, unroll: Int, isInside: Bool) -> String {
    let (mr, nv, w) = (plan.rows, plan.vectors, width)
    let nr = nv * w
    func each(_ body: (Int, Int) -> String) -> String {
      (0..<mr).map { i in "        " + (0..<vectors).map { body(i, $0) }.joined(separator: " ") }
        .joined(separator: "\n") + "\n"
    }
    var text = "        global const float *r0 = \(rOperand)Base + "
    text +=
      rPacked
      ? "((ulong)rowPanel * K + kBegin) * \(mr);\n" : "rowBase * rStride + (long)kBegin * rK;\n"
    for i in 1..<max(pointers, 1) {
      text +=
        "        global const float *r\(i) = r0 + \(i * MicroKernel.rowsPerPointer) * rStride;\n"
    }
    let lanes = lPacked || isInside ? 1 : vectors
    for j in 0..<lanes {
      text += "        global const float *l\(j) = \(lOperand)Base + "
      text +=
        lPacked
        ? "((ulong)lanePanel * K + kBegin) * \(nr);\n"
        : isInside
          ? "lane0 + (long)kBegin * lK;\n"
          : "(long)min(lane0 + \(j * w), laneExtent - \(w)) * \(w == 1 ? lOuter : "1")"
            + " + (long)kBegin * lK;\n"
    }
    text += each { "\(vector) c\($0)_\($1) = 0.0f;" }
    if plan.kBlock > 0 {
      text += "        if (kBegin > 0) {\n"
      text += each { "c\($0)_\($1) = \(load("park + \($0 * nr + $1 * w)"));" } + "        }\n"
    }
    text += "        int k = 0;\n"
    if let taps {
      text += tapped(taps, vectors, lanes)
    } else if unroll > 1 {
      // Several steps at a time spread the cost of the loop and of its addresses.
      text += "        for (; k + \(unroll) <= kCount; k += \(unroll)) {\n"
      text += (0..<unroll).map { step($0, vectors, lanes) }.joined() + advance(unroll, lanes)
    }
    if taps == nil {
      text +=
        restPragma + "        for (; k < kCount; ++k) {\n" + step(0, vectors, lanes)
        + advance(1, lanes)
    }
    if plan.kBlock > 0 {
      text += "        if (kBegin + kCount < K) {\n"
      text += each { store("c\($0)_\($1)", "park + \($0 * nr + $1 * w)") }
      text += "          continue;\n        }\n"
    }
    if let writeBack, isInside || plan.edgeLanes > 0 {
      let isWhole = [
        rPacked ? "row0 + \(mr) <= rowExtent" : "row0 == rowBase",
        lPacked && plan.edgeVectors == 0 ? "lane0 + \(nr) <= laneExtent" : nil,
      ].compactMap { $0 }
      text += "        if (\(isWhole.joined(separator: " && "))) {\n"
      text += each { i, j in
        let own = isInside ? w : min(w, plan.edgeLanes - j * w)
        // A last vector of an operand in place was moved back into the matrix.
        return writeBack(i, j, lPacked ? 0 : w - own, own)
      }
      text += "          continue;\n        }\n"
    }
    return text + each { "acc.vectors[\($0 * nv + $1)] = c\($0)_\($1);" }
  }

  /// The loop over channels, and each one's taps.
  private func tapped(_ taps: GemmTaps, _ vectors: Int, _ lanes: Int) -> String {
    let head = restPragma + "        for (; k < kCount; k += \(taps.count)) {\n"
    let pointers = (0..<lanes).map { "l\($0) += lK;" }.joined(separator: " ")
    guard taps.isUnrolled else {
      return head + "          for (int tap = 0; tap < \(taps.count); ++tap) {\n"
        + step(0, vectors, lanes, at: "taps[tap]") + "          r0 += \(plan.rows);\n          }\n"
        + "          \(pointers)\n        }\n"
    }
    let steps = (0..<taps.count).map { step($0, vectors, lanes, at: taps.place($0)) }
    return head + steps.joined()
      + "          r0 += \(taps.count * plan.rows); \(pointers)\n        }\n"
  }

  /// One step of k: load lanes, then broadcast each row.
  ///
  /// - Parameter place: of the tap, where lanes have taps.
  private func step(_ k: Int, _ vectors: Int, _ lanes: Int, at place: String? = nil) -> String {
    let along =
      place.map { " + \($0)" }
      ?? (k == 0 ? "" : lPacked ? " + \(k * plan.vectors * width)" : " + \(k) * lK")
    var body = "          { "
    for j in 0..<vectors {
      let pointer = lanes == 1 && j > 0 ? "l0 + \(j * width)" : "l\(j)"
      body += "const \(vector) y\(j) = \(load(pointer + along)); "
    }
    body += "\(vector) x;\n"
    body += (0..<plan.rows).map { i in
      "          x = (\(vector))(\(row(i, k))); "
        + (0..<vectors).map { "c\(i)_\($0) = fma(x, y\($0), c\(i)_\($0));" }
        .joined(separator: " ")
    }.joined(separator: "\n")
    return body + " }\n"
  }

  /// R's element of row i, k steps on.
  private func row(_ i: Int, _ k: Int) -> String {
    if rPacked { return "r0[\(k * plan.rows + i)]" }
    let along = k == 0 ? "" : rKIsUnit ? " + \(k)" : " + \(k) * rK"
    if rIsUnit { return "r0[\(i)\(along)]" }
    let (pointer, rest) = i.quotientAndRemainder(dividingBy: MicroKernel.rowsPerPointer)
    return "r\(pointer)[\(rest == 0 ? "0" : rest == 1 ? "rStride" : "\(rest) * rStride")\(along)]"
  }

  private func advance(_ count: Int, _ lanes: Int) -> String {
    let r = rPacked ? "\(count * plan.rows)" : rKIsUnit ? "\(count)" : "\(count) * rK"
    let l = lPacked ? "\(count * plan.vectors * width)" : "\(count) * lK"
    let steps =
      (0..<pointers).map { "r\($0) += \(r);" } + (0..<lanes).map { "l\($0) += \(l);" }
    return "          " + steps.joined(separator: " ") + "\n        }\n"
  }

  private func store(_ value: String, _ pointer: String) -> String {
    width == 1
      ? "*(\(pointer)) = \(value);"
      : VectorAccess.store(value, .float32, width, at: pointer)
  }

  private func load(_ pointer: String) -> String {
    width == 1 ? "*(\(pointer))" : VectorAccess.load(.float32, width, pointer)
  }
}
