import ApusGraph

extension Reference {
  /// A scan, by evaluating its body for one step after another.
  static func scanned(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> [ReferenceArray]? {
    guard let scan = op as? Scan else { return nil }
    let inputs = scan.body.variables(.input)
    let trips = x[scan.carryCount].shape[0]
    var carries = Array(x[..<scan.carryCount])
    let results = scan.results.map { VariableID(graph: inputs[0].graph, index: $0) }
    var stacks = try results.map { result in
      let type = try scan.body.information(result).type
      let shape = [trips] + (try type.shape.extents(context.binding))
      return ReferenceArray(repeating: 0, shape: shape, dtype: type.dtype)
    }
    for turn in 0..<trips {
      let trip = scan.isReversed ? trips - 1 - turn : turn
      var feeds: [VariableID: ReferenceArray] = [:]
      for (position, input) in inputs.enumerated() {
        if position < scan.carryCount {
          feeds[input] = carries[position]
        } else if position < scan.carryCount + scan.sequenceCount {
          feeds[input] = part(x[position], trip)
        } else {
          feeds[input] = x[position]
        }
      }
      let made = try evaluate(
        scan.body, feeds: feeds, outputs: results, binding: context.binding, mode: context.mode,
        custom: context.custom)
      for (position, result) in made.enumerated() {
        let start = trip * result.count
        stacks[position].values.replaceSubrange(start..<start + result.count, with: result.values)
      }
      carries = Array(made[..<scan.carryCount])
    }
    return stacks
  }

  private static func part(_ x: ReferenceArray, _ position: Int) -> ReferenceArray {
    let shape = Array(x.shape.dropFirst())
    let count = shape.reduce(1, *)
    return ReferenceArray(
      Array(x.values[position * count..<(position + 1) * count]), shape: shape, dtype: x.dtype)
  }
}
