import ApusGraph

extension Body {
  /// Whether it only computes numbers of what it loads: nothing that reports a fault or is drawn, and
  /// nothing that it reads at positions of its own.
  var isPlain: Bool {
    instructions.allSatisfy { instruction in
      switch instruction {
      case .gather, .check, .random, .accumulator: false
      case .load, .constant, .index, .unary, .binary, .select, .cast, .multiplyAdd: true
      }
    }
  }

  /// `ref` within the bounds, 0 outside.
  mutating func zero(_ ref: Ref, outside bounds: [Bound], _ loopCount: Int) -> Ref {
    var isInside: Ref?
    for bound in bounds {
      let extent = number(bound.extent, loops: loopCount)
      let isWithin = isIndex(index(bound.index, .int32), below: extent, loops: loopCount)
      isInside = isInside.map { binary(.and, $0, isWithin) } ?? isWithin
    }
    return isInside.map { select($0, ref, constant(0, types[ref])) } ?? ref
  }
}

extension LoweredKernel {
  /// Whether a map is one load.
  var isLoad: Bool {
    if body.length == 1, case .load = body.instructions[0] { return isMap }
    return false
  }
}
