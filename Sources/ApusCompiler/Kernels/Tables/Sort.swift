import ApusGraph

/// The rows of a table sorted: of each column the first `count` elements in order, and where they were.
///
/// Keys are sorted by digits from the lowest on, which keeps the order of equal ones.
/// CPU-like: a work-item has a column. Short columns are sorted by insertion, and of long ones, if few
/// elements are wanted, a list of the best so far is kept, which most elements do not enter.
/// GPU-like: a work-group has a column, each work-item a part of it, of which it counts the digits.
extension TableText {
  func sort(isDescending: Bool) -> TableKernel {
    let sort = SortText(table: self, key: SortKey(dtype: dtype, isDescending: isDescending))
    return isCPU ? sort.cpu() : sort.gpu()
  }
}

private struct SortText {
  let table: TableText
  let key: SortKey

  /// Elements up to which insertion is faster.
  private static let short = 40
  /// Few results, for which a list of the best is kept.
  private static let few = 64
  private static let groupSize = 64

  private var core: TableCore { table.core }
  private var banner: String { "sorted" + (key.isDescending ? " from the largest" : "") }

  /// Names of pointers and extents.
  private struct Names {
    var source, values, places, rows, inner, count: String
  }

  private func names(_ text: inout KernelText) -> Names {
    Names(
      source: text.pointer(core.inputs[0]),
      values: text.pointer(table.results[0], isWritten: true),
      places: text.pointer(table.results[1], isWritten: true), rows: text.dim(core.rows),
      inner: text.divisor(core.inner), count: text.dim(core.count))
  }

  /// The element of the column at row `j`, and its key.
  private func element(_ n: Names) -> [String] {
    ["const \(table.type(1)) x = \(table.load("\(n.source) + first + j * \(n.inner)", 1));"]
      + key.lines
  }

  /// Where the column and its results begin.
  private func column(_ n: Names) -> [String] {
    [
      "const int o = unit / \(n.inner);", "const int c = unit - o * \(n.inner);",
      "const int first = o * \(n.rows) * \(n.inner) + c;",
      "const int results = o * \(n.count) * \(n.inner) + c;",
    ]
  }

  /// A result: the element that was at `place`.
  private func result(_ n: Names, _ place: String) -> [String] {
    [
      "const int place = \(place);", "const int at = results + j * \(n.inner);",
      "const \(table.type(1)) x = \(table.load("\(n.source) + first + place * \(n.inner)", 1));",
      table.store("x", "\(n.values) + at", 1), "\(n.places)[at] = place;",
    ]
  }

  /// Pointers to the keys and positions of a column, each twice.
  private func workspace(_ n: Names, owner: String, _ text: inout KernelText) -> [String] {
    let size = text.dim(key.workspace(core.rows))
    let type = key.type
    return [
      "global \(type) *keys = (global \(type) *)(scratch0 + scratchAt0 + (ulong)\(owner) * \(size));",
      "global \(type) *others = keys + \(n.rows);",
      "global int *places = (global int *)(others + \(n.rows));",
      "global int *otherPlaces = places + \(n.rows);",
    ]
  }

  private var swap: [String] {
    [
      "global \(key.type) *const wasKeys = keys;", "keys = others;", "others = wasKeys;",
      "global int *const wasPlaces = places;", "places = otherPlaces;",
      "otherPlaces = wasPlaces;",
    ]
  }

  // MARK: CPU-like

  /// Puts `key` and `j` into a list of `held` in order, of at most `limit`.
  private func insertion(_ limit: String) -> [String] {
    ["int p = held < \(limit) ? held++ : \(limit) - 1;"]
      + rest(
        "for (; p > 0 && keys[p - 1] > key; --p)",
        ["keys[p] = keys[p - 1];", "places[p] = places[p - 1];"])
      + ["keys[p] = key;", "places[p] = j;"]
  }

  func cpu() -> TableKernel {
    var text = table.text()
    let n = names(&text)
    let results = loop("for (int j = 0; j < \(n.count); ++j)", result(n, "places[j]"))
    let wanted = "const int limit = \(n.count);"
    var body = column(n) + workspace(n, owner: "get_global_id(0)", &text) + [wanted]
    body += loop(
      "if (\(n.rows) <= \(SortText.short) || (limit <= \(SortText.few) "
        + "&& limit <= \(n.rows) / 8))", best(n) + results)
    body += loop("else", digits(n) + results)
    return table.assembled(
      table.units([], body), &text,
      .chunked(units: core.outer * core.inner, cost: 32 * core.rows + 64), group: 1,
      scratch: [key.workspace(core.rows)], banner: banner)
  }

  private func best(_ n: Names) -> [String] {
    var lines = ["int held = 0;", "int j = 0;"]
    let one =
      element(n) + ["if (held == limit && key >= keys[limit - 1]) continue;"]
      + insertion("limit")
    guard core.inner == 1, table.dtype == .float32 else {
      return lines + loop("for (; j < \(n.rows) && limit > 0; ++j)", one)
    }
    // Whole vectors that cannot enter are passed over. (One of NaN always can, for all that this says.)
    let width = table.width
    lines += loop("for (; j < min(\(n.rows), limit); ++j)", one)
    let worse = key.isDescending ? "<=" : ">="
    lines += loop(
      "while (j < \(n.rows) && limit > 0)",
      [
        "const float worst = \(table.load("\(n.source) + first + places[limit - 1]", 1));",
        "const \(table.type(width)) bar = (\(table.type(width)))(worst);",
      ]
        + loop(
          "for (; j + \(width) <= \(n.rows); j += \(width))",
          [
            "if (!all(\(table.load("\(n.source) + first + j", width)) \(worse) bar)) break;"
          ])
        + ["const int end = min(\(n.rows), j + \(width));"]
        + loop("for (; j < end; ++j)", one))
    return lines
  }

  private func digits(_ n: Names) -> [String] {
    let passes = key.bits / 8
    return ["uint counts[\(256 * passes)];"]
      + ["for (int d = 0; d < \(256 * passes); ++d) counts[d] = 0;"]
      + rest(
        "for (int j = 0; j < \(n.rows); ++j)",
        element(n) + ["keys[j] = key;", "places[j] = j;"]
          + (0..<passes).map { "++counts[\(256 * $0) + (int)((key >> \(8 * $0)) & 255u)];" })
      + loop(
        "for (int pass = 0; pass < \(passes); ++pass)",
        [
          "uint *const own = counts + 256 * pass;", "const int shift = 8 * pass;",
          "// A digit that all share changes nothing.",
          "if (own[(int)((keys[0] >> shift) & 255u)] == (uint)\(n.rows)) continue;",
          "uint sum = 0;",
        ]
          + loop(
            "for (int d = 0; d < 256; ++d)",
            ["const uint here = own[d];", "own[d] = sum;", "sum += here;"])
          + rest(
            "for (int j = 0; j < \(n.rows); ++j)",
            [
              "const \(key.type) key = keys[j];",
              "const uint to = own[(int)((key >> shift) & 255u)]++;", "others[to] = key;",
              "otherPlaces[to] = places[j];",
            ])
          + swap)
  }

  // MARK: GPU-like

  func gpu() -> TableKernel {
    var text = table.text()
    let n = names(&text)
    let size = Swift.min(SortText.groupSize, table.traits.maximumWorkGroup)
    let digit = "(int)((keys[j] >> (4 * pass)) & 15u) * \(size) + lane"
    let pass =
      ["for (int d = 0; d < 16; ++d) counts[d * \(size) + lane] = 0;"]
      + rest("for (int j = from; j < to; ++j)", ["++counts[\(digit)];"])
      + ["barrier(CLK_LOCAL_MEM_FENCE);"]
      + ["// Counts become beginnings: of 16 each, then of all."]
      + ["int sum = 0;", "for (int d = 0; d < 16; ++d) sum += counts[16 * lane + d];"]
      + ["sums[lane] = sum;", "barrier(CLK_LOCAL_MEM_FENCE);", "sum = 0;"]
      + ["for (int before = 0; before < lane; ++before) sum += sums[before];"]
      + loop(
        "for (int d = 16 * lane; d < 16 * lane + 16; ++d)",
        ["const int here = counts[d];", "counts[d] = sum;", "sum += here;"])
      + ["barrier(CLK_LOCAL_MEM_FENCE);"]
      + rest(
        "for (int j = from; j < to; ++j)",
        [
          "const int at = counts[\(digit)]++;", "others[at] = keys[j];",
          "otherPlaces[at] = places[j];",
        ])
      + swap + ["barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);"]
    let lines =
      [
        "local int counts[\(16 * size)];", "local int sums[\(size)];",
        "const int lane = (int)get_local_id(0);", "const int unit = (int)get_group_id(0);",
      ] + column(n) + workspace(n, owner: "get_group_id(0)", &text)
      + [
        "const int from = (int)((long)\(n.rows) * lane / \(size));",
        "const int to = (int)((long)\(n.rows) * (lane + 1) / \(size));",
      ]
      + loop(
        "for (int j = from; j < to; ++j)", element(n) + ["keys[j] = key;", "places[j] = j;"])
      + ["barrier(CLK_GLOBAL_MEM_FENCE);"]
      + loop("for (int pass = 0; pass < \(key.bits / 4); ++pass)", pass)
      + loop("for (int j = lane; j < \(n.count); j += \(size))", result(n, "places[j]"))
    return table.assembled(
      lines, &text, .native([core.outer * core.inner * Dim(size)], local: [size]), group: size,
      scratch: [key.workspace(core.rows)], banner: banner)
  }
}
