import Apus

extension SeedBaseline {
  /// `seed-charrnn-baseline`: two LSTM layers, every step a row of kernels of its own, as the
  /// original's: the input of a step is copied beside a 1 and the state before it, one product gives
  /// all gates, and each operation on gates is a kernel. The gradients of the weights of all steps are
  /// added one after the other.
  static func characterRNN(startingAs workload: ApusWorkload) throws -> SeedBaseline {
    let extents = workload.extents
    let (batch, steps) = (extents["batch"], extents["steps"])
    let vocabulary = extents["vocabulary"]
    let layers = [
      Layer(inputs: vocabulary, units: extents["width"]),
      Layer(inputs: extents["width"], units: vocabulary),
    ]
    let builder = try BaselineBuilder(
      parameters: zip(layers, ["first", "last"]).map { layer, name in
        try layer.weights(of: workload.store, name)
      }, on: workload.store.context.device)

    // Forward.
    let losses = try builder.scratch(batch * steps)
    var tapes: [[Tape]] = layers.map { _ in [] }
    var outputGradients: [Buffer] = []
    for step in 0..<steps {
      for (number, layer) in layers.enumerated() {
        let before = tapes[number].last
        let tape = try Tape(layer, batch: batch, before, in: builder)
        try layer.forward(
          number == 0 ? .examples : .buffer(tapes[0][step].h),
          at: number == 0 ? step * batch * vocabulary : 0, tape,
          weights: builder.learned[number].value, batch, in: builder)
        tapes[number].append(tape)
      }
      let first = BaselineBuilder.Argument.int(step * batch * vocabulary)
      let probabilities = try builder.scratch(batch * vocabulary)
      let gradient = try builder.scratch(batch * vocabulary)
      try builder.add(
        "softmax_rows",
        [.buffer(tapes[1][step].h), .buffer(probabilities), .int(vocabulary)], [batch])
      try builder.add(
        "cross_entropies",
        [.buffer(probabilities), .targets, first, .buffer(losses), .int(vocabulary)], [batch])
      try builder.add(
        "cross_entropy_gradient",
        [
          .buffer(probabilities), .targets, first, .buffer(gradient),
          .float(1 / Double(batch * steps)),
        ], [batch * vocabulary])
      outputGradients.append(gradient)
    }

    // Backward, from the last step: the last layer's gradients, then those of the layer below.
    var fromLater: [(h: Buffer, c: Buffer)?] = layers.map { _ in nil }
    for step in (0..<steps).reversed() {
      var fromAbove = outputGradients[step]
      for (number, layer) in layers.enumerated().reversed() {
        let gradients = try layer.backward(
          tapes[number][step], h: fromAbove, later: fromLater[number],
          parameter: builder.learned[number], isFirst: step == steps - 1, batch, in: builder)
        fromAbove = gradients.x
        fromLater[number] = (h: gradients.h, c: gradients.c)
      }
    }
    try builder.addUpdates()
    return try SeedBaseline(
      WorkloadName.seedCharRNNBaseline.rawValue, extents, workload.work, builder,
      batches: TextBatches(extents).all.map {
        (examples: $0.oneHots(of: $0.characters), targets: $0.oneHots(of: $0.following))
      },
      losses: losses, lossScale: 1 / Double(batch * steps))
  }
}

/// What a layer computes in a step, `[batch, …]`, and keeps for the way back.
private struct Tape {
  /// 1, the input and the state before, side by side.
  let joined: Buffer
  let before: (h: Buffer, c: Buffer)
  /// The gates i, f, o, g before and behind their functions.
  let product, gates: Buffer
  let c, tanhC, h: Buffer

  init(
    _ layer: Layer, batch: Int, _ previous: Tape?, in builder: BaselineBuilder
  ) throws {
    let count = batch * layer.units
    let zeros = [Float](repeating: 0, count: count)
    before =
      try previous.map { (h: $0.h, c: $0.c) }
      ?? (h: builder.resident(zeros), c: builder.resident(zeros))
    joined = try builder.scratch(batch * layer.rows)
    product = try builder.scratch(4 * count)
    gates = try builder.scratch(4 * count)
    (c, tanhC, h) = (
      try builder.scratch(count), try builder.scratch(count), try builder.scratch(count)
    )
  }
}

/// A layer of the original: weights `[1 + inputs + units, 4 · units]`, the first row the biases.
private struct Layer {
  let inputs, units: Int

  var rows: Int { 1 + inputs + units }
  private var width: Int { 4 * units }

  /// The weights of an `LSTM` layer, whose gates lie in another order.
  func weights(of store: VariableStore, _ name: String) throws -> [Float] {
    func numbers(_ part: String) throws -> [Float] {
      try store.value(named: "\(name).layer1.\(part)").floats
    }
    let rows = try numbers("inputBias") + numbers("inputWeight") + numbers("hiddenWeight")
    // From i, f, g, o to i, f, o, g.
    var weights = rows
    for start in stride(from: 0, to: rows.count, by: width) {
      let (g, o) = (start + 2 * units, start + 3 * units)
      weights[g..<o] = rows[o..<o + units]
      weights[o..<o + units] = rows[g..<o]
    }
    return weights
  }

  /// The columns of a gate in rows of all gates: i, f, o or g.
  private func gate(_ buffer: Buffer, _ number: Int) -> [BaselineBuilder.Argument] {
    [.buffer(buffer), .int(number * units), .int(width)]
  }

  private func whole(_ buffer: Buffer) -> [BaselineBuilder.Argument] {
    [.buffer(buffer), .int(0), .int(units)]
  }

  func forward(
    _ x: BaselineBuilder.Argument, at first: Int, _ tape: Tape, weights: Buffer, _ batch: Int,
    in builder: BaselineBuilder
  ) throws {
    let items = [batch, units]
    try builder.add(
      "join_inputs",
      [x, .int(first), .buffer(tape.before.h), .buffer(tape.joined), .int(inputs)], [batch, rows])
    try builder.add(
      "multiply_matrices",
      [.buffer(tape.joined), .buffer(weights), .buffer(tape.product), .int(rows)], [batch, width])
    try builder.add(
      "sigmoid_columns", [.buffer(tape.product), .buffer(tape.gates), .int(0), .int(width)],
      [batch, 3 * units])
    try builder.add(
      "tanh_columns",
      [.buffer(tape.product), .buffer(tape.gates), .int(3 * units), .int(width)], items)
    let (kept, added) = (try builder.scratch(batch * units), try builder.scratch(batch * units))
    try builder.add(
      "multiply_columns", gate(tape.gates, 1) + whole(tape.before.c) + whole(kept), items)
    try builder.add(
      "multiply_columns", gate(tape.gates, 0) + gate(tape.gates, 3) + whole(added), items)
    try builder.add(
      "add_elements", [.buffer(kept), .buffer(added), .buffer(tape.c)], [batch * units])
    try builder.add(
      "tanh_columns", [.buffer(tape.c), .buffer(tape.tanhC), .int(0), .int(units)], items)
    try builder.add(
      "multiply_columns", gate(tape.gates, 2) + whole(tape.tanhC) + whole(tape.h), items)
  }

  /// - Parameters:
  ///   - h: the gradient of the step's output by what reads it in this step.
  ///   - later: the gradients of state and cell by the step behind.
  ///   - isFirst: whether no step has added to the gradient of the weights.
  /// - Returns: the gradients of input, state and cell before the step.
  func backward(
    _ tape: Tape, h above: Buffer, later: (h: Buffer, c: Buffer)?,
    parameter: BaselineBuilder.Learned, isFirst: Bool, _ batch: Int, in builder: BaselineBuilder
  ) throws -> (x: Buffer, h: Buffer, c: Buffer) {
    let (items, count) = ([batch, units], batch * units)
    func sum(_ a: Buffer, _ b: Buffer?) throws -> Buffer {
      guard let b else { return a }
      let total = try builder.scratch(count)
      try builder.add("add_elements", [.buffer(a), .buffer(b), .buffer(total)], [count])
      return total
    }
    func product(
      _ a: [BaselineBuilder.Argument], _ b: [BaselineBuilder.Argument]
    ) throws -> Buffer {
      let result = try builder.scratch(count)
      try builder.add("multiply_columns", a + b + whole(result), items)
      return result
    }
    let h = try sum(above, later?.h)
    let gates = try builder.scratch(4 * count)
    try builder.add("multiply_columns", whole(tape.tanhC) + whole(h) + gate(gates, 2), items)
    let slope = try builder.scratch(count)
    try builder.add(
      "tanh_slope_columns", [.buffer(tape.tanhC), .buffer(slope), .int(0), .int(units)], items)
    let inner = try product(gate(tape.gates, 2), whole(h))
    let c = try sum(try product(whole(inner), whole(slope)), later?.c)
    try builder.add("multiply_columns", whole(tape.before.c) + whole(c) + gate(gates, 1), items)
    try builder.add("multiply_columns", gate(tape.gates, 3) + whole(c) + gate(gates, 0), items)
    try builder.add("multiply_columns", gate(tape.gates, 0) + whole(c) + gate(gates, 3), items)
    let before = try product(gate(tape.gates, 1), whole(c))

    let slopes = try builder.scratch(4 * count)
    let products = try builder.scratch(4 * count)
    try builder.add(
      "sigmoid_slope_columns", [.buffer(tape.gates), .buffer(slopes), .int(0), .int(width)],
      [batch, 3 * units])
    try builder.add(
      "tanh_slope_columns",
      [.buffer(tape.gates), .buffer(slopes), .int(3 * units), .int(width)], items)
    try builder.add(
      "multiply_elements", [.buffer(slopes), .buffer(gates), .buffer(products)], [4 * count])

    let own = isFirst ? parameter.gradient : try builder.scratch(rows * width)
    try builder.add(
      "multiply_transposed_first",
      [.buffer(tape.joined), .buffer(products), .buffer(own), .int(batch)], [rows, width])
    if !isFirst {
      try builder.add(
        "add_elements", [.buffer(parameter.gradient), .buffer(own), .buffer(parameter.gradient)],
        [rows * width])
    }
    let joined = try builder.scratch(batch * rows)
    try builder.add(
      "multiply_transposed_second",
      [.buffer(products), .buffer(parameter.value), .buffer(joined), .int(width)], [batch, rows])
    let x = try builder.scratch(batch * inputs)
    let state = try builder.scratch(count)
    try builder.add(
      "copy_columns", [.buffer(joined), .int(1), .int(rows), .buffer(x)], [batch, inputs])
    try builder.add(
      "copy_columns", [.buffer(joined), .int(1 + inputs), .int(rows), .buffer(state)], items)
    return (x: x, h: state, c: before)
  }
}
