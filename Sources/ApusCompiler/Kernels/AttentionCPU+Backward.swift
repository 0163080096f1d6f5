import ApusGraph

/// The backward pass of CPU-like attention: scores and weights are made again block by block.
extension AttentionKernel {
  /// Gradients of keys and values, a block of keys in the lanes. With `.backward` a work-item takes
  /// all blocks of keys in turn, and adds up the gradients of the queries on the way: one product of
  /// five is saved for each pass that would make the scores again. Otherwise it takes one block.
  static func keysCPU(
    _ text: inout AttentionText, _ tile: AttentionTile
  ) -> ([String], Scratch) {
    let (core, names) = (text.core, Names(&text))
    let (lanes, block) = (tile.lanes, AttentionTile.block)
    let addsQueries = core.pass == .backward
    text.add("const float scale", .float(Float(core.scale)))
    let (width, values) = (padded(core.width, tile.rows), padded(core.values, tile.rows))
    let (columns, queries) = (padded(core.width, lanes), padded(core.queries, tile.rows))
    var vectors = (2 * width + 2 * values + Dim(2 * block)) * Dim(lanes)
    // The keys as rows, in parts of a tile's lanes, and the gradients of all queries likewise.
    if addsQueries { vectors = vectors + columns * (Dim(lanes) + queries) }
    let scratch = Scratch(vectors: vectors, numbers: queries)
    let results = addsQueries ? ["dq", "dk", "dv"] : ["dk", "dv"]
    let pointers = text.pointers(["q", "k", "v", "made", "logs", "g"] + results)
    let places = [
      text.int("widthCount", width * Dim(lanes)), text.int("valueCount", values * Dim(lanes)),
    ]
    var head = [
      "global float *keyLanes = scratch, *valueLanes = keyLanes + \(places[0]);",
      "global float *keySums = valueLanes + \(places[1]), *valueSums = keySums + \(places[0]);",
      "global float *scores = valueSums + \(places[1]), *slopes = scores + \(block * lanes);",
    ]
    if addsQueries {
      head += [
        "int batch = unit;", "const int parts = (\(names.width) + \(lanes - 1)) / \(lanes);",
        "const int rows = (\(names.queries) + \(tile.rows - 1)) / \(tile.rows) * \(tile.rows);",
        "global float *keyRows = slopes + \(block * lanes);",
        "global float *querySums = keyRows + parts * \(lanes * lanes);",
      ]
    } else {
      head += [
        "const int blocks = (\(names.keys) + \(lanes - 1)) / \(lanes);",
        "const int key = unit % blocks * \(lanes);", "int batch = unit / blocks;",
      ]
    }
    var body = deltas(&text, names, from: "0", to: names.queries)
    if addsQueries {
      body += tile.clear("querySums", rows: "parts * rows")
      body += loop(
        "for (int key = 0; key < \(names.keys); key += \(lanes))",
        keyBlock(&text, tile, names))
      body += loop(
        "for (int part = 0; part < parts; ++part)",
        loop(
          "for (int i = 0; i < \(names.queries); ++i)",
          [
            "global const float *from = querySums + (part * rows + i) * \(lanes);",
            "global float *to = dq + i * (long)\(text.row("dq")) "
              + "+ part * \(lanes) * (long)\(text.column("dq"));",
            "const int own = min(\(names.width) - part * \(lanes), \(lanes));",
            "for (int j = 0; j < own; ++j) "
              + "to[j * (long)\(text.column("dq"))] = from[j] * scale;",
          ]))
    } else {
      body += loop("", keyBlock(&text, tile, names))
    }
    return (units(&text, scratch, pointers, head, body), scratch)
  }

  /// Σ output · gradient for each query of a range.
  private static func deltas(
    _ text: inout AttentionText, _ names: Names, from: String, to: String
  ) -> [String] {
    let (made, g) = (text.row("made"), text.row("g"))
    let (madeColumn, gColumn) = (text.column("made"), text.column("g"))
    // Eight sums side by side: a single one would wait for itself.
    let parts = (0..<8).map { "s\($0)" }
    func term(_ i: String) -> String {
      "x[(\(i)) * (long)\(madeColumn)], y[(\(i)) * (long)\(gColumn)]"
    }
    return loop(
      "for (int i = \(from); i < \(to); ++i)",
      [
        "global const float *x = made + i * (long)\(made), *y = g + i * (long)\(g);",
        "float \(parts.map { "\($0) = 0.0f" }.joined(separator: ", "));", "int j = 0;",
      ]
        + loop(
          "for (; j + 8 <= \(names.values); j += 8)",
          parts.enumerated().map { "\($1) = fma(\(term("j + \($0)")), \($1));" })
        + [
          "for (; j < \(names.values); ++j) s0 = fma(\(term("j")), s0);",
          "deltas[i - \(from)] = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));",
        ])
  }

  /// One block of keys and all queries that see any of them.
  private static func keyBlock(
    _ text: inout AttentionText, _ tile: AttentionTile, _ names: Names
  ) -> [String] {
    let (core, lanes, block) = (text.core, tile.lanes, AttentionTile.block)
    let addsQueries = core.pass == .backward
    func strides(_ name: String) -> (row: String, column: String) {
      (text.row(name), text.column(name))
    }
    let (q, k, v, g) = (strides("q"), strides("k"), strides("v"), strides("g"))
    let (vector, logs) = (tile.vector, text.row("logs"))
    var body = ["const int live = min(\(names.keys) - key, \(lanes));"]
    body += tile.pack(
      "k + key * (long)\(k.row)", row: k.row, column: k.column, live: "live",
      columns: names.width, to: "keyLanes")
    body += tile.pack(
      "v + key * (long)\(v.row)", row: v.row, column: v.column, live: "live",
      columns: names.values, to: "valueLanes")
    if addsQueries {
      body += loop(
        "for (int part = 0; part < parts; ++part)",
        loop(
          "for (int i = 0; i < \(lanes); ++i)",
          [
            "global const float *from = k + (key + min(i, live - 1)) * (long)\(k.row) "
              + "+ part * \(lanes) * (long)\(k.column);",
            "global float *to = keyRows + (part * \(lanes) + i) * \(lanes);",
            "const int own = i < live ? min(\(names.width) - part * \(lanes), \(lanes)) : 0;",
            "for (int j = 0; j < own; ++j) to[j] = from[j * (long)\(k.column)];",
            "for (int j = own; j < \(lanes); ++j) to[j] = 0.0f;",
          ]))
    }
    body += tile.clear("keySums", rows: names.width) + tile.clear("valueSums", rows: names.values)
    // The first query that sees a key of this block, at the border of a tile.
    body.append(
      core.isCausal
        ? "const int start = max(0, key - \(names.shift)) / \(tile.rows) * \(tile.rows);"
        : "const int start = 0;")
    var step = ["const int count = min(\(names.queries) - query, \(block));"]
    step += tile.product(
      "scores", rows: "count", left: ("q + query * (long)\(q.row)", q.row, q.column),
      right: "keyLanes", steps: names.width, .store("scale"))
    step += tile.product(
      "slopes", rows: "count", left: ("g + query * (long)\(g.row)", g.row, g.column),
      right: "valueLanes", steps: names.values, .store(""))
    var weigh = [
      "const float level = logs[(query + i) * (long)\(logs)], delta = deltas[query + i];",
      core.isCausal
        ? "const int seen = min(live, query + i + \(names.shift) - key + 1);"
        : "const int seen = live;",
    ]
    weigh += (0..<2).map { j in
      let (score, slope) = ("scores + i * \(lanes)", "slopes + i * \(lanes)")
      let sees = "\(tile.numbers(j)) < seen"
      let p = "select((\(vector))(0.0f), \(tile.exp("\(tile.load(score, j)) - level")), \(sees))"
      let d = "select((\(vector))(0.0f), p * (\(tile.load(slope, j)) - delta), \(sees))"
      return "{ const \(vector) p = \(p); \(tile.store(d, slope, j)) "
        + "\(tile.store("p", score, j)) }"
    }
    step += loop("for (int i = 0; i < count; ++i)", weigh)
    step += tile.product(
      "valueSums", rows: names.values, left: ("g + query * (long)\(g.row)", g.column, g.row),
      right: "scores", steps: "count", .add([]))
    step += tile.product(
      "keySums", rows: names.width, left: ("q + query * (long)\(q.row)", q.column, q.row),
      right: "slopes", steps: "count", .add([]))
    if addsQueries {
      step += loop(
        "for (int part = 0; part < parts; ++part)",
        tile.product(
          "querySums + (part * rows + query) * \(lanes)", rows: "count",
          left: ("slopes", "\(lanes)", "1"), right: "keyRows + part * \(lanes * lanes)",
          steps: "live", .add([])))
    }
    body += loop("for (int query = start; query < \(names.queries); query += \(block))", step)
    body += tile.unpack(
      "keySums", live: "live", columns: names.width, factor: "scale",
      to: "dk + key * (long)\(text.row("dk"))", row: text.row("dk"), column: text.column("dk"))
    body += tile.unpack(
      "valueSums", live: "live", columns: names.values, factor: "",
      to: "dv + key * (long)\(text.row("dv"))", row: text.row("dv"), column: text.column("dv"))
    return body
  }

  /// Gradients of queries alone, a block of them in the lanes.
  static func queriesCPU(
    _ text: inout AttentionText, _ tile: AttentionTile
  ) -> ([String], Scratch) {
    let (core, names) = (text.core, Names(&text))
    let (lanes, block, vector) = (tile.lanes, AttentionTile.block, tile.vector)
    text.add("const float scale", .float(Float(core.scale)))
    let (width, values) = (padded(core.width, tile.rows), padded(core.values, tile.rows))
    let scratch = Scratch(
      vectors: (2 * width + values + Dim(2 * block + 2)) * Dim(lanes), numbers: Dim(lanes))
    let pointers = text.pointers(["q", "k", "v", "made", "logs", "g", "dq"])
    let places = [
      text.int("widthCount", width * Dim(lanes)), text.int("valueCount", values * Dim(lanes)),
    ]
    func strides(_ name: String) -> (row: String, column: String) {
      (text.row(name), text.column(name))
    }
    let (q, k, v, g) = (strides("q"), strides("k"), strides("v"), strides("g"))
    let head = [
      "const int blocks = (\(names.queries) + \(lanes - 1)) / \(lanes);",
      "const int first = unit % blocks * \(lanes);", "int batch = unit / blocks;",
      "const int live = min(\(names.queries) - first, \(lanes));",
      "global float *queryLanes = scratch, *slopeLanes = queryLanes + \(places[0]);",
      "global float *sums = slopeLanes + \(places[1]), *scores = sums + \(places[0]);",
      "global float *slopes = scores + \(block * lanes), *rows = slopes + \(block * lanes);",
    ]
    var body = deltas(&text, names, from: "first", to: "first + live")
    body += loop(
      "for (int lane = 0; lane < \(lanes); ++lane)",
      [
        "rows[lane] = lane < live ? logs[(first + lane) * (long)\(text.row("logs"))] : 0.0f;",
        "rows[\(lanes) + lane] = lane < live ? deltas[lane] : 0.0f;",
      ])
    body += tile.pack(
      "q + first * (long)\(q.row)", row: q.row, column: q.column, live: "live",
      columns: names.width, to: "queryLanes")
    body += tile.pack(
      "g + first * (long)\(g.row)", row: g.row, column: g.column, live: "live",
      columns: names.values, to: "slopeLanes")
    body += tile.clear("sums", rows: names.width)
    body.append(
      core.isCausal
        ? "const int seen = min(\(names.keys), first + live + \(names.shift));"
        : "const int seen = \(names.keys);")
    var step = ["const int count = min(seen - key, \(block));"]
    step += tile.product(
      "scores", rows: "count", left: ("k + key * (long)\(k.row)", k.row, k.column),
      right: "queryLanes", steps: names.width, .store("scale"))
    step += tile.product(
      "slopes", rows: "count", left: ("v + key * (long)\(v.row)", v.row, v.column),
      right: "slopeLanes", steps: names.values, .store(""))
    step += loop(
      "for (int i = 0; i < count; ++i)",
      (0..<2).map { j in
        let slope = "slopes + i * \(lanes)"
        let p = tile.exp(
          "\(tile.load("scores + i * \(lanes)", j)) - \(tile.load("rows", j))")
        let d = "\(p) * (\(tile.load(slope, j)) - \(tile.load("rows + \(lanes)", j)))"
        let hidden = "\(tile.numbers(j)) < key + i - first - \(names.shift)"
        return tile.store(
          core.isCausal ? "select(\(d), (\(vector))(0.0f), \(hidden))" : d, slope, j)
      })
    step += tile.product(
      "sums", rows: names.width, left: ("k + key * (long)\(k.row)", k.column, k.row),
      right: "slopes", steps: "count", .add([]))
    body += loop("for (int key = 0; key < seen; key += \(block))", step)
    body += tile.unpack(
      "sums", live: "live", columns: names.width, factor: "scale",
      to: "dq + first * (long)\(text.row("dq"))", row: text.row("dq"), column: text.column("dq"))
    return (units(&text, scratch, pointers, head, body), scratch)
  }
}
