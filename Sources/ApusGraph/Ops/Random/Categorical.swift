/// Draws of categories from logits over the last axis, as int32, anew at each step: the largest of
/// the logits with Gumbel noise. The noise is within 4 ulp on every device, not bit-equal: where two
/// sums are that close, devices may choose differently.
///
/// - Formula: y = argmax (x + noise) over the last axis, with noise of its own for each draw
/// - Shapes: logits […, n] → […], or […, count]
/// - DTypes: floating point
/// - Gradient: none
/// - PyTorch: torch.distributions.Categorical, torch.multinomial
/// - ONNX: Multinomial
/// - Parameter count: how many draws of each row, each independent of the others; one without an
///   axis of its own if nil.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
/// - Throws: `GraphError` for logits without a category, a count below 0, another element type or a
///   name that is taken.
public func categorical(
  logits: Variable, count: Dim? = nil, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.composed([logits], file, line) { () throws(GraphError) in
    try drawn(logits, count, name) { x throws(GraphError) in x }
  }
}

/// Draws of categories from probabilities over the last axis, which need not add up to 1, as int32,
/// anew at each step. What has the probability 0, less than that, or NaN is not drawn, as in
/// `bernoulli`; of nothing else, the first category is.
///
/// - Formula: y = argmax (ln max(p, 0) + noise) over the last axis, with noise of its own for each draw
/// - Shapes: probabilities […, n] → […], or […, count]
/// - DTypes: floating point
/// - Gradient: none
/// - PyTorch: torch.distributions.Categorical, torch.multinomial
/// - ONNX: Multinomial
/// - Parameter count: how many draws of each row, each independent of the others; one without an
///   axis of its own if nil.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
/// - Throws: `GraphError` for probabilities without a category, a count below 0, another element
///   type or a name that is taken.
public func categorical(
  probabilities: Variable, count: Dim? = nil, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try probabilities.builder.composed([probabilities], file, line) { () throws(GraphError) in
    try drawn(probabilities, count, name) { x throws(GraphError) in
      // The logarithm would be NaN, which is larger than anything.
      try log(select(x > 0, x, 0))
    }
  }
}

private func drawn(
  _ x: Variable, _ count: Dim?, _ name: String?,
  _ logits: (Variable) throws(GraphError) -> Variable
) throws(GraphError) -> Variable {
  try expectFloat(x)
  guard let categories = x.shape.dims.last, categories != 0 else {
    throw GraphError(
      .invalidShape, expected: "a last axis of at least one category", found: "\(x.shape)",
      advice: "there is nothing to draw from")
  }
  let scores = try logits(cast(x, to: x.dtype.computed))
  let rows = Array(x.shape.dims.dropLast())
  let draws = Shape(rows + (count.map { [$0] } ?? []) + [categories])
  let noise = try x.builder.random(.gumbel, draws, dtype: scores.dtype, name: name)
  let repeats = try count == nil ? scores : reshape(scores, to: Shape(rows + [1, categories]))
  return try argmax(repeats + noise, axis: -1)
}
