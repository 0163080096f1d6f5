/// A change of state at the end of a step: `state` takes the value of `value`. All reads in the
/// step see the value at its start.
public struct StateUpdate: Hashable, Sendable {
  /// The parameter or other state that changes.
  public var state: VariableID
  /// What it changes to; of the same type.
  public var value: VariableID

  /// `state` takes the value of `value`.
  public init(_ state: VariableID, _ value: VariableID) {
    self.state = state
    self.value = value
  }
}

/// A change of state that comes with a computation, such as the running statistics of a batch norm:
/// a training step that computes `cause` makes it. Positions in the graph.
struct AttachedUpdate: Hashable, Sendable, Codable {
  var state: Int
  var value: Int
  var cause: Int
  /// Whether it takes place although the layer is frozen; nil for no.
  var evenIfFrozen: Bool?
}

extension GraphBuilder {
  /// Attaches a change of state to a computation: every training step whose loss depends on `cause`
  /// makes it. `minimize` and `Trainer` collect them; for an `Executable` of one's own
  /// `Graph.updates(for:)` gives them.
  ///
  ///     let next = try 0.9 * latest(running) + 0.1 * mean
  ///     try graph.attachUpdate(of: running, to: next, with: y)
  ///
  /// - Parameters:
  ///   - state: a parameter or state of this graph.
  ///   - value: what it changes to, of the same type. It may read `latest(state)`, so that a layer
  ///     that is called twice in a step folds both calls in.
  ///   - cause: what has to be computed for the change to take place.
  /// - Throws: `GraphError` for variables of other graphs or kinds, unequal types, and within the
  ///   step of a `scan` or the rule of a `customGradient`, which have no state of their own.
  public func attachUpdate(
    of state: Variable, to value: Variable, with cause: Variable, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) {
    try attachUpdate(
      of: state, to: value, with: cause, evenIfFrozen: false, file: file, line: line)
  }

  /// The same, for what is no part of a layer, such as a cache that it goes on with.
  package func attachUpdate(
    of state: Variable, to value: Variable, with cause: Variable, evenIfFrozen: Bool,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) {
    try at(file, line) { () throws(GraphError) in
      guard enclosure == nil else {
        throw GraphError(
          .unsupported, expected: "a state that changes once in a step",
          found: "an update of \(state) inside a scan or a custom gradient",
          advice: "call the layer outside of it, or freeze the layer", scope: scopePath)
      }
      let (state, value, cause) = (
        try variable(state.id), try variable(value.id), try variable(cause.id)
      )
      let kind = information(state.id.index).kind
      guard kind == .state || kind == .parameter, state.type == value.type else {
        throw GraphError(
          .shapeMismatch, expected: "a state, and a value of its type \(state.type)",
          found: "\(kind.rawValue) \(state), and a value of type \(value.type)",
          advice: "cast or reshape the value", scope: scopePath)
      }
      attached.append(
        AttachedUpdate(
          state: state.id.index, value: value.id.index, cause: cause.id.index,
          evenIfFrozen: evenIfFrozen ? true : nil))
    }
  }

  /// What the update attached last gives a state; without one, the state itself.
  public func latest(_ state: Variable) -> Variable {
    let last = attached.last { $0.state == state.id.index }
    return last.map { handles([$0.value])[0] } ?? state
  }
}

extension Graph {
  /// The attached changes of state that belong to a computation of `outputs`: where several belong
  /// to one state, the last one. Those of frozen layers do not take place.
  /// - Throws: `GraphError` for variables of other graphs.
  public func updates(for outputs: [VariableID]) throws(GraphError) -> [StateUpdate] {
    guard !attached.isEmpty else { return [] }
    let needed = try needed(for: outputs)
    var chosen: [Int: Int] = [:]
    var order: [Int] = []
    for update in attached
    where needed.contains(update.cause)
      && (update.evenIfFrozen == true || !isFrozen(update.state))
    {
      if chosen.updateValue(update.value, forKey: update.state) == nil {
        order.append(update.state)
      }
    }
    return order.compactMap { state in
      chosen[state].map { StateUpdate(handle(state), handle($0)) }
    }
  }

  /// Everything that `outputs` are computed from, themselves included.
  package func needed(for outputs: [VariableID]) throws(GraphError) -> Set<Int> {
    var needed: Set<Int> = []
    for output in outputs { needed.insert(try index(of: output)) }
    for node in nodes.reversed() where node.outputs.contains(where: needed.contains) {
      needed.formUnion(node.inputs)
    }
    return needed
  }
}
