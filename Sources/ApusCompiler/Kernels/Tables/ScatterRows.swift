import ApusGraph

/// Entries put into rows of a table by their indices, in two launches. The first sorts the indices by
/// counting: each row gets the list of its entries, in order. The second writes every row once, with
/// its entries joined in that order.
extension TableText {
  /// The work-items of the first launch. Each has a range of rows, and walks over all indices.
  private static let (rangesCPU, rangesGPU, groupGPU) = (16, 1024, 64)
  /// Fewer ranges where there is less to do than this, in indices and rows.
  private static let grain = 16_384
  /// CPU-like: columns of a unit of the second launch.
  private static let block = 512

  func lists() -> TableKernel {
    var text = text()
    let index = text.pointer(core.inputs[0])
    let ends = text.pointer(results[0], isWritten: true)
    let lists = text.pointer(results[1], isWritten: true)
    let (rows, count) = (text.dim(core.rows), text.dim(core.count))
    let items = isCPU ? TableText.rangesCPU : TableText.rangesGPU
    let most = isCPU ? "1 + (int)(((long)\(count) + \(rows)) / \(TableText.grain))" : rows
    let lines =
      [
        "const int range = (int)get_global_id(0);",
        "const int ranges = min(\(items), \(most));", "if (range >= ranges) return;",
        "const int first = (int)((long)\(rows) * range / ranges);",
        "const int last = (int)((long)\(rows) * (range + 1) / ranges);",
        "for (int v = first; v < last; ++v) \(ends)[v] = 0;", "int sum = 0;",
      ]
      + rest(
        "for (int j = 0; j < \(count); ++j)",
        [
          "const int v = \(index)[j];", "if (v >= first && v < last) ++\(ends)[v];",
          "else if (v >= 0 && v < first) ++sum;",
        ])
      + ["// Counts become beginnings, and beginnings ends."]
      + loop(
        "for (int v = first; v < last; ++v)",
        ["const int own = \(ends)[v];", "\(ends)[v] = sum;", "sum += own;"])
      + rest(
        "for (int j = 0; j < \(count); ++j)",
        ["const int v = \(index)[j];", "if (v >= first && v < last) \(lists)[\(ends)[v]++] = j;"])
    let group = isCPU ? 1 : TableText.groupGPU
    return assembled(
      lines, &text, .native([Dim(items)], local: [group]), group: group,
      banner: "the list of each row, by counting")
  }

  func scatterRows(_ mode: ScatterMode, _ hasBase: Bool, pastCache: Bool) -> TableKernel {
    var text = text()
    let ends = text.pointer(core.inputs[0])
    let lists = text.pointer(core.inputs[1])
    let entries = text.pointer(core.inputs[2])
    let base = hasBase ? text.pointer(core.inputs[3]) : nil
    let target = text.pointer(results[0], isWritten: true)
    let (rows, inner) = (text.divisor(core.rows), text.divisor(core.inner))
    let size = text.dim(core.count * core.inner)
    func start(_ at: String, _ width: Int) -> String {
      base.map { load("\($0) + \(at)", width) } ?? literal(0, width)
    }
    let list =
      [
        "int from = v > 0 ? \(ends)[v - 1] : 0;", "const int to = \(ends)[v];",
      ] + (mode == .replace ? ["from = max(from, to - 1);"] : [])
    let banner = "rows with their entries, \(mode)"

    guard isCPU else {
      let lines =
        [
          "const int at = (int)get_global_id(0);", "if (at >= total) return;",
          "const int row = at / \(inner);", "const int c = at - row * \(inner);",
          "const int o = row / \(rows);", "const int v = row - o * \(rows);",
        ] + list + ["\(type(1)) x = \(start("at", 1));"]
        + loop(
          "for (int e = from; e < to; ++e)",
          [
            "const \(type(1)) entry = "
              + load("\(entries) + o * \(size) + \(lists)[e] * \(inner) + c", 1) + ";",
            "x = \(joined(mode, "x", "entry", 1));",
          ])
        + [store("x", "\(target) + at", 1)]
      return assembled(
        lines, &text, .items(core.outer * core.rows * core.inner),
        group: Geometry.itemGroup(traits), banner: banner)
    }

    // Several vectors at a time, so that a list is read once for them.
    let body =
      list + [
        "const int first = block * \(TableText.block);",
        "const int last = min(\(inner), first + \(TableText.block));",
        "const int at = row * \(inner);", "int c = first;",
      ]
      + columns([(8, width), (1, width), (1, 1)]) { count, width in
        let slots = 0..<count
        return slots.map {
          "\(type(width)) x\($0) = \(start("at + c + \($0 * width)", width));"
        }
          + loop(
            "for (int e = from; e < to; ++e)",
            ["const int own = o * \(size) + \(lists)[e] * \(inner) + c;"]
              + slots.map {
                "const \(type(width)) e\($0) = "
                  + load("\(entries) + own + \($0 * width)", width) + ";"
              }
              + slots.map { "x\($0) = \(joined(mode, "x\($0)", "e\($0)", width));" })
          + slots.map {
            store("x\($0)", "\(target) + at + c + \($0 * width)", width, pastCache: pastCache)
          }
      }
      + ["if (++block < blocks) continue;", "block = 0;", "++row;"]
      + loop("if (++v == \(rows))", ["v = 0;", "++o;"])
    let head = [
      "const int blocks = (\(inner) + \(TableText.block - 1)) / \(TableText.block);",
      "int row = begin / blocks;", "int block = begin - row * blocks;",
      "int o = row / \(rows);", "int v = row - o * \(rows);",
    ]
    return assembled(
      units(head, body), &text,
      .blocks(
        rows: core.outer * core.rows, columns: core.inner, width: TableText.block,
        // A row may have all entries.
        cost: Dim(512) + 4 * core.count),
      group: 1, banner: banner + (pastCache ? ", past the cache" : ""))
  }
}
