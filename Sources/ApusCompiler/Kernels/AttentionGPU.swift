import ApusGraph

/// GPU-like attention: a work-group has a block of rows, meets the other rows a block at a time, and
/// keeps their scores in local memory. Sums over many rows are in the results' memory, each element
/// with one work-item. Barriers are in uniform control flow only.
extension AttentionKernel {
  /// Rows of a block, on both sides.
  static let groupRows = 16

  static func linesGPU(_ text: inout AttentionText, _ size: Int) -> [String] {
    let (core, names, side) = (text.core, Names(&text), groupRows)
    text.add("const float scale", .float(Float(core.scale)))
    let results = AttentionText.results(core.pass)
    let inputs = core.pass == .forward ? ["q", "k", "v"] : ["q", "k", "v", "made", "logs", "g"]
    let rows = core.pass == .backwardKeys ? names.keys : names.queries
    var lines = [
      "local float left[\(side)][\(side + 1)], right[\(side)][\(side + 1)];",
      "local float scores[\(side)][\(side + 1)], slopes[\(side)][\(side + 1)];",
      "local float levels[\(side)], deltas[\(side)], factors[\(side)];",
      "const int lane = (int)get_local_id(0);",
      "const int blocks = (\(rows) + \(side - 1)) / \(side);",
      "const int first = (int)get_group_id(0) % blocks * \(side);",
      "int batch = (int)get_group_id(0) / blocks;",
      "const int live = min(\(rows) - first, \(side));",
    ]
    lines += text.pointers(inputs + results)
    switch core.pass {
    case .forward: return lines + forwardGPU(&text, names, size)
    case .backward, .backwardQueries: return lines + queriesGPU(&text, names, size)
    case .backwardKeys: return lines + keysGPU(&text, names, size)
    }
  }

  private static let barrier = "barrier(CLK_LOCAL_MEM_FENCE);"

  /// Every element of a tile, dealt out to the group as (i, j).
  private static func each(_ size: Int, _ body: [String]) -> [String] {
    loop(
      "for (int e = lane; e < \(groupRows * groupRows); e += \(size))",
      ["const int i = e / \(groupRows), j = e % \(groupRows);"] + body)
  }

  /// Every element of `live` rows of `columns`, dealt out as (i, c).
  private static func rows(_ columns: String, _ size: Int, _ body: [String]) -> [String] {
    loop(
      "for (int e = lane; e < live * \(columns); e += \(size))",
      ["const int i = e / \(columns), c = e % \(columns);"] + body)
  }

  /// target[i][j] = Σ a[i] · b[j], rows of two operands, staged in local memory.
  private static func dots(
    _ text: inout AttentionText, _ target: String, _ a: (String, String, String),
    _ b: (String, String, String), columns: String, factor: String, _ size: Int
  ) -> [String] {
    let side = groupRows
    func stage(_ to: String, _ x: (String, String, String), _ text: inout AttentionText) -> String {
      "\(to)[i][j] = i < \(x.2) && c + j < \(columns) ? \(x.0)[(\(x.1) + i) * "
        + "(long)\(text.row(x.0)) + (c + j) * (long)\(text.column(x.0))] : 0.0f;"
    }
    let copies = [stage("left", a, &text), stage("right", b, &text)]
    let times = factor.isEmpty ? "" : " * \(factor)"
    return each(size, ["\(target)[i][j] = 0.0f;"])
      + loop(
        "for (int c = 0; c < \(columns); c += \(side))",
        [barrier] + each(size, copies) + [barrier]
          + each(
            size,
            [
              "float sum = \(target)[i][j];",
              "for (int d = 0; d < \(side); ++d) sum = fma(left[i][d], right[j][d], sum);",
              "\(target)[i][j] = sum;",
            ]))
      + (times.isEmpty ? [] : each(size, ["\(target)[i][j] = \(target)[i][j]\(times);"]))
      + [barrier]
  }

  private static func forwardGPU(
    _ text: inout AttentionText, _ names: Names, _ size: Int
  ) -> [String] {
    let (core, side) = (text.core, groupRows)
    let made = "made[(first + i) * (long)\(text.row("made")) + c * (long)\(text.column("made"))]"
    var lines = [
      "float largest = -INFINITY, total = 0.0f;",
      core.isCausal
        ? "const int seen = max(0, min(\(names.keys), first + live + \(names.shift)));"
        : "const int seen = \(names.keys);",
    ]
    lines += rows(names.values, size, ["\(made) = 0.0f;"])
    var step = ["const int count = min(seen - key, \(side));"]
    step += dots(
      &text, "scores", ("q", "first", "live"), ("k", "key", "count"), columns: names.width,
      factor: "scale", size)
    let limit =
      core.isCausal ? "min(count, first + lane + \(names.shift) - key + 1)" : "count"
    step += loop(
      "if (lane < live)",
      [
        "const int own = \(limit);", "float next = largest, sum = 0.0f;",
        "for (int j = 0; j < own; ++j) "
          + "next = next < scores[lane][j] ? scores[lane][j] : next;",
        "const float base = next == -INFINITY ? 0.0f : next;",
        "const float factor = \(MathFunctions.call("exp", "largest - base", 1));",
      ]
        + loop(
          "for (int j = 0; j < \(side); ++j)",
          [
            "const float p = j < own ? "
              + "\(MathFunctions.call("exp", "scores[lane][j] - base", 1)) : 0.0f;",
            "scores[lane][j] = p;", "sum += p;",
          ])
        + ["total = fma(total, factor, sum);", "largest = next;", "factors[lane] = factor;"])
    step.append(barrier)
    step += rows(
      names.values, size,
      [
        "float sum = 0.0f;",
        "for (int j = 0; j < count; ++j) sum = fma(scores[i][j], "
          + "v[(key + j) * (long)\(text.row("v")) + c * (long)\(text.column("v"))], sum);",
        "\(made) = fma(\(made), factors[i], sum);",
      ])
    step.append(barrier)
    lines += loop("for (int key = 0; key < seen; key += \(side))", step)
    let sees =
      core.isCausal
      ? "first + lane + \(names.shift) >= 0 && \(names.keys) > 0" : "\(names.keys) > 0"
    // `levels` marks the queries that see any key.
    lines += loop(
      "if (lane < live)",
      [
        "levels[lane] = \(sees) ? 1.0f : 0.0f;", "factors[lane] = 1.0f / total;",
        "logs[(first + lane) * (long)\(text.row("logs"))] = largest + "
          + "\(MathFunctions.call("log", "total", 1));",
      ])
    lines.append(barrier)
    return lines
      + rows(
        names.values, size,
        ["\(made) = levels[i] > 0.0f ? \(made) * factors[i] : 0.0f;"])
  }

  /// Lines that fill `levels` and `deltas` for `count` queries from `from` on.
  private static func levels(
    _ text: inout AttentionText, _ names: Names, from: String, count: String
  ) -> [String] {
    let term = { (x: String, text: inout AttentionText) in
      "\(x)[(\(from) + lane) * (long)\(text.row(x)) + c * (long)\(text.column(x))]"
    }
    let (made, g) = (term("made", &text), term("g", &text))
    return loop(
      "if (lane < \(count))",
      [
        "float sum = 0.0f;",
        "for (int c = 0; c < \(names.values); ++c) sum = fma(\(made), \(g), sum);",
        "deltas[lane] = sum;",
        "levels[lane] = logs[(\(from) + lane) * (long)\(text.row("logs"))];",
      ]) + [barrier]
  }

  /// Turns scores into weights, and slopes of weights into slopes of scores.
  private static func weigh(_ sees: String, query: String, _ size: Int) -> [String] {
    each(
      size,
      [
        "const int sees = \(sees);",
        "const float p = sees ? "
          + "\(MathFunctions.call("exp", "scores[i][j] - levels[\(query)]", 1)) : 0.0f;",
        "scores[i][j] = p;",
        "slopes[i][j] = sees ? p * (slopes[i][j] - deltas[\(query)]) : 0.0f;",
      ]) + [barrier]
  }

  private static func queriesGPU(
    _ text: inout AttentionText, _ names: Names, _ size: Int
  ) -> [String] {
    let (core, side) = (text.core, groupRows)
    let dq = "dq[(first + i) * (long)\(text.row("dq")) + c * (long)\(text.column("dq"))]"
    var lines = [
      core.isCausal
        ? "const int seen = max(0, min(\(names.keys), first + live + \(names.shift)));"
        : "const int seen = \(names.keys);"
    ]
    lines += rows(names.width, size, ["\(dq) = 0.0f;"])
    lines += levels(&text, names, from: "first", count: "live")
    var step = ["const int count = min(seen - key, \(side));"]
    step += dots(
      &text, "scores", ("q", "first", "live"), ("k", "key", "count"), columns: names.width,
      factor: "scale", size)
    step += dots(
      &text, "slopes", ("g", "first", "live"), ("v", "key", "count"), columns: names.values,
      factor: "", size)
    step += weigh(
      "i < live && j < count"
        + (core.isCausal ? " && key + j <= first + i + \(names.shift)" : ""),
      query: "i", size)
    step += rows(
      names.width, size,
      [
        "float sum = 0.0f;",
        "for (int j = 0; j < count; ++j) sum = fma(slopes[i][j], "
          + "k[(key + j) * (long)\(text.row("k")) + c * (long)\(text.column("k"))], sum);",
        "\(dq) = \(dq) + sum;",
      ])
    step.append(barrier)
    lines += loop("for (int key = 0; key < seen; key += \(side))", step)
    return lines + rows(names.width, size, ["\(dq) = \(dq) * scale;"])
  }

  private static func keysGPU(
    _ text: inout AttentionText, _ names: Names, _ size: Int
  ) -> [String] {
    let (core, side) = (text.core, groupRows)
    func place(_ name: String, _ text: inout AttentionText) -> String {
      "\(name)[(first + i) * (long)\(text.row(name)) + c * (long)\(text.column(name))]"
    }
    let (dk, dv) = (place("dk", &text), place("dv", &text))
    var lines = rows(names.width, size, ["\(dk) = 0.0f;"])
    lines += rows(names.values, size, ["\(dv) = 0.0f;"])
    lines.append(
      core.isCausal
        ? "const int start = max(0, first - \(names.shift));" : "const int start = 0;")
    var step = ["const int count = min(\(names.queries) - query, \(side));"]
    step += levels(&text, names, from: "query", count: "count")
    step += dots(
      &text, "scores", ("k", "first", "live"), ("q", "query", "count"), columns: names.width,
      factor: "scale", size)
    step += dots(
      &text, "slopes", ("v", "first", "live"), ("g", "query", "count"), columns: names.values,
      factor: "", size)
    step += weigh(
      "i < live && j < count"
        + (core.isCausal ? " && first + i <= query + j + \(names.shift)" : ""),
      query: "j", size)
    func sum(_ target: String, _ weights: String, _ x: String, _ text: inout AttentionText)
      -> [String]
    {
      [
        "float sum = 0.0f;",
        "for (int j = 0; j < count; ++j) sum = fma(\(weights)[i][j], "
          + "\(x)[(query + j) * (long)\(text.row(x)) + c * (long)\(text.column(x))], sum);",
        "\(target) = \(target) + sum;",
      ]
    }
    step += rows(names.width, size, sum(dk, "slopes", "q", &text))
    step += rows(names.values, size, sum(dv, "scores", "g", &text))
    step.append(barrier)
    lines += loop("for (int query = start; query < \(names.queries); query += \(side))", step)
    return lines + rows(names.width, size, ["\(dk) = \(dk) * scale;"])
  }
}
