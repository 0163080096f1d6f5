/// The weights of a recurrent cell, all of whose gates lie side by side.
public struct RecurrentWeights {
  /// What the input is multiplied by, `[inputs, gates · hidden]`.
  public var input: Variable
  /// What the hidden state is multiplied by, `[hidden, gates · hidden]`.
  public var hidden: Variable
  /// Added to the product with the input, `[gates · hidden]`; nil for none.
  public var inputBias: Variable?
  /// Added to the product with the hidden state, `[gates · hidden]`; nil for none.
  public var hiddenBias: Variable?

  /// Weights laid out as Apus lays out all matrices, inputs first; PyTorch's are transposed.
  public init(
    input: Variable, hidden: Variable, inputBias: Variable? = nil, hiddenBias: Variable? = nil
  ) {
    self.input = input
    self.hidden = hidden
    self.inputBias = inputBias
    self.hiddenBias = hiddenBias
  }

  var operands: [Variable] { [input, hidden] + [inputBias, hiddenBias].compactMap { $0 } }

  /// - Throws: `GraphError` unless the weights fit an input `[…, inputs]`, states `[…, hidden]` and a
  ///   number of gates.
  func check(_ x: Variable, _ states: [Variable], gates: Int) throws(GraphError) {
    func refuse(_ expected: String, _ found: Variable) -> GraphError {
      GraphError(
        .shapeMismatch, expected: expected, found: "\(found): \(found.type)",
        advice: "weights are [inputs, \(gates) · hidden] and [hidden, \(gates) · hidden]")
    }
    guard let width = states.first?.shape.dims.last else {
      throw refuse("a hidden state of at least one axis", states[0])
    }
    for state in states where state.shape != states[0].shape {
      throw refuse("a state of shape \(states[0].shape)", state)
    }
    guard x.shape.rank == states[0].shape.rank,
      Array(x.shape.dims.dropLast()) == Array(states[0].shape.dims.dropLast()),
      let inputs = x.shape.dims.last
    else {
      let batch = states[0].shape.dims.dropLast().map(\.description) + ["inputs"]
      throw refuse("an input of shape [\(batch.joined(separator: ", "))]", x)
    }
    let total = width * Dim(gates)
    if input.shape != [inputs, total] {
      throw refuse("input weights [\(inputs), \(total)]", input)
    }
    if hidden.shape != [width, total] {
      throw refuse("hidden weights [\(width), \(total)]", hidden)
    }
    for bias in [inputBias, hiddenBias].compactMap({ $0 }) where bias.shape != [total] {
      throw refuse("a bias of shape [\(total)]", bias)
    }
  }

  /// x · W + b, for the input of one step or of many.
  func projected(_ x: Variable) throws(GraphError) -> Variable {
    let product = try matmul(x, input)
    guard let inputBias else { return product }
    return try product + inputBias
  }

  /// h · U + b.
  func projectedHidden(_ h: Variable) throws(GraphError) -> Variable {
    let product = try matmul(h, hidden)
    guard let hiddenBias else { return product }
    return try product + hiddenBias
  }
}

/// Part `index` of the gates that lie side by side along the last axis.
func gate(_ x: Variable, _ index: Int, _ width: Dim) throws(GraphError) -> Variable {
  try slice(x, axis: -1, start: Dim(index) * width, count: width)
}
