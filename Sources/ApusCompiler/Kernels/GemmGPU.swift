// Contraction (GEMM) kernels: the GPU-like family.

/// Generates the GPU-like kernel. `store` is called with width 1 only; `isShort` says that it may be
/// written out for each element that a work-item has.
package func generateGPUGemm(
  name: String, problem: GemmProblem, plan: GemmPlan, extraParameters: String = "",
  isShort: Bool, store: (EpilogueSite) -> String
) -> GemmKernels {
  let parameters: [GemmParameter] =
    [.aBuffer, .aOffset, .bBuffer, .bOffset] + plan.partParameters(problem) + [.m, .n, .k]
    + (problem.sumsColumns && !plan.splitsK ? [.sumsBuffer, .sumsOffset] : [])
    + problem.strideParameters() + problem.batchParameters() + (problem.taps?.parameters ?? [])
  let text = GroupText(problem: problem, plan: plan).kernel(
    gemmSignature(
      name, parameters, extra: plan.splitsK ? "" : extraParameters,
      local: "\(plan.group.items), 1, 1"),
    name, isShort: isShort || plan.splitsK,
    store: plan.splitsK ? { plan.storePart($0, problem) } : store)
  let combine =
    plan.splitsK
    ? plan.combineKernel(
      name + "_combine", problem, extraParameters: extraParameters, store: store) : nil
  return GemmKernels(
    plan: plan, packA: nil, packB: nil,
    main: GeneratedKernel(name: name, source: text, parameters: parameters), combine: combine)
}

/// Writes the kernel of one work-group.
private struct GroupText {
  let problem: GemmProblem
  let plan: GemmPlan

  private var group: GemmGroup { plan.group }

  /// One of the two operands on its way to local memory as [k][lane].
  private struct Operand {
    let name: String
    /// Lanes of the tile, the first one's index and their number in the matrix.
    let lanes: Int
    let first: String
    let extent: String
    let laneStride: String
    let kStride: String
    /// Neighbouring work-items walk k, or lanes: the contiguous index, so that reads coalesce.
    let alongK: Bool
    /// Whether four neighbours can be one load, where addresses allow.
    let isContiguous: Bool
    /// Where the element of a lane and a k lies, where that is more than their strides.
    var place: ((_ lane: String, _ k: String) -> String)?

    /// Splits number e of four neighbours into its place in the tile.
    func place(_ blockK: Int) -> String {
      alongK
        ? "const int kk = e % \(blockK / 4) * 4, o = e / \(blockK / 4);"
        : "const int o = e % \(lanes / 4) * 4, kk = e / \(lanes / 4);"
    }
  }

  private var operands: [Operand] {
    [
      Operand(
        name: "a", lanes: group.m, first: "row0", extent: "M", laneStride: problem.aStrideM,
        kStride: problem.aStrideK, alongK: problem.aUnit == .k, isContiguous: problem.aUnit != .none
      ),
      Operand(
        name: "b", lanes: group.n, first: "column0", extent: "N", laneStride: problem.bStrideN,
        kStride: problem.bStrideK, alongK: problem.bUnit == .k,
        isContiguous: problem.bUnit != .none && problem.taps == nil,
        place: problem.taps.map { _ in { problem.bPlace(lane: $0, k: $1) } }),
    ]
  }

  func kernel(
    _ signature: String, _ name: String, isShort: Bool, store: (EpilogueSite) -> String
  ) -> String {
    let (rows, columns, slices) = (group.rows, group.columns, group.slices)
    let own = group.itemsM * group.itemsN
    let site = EpilogueSite(
      width: 1, batch: "batch", row: "row", column: "column", value: "value")
    var lines = operands.map {
      "local float \($0.name)Tile[2][\(group.k)][\($0.lanes + GemmGroup.padding)] "
        + "__attribute__((aligned(16)));"
    }
    if slices > 1 {
      lines.append("local float sliceSums[\(slices - 1)][\(own)][\(rows * columns + 1)];")
    }
    lines += plan.partOfK("(int)get_group_id(2)")
    lines += [
      "const int self = get_local_id(0);",
      "const int slice = self / \(own), own = self % \(own);",
      "const int x = own % \(group.itemsN), y = own / \(group.itemsN);",
      "const int row0 = get_group_id(1) * \(group.m), column0 = get_group_id(0) * \(group.n);",
    ]
    for operand in operands {
      let pointer = problem.batchPointer(operand.name, name: "\(operand.name)Base")
      lines += pointer.split(separator: "\n").map { $0.trimmingPrefix("  ") }.map(String.init)
      lines += alignment(operand)
    }
    lines += problem.tapTable
    lines.append("float acc[\(rows)][\(columns)];")
    lines += each(["acc[i][j] = 0.0f;"])
    if problem.sumsColumns { lines.append("float total = 0.0f;") }
    lines += operands.map { "float4 \($0.name)Next[\(count($0))];" }
    lines.append("int turn = 0, k0 = \(plan.kFirst);")
    let (loads, stages) = (operands.flatMap(load), operands.flatMap(stage))
    let barrier = "barrier(CLK_LOCAL_MEM_FENCE);"
    lines += loads + stages + [barrier]
    lines += loop(
      "for (int done = \(plan.kFirst); done < \(plan.kEnd); done += \(group.k))",
      ["k0 = done + \(group.k);"] + loop("if (k0 < \(plan.kEnd))", loads) + multiply()
        + loop("if (k0 < \(plan.kEnd))", ["turn ^= 1;"] + stages + [barrier]))
    if problem.sumsColumns {
      lines += loop(
        "if (\(ownsColumn) && column0 + self < N)",
        [
          plan.splitsK
            ? "*(\(plan.columnSumOfPart("column0 + self"))) = total;"
            : "sums[sumsOffset + column0 + self] = total;"
        ])
    }
    if slices > 1 { lines += join(own) }
    lines += writeBack(isShort, store(site))
    return """
      // \(name): C = epilogue(A B), a work-group owns a \(group.m) x \(group.n) tile of C.
      // \(group.k) of k at a time are in local memory as [k][lane], zero beyond the edges, while
      // the next are read into registers. A work-item keeps \(rows) x \(columns) sums in runs of
      // four, of one of \(slices) slices of each block of k. Tunables: all these sizes.
      \(signature)\
      \(lines.map { "  " + $0 }.joined(separator: "\n"))
      }

      """
  }

  /// Adds the sums of all slices in order.
  private func join(_ own: Int) -> [String] {
    let (columns, others) = (group.columns, group.slices - 1)
    let part = "[own][i * \(columns) + j]"
    return loop("if (slice > 0)", each(["sliceSums[slice - 1]\(part) = acc[i][j];"]))
      + ["barrier(CLK_LOCAL_MEM_FENCE);", "if (slice > 0) return;"]
      + loop(
        "for (int from = 0; from < \(others); ++from)",
        each(["acc[i][j] += sliceSums[from]\(part);"]))
  }

  /// Where in the matrix a sum of a work-item is: runs of four, as many apart as the items have.
  private func place(
    _ name: String, _ index: String, _ first: String, _ items: Int, _ item: String
  ) -> String {
    "const int \(name) = \(first) + \(index) / 4 * \(items * 4) + \(item) * 4 + \(index) % 4;"
  }

  /// A loop over the columns of a work-item, written out.
  private func eachColumn(_ body: [String]) -> [String] {
    unrolled("for (int j = 0; j < \(group.columns); ++j)", body)
  }

  /// Who adds up a column of B, in order of k as a kernel of its own would: work-items of the first
  /// row of work-groups. Zeros beyond the edges change no sum.
  private var ownsColumn: String { "row0 == 0 && self < \(group.n)" }

  /// The sums of one block of k.
  private func multiply() -> [String] {
    let steps = group.k / group.slices
    let body =
      ["const int kk = slice * \(steps) + step;", "float p[\(group.rows)], q[\(group.columns)];"]
      + fragment("p", "aTile", group.rows, "y", group.itemsM)
      + fragment("q", "bTile", group.columns, "x", group.itemsN)
      + each(["acc[i][j] = fma(p[i], q[j], acc[i][j]);"])
    let sums = loop(
      "if (\(ownsColumn))",
      ["for (int kk = 0; kk < \(group.k); ++kk) total += bTile[turn][kk][self];"])
    return (problem.sumsColumns ? sums : [])
      + unrolled("for (int step = 0; step < \(steps); ++step)", body)
  }

  private func unrolled(_ head: String, _ body: [String]) -> [String] {
    ["#pragma unroll"] + loop(head, body)
  }

  /// A loop over the sums of a work-item, written out.
  private func each(_ body: [String]) -> [String] {
    unrolled(
      "for (int i = 0; i < \(group.rows); ++i)", eachColumn(body))
  }

  /// Runs of four that a work-item moves for an operand.
  private func count(_ operand: Operand) -> Int {
    (operand.lanes * group.k / 4 + group.items - 1) / group.items
  }

  /// The loop over the runs of four of a work-item.
  private func runs(_ operand: Operand, _ body: [String]) -> [String] {
    let all = operand.lanes * group.k / 4
    let placed = [operand.place(group.k)] + body
    return unrolled(
      "for (int i = 0; i < \(count(operand)); ++i)",
      ["const int e = self + i * \(group.items);"]
        + (all % group.items == 0 ? placed : loop("if (e < \(all))", placed)))
  }

  /// Says whether whole runs of four may be read at once.
  private func alignment(_ operand: Operand) -> [String] {
    guard operand.isContiguous else { return [] }
    let other = operand.alongK ? operand.laneStride : operand.kStride
    return [
      "const int \(operand.name)Runs = ((ulong)\(operand.name)Base & 15) == 0 && (\(other) & 3) == 0;"
    ]
  }

  private func load(_ operand: Operand) -> [String] {
    let (name, extent) = (operand.name, operand.extent)
    let next = "\(name)Next[i]"
    func place(_ lane: String, _ k: String) -> String {
      if let place = operand.place { return place(lane, k) }
      func term(_ index: String, _ stride: String) -> String {
        stride == "1" ? index : "(long)(\(index)) * \(stride)"
      }
      return "\(term(lane, operand.laneStride)) + \(term(k, operand.kStride))"
    }
    let singles = (0..<4).map { number in
      let (lane, k) =
        operand.alongK ? ("lane", "k + \(number)") : ("lane + \(number)", "k")
      return "\(next).s\(number) = \(lane) < \(extent) && \(k) < \(plan.kEnd) "
        + "? \(name)Base[\(place(lane, k))] : 0.0f;"
    }
    let start = "const int lane = \(operand.first) + o, k = k0 + kk;"
    guard operand.isContiguous else { return runs(operand, [start] + singles) }
    let inside =
      operand.alongK
      ? "lane < \(extent) && k + 3 < \(plan.kEnd)" : "lane + 3 < \(extent) && k < \(plan.kEnd)"
    let whole = "\(next) = *(global const float4 *)(\(name)Base + \(place("lane", "k")));"
    return runs(
      operand,
      [start] + loop("if (\(name)Runs && \(inside))", [whole]) + loop("else", singles))
  }

  private func stage(_ operand: Operand) -> [String] {
    let (tile, next) = ("\(operand.name)Tile[turn]", "\(operand.name)Next[i]")
    return runs(
      operand,
      operand.alongK
        ? (0..<4).map { "\(tile)[kk + \($0)][o] = \(next).s\($0);" }
        : ["*(local float4 *)&\(tile)[kk][o] = \(next);"])
  }

  /// Lanes of one k in registers: runs of four, as many apart as the work-items have in all.
  private func fragment(
    _ target: String, _ tile: String, _ count: Int, _ item: String, _ items: Int
  ) -> [String] {
    (0..<count / 4).flatMap { run in
      let read = "*(local const float4 *)&\(tile)[turn][kk][\(run * items * 4) + \(item) * 4]"
      let parts = (0..<4).map { "\(target)[\(run * 4 + $0)] = \(target)\(run).s\($0);" }
      return ["const float4 \(target)\(run) = \(read);", parts.joined(separator: " ")]
    }
  }

  /// Long epilogues are a loop over a copy of the sums: those themselves have to stay in registers,
  /// which have no index.
  private func writeBack(_ isShort: Bool, _ store: String) -> [String] {
    func element(_ value: String) -> [String] {
      [
        place("row", "i", "row0", group.itemsM, "y"),
        place("column", "j", "column0", group.itemsN, "x"),
      ]
        + loop(
          "if (row < M && column < N)", ["const float value = \(value);", store])
    }
    guard !isShort else { return each(element("acc[i][j]")) }
    let columns = group.columns
    return ["float result[\(group.rows * columns)];"]
      + each(["result[i * \(columns) + j] = acc[i][j];"]) + ["#pragma unroll 1"]
      + loop(
        "for (int number = 0; number < \(group.rows * columns); ++number)",
        ["const int i = number / \(columns), j = number % \(columns);"]
          + element("result[number]"))
  }
}
