// Contraction (GEMM) kernels: sums of B's columns beside the product, sums[n] = Σₖ B[k, n].
//
// Only for one B (no batch) whose rows are contiguous. Added in order of k, whatever the plan; split-K
// adds sums of each part.

extension GemmPlan {
  /// Statements at the head of a micro-tile of the CPU-like register-tile kernel: for each panel of
  /// B's columns, one of the work-items that read it adds them up.
  func columnSums(_ problem: GemmProblem) -> String {
    vectorAlongM ? rowSums(problem) : laneSums
  }

  /// The sums are over all of k, whatever its blocks.
  private var once: String { kBlock > 0 ? " && kBegin == 0" : "" }

  /// Where a sum goes: split-K has sums of each part.
  private func sum(_ column: String) -> String {
    splitsK ? columnSumOfPart(column) : "sums + sumsOffset + \(column)"
  }

  /// B fills lanes: vectors of columns, as many chains of additions as vectors.
  private var laneSums: String {
    let (w, nr) = (width, vectors * width)
    let v = w == 1 ? "float" : "float\(w)"
    func each(_ body: (Int) -> String) -> String {
      "        " + (0..<vectors).map(body).joined(separator: " ") + "\n"
    }
    func load(_ pointer: String) -> String {
      w == 1 ? "*(\(pointer))" : VectorAccess.load(.float32, w, pointer)
    }
    func store(_ j: Int) -> String {
      let target = sum("lane0 + \(j * w)")
      return w == 1
        ? "*(\(target)) = s\(j);" : VectorAccess.store("s\(j)", .float32, w, at: target)
    }
    // Where B is read in place, vectors beyond its edge are moved back into it.
    func start(_ own: String) -> String { packsB ? own : "min(\(own), laneExtent - \(w))" }
    var text = """
            if (rowPanel == lanePanel % rowPanels\(once)) {
              // The panel's columns of B, added up by one of the tiles that read them.
              global const float *from = bBase\(packsB ? " + (ulong)lanePanel * K * \(nr)" : "");

      """
    text += each {
      "const int at\($0) = \(packsB ? "\($0 * w)" : start("lane0 + \($0 * w)"));"
    }
    text += each { "\(v) s\($0) = 0.0f;" }
    if splitsK { text += "        from += (long)kFirst * \(packsB ? "\(nr)" : "lK");\n" }
    text += restPragma + "        for (int k = \(kFirst); k < \(kEnd); ++k) {\n"
    text += each { "s\($0) += \(load("from + at\($0)"));" }
    text += "        from += \(packsB ? "\(nr)" : "lK");\n        }\n"
    text += "        if (lane0 + \(nr) <= laneExtent) {\n" + each(store) + "        } else {\n"
    text += "        union { \(v) vectors[\(vectors)]; float lanes[\(nr)]; } rest;\n"
    text += each { "rest.vectors[\($0)] = s\($0);" }
    text += restPragma
    return text + """
              for (int lane = lane0; lane < laneExtent; ++lane) {
                const int own = lane - (lane - lane0) % \(w);
                const int base = \(start("own"));
                *(\(sum("lane"))) = rest.lanes[own - lane0 + lane - base];
              }
              }
            }

      """
  }

  /// B is broadcast by rows, of which there are few.
  private func rowSums(_ problem: GemmProblem) -> String {
    let at =
      packsB
      ? "((ulong)rowPanel * K + k) * \(rows) + i"
      : "(long)(row0 + i) * \(problem.bStrideN) + (long)k * \(problem.bStrideK)"
    return """
            if (lanePanel == rowPanel % lanePanels\(once)) {
              // The panel's columns of B, added up by one of the tiles that read them.
          \(restPragma)\
              for (int i = 0; i < \(rows) && row0 + i < rowExtent; ++i) {
                float sum = 0.0f;
          \(restPragma)\
                for (int k = \(kFirst); k < \(kEnd); ++k) sum += bBase[\(at)];
                *(\(sum("row0 + i"))) = sum;
              }
            }

      """
  }
}
