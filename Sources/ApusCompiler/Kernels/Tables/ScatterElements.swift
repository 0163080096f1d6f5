import ApusGraph

/// Entries put along the rows of a table, each by an index of its own: a unit of work has some columns
/// and a range of rows, begins with what is there and walks over the entries of its columns in order.
extension TableText {
  /// CPU-like: columns of a unit.
  private static let block = 64
  /// The extent that symbols are taken for.
  private static let nominal = 128

  func scatterElements(_ mode: ScatterMode, _ hasBase: Bool, site: Int) -> TableKernel {
    var text = text()
    let indices = text.pointer(core.inputs[0])
    let entries = text.pointer(core.inputs[1])
    let base = hasBase ? text.pointer(core.inputs[2]) : nil
    let target = text.pointer(results[0], isWritten: true)
    let (rows, inner, count) = (
      text.dim(core.rows), text.divisor(core.inner), text.dim(core.count)
    )
    let (before, own) = (text.dim(core.rows * core.inner), text.dim(core.count * core.inner))
    func start(_ at: String, _ width: Int) -> String {
      base.map { load("\($0) + \(at)", width) } ?? literal(0, width)
    }
    let isWide = dtype(of: core.inputs[0]) == .int64
    let check = isWide ? "apus_check_long" : "apus_check"
    let fault = text.fault()
    /// Puts the entry of column `c` at a position where its index says, if that is in the range.
    func put(_ position: String, _ range: String?) -> [String] {
      let at = "\(target) + table + v * \(inner) + c"
      return [
        "const \(isWide ? "long" : "int") own = \(indices)[\(position)];",
        "if (!\(check)(own, \(rows), \(site), \(fault))) continue;", "const int v = (int)own;",
      ] + (range.map { ["if (!(\($0))) continue;"] } ?? [])
        + ["const \(type(1)) entry = \(load("\(entries) + \(position)", 1));"]
        + (mode == .replace ? [] : ["const \(type(1)) there = \(load(at, 1));"])
        + [store(joined(mode, "there", "entry", 1), at, 1)]
    }
    let banner = "entries along columns, \(mode)"

    guard isCPU else {
      let lines =
        [
          "const int unit = (int)get_global_id(0);", "if (unit >= total) return;",
          "const int o = unit / \(inner);", "const int c = unit - o * \(inner);",
          "const int table = o * \(before);",
        ]
        + loop(
          "for (int v = 0; v < \(rows); ++v)",
          [
            "const int at = table + v * \(inner) + c;",
            store(start("at", 1), "\(target) + at", 1),
          ])
        + rest(
          "for (int j = 0; j < \(count); ++j)", put("o * \(own) + j * \(inner) + c", nil))
      return assembled(
        lines, &text, .items(core.outer * core.inner), group: Geometry.itemGroup(traits),
        banner: banner)
    }

    let units = core.outer.extent(nominally: TableText.nominal) ?? Int.max
    let isNarrow = core.inner.extent(nominally: TableText.nominal).map { $0 <= TableText.block }
    // A single table's rows are dealt out: each walks over all entries.
    let ranges = units < traits.computeUnits && isNarrow == true ? traits.computeUnits : 1
    let range = ranges == 1 ? nil : "v >= low && v < high"
    let entry = "for (int j = 0; j < \(count); ++j)"
    let walk =
      core.inner == 1
      ? ["const int c = 0;"] + rest(entry, put("o * \(own) + j", range))
      : rest(
        entry,
        ["const int line = o * \(own) + j * \(inner);"]
          + rest("for (int c = first; c < most; ++c)", put("line + c", range)))
    let body =
      [
        "const int row = unit / blocks;",
        "const int first = (unit - row * blocks) * \(TableText.block);",
        "const int o = row / \(ranges);", "const int range = row - o * \(ranges);",
        "const int low = (int)((long)\(rows) * range / \(ranges));",
        "const int high = (int)((long)\(rows) * (range + 1) / \(ranges));",
        "const int table = o * \(before);",
        "// The columns of a narrow table are one run.",
        "const int runs = blocks == 1 ? 1 : high - low;",
        "const int most = min(\(inner), first + \(TableText.block));",
      ]
      + loop(
        "for (int run = 0; run < runs; ++run)",
        [
          "const int at = table + (low + run) * \(inner);",
          "const int last = blocks == 1 ? (high - low) * \(inner) : most;", "int c = first;",
        ]
          + columns([(1, width), (1, 1)]) { _, width in
            [store(start("at + c", width), "\(target) + at + c", width)]
          })
      + walk
    return assembled(
      self.units(
        ["const int blocks = (\(inner) + \(TableText.block - 1)) / \(TableText.block);"], body),
      &text,
      .blocks(
        rows: core.outer * Dim(ranges), columns: core.inner, width: TableText.block,
        cost: (core.rows + 4 * core.count) * Dim(Swift.min(core.inner.fixed ?? 64, 64))),
      group: 1, banner: banner)
  }
}
