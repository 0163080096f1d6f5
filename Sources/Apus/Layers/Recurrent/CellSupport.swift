extension TensorType {
  /// The features of what a cell sees at one step.
  /// - Throws: `GraphError` naming the layer for another type, or features that are not fixed.
  func cellFeatures(for layer: String) throws(GraphError) -> Int {
    let features = try features(for: layer)
    guard shape.rank >= 2 else {
      throw GraphError(
        .invalidShape, expected: "an input [..., batch, features]", found: "\(self)",
        advice: "give it an axis for the batch", operation: layer)
    }
    return features
  }
}

extension RecurrentWeights {
  /// The weights with others in the place of `all`, in their order.
  /// - Throws: `GraphError` for another number of them.
  func replaced(by others: [Variable]) throws(GraphError) -> RecurrentWeights {
    let own = all
    guard others.count == own.count else {
      throw GraphError(
        .invalidArgument, expected: "\(own.count) variables, as the cell has parameters",
        found: "\(others.count)", advice: "pass cell.parameters to scan in using:, alone or sliced")
    }
    var copy = RecurrentWeights(input: others[0], hidden: others[1])
    if inputBias != nil { copy.inputBias = others[2] }
    if hiddenBias != nil { copy.hiddenBias = others[others.count - 1] }
    return copy
  }
}
