import ApusGraph

/// The layout of the scalar block: 4-byte slots for the step, two seed words and every
/// hyper-parameter.
package struct ScalarBlock: Sendable {
  package static let slotBytes = 4
  package static let stepSlot = 0
  package static let seedSlot = 1
  private static let firstHyperparameter = 4

  /// The slot of each scalar variable of the graph, by position.
  package let slots: [Int: Int]
  package let byteCount: Int

  package init(_ graph: Graph) {
    var slots: [Int: Int] = [:]
    var next = ScalarBlock.firstHyperparameter
    for (index, variable) in graph.variables.enumerated() {
      switch variable.kind {
      case .step: slots[index] = ScalarBlock.stepSlot
      case .seed: slots[index] = ScalarBlock.seedSlot
      case .hyperparameter:
        slots[index] = next
        next += 1
      case .input, .parameter, .state, .computed: break
      }
    }
    self.slots = slots
    byteCount = next * ScalarBlock.slotBytes
  }
}
