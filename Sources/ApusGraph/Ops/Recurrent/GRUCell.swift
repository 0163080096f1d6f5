/// One step of a gated recurrent unit (K. Cho et al., 2014), in the form of cuDNN and PyTorch: the
/// reset gate is applied after the product with the hidden state. The gates lie side by side in the
/// order r, z, n.
///
/// - Formula: r, z = σ(x·W + b + h·U + c); n = tanh(x·W + b + r·(h·U + c)); h′ = (1 − z)·n + z·h
/// - Shapes: x […, inputs], h […, hidden], W [inputs, 3 hidden], U [hidden, 3 hidden] → […, hidden]
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: torch.nn.GRUCell (weights transposed)
/// - ONNX: GRU of one step with linear_before_reset (gates in another order)
/// - Throws: `GraphError` for shapes that do not fit.
public func gruCell(
  _ x: Variable, hidden h: Variable, weights: RecurrentWeights, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, h] + weights.operands, file, line) { () throws(GraphError) in
    try weights.check(x, [h], gates: 3)
    return try gruStep(weights.projected(x), h, weights)
  }
}

/// A step whose input is multiplied already.
func gruStep(
  _ projected: Variable, _ h: Variable, _ weights: RecurrentWeights
) throws(GraphError) -> Variable {
  let recurrent = try weights.projectedHidden(h)
  let width = h.shape[h.shape.rank - 1]
  let reset = try sigmoid(gate(projected, 0, width) + gate(recurrent, 0, width))
  let update = try sigmoid(gate(projected, 1, width) + gate(recurrent, 1, width))
  let new = try tanh(gate(projected, 2, width) + reset * gate(recurrent, 2, width))
  return try new + update * (h - new)
}
