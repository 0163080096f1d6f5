/// A built recurrent layer of any kind: weights and, where they are kept, states.
struct RecurrentStack<Spec: RecurrentSpec> {
  let scope: String
  let spec: Spec
  let layers: [RecurrentLayer]
  /// Kept from step to step; empty for a layer that is not stateful.
  let states: [Variable]

  var parameters: [Variable] {
    layers.flatMap { $0.forward.all + ($0.backward?.all ?? []) }
  }

  /// The layer over whole sequences. First states that are not given are those that were kept, or 0.
  func run(
    _ x: Variable, _ given: [Variable?], _ lengths: Variable?
  ) throws(GraphError) -> (outputs: Variable, states: [Variable]) {
    let graph = x.builder
    return try graph.layer(scope, Spec.typeName) { () throws(GraphError) in
      let kept = states.isEmpty ? given.map { _ in nil } : states.map { graph.latest($0) }
      let result = try spec.compute(x, layers, zip(given, kept).map { $0 ?? $1 }, lengths)
      let outputs = spec.returnsSequences ? result.outputs : try lastSteps(result.states[0])
      for (state, next) in zip(states, result.states) {
        try graph.attachUpdate(of: state, to: next, with: outputs)
      }
      return (outputs: outputs, states: result.states)
    }
  }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try run(x, Spec.stateNames.map { _ in nil }, nil).outputs
  }

  /// The next part of sequences, which goes on with the states that `cache` keeps.
  func step(_ x: Variable, _ cache: DecodingCache) throws(GraphError) -> Variable {
    guard spec.directions == 1 else {
      throw GraphError(
        .unsupported, expected: "a layer of one direction", found: "a bidirectional one",
        advice: "the backward direction begins at an end that is not known yet",
        operation: Spec.typeName)
    }
    let graph = x.builder
    return try graph.layer(scope, Spec.typeName) { () throws(GraphError) in
      try cache.expectBatch(x, axis: spec.batchFirst ? 0 : 1)
      let shape = spec.stateShape(Dim(cache.batchSize))
      var before: [Variable] = []
      for name in Spec.stateNames { before.append(try cache.state(name, shape)) }
      let result = try spec.compute(x, layers, before, nil)
      let outputs = spec.returnsSequences ? result.outputs : try lastSteps(result.states[0])
      for (state, next) in zip(before, result.states) {
        try cache.update(state, to: next, with: outputs)
      }
      return outputs
    }
  }

  /// The last hidden states of the last layer, those of both directions side by side.
  private func lastSteps(_ hidden: Variable) throws(GraphError) -> Variable {
    let directions = spec.directions
    let first = (spec.layers - 1) * directions
    let own = try slice(hidden, axis: 0, start: Dim(first), count: Dim(directions))
    let batch = hidden.shape[1]
    return try reshape(swapAxes(own, 0, 1), to: [batch, Dim(directions * spec.units)])
  }
}
