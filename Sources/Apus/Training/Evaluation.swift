import ApusGraph
import ApusRuntime

/// The graph of an evaluation: for each measure, statistics of a batch that are joined with those of
/// the batches before, and the values of the sums.
struct Evaluation {
  /// The graph with the sums as states.
  let graph: Graph
  /// The number of examples of a batch, which is fed.
  let examples: VariableID
  /// What one batch does to the sums.
  let updates: [StateUpdate]
  /// The value of each measure, made of sums alone.
  let values: [VariableID]
  /// The names of the sums, with their zeros.
  let zeros: [(name: String, tensor: Tensor)]

  /// - Throws: `GraphError` naming the measure for statistics that have no fixed shape, or a measure
  ///   that does not fit the graph.
  init(of measures: [(name: String, measure: any Measurable)], in graph: Graph) throws {
    let builder = GraphBuilder(editing: graph)
    var sums = Sums()
    var (values, examples): ([VariableID], Variable) = try builder.scope(VariableStore.transient) {
      ([], try builder.input("examples", []))
    }
    for (position, (name, measure)) in measures.enumerated() {
      do {
        let value = try builder.scope("\(VariableStore.transient).\(position)") {
          () throws(GraphError) in
          try sums.add(measure.metric(examples: examples), in: builder)
        }
        values.append(value.id)
      } catch {
        var error = error
        error.operation = error.operation ?? "metric '\(name)'"
        throw error
      }
    }
    self.graph = builder.finish()
    self.examples = examples.id
    (self.updates, self.values) = (sums.updates, values)
    zeros = try sums.states.map { state in
      let name = state.name ?? ""
      return (
        name,
        try Tensor(repeating: Float(0), shape: state.shape.extents([:]))
          .cast(to: state.dtype)
      )
    }
  }

  /// The states of all measures.
  private struct Sums {
    var states: [Variable] = []
    var updates: [StateUpdate] = []

    /// Adds the states and updates of a metric; its value.
    mutating func add(
      _ metric: Metric, in builder: GraphBuilder
    ) throws(GraphError) -> Variable {
      var batch: [Variable] = []
      for statistic in metric.statistics {
        let own = try builder.variable(statistic.id)
        batch.append(try cast(own, to: own.dtype.accumulated))
      }
      if let merge = metric.merge {
        var before: [Variable] = []
        for (index, part) in batch.enumerated() {
          before.append(try state("state\(index)", like: part, in: builder))
        }
        let after = try merge(before, batch)
        guard after.map(\.type) == before.map(\.type) else {
          throw GraphError(
            .shapeMismatch, expected: "\(before.map(\.type)) from merge",
            found: "\(after.map(\.type))", advice: "give each sum the type it had")
        }
        for (old, new) in zip(before, after) { updates.append(StateUpdate(old.id, new.id)) }
        return try metric.value(before)
      }
      var totals: [Variable] = []
      for (index, part) in batch.enumerated() {
        totals.append(try total("sum\(index)", of: part, in: builder))
      }
      return try metric.value(totals)
    }

    private mutating func state(
      _ name: String, like part: Variable, in builder: GraphBuilder
    ) throws(GraphError) -> Variable {
      guard part.shape.fixed != nil else {
        throw GraphError(
          .invalidShape, expected: "a statistic of fixed extents", found: "\(part.type)",
          advice: "reduce the axes that change from batch to batch: sums outlive them")
      }
      let state = try builder.state(name, part.shape, part.dtype)
      states.append(state)
      return state
    }

    /// A sum over batches. Of floating-point numbers, a second one holds what rounding the first has
    /// lost (Knuth's two-sum): a plain sum of float32 stands still where it is 2²⁴ times a term.
    private mutating func total(
      _ name: String, of part: Variable, in builder: GraphBuilder
    ) throws(GraphError) -> Variable {
      let before = try state(name, like: part, in: builder)
      let after = try before + part
      updates.append(StateUpdate(before.id, after.id))
      guard part.dtype.isFloatingPoint else { return before }
      let lost = try state("\(name).lost", like: part, in: builder)
      let own = try after - before
      let error = try (before - (after - own)) + (part - own)
      // An infinite sum has lost nothing: ∞ − ∞ is no number.
      let loss = try lost + select(isFinite(after), error, 0)
      updates.append(StateUpdate(lost.id, loss.id))
      return try before + lost
    }
  }
}
