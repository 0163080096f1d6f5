import Apus

extension SeedBaseline {
  /// `seed-mlp-baseline`: two dense layers with ReLU, mean squared error, RMSProp; the outputs are
  /// read back in each step. Unlike the original's, it does not compute the gradient of the input.
  static func perceptron(startingAs workload: ApusWorkload) throws -> SeedBaseline {
    let extents = workload.extents
    let (batch, inputs) = (extents["batch"], extents["inputs"])
    let (hidden, units) = (extents["hidden"], extents["outputs"])
    let names = ["first.weight", "first.bias", "last.weight", "last.bias"]
    let builder = try BaselineBuilder(
      parameters: names.map { try workload.store.value(named: $0).floats },
      on: workload.store.context.device)
    let (w1, b1) = (builder.learned[0], builder.learned[1])
    let (w2, b2) = (builder.learned[2], builder.learned[3])

    let product1 = try builder.scratch(batch * hidden)
    let biased1 = try builder.scratch(batch * hidden)
    let relu1 = try builder.scratch(batch * hidden)
    let product2 = try builder.scratch(batch * units)
    let biased2 = try builder.scratch(batch * units)
    let outputs = try builder.scratch(batch * units)
    let errors = try builder.scratch(units)
    let outputGradient = try builder.scratch(batch * units)
    let slope2 = try builder.scratch(batch * units)
    let biased2Gradient = try builder.scratch(batch * units)
    let relu1Gradient = try builder.scratch(batch * hidden)
    let slope1 = try builder.scratch(batch * hidden)
    let biased1Gradient = try builder.scratch(batch * hidden)

    // Forward.
    try builder.add(
      "multiply_matrices", [.examples, .buffer(w1.value), .buffer(product1), .int(inputs)],
      [batch, hidden])
    try builder.add(
      "add_to_rows", [.buffer(product1), .buffer(b1.value), .buffer(biased1)], [batch, hidden])
    try builder.add("relu", [.buffer(biased1), .buffer(relu1)], [batch * hidden])
    try builder.add(
      "multiply_matrices", [.buffer(relu1), .buffer(w2.value), .buffer(product2), .int(hidden)],
      [batch, units])
    try builder.add(
      "add_to_rows", [.buffer(product2), .buffer(b2.value), .buffer(biased2)], [batch, units])
    try builder.add("relu", [.buffer(biased2), .buffer(outputs)], [batch * units])
    try builder.add(
      "squared_errors", [.buffer(outputs), .targets, .buffer(errors), .int(batch)], [units])
    // Backward.
    try builder.add(
      "squared_error_gradient",
      [.buffer(outputs), .targets, .buffer(outputGradient), .float(2 / Double(batch * units))],
      [batch * units])
    try builder.add("relu_slope", [.buffer(biased2), .buffer(slope2)], [batch * units])
    try builder.add(
      "multiply_elements",
      [.buffer(outputGradient), .buffer(slope2), .buffer(biased2Gradient)], [batch * units])
    try builder.add(
      "sum_rows", [.buffer(biased2Gradient), .buffer(b2.gradient), .int(batch)], [units])
    try builder.add(
      "multiply_transposed_first",
      [.buffer(relu1), .buffer(biased2Gradient), .buffer(w2.gradient), .int(batch)],
      [hidden, units])
    try builder.add(
      "multiply_transposed_second",
      [.buffer(biased2Gradient), .buffer(w2.value), .buffer(relu1Gradient), .int(units)],
      [batch, hidden])
    try builder.add("relu_slope", [.buffer(biased1), .buffer(slope1)], [batch * hidden])
    try builder.add(
      "multiply_elements",
      [.buffer(relu1Gradient), .buffer(slope1), .buffer(biased1Gradient)], [batch * hidden])
    try builder.add(
      "sum_rows", [.buffer(biased1Gradient), .buffer(b1.gradient), .int(batch)], [hidden])
    try builder.add(
      "multiply_transposed_first",
      [.examples, .buffer(biased1Gradient), .buffer(w1.gradient), .int(batch)],
      [inputs, hidden])
    try builder.addUpdates()

    let data = LabelledBatches(extents)
    return try SeedBaseline(
      WorkloadName.seedBaseline.rawValue, extents, workload.work, builder,
      batches: zip(data.examples, data.oneHots).map { (examples: $0, targets: $1) },
      outputs: outputs, losses: errors, lossScale: 1 / Double(batch * units))
  }
}
