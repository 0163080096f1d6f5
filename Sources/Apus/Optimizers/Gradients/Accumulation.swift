/// Sums of gradients over some steps, of which the last one updates.
struct Accumulation {
  /// Whether this step updates, a bool scalar.
  let isDue: Variable
  /// The changes of the sums and of the counter, which happen in each step.
  private let updates: [StateUpdate]

  /// Adds the sums to the graph, and makes `gradients` their means.
  /// - Returns: nil for one step.
  /// - Throws: `GraphError` for less than one step.
  init?(
    _ gradients: inout [Variable], of parameters: [Variable], over steps: Int, _ name: String
  ) throws(GraphError) {
    guard steps >= 1, steps <= Int(Int32.max) else {
      throw GraphError(
        .invalidArgument, expected: "accumulating: at least 1 step", found: "\(steps)",
        advice: "leave it out to update in each step", operation: "minimize")
    }
    guard steps > 1, let builder = parameters.first?.builder else { return nil }
    let count = try builder.inheritedOrNew(
      .state, "\(name).accumulated", TensorType([], .int32), initial: 0)
    let isDue = try equal(count, steps - 1)
    var updates = [StateUpdate(count.id, try select(isDue, 0, count + 1).id)]
    for (index, parameter) in parameters.enumerated() {
      let sum = try builder.inheritedOrNew(
        .state, "\(parameter).\(name).sum",
        TensorType(parameter.shape, gradients[index].dtype), initial: 0)
      let total = try sum + gradients[index]
      updates.append(StateUpdate(sum.id, try select(isDue, 0, total).id))
      gradients[index] = try total / steps
    }
    (self.isDue, self.updates) = (isDue, updates)
  }

  /// The changes of a rule, held back in steps that do not update.
  func held(_ changes: [StateUpdate], _ builder: GraphBuilder) throws(GraphError) -> [StateUpdate] {
    var held = updates
    for change in changes {
      let old = try builder.variable(change.state)
      let new = try builder.variable(change.value)
      held.append(StateUpdate(change.state, try select(isDue, new, old).id))
    }
    return held
  }
}
