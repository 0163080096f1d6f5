/// A gated recurrent unit over whole sequences, in one or several layers, in one or both directions. The inputs of
/// all steps are multiplied at once; the steps are a `scan`, so their number may be symbolic.
///
/// With `lengths`, states freeze and outputs are 0 beyond the end of a sequence, and the backward
/// direction begins at each sequence's own end.
///
/// - Formula: the steps of gruCell, with the hidden states of one layer as the input of the next
/// - Shapes: x [T, B, inputs], states [layers · directions, B, hidden], lengths [B] → outputs [T, B, directions · hidden] and last states
/// - DTypes: floating point
/// - Gradient: that of its parts
/// - PyTorch: torch.nn.GRU (weights transposed)
/// - ONNX: GRU with linear_before_reset (gates in another order)
/// - Throws: `GraphError` for shapes that do not fit, or layers of different directions.
/// - Parameters:
///   - layers: the weights, the first layer's first.
///   - hidden: the states before the first step; zeros if nil.
///   - lengths: the steps of each sequence, integers from 0 to T; all if nil. Another is a device fault.
///   - dropout: the share of elements that is dropped between layers in training.
///   - batchFirst: whether x and the outputs are [B, T, …].
public func gru(
  _ x: Variable, layers: [RecurrentLayer], hidden: Variable? = nil,
  lengths: Variable? = nil, dropout: Double = 0, batchFirst: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> (outputs: Variable, hidden: Variable) {
  let network = RecurrentNetwork(
    function: "gru", layers: layers, gates: 3, states: [hidden], lengths: lengths, dropout: dropout,
    isBatchFirst: batchFirst, addsBiasBefore: false)
  return try x.builder.composed([x] + network.operands, file, line) { () throws(GraphError) in
    let result = try network.run(x) { input, states, weights throws(GraphError) in
      [try gruStep(input, states[0], weights)]
    }
    return (outputs: result.outputs, hidden: result.states[0])
  }
}
