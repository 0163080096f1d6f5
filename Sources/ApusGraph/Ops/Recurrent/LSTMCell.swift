/// One step of a long short-term memory (S. Hochreiter, J. Schmidhuber, 1997; with a forget gate: F.
/// Gers et al., 2000). The gates lie side by side in the order i, f, g, o.
///
/// - Formula: i, f, o = σ(x·W + b + h·U + c), g = tanh(…); c′ = f·c + i·g; h′ = o · tanh c′
/// - Shapes: x […, inputs], h and c […, hidden], W [inputs, 4 hidden], U [hidden, 4 hidden] →
///   […, hidden] twice
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: torch.nn.LSTMCell (weights transposed)
/// - ONNX: LSTM of one step (gates in another order)
/// - Throws: `GraphError` for shapes that do not fit.
public func lstmCell(
  _ x: Variable, hidden h: Variable, cell c: Variable, weights: RecurrentWeights,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> (hidden: Variable, cell: Variable) {
  try x.builder.composed([x, h, c] + weights.operands, file, line) { () throws(GraphError) in
    try weights.check(x, [h, c], gates: 4)
    return try lstmStep(weights.projected(x), h, c, weights)
  }
}

/// A step whose input is multiplied already.
func lstmStep(
  _ projected: Variable, _ h: Variable, _ c: Variable, _ weights: RecurrentWeights
) throws(GraphError) -> (hidden: Variable, cell: Variable) {
  let gates = try projected + weights.projectedHidden(h)
  let width = h.shape[h.shape.rank - 1]
  let (input, forget) = (try sigmoid(gate(gates, 0, width)), try sigmoid(gate(gates, 1, width)))
  let (new, output) = (try tanh(gate(gates, 2, width)), try sigmoid(gate(gates, 3, width)))
  let cell = try forget * c + input * new
  return (hidden: try output * tanh(cell), cell: cell)
}
