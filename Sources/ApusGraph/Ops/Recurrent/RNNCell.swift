/// The activation of a plain recurrent cell.
public enum RecurrentActivation: String, Hashable, Sendable, Codable, CaseIterable {
  /// The hyperbolic tangent.
  case tanh
  /// The positive part.
  case relu
}

/// One step of a plain recurrent network (J. Elman, 1990).
///
/// - Formula: h′ = tanh(x·W + b + h·U + c), or ReLU of it
/// - Shapes: x […, inputs], h […, hidden], W [inputs, hidden], U [hidden, hidden] → […, hidden]
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: torch.nn.RNNCell (weights transposed)
/// - ONNX: RNN of one step
/// - Throws: `GraphError` for shapes that do not fit.
public func rnnCell(
  _ x: Variable, hidden h: Variable, weights: RecurrentWeights,
  activation: RecurrentActivation = .tanh, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, h] + weights.operands, file, line) { () throws(GraphError) in
    try weights.check(x, [h], gates: 1)
    return try rnnStep(weights.projected(x), h, weights, activation)
  }
}

/// A step whose input is multiplied already.
func rnnStep(
  _ projected: Variable, _ h: Variable, _ weights: RecurrentWeights,
  _ activation: RecurrentActivation
) throws(GraphError) -> Variable {
  let sum = try projected + weights.projectedHidden(h)
  return activation == .tanh ? try tanh(sum) : try relu(sum)
}
