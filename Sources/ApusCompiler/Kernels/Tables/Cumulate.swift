import ApusGraph

/// Each element combined with those before it along the rows of a table.
///
/// CPU-like: columns side by side in vectors, one row after the other; of a single column, vectors hold
/// neighbours, which are combined in log₂ steps and then with what came before.
/// GPU-like: a work-item for each column; of a single one, a work-group in the same way.
extension TableText {
  func cumulate(_ kind: CumulativeKind, isExclusive: Bool, isReversed: Bool) -> TableKernel {
    let scan = CumulativeText(
      table: self, kind: kind, isExclusive: isExclusive, isReversed: isReversed)
    if core.inner == 1 { return isCPU ? scan.rowsCPU() : scan.rowsGPU() }
    return isCPU ? scan.columnsCPU() : scan.columnsGPU()
  }
}

private struct CumulativeText {
  let table: TableText
  let kind: CumulativeKind
  let isExclusive: Bool
  let isReversed: Bool

  private static let groupSize = 128
  /// Vectors side by side.
  private static let tile = 4

  private var core: TableCore { table.core }
  private var identity: Double { kind == .sum ? 0 : 1 }
  private var banner: String {
    "cumulative \(kind)" + (isExclusive ? ", exclusive" : "") + (isReversed ? ", reversed" : "")
  }

  private func combined(_ a: String, _ b: String) -> String {
    "\(a) \(kind == .sum ? "+" : "*") \(b)"
  }

  private func start(_ text: inout KernelText) -> (source: String, target: String, rows: String) {
    (
      text.pointer(core.inputs[0]), text.pointer(table.results[0], isWritten: true),
      text.dim(core.rows)
    )
  }

  /// One row after the other from the right end.
  private func walk(_ rows: String, _ body: [String]) -> [String] {
    loop(
      isReversed
        ? "for (int i = \(rows) - 1; i >= 0; --i)" : "for (int i = 0; i < \(rows); ++i)", body)
  }

  /// What is done with an element at `at`, of which `x` holds what came before.
  private func step(_ x: String, _ source: String, _ target: String, _ width: Int) -> [String] {
    let next = "\(x) = \(combined(x, table.load(source, width)));"
    if !isExclusive { return [next, table.store(x, target, width)] }
    // The target may take over the source's memory.
    return [
      "const \(table.type(width)) next_\(x) = \(combined(x, table.load(source, width)));",
      table.store(x, target, width), "\(x) = next_\(x);",
    ]
  }

  // MARK: Columns

  func columnsCPU() -> TableKernel {
    var text = table.text()
    let (source, target, rows) = start(&text)
    let (inner, size) = (text.divisor(core.inner), text.dim(core.rows * core.inner))
    let (width, tile) = (table.width, CumulativeText.tile)
    let body =
      [
        "const int row = unit / blocks;", "int c = (unit - row * blocks) * \(width * tile);",
        "const int last = min(\(inner), c + \(width * tile));",
      ]
      + table.columns([(tile, width), (1, width), (1, 1)]) { count, width in
        let slots = 0..<count
        return slots.map { "\(table.type(width)) x\($0) = \(table.literal(identity, width));" }
          + walk(
            rows,
            ["const int at = row * \(size) + i * \(inner) + c;"]
              + slots.flatMap {
                step(
                  "x\($0)", "\(source) + at + \($0 * width)", "\(target) + at + \($0 * width)",
                  width)
              })
      }
    let head = ["const int blocks = (\(inner) + \(width * tile - 1)) / \(width * tile);"]
    return table.assembled(
      table.units(head, body), &text,
      .blocks(
        rows: core.outer, columns: core.inner, width: width * tile,
        cost: 4 * Dim(tile * width) * core.rows),
      group: 1, banner: banner)
  }

  func columnsGPU() -> TableKernel {
    var text = table.text()
    let (source, target, rows) = start(&text)
    let (inner, size) = (text.divisor(core.inner), text.dim(core.rows * core.inner))
    let lines =
      [
        "const int unit = (int)get_global_id(0);", "if (unit >= total) return;",
        "const int row = unit / \(inner);", "const int c = unit - row * \(inner);",
        "\(table.type(1)) x = \(table.literal(identity, 1));",
      ]
      + walk(
        rows,
        ["const int at = row * \(size) + i * \(inner) + c;"]
          + step("x", "\(source) + at", "\(target) + at", 1))
    return table.assembled(
      lines, &text, .items(core.outer * core.inner), group: Geometry.itemGroup(table.traits),
      banner: banner)
  }

  // MARK: Rows of single elements

  func rowsCPU() -> TableKernel {
    var text = table.text()
    let (source, target, rows) = start(&text)
    let width = table.width
    let vector = table.type(width)
    func lanes(_ positions: Range<Int>) -> String {
      "x.s" + positions.map { String($0, radix: 16) }.joined()
    }
    /// Lanes moved up by some, with others in front.
    func moved(_ by: Int, _ front: String) -> String {
      let parts =
        [String](repeating: front, count: by) + (0..<width - by).map { lanes($0..<$0 + 1) }
      return "(\(vector))(\(parts.joined(separator: ", ")))"
    }
    let reversal =
      "(\(vector))(" + (0..<width).reversed().map { lanes($0..<$0 + 1) }.joined(separator: ", ")
      + ")"
    var steps: [String] = []
    var distance = 1
    while distance < width {
      steps.append("x = \(combined(moved(distance, table.literal(identity, 1)), "x"));")
      distance *= 2
    }
    let position = isReversed ? "\(rows) - \(width) - i" : "i"
    var vectors = [
      "const int at = unit * \(rows) + \(position);",
      "\(vector) x = \(table.load("\(source) + at", width));",
    ]
    if isReversed { vectors.append("x = \(reversal);") }
    vectors += steps
    vectors.append("x = \(combined("(\(vector))(carry)", "x"));")
    vectors.append("const \(table.type(1)) sum = \(lanes(width - 1..<width));")
    if isExclusive { vectors.append("x = \(moved(1, "carry"));") }
    if isReversed { vectors.append("x = \(reversal);") }
    vectors += [table.store("x", "\(target) + at", width), "carry = sum;"]
    let single =
      ["const int at = unit * \(rows) + \(isReversed ? "\(rows) - 1 - i" : "i");"]
      + step("carry", "\(source) + at", "\(target) + at", 1)
    let body =
      ["\(table.type(1)) carry = \(table.literal(identity, 1));", "int i = 0;"]
      + loop("for (; i + \(width) <= \(rows); i += \(width))", vectors)
      + rest("for (; i < \(rows); ++i)", single)
    return table.assembled(
      table.units([], body), &text,
      .chunked(units: core.outer, cost: 3 * core.rows + 8), group: 1, banner: banner)
  }

  func rowsGPU() -> TableKernel {
    var text = table.text()
    let (source, target, rows) = start(&text)
    let size = Swift.min(CumulativeText.groupSize, table.traits.maximumWorkGroup)
    let type = table.type(1)
    let identity = table.literal(identity, 1)
    let body =
      [
        "const int i = start + lane;",
        "const int at = unit * \(rows) + \(isReversed ? "\(rows) - 1 - i" : "i");",
        "\(type) x = \(identity);", "if (i < \(rows)) x = \(table.load("\(source) + at", 1));",
        "shared[lane] = x;", "barrier(CLK_LOCAL_MEM_FENCE);",
      ]
      + loop(
        "for (int apart = 1; apart < \(size); apart <<= 1)",
        [
          "\(type) y = shared[lane];",
          "if (lane >= apart) y = \(combined("shared[lane - apart]", "y"));",
          "barrier(CLK_LOCAL_MEM_FENCE);", "shared[lane] = y;", "barrier(CLK_LOCAL_MEM_FENCE);",
        ])
      + (isExclusive
        ? ["x = carry;", "if (lane > 0) x = \(combined("carry", "shared[lane - 1]"));"]
        : ["x = \(combined("carry", "shared[lane]"));"])
      + [
        "if (i < \(rows)) \(table.store("x", "\(target) + at", 1))",
        "carry = \(combined("carry", "shared[\(size - 1)]"));", "barrier(CLK_LOCAL_MEM_FENCE);",
      ]
    let lines =
      [
        "local \(type) shared[\(size)];", "const int lane = (int)get_local_id(0);",
        "const int unit = (int)get_group_id(0);", "\(type) carry = \(identity);",
      ] + loop("for (int start = 0; start < \(rows); start += \(size))", body)
    return table.assembled(
      lines, &text, .groups(core.outer, size: size), group: size, banner: banner)
  }
}
