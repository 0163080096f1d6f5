import ApusGraph

extension Binder {
  /// The bytes of what comes of feeds before the first output is there, and is read after it.
  func activationBytes(_ lastUse: [ValueID: Int]) -> Int {
    guard let output = program.outputs.first?.value,
      let turn = program.steps.firstIndex(where: { $0.writes.contains(output) })
    else { return 0 }
    var ofFeeds = Set(
      program.values.indices.filter { position in
        guard case .variable(let index) = program.values[position].origin else { return false }
        return program.graph.variables[index].kind == .input
      }.map { ValueID($0) })
    var bytes = 0
    for step in program.steps[...turn] where step.reads.contains(where: ofFeeds.contains) {
      for value in step.writes where ofFeeds.insert(value).inserted && isInArena(value) {
        if lastUse[value, default: 0] > turn { bytes += byteCount(value) }
      }
    }
    return bytes
  }
}
