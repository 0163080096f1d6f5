/// Four columns of sixteen planes, between rows of each plane in memory and vectors across planes. Each
/// vector is made of two others, which compilers make one instruction of.
enum WinogradTransposition {
  /// Statements that leave columns `at`… of the planes at `own`, `stride` apart, in `to[0…3]`.
  static func gather(_ own: String, stride: Int, to: String) -> String {
    var lines = (0..<4).map { quarter in
      let rows = (0..<4).map { "apus_load_float4(\(own) + \((quarter * 4 + $0) * stride))" }
      return "const float16 a\(quarter) = (float16)(\(rows.joined(separator: ", ")));"
    }
    for half in 0..<2 {
      let (a, b) = ("a\(half * 2)", "a\(half * 2 + 1)")
      for pair in 0..<2 {
        let lanes = [pair * 2, pair * 2 + 1].flatMap { column in
          [a, b].flatMap { source in (0..<4).map { lane(source, $0 * 4 + column) } }
        }
        lines.append(vector("b\(half)\(pair)", lanes))
      }
    }
    for column in 0..<4 {
      let part = column % 2 == 0 ? "lo" : "hi"
      lines.append(
        "\(to)[\(column)] = (float16)(b0\(column / 2).\(part), b1\(column / 2).\(part));")
    }
    return lines.joined(separator: " ")
  }

  /// Statements that store `from[0…3]` at `own` as four columns of the planes.
  static func scatter(_ from: String, stride: Int, to own: String) -> String {
    var lines: [String] = []
    for pair in 0..<2 {
      lines.append(
        "const float16 x\(pair) = \(from)[\(pair * 2)], y\(pair) = \(from)[\(pair * 2 + 1)];")
      for half in 0..<2 {
        let lanes = (half * 8..<half * 8 + 8).flatMap {
          [lane("x\(pair)", $0), lane("y\(pair)", $0)]
        }
        lines.append(vector("d\(pair)\(half)", lanes))
      }
    }
    for half in 0..<2 {
      for quarter in 0..<2 {
        let lanes = (quarter * 4..<quarter * 4 + 4).flatMap { plane in
          ["d0\(half)", "d1\(half)"].flatMap { [lane($0, plane * 2), lane($0, plane * 2 + 1)] }
        }
        let name = "e\(half)\(quarter)"
        lines.append(vector(name, lanes))
        for (place, part) in ["s0123", "s4567", "s89ab", "scdef"].enumerated() {
          let plane = half * 8 + quarter * 4 + place
          lines.append("apus_store_float4(\(name).\(part), \(own) + \(plane * stride));")
        }
      }
    }
    return lines.joined(separator: " ")
  }

  private static func lane(_ name: String, _ number: Int) -> String {
    "\(name).s\(String(number, radix: 16))"
  }

  private static func vector(_ name: String, _ lanes: [String]) -> String {
    "const float16 \(name) = (float16)(\(lanes.joined(separator: ", ")));"
  }
}
