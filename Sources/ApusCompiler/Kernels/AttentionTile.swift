/// The pieces of CPU-like attention kernels: products, packing and unpacking.
///
/// Every product keeps `rows` × two vectors of sums in registers. What fills the lanes is in scratch
/// memory as `[step][lane]`; what is broadcast is read where it is, whatever its strides.
struct AttentionTile {
  /// Floats in a vector.
  let width: Int
  /// Rows of a tile.
  let rows: Int

  init(vectorWidth: Int) {
    width = vectorWidth >= 16 ? 16 : 8
    rows = vectorWidth >= 16 ? 8 : 4
  }

  /// Lanes of a tile: how many queries (or keys) a block has.
  var lanes: Int { 2 * width }
  /// How many keys (or queries) meet a block at a time; a multiple of `rows`.
  static let block = 64

  var vector: String { "float\(width)" }
  var mask: String { "int\(width)" }

  /// What happens to a tile's sums.
  enum Finish {
    /// They are multiplied by this and stored.
    case store(String)
    /// They are added to what is there, multiplied by these vectors.
    case add([String])
  }

  /// C[row][lane] = Σ over steps of R[row][step] · L[step][lane].
  /// - Parameters:
  ///   - target: the first row of C, whose rows are `lanes` apart; rows up to a multiple of `rows`
  ///     are written.
  ///   - count: the number of rows, at least 1 for anything to happen.
  ///   - left: where R begins, and the distances of its rows and steps.
  ///   - right: where L begins.
  ///   - steps: how many products each sum has; they are added in order.
  func product(
    _ target: String, rows count: String, left: (String, row: String, step: String),
    right: String, steps: String, _ finish: Finish
  ) -> [String] {
    func each(_ body: (Int, Int) -> String) -> [String] {
      (0..<rows).map { i in (0..<2).map { body(i, $0) }.joined(separator: " ") }
    }
    func times(_ number: Int, _ stride: String) -> String {
      stride == "1" ? "\(number)" : "\(number) * (long)\(stride)"
    }
    func step(_ k: Int, _ offset: (Int) -> String) -> [String] {
      ["{"]
        + (0..<2).map { "const \(vector) y\($0) = \(load("l + \(k * lanes)", $0));" }
        + (0..<rows).map { i in
          "{ const \(vector) x = (\(vector))(r[\(offset(i)) + \(times(k, left.step))]); "
            + "c\(i)_0 = fma(x, y0, c\(i)_0); c\(i)_1 = fma(x, y1, c\(i)_1); }"
        } + ["}"]
    }
    func several(_ head: String, _ number: Int, _ offset: (Int) -> String) -> [String] {
      loop(
        head,
        (0..<number).flatMap { step($0, offset) }
          + ["r += \(times(number, left.step));", "l += \(number * lanes);"])
    }
    var body = [
      "global const float *r = \(left.0) + row * (long)\(left.row);",
      "global const float *l = \(right);", "const int last = min(\(count) - row, \(rows)) - 1;",
    ]
    body += each { "\(vector) c\($0)_\($1) = 0.0f;" }
    body += ["int step = 0;"]
    // Rows that do not exist are the last one again: nothing is read that is not there.
    body += loop(
      "if (last == \(rows - 1))",
      several("for (; step + 4 <= \(steps); step += 4)", 4) { times($0, left.row) }
        + several("for (; step < \(steps); ++step)", 1) { times($0, left.row) })
    body += loop(
      "else",
      (0..<rows).map { "const long o\($0) = min(\($0), last) * (long)\(left.row);" }
        + several("for (; step < \(steps); ++step)", 1) { "o\($0)" })
    body.append("global float *c = \(target) + row * \(lanes);")
    body += each { i, j in
      let at = "c + \(i * lanes)"
      switch finish {
      case .store(let factor):
        return store("c\(i)_\(j)\(factor.isEmpty ? "" : " * \(factor)")", at, j)
      case .add(let factors):
        let old = load(at, j)
        return store(
          factors.isEmpty ? "\(old) + c\(i)_\(j)" : "fma(\(old), \(factors[j]), c\(i)_\(j))",
          at, j)
      }
    }
    return loop("for (int row = 0; row < \(count); row += \(rows))", body)
  }

  /// Copies `live` rows of an operand into lanes, `[column][lane]`; the other lanes become 0.
  func pack(
    _ from: String, row: String, column: String, live: String, columns: String, to: String
  ) -> [String] {
    var body = [
      "global const float *from = \(from);", "global float *to = \(to);",
      "const int count = \(live);", "int k = 0;",
    ]
    if column == "1" {
      let blocks = stride(from: 0, to: lanes, by: 8).flatMap { block in
        transposeBlock(block, lanes: lanes, outer: row).split(separator: "\n").map(String.init)
      }
      body += loop("for (; k + 8 <= \(columns); k += 8)", blocks)
    }
    let copy = "to[k * \(lanes) + lane] = from[lane * (long)\(row) + k * (long)\(column)];"
    body += loop(
      "for (; k < \(columns); ++k)",
      [
        "for (int lane = 0; lane < count; ++lane) \(copy)",
        "for (int lane = count; lane < \(lanes); ++lane) to[k * \(lanes) + lane] = 0.0f;",
      ])
    return loop("", body)
  }

  /// Writes `live` lanes of `[column][lane]` as rows of a result, multiplied by `factor`.
  func unpack(
    _ from: String, live: String, columns: String, factor: String, to: String, row: String,
    column: String
  ) -> [String] {
    let times = factor.isEmpty ? "" : " * \(factor)"
    var body = ["global const float *from = \(from);", "global float *to = \(to);", "int k = 0;"]
    if column == "1" {
      var block = (0..<8).map {
        let from = VectorAccess.load(.float32, 8, "from + (k + \($0)) * \(lanes) + lane")
        return "const float8 x0_\($0) = \(from)\(times);"
      }
      block += transposeRounds()
      block += (0..<8).map {
        let to = "to + (lane + \($0)) * (long)\(row) + k"
        return "if (lane + \($0) < \(live)) "
          + VectorAccess.store("x3_\($0)", .float32, 8, at: to)
      }
      body += loop(
        "for (; k + 8 <= \(columns); k += 8)",
        loop("for (int lane = 0; lane < \(live); lane += 8)", block))
    }
    body += loop(
      "for (; k < \(columns); ++k)",
      loop(
        "for (int lane = 0; lane < \(live); ++lane)",
        ["to[lane * (long)\(row) + k * (long)\(column)] = from[k * \(lanes) + lane]\(times);"]))
    return loop("", body)
  }

  /// Fills scratch memory with zeros, `rows` rounded up to whole tiles.
  func clear(_ target: String, rows count: String) -> [String] {
    loop(
      "for (int i = 0; i < (\(count) + \(rows - 1)) / \(rows) * \(rows) * \(lanes); i += \(width))",
      [store("(\(vector))(0.0f)", "\(target) + i", 0)])
  }

  /// The numbers of the lanes of vector `j`.
  func numbers(_ j: Int) -> String {
    "(\(mask))(\((0..<width).map { String($0 + j * width) }.joined(separator: ", ")))"
  }

  func load(_ from: String, _ j: Int) -> String {
    VectorAccess.load(.float32, width, "\(from) + \(j * width)")
  }

  func store(_ value: String, _ to: String, _ j: Int) -> String {
    VectorAccess.store(value, .float32, width, at: "\(to) + \(j * width)")
  }

  func exp(_ x: String) -> String { MathFunctions.call("exp", x, width) }
  func log(_ x: String) -> String { MathFunctions.call("log", x, width) }
}
