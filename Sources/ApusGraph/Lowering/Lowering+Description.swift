// The compiler's vocabulary as text: one line for each instruction, loops are i0, i1, ….

extension AffineIndex: CustomStringConvertible {
  /// Such as `3 + 8·i0 + i1`.
  public var description: String {
    var parts: [String] = offset == 0 && strides.contains { $0 != 0 } ? [] : ["\(offset)"]
    for (loop, stride) in strides.enumerated() where stride != 0 {
      let text = stride.symbols.isEmpty ? "\(stride)" : "(\(stride))"
      parts.append(stride == 1 ? "i\(loop)" : "\(text)·i\(loop)")
    }
    return parts.joined(separator: " + ")
  }
}

extension Bound: CustomStringConvertible {
  public var description: String { "0 ≤ \(index) < \(extent)" }
}

extension Access: CustomStringConvertible {
  public var description: String {
    let condition = bounds.map(\.description).joined(separator: ", ")
    return "\(value)[\(index)]" + (condition.isEmpty ? "" : " where \(condition)")
  }
}

extension Instruction: CustomStringConvertible {
  public var description: String {
    func r(_ ref: Ref) -> String { "r\(ref)" }
    switch self {
    case .load(let access): return "load \(access)"
    case .gather(let access, let index, let stride, let extent, let site):
      return "gather \(access) at \(stride)·\(r(index)), \(r(index)) < \(extent), site \(site)"
    case .check(let a, let extent, let site, let excluded):
      return "check \(r(a)) < \(extent)\(excluded.map { ", not \($0)" } ?? ""), site \(site)"
    case .constant(let value, _): return "\(value)"
    case .index(let index, _): return "\(index)"
    case .unary(let function, let a): return "\(function) \(r(a))"
    case .binary(let function, let a, let b): return "\(function) \(r(a)) \(r(b))"
    case .select(let condition, let a, let b): return "\(r(condition)) ? \(r(a)) : \(r(b))"
    case .cast(let a, _): return "cast \(r(a))"
    case .multiplyAdd(let a, let b, let c): return "multiplyAdd \(r(a)) \(r(b)) \(r(c))"
    case .random(let draw, let stream, let element, let step, let seed0, let seed1):
      let kind =
        switch draw {
        case .uniform(let word): "word \(word)"
        case .integer(let count, let low): "one of \(count) from \(low)"
        }
      return "random stream \(stream) \(kind) of \(r(element)), step \(r(step)), seed "
        + "\(r(seed0)) \(r(seed1))"
    case .accumulator: return "the accumulator"
    }
  }
}

extension Body: CustomStringConvertible {
  /// One line for each instruction.
  public var description: String {
    zip(instructions, types).enumerated().map { "r\($0): \($1.1) = \($1.0)" }
      .joined(separator: "\n")
  }
}

extension LoweredKernel: CustomStringConvertible {
  /// What it computes over which loops, then its instructions. The loops of a contraction's
  /// operands are batch…, m, k and batch…, k, n.
  public var description: String {
    var named: Set<ValueID> = []
    let written = results.map(\.value).filter { named.insert($0).inserted }.map(\.description)
      .joined(separator: ", ")
    let loops = "over \(Shape(domain))  // nodes \(nodes)"
    func indented(_ body: Body, _ margin: String) -> [String] {
      body.instructions.isEmpty
        ? [] : body.description.split(separator: "\n").map { margin + $0 }
    }
    var lines: [String] = []
    switch core {
    case .none: lines.append("\(written) = map \(loops)")
    case .reduce(let reduction):
      lines.append("\(written) = reduce \(loops)")
      lines.append("  \(reduction.kind) of r\(reduction.element) over \(Shape(reduction.extents))")
      lines += indented(reduction.body, "    ")
    case .contract(let contraction):
      lines.append("\(written) = contract \(loops)")
      lines.append("  sum over \(contraction.k) of \(contraction.a) · \(contraction.b)")
      if let taps = contraction.taps {
        let places = taps.places.map(\.description).joined(separator: ", ")
        lines.append("  \(taps.role) of \(contraction.b.value) counts taps at \(places)")
      }
      for (operand, prologue) in [
        (contraction.a, contraction.prologueA), (contraction.b, contraction.prologueB),
      ] {
        guard let prologue else { continue }
        lines.append("  packing computes \(operand.value) ← r\(prologue.element)")
        lines += indented(prologue.body, "    ")
      }
      if let sums = contraction.columnSums {
        lines.append("  \(sums) ← sum over \(contraction.k) of \(contraction.b)")
      }
    case .attention(let attention):
      lines.append("\(written) = attention \(attention.pass.rawValue) \(loops)")
      lines.append(
        "  \(attention.queries) queries of \(attention.width), \(attention.keys) keys, values of "
          + "\(attention.values), scale \(attention.scale)"
          + (attention.isCausal ? ", causal" : ""))
      lines += attention.operands.map { "  reads \($0)" }
      lines += zip(results, attention.stores).map { "  \($0.value)[\($1)] ← result" }
      return lines.joined(separator: "\n")
    case .native(let native, let inputs):
      let read = inputs.map(\.description).joined(separator: ", ")
      lines.append("\(written) = \(native.name)(\(read)) \(loops)")
      return lines.joined(separator: "\n")
    case .table(let table):
      let read = table.inputs.map(\.description).joined(separator: ", ")
      lines.append("\(written) = \(table.kind)(\(read)) \(loops)")
      if table.count != table.rows { lines.append("  \(table.count) entries") }
      return lines.joined(separator: "\n")
    case .scan(let scan):
      let read = scan.inputs.map(\.description).joined(separator: ", ")
      lines.append(
        "\(written) = scan\(scan.isReversed ? " from the end" : "")(\(read)) of \(scan.carryCount) "
          + "carries \(loops)")
      lines += scan.body.description.split(separator: "\n").map { "  " + $0 }
      return lines.joined(separator: "\n")
    case .rows(let stages):
      lines.append("\(written) = rows \(loops)")
      for stage in stages { lines += stage.description.split(separator: "\n").map { "  " + $0 } }
      return lines.joined(separator: "\n")
    }
    lines += indented(body, "  ")
    lines += results.map { result in
      "  \(result.value)\(result.store.map { "[\($0)]" } ?? "") ← r\(result.ref)"
    }
    return lines.joined(separator: "\n")
  }
}

extension LoweredValue: CustomStringConvertible {
  public var description: String {
    let origin =
      switch origin {
      case .variable(let index): ", variable %\(index)"
      case .constant(let tensor): ", constant \(tensor.shape)"
      case .kernel: ""
      }
    return "\(elementCount) of \(dtype)\(origin)"
  }
}
