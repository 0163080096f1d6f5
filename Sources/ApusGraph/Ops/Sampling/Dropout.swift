/// In training, sets elements to 0 with a probability and divides the others by what remains of 1, so
/// that the expected value stays; in evaluation, the identity (N. Srivastava et al., "Dropout", JMLR
/// 15, 2014, in the inverted form).
///
/// - Formula: y = x / (1 − p) with probability 1 − p, else 0; in evaluation y = x
/// - Shapes: any → like x
/// - DTypes: floating point
/// - Gradient: g / (1 − p) where x was kept, else 0; in evaluation g
/// - PyTorch: torch.nn.Dropout
/// - ONNX: Dropout
/// - Throws: `GraphError` for a probability out of 0...1, a name that is taken, or another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func dropout(
  _ x: Variable, _ probability: Double, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try dropped(x, probability, name, x.shape)
  }
}

/// As `dropout`, for whole channels of a sequence: axes 0 and 1 are dropped, axis 2 together.
///
/// - Formula: y[b, c] = x[b, c] / (1 − p) with probability 1 − p, else 0; in evaluation y = x
/// - Shapes: x [batch, C, L] → like x
/// - DTypes: floating point
/// - Gradient: g / (1 − p) where x was kept, else 0; in evaluation g
/// - PyTorch: torch.nn.Dropout1d
/// - ONNX: —
/// - Throws: `GraphError` for another rank, a probability out of 0...1, a name that is taken, or
///   another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func dropout1d(
  _ x: Variable, _ probability: Double, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try dropped(x, probability, name, channelShape(x, 1))
  }
}

/// As `dropout`, for whole channels of an image.
///
/// - Formula: y[b, c] = x[b, c] / (1 − p) with probability 1 − p, else 0; in evaluation y = x
/// - Shapes: x [batch, C, H, W] → like x
/// - DTypes: floating point
/// - Gradient: g / (1 − p) where x was kept, else 0; in evaluation g
/// - PyTorch: torch.nn.Dropout2d
/// - ONNX: —
/// - Throws: `GraphError` for another rank, a probability out of 0...1, a name that is taken, or
///   another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func dropout2d(
  _ x: Variable, _ probability: Double, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try dropped(x, probability, name, channelShape(x, 2))
  }
}

/// As `dropout`, for whole channels of a volume.
///
/// - Formula: y[b, c] = x[b, c] / (1 − p) with probability 1 − p, else 0; in evaluation y = x
/// - Shapes: x [batch, C, D, H, W] → like x
/// - DTypes: floating point
/// - Gradient: g / (1 − p) where x was kept, else 0; in evaluation g
/// - PyTorch: torch.nn.Dropout3d
/// - ONNX: —
/// - Throws: `GraphError` for another rank, a probability out of 0...1, a name that is taken, or
///   another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func dropout3d(
  _ x: Variable, _ probability: Double, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try dropped(x, probability, name, channelShape(x, 3))
  }
}

/// Dropout that keeps mean 0 and variance 1, for networks with SELU (G. Klambauer et al.,
/// "Self-Normalizing Neural Networks", 2017): dropped elements become a′, the negative limit of SELU,
/// and all are scaled and moved.
///
/// - Formula: y = a · (x with probability 1 − p, else a′) + b, a = ((1 − p) · (1 + p · a′²))^(−1/2), b = −a · p · a′
/// - Shapes: any → like x
/// - DTypes: floating point
/// - Gradient: a · g where x was kept, else 0; in evaluation g
/// - PyTorch: torch.nn.AlphaDropout
/// - ONNX: —
/// - Throws: `GraphError` for a probability out of 0...1, a name that is taken, or another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func alphaDropout(
  _ x: Variable, _ probability: Double, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try droppedToLimit(x, probability, name, x.shape)
  }
}

/// As `alphaDropout`, for whole channels: axes 0 and 1 are dropped, all others together.
///
/// - Formula: y[b, c] = a · (x[b, c] with probability 1 − p, else a′) + b, with a, a′ and b as in `alphaDropout`
/// - Shapes: x [batch, C, …] → like x
/// - DTypes: floating point
/// - Gradient: a · g where x was kept, else 0; in evaluation g
/// - PyTorch: torch.nn.FeatureAlphaDropout
/// - ONNX: —
/// - Throws: `GraphError` for fewer than 2 axes, a probability out of 0...1, a name that is taken, or
///   another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func featureAlphaDropout(
  _ x: Variable, _ probability: Double, name: String? = nil, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try droppedToLimit(x, probability, name, channelShape(x, Swift.max(0, x.shape.rank - 2)))
  }
}

/// Dropout to the negative limit of SELU.
/// - Parameter draws: the shape of the draws, which broadcasts to x.
private func droppedToLimit(
  _ x: Variable, _ probability: Double, _ name: String?, _ draws: Shape
) throws(GraphError) -> Variable {
  try expectProbability(probability, x)
  if probability == 0 { return x }
  // Everything dropped is 0, as in PyTorch.
  if probability == 1 { return try dropped(x, 1, name, draws) }
  let limit = -1.7580993408473766
  let scale = 1 / ((1 - probability) * (1 + probability * limit * limit)).squareRoot()
  let draws = try x.builder.random(.uniform, draws, name: name)
  let kept = try select(draws >= probability, x, limit)
  let moved = try kept * scale - scale * probability * limit
  return try modeSelect(training: moved, evaluation: x)
}

/// - Parameter draws: the shape of the draws, which broadcasts to x.
private func dropped(
  _ x: Variable, _ probability: Double, _ name: String?, _ draws: Shape
) throws(GraphError) -> Variable {
  try expectProbability(probability, x)
  if probability == 0 { return x }
  let draws = try x.builder.random(.uniform, draws, name: name)
  // No draw is 1: where everything is dropped, nothing is divided by 0.
  let share = probability < 1 ? 1 - probability : 1
  let kept = try select(draws >= probability, x * (1 / share), 0)
  return try modeSelect(training: kept, evaluation: x)
}

private func expectProbability(_ probability: Double, _ x: Variable) throws(GraphError) {
  guard (0...1).contains(probability) else {
    throw GraphError(
      .invalidArgument, expected: "a probability in 0...1", found: "\(probability)",
      advice: "give the share of elements to drop, such as 0.5")
  }
  guard x.dtype.isFloatingPoint else {
    throw GraphError(
      .dtypeMismatch, expected: "a floating-point input", found: "\(x.dtype)",
      advice: "cast(to: .float32) first")
  }
}

/// The shape of one number for each channel of each example.
private func channelShape(_ x: Variable, _ spatial: Int) throws(GraphError) -> Shape {
  guard x.shape.rank == spatial + 2 else {
    throw GraphError(
      .invalidShape, expected: "[batch, channels] and \(spatial) spatial axes",
      found: "\(x.shape)", advice: "use dropout for single elements")
  }
  return Shape(x.shape.dims.prefix(2) + [Dim](repeating: 1, count: spatial))
}
