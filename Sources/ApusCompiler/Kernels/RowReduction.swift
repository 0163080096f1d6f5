import ApusGraph

/// The loops that reduce one row on a CPU-like device: vectors along the innermost loop, their lanes
/// joined by halves at the end, then what is left of the row. The order of additions depends on
/// the row's length only.
struct RowReduction {
  let kind: ReductionKind
  let dtype: DType
  let width: Int
  let element: Ref

  /// Lines that end with the variable `accumulator`.
  /// - Parameters:
  ///   - names: the reduced loops, outermost first; the innermost is `j`.
  ///   - bounds: where each reduced loop begins and ends, as C expressions.
  func lines(
    _ emitter: inout BodyEmitter, names: [String?], bounds: [(String, String)],
    _ text: inout KernelText
  ) -> [String] {
    let type = CType.register(dtype, 1)
    let identity = Functions.identity(kind, dtype)
    let row = emitter.lines(.row, &text)
    let one = emitter.innerLines(width: 1, &text)
    guard let (from, to) = bounds.last else { return [] }
    if width == 1 {
      let step = one + [add("accumulator", 1, emitter)]
      let body = row + loop("for (int j = \(from); j < \(to); ++j)", step)
      return ["\(type) accumulator = \(identity);"] + nest(names, bounds, around: body)
    }
    let vectorType = CType.register(dtype, width)
    let vector = emitter.innerLines(width: width, &text)
    var body = row
    body.append("int j = \(from);")
    // Four chains hide the latency of an addition; of anything dearer one is enough, and is less
    // code to compile.
    let unroll = Cost.work(emitter.body) <= 3 ? 4 : 1
    let lanes = (0..<unroll).map { "lanes\($0)" }
    if unroll > 1 {
      let steps = lanes.flatMap { lane in
        loop("", vector + [add(lane, width, emitter), "j += \(width);"])
      }
      body += loop("while (j + \(unroll * width) <= \(to))", steps)
    }
    body += rest(
      "for (; j + \(width) <= \(to); j += \(width))", vector + [add("lanes0", width, emitter)])
    body += rest("for (; j < \(to); ++j)", one + [add("rest", 1, emitter)])

    var lines = lanes.map { "\(vectorType) \($0) = \(CType.splat(identity, dtype, width));" }
    lines.append("\(type) rest = \(identity);")
    lines += nest(names, bounds, around: body)
    for lane in lanes.dropFirst() {
      lines.append("lanes0 = \(Functions.combine(kind, "lanes0", lane, dtype, width));")
    }
    lines += joinedLanes()
    lines.append("accumulator = \(Functions.combine(kind, "accumulator", "rest", dtype, 1));")
    return lines
  }

  /// Lines that halve the vector `lanes0` until one lane is left, the variable `accumulator`.
  private func joinedLanes() -> [String] {
    var lines: [String] = []
    var (whole, count) = ("lanes0", width)
    while count > 1 {
      count /= 2
      let name = count == 1 ? "accumulator" : "half\(count)"
      let sum = Functions.combine(kind, "\(whole).lo", "\(whole).hi", dtype, count)
      lines.append("\(count == 1 ? "" : "const ")\(CType.register(dtype, count)) \(name) = \(sum);")
      whole = name
    }
    return lines
  }

  private func add(_ target: String, _ width: Int, _ emitter: BodyEmitter) -> String {
    let value = emitter.operand(element, width)
    return "\(target) = \(Functions.combine(kind, target, value, dtype, width));"
  }

  private func nest(
    _ names: [String?], _ bounds: [(String, String)], around body: [String]
  ) -> [String] {
    var lines = body
    for (name, bounds) in zip(names, bounds).dropLast().reversed() {
      guard let name else { continue }
      lines = loop("for (int \(name) = \(bounds.0); \(name) < \(bounds.1); ++\(name))", lines)
    }
    return lines
  }
}
