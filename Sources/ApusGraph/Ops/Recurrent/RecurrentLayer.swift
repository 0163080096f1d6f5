/// The weights of one layer of a recurrent network over sequences.
public struct RecurrentLayer {
  /// Of the direction that begins at the first step.
  public var forward: RecurrentWeights
  /// Of the direction that begins at the last step; nil for layers of one direction.
  public var backward: RecurrentWeights?

  /// A layer of one direction or two; all layers of a network have as many.
  public init(forward: RecurrentWeights, backward: RecurrentWeights? = nil) {
    self.forward = forward
    self.backward = backward
  }

  var directions: [RecurrentWeights] { [forward] + [backward].compactMap { $0 } }
}

extension RecurrentWeights {
  /// - Throws: `GraphError` unless the weights fit sequences `[T, B, inputs]`.
  func check(sequences x: Variable, gates: Int, width: Dim) throws(GraphError) {
    let shape = x.shape
    let total = width * Dim(gates)
    let expected: [(Variable?, Shape)] = [
      (input, [shape[2], total]), (hidden, [width, total]), (inputBias, [total]),
      (hiddenBias, [total]),
    ]
    for (variable, shape) in expected {
      guard let variable, variable.shape != shape else { continue }
      throw GraphError(
        .shapeMismatch, expected: "weights of shape \(shape)",
        found: "\(variable): \(variable.type)",
        advice:
          "weights are [inputs, \(gates) · hidden] and [hidden, \(gates) · hidden]; the inputs "
          + "of a layer above another are the hidden states of all its directions")
    }
  }
}

/// Layers of recurrent cells over whole sequences.
struct RecurrentNetwork {
  /// What a step makes of its part of the multiplied input and of the states.
  typealias Step = (Variable, [Variable], RecurrentWeights) throws(GraphError) -> [Variable]
  var function: String
  var layers: [RecurrentLayer]
  var gates: Int
  /// The states before the first step, `[layers · directions, batch, hidden]`; zeros for nil.
  var states: [Variable?]
  var lengths: Variable?
  var dropout: Double
  var isBatchFirst: Bool
  /// Whether the hidden bias may be added to all steps' inputs at once.
  var addsBiasBefore: Bool

  var operands: [Variable] {
    layers.flatMap { $0.directions.flatMap(\.operands) } + (states + [lengths]).compactMap { $0 }
  }

  /// - Returns: the hidden states of the last layer in all steps, and the last states of all layers.
  func run(
    _ x: Variable, _ step: Step
  ) throws(GraphError) -> (outputs: Variable, states: [Variable]) {
    let width = try width()
    var x = isBatchFirst && x.shape.rank == 3 ? try swapAxes(x, 0, 1) : x
    try check(x, width)
    let mask = try mask(x)
    // Nothing in the padding gets into the gradients of the weights, NaN and infinities least of all.
    if let mask { x = try select(mask, x, 0) }
    var last = [[Variable]](repeating: [], count: states.count)
    var place = 0
    for (index, layer) in layers.enumerated() {
      var outputs: [Variable] = []
      for (direction, weights) in layer.directions.enumerated() {
        try weights.check(sequences: x, gates: gates, width: width)
        var begin: [Variable] = []
        for state in states { begin.append(try first(state, place, x, width)) }
        let result = try scanned(x, begin, weights, mask, direction == 1, step)
        outputs.append(result.output)
        for (position, state) in result.last.enumerated() {
          last[position].append(state)
        }
        place += 1
      }
      x = outputs.count == 1 ? outputs[0] : try concatenate(outputs, axis: 2)
      if dropout > 0 && index + 1 < layers.count { x = try ApusGraph.dropout(x, dropout) }
    }
    var final: [Variable] = []
    for parts in last { final.append(try stack(parts)) }
    return (outputs: isBatchFirst ? try swapAxes(x, 0, 1) : x, states: final)
  }

  private func scanned(
    _ x: Variable, _ begin: [Variable], _ weights: RecurrentWeights, _ mask: Variable?,
    _ isReversed: Bool, _ step: Step
  ) throws(GraphError) -> (output: Variable, last: [Variable]) {
    var projected = try weights.projected(x)
    var constants = [weights.hidden]
    if let bias = weights.hiddenBias {
      if addsBiasBefore { projected = try projected + bias } else { constants.append(bias) }
    }
    let sequences = [projected] + [mask].compactMap { $0 }
    let result = try scan(
      over: sequences, carrying: begin, using: constants, reversed: isReversed
    ) { seen throws(GraphError) in
      let own = RecurrentWeights(
        input: seen.constants[0], hidden: seen.constants[0],
        hiddenBias: seen.constants.count > 1 ? seen.constants[1] : nil)
      var next = try step(seen.inputs[0], seen.carries, own)
      if seen.inputs.count > 1 {
        for position in next.indices {
          next[position] = try select(seen.inputs[1], next[position], seen.carries[position])
        }
      }
      return (carries: next, outputs: [next[0]])
    }
    let output = result.outputs[0]
    return (
      output: try mask.map { mask throws(GraphError) in try select(mask, output, 0) } ?? output,
      last: result.carries
    )
  }

  /// The extent of the hidden states.
  private func width() throws(GraphError) -> Dim {
    guard let width = layers.first?.forward.hidden.shape.dims.first else {
      throw GraphError(
        .invalidArgument, expected: "at least one layer, with hidden weights of two axes",
        found: "\(layers.count) layers", advice: "pass a RecurrentLayer for each layer")
    }
    return width
  }

  private func check(_ x: Variable, _ width: Dim) throws(GraphError) {
    let directions = layers[0].directions.count
    guard layers.allSatisfy({ $0.directions.count == directions }) else {
      throw GraphError(
        .invalidArgument, expected: "layers of \(directions) directions each",
        found: "\(layers.map(\.directions.count))",
        advice: "give all layers both directions, or one")
    }
    guard (0...1).contains(dropout) else {
      throw GraphError(
        .invalidArgument, expected: "a probability in 0...1", found: "\(dropout)",
        advice: "give the share of elements to drop between layers")
    }
    guard x.shape.rank == 3 else {
      throw GraphError(
        .invalidShape, expected: "sequences [steps, batch, inputs]", found: "\(x.type)",
        advice: "or [batch, steps, inputs] with batchFirst: true")
    }
    let shape: Shape = [Dim(layers.count * directions), x.shape[1], width]
    for state in states {
      guard let state, state.type != TensorType(shape, x.dtype) else { continue }
      throw GraphError(
        .shapeMismatch, expected: "first states of type \(TensorType(shape, x.dtype))",
        found: "\(state): \(state.type)", advice: "states are [layers · directions, batch, hidden]")
    }
    guard let lengths else { return }
    guard lengths.shape == [x.shape[1]], lengths.dtype.isInteger else {
      throw GraphError(
        .shapeMismatch, expected: "int32 lengths [\(x.shape[1])]", found: "\(lengths.type)",
        advice: "give the number of steps of each sequence of the batch")
    }
  }

  private func first(
    _ state: Variable?, _ place: Int, _ x: Variable, _ width: Dim
  ) throws(GraphError) -> Variable {
    let shape: Shape = [x.shape[1], width]
    guard let state else { return try zeros(in: x.builder, shape, x.dtype) }
    return try entry(state, Dim(place), axis: 0)
  }

  /// Where a step is within its sequence, `[T, B, 1]`.
  private func mask(_ x: Variable) throws(GraphError) -> Variable? {
    guard let lengths else { return nil }
    let steps = try x.builder.append(ElementNumber(shape: [x.shape[0], 1, 1]), [])[0]
    let counts = try checkedIndex(lengths, below: x.shape[0] + 1, "lengths of \(function)")
    return try steps < reshape(counts, to: [1, x.shape[1], 1])
  }
}
