/// Probabilities over an axis that are large where x is small.
///
/// - Formula: y = e⁻ˣ / Σ e⁻ˣ over the axis
/// - Shapes: any of rank 1 or more → like x
/// - DTypes: floating point
/// - Gradient: −y · (g − Σ g · y)
/// - PyTorch: torch.nn.Softmin
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range, an empty axis, or another type.
public func softmin(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in try softmax(-x, axis: axis) }
}

/// 1 at the first largest element along an axis, 0 elsewhere.
///
/// - Formula: y[i] = 1 if i is the first position of the maximum, else 0
/// - Shapes: any of rank 1 or more → like x
/// - DTypes: floating point
/// - Gradient: none
/// - PyTorch: torch.nn.functional.one_hot of torch.argmax
/// - ONNX: Hardmax
/// - Throws: `GraphError` for an axis out of range, an empty axis, or another type.
public func hardmax(
  _ x: Variable, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    guard x.dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point input", found: "\(x.dtype)",
        advice: "cast(to: .float32) first")
    }
    let axis = try resolve([axis], of: x, "hardmax", file, line)[0]
    let order = swapped(axis, x.shape.rank)
    let rows = axis == x.shape.rank - 1 ? x : try transpose(x, order)
    let hot = try oneHot(
      argmax(rows, axis: -1), classes: rows.shape[rows.shape.rank - 1], x.dtype,
      checked: false)
    return axis == x.shape.rank - 1 ? hot : try transpose(hot, order)
  }
}

/// A draw from the categories that logits x describe, over an axis: the softmax of x with Gumbel
/// noise (E. Jang, S. Gu, B. Poole, "Categorical Reparameterization with Gumbel-Softmax", 2017).
/// A hard draw is one-hot, with the gradient of the soft one.
///
/// - Formula: y = softmax((x − ln(−ln u)) / temperature), u uniform over (0, 1)
/// - Shapes: any of rank 1 or more → like x
/// - DTypes: floating point
/// - Gradient: that of the softmax
/// - PyTorch: torch.nn.functional.gumbel_softmax
/// - ONNX: —
/// - Throws: `GraphError` for a temperature that is not above 0, an axis out of range, a name that
///   is taken, or another type.
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
public func gumbelSoftmax(
  _ x: Variable, temperature: Double = 1, isHard: Bool = false, axis: Int = -1,
  name: String? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    guard temperature > 0, temperature.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "a temperature above 0", found: "\(temperature)",
        advice: "1 is the usual number")
    }
    guard x.dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "floating-point logits", found: "\(x.dtype)",
        advice: "cast(to: .float32) first")
    }
    let noise = try x.builder.random(.gumbel, x.shape, dtype: x.dtype, name: name)
    let soft = try computedWide([x, noise]) { wide throws(GraphError) in
      try softmax((wide[0] + wide[1]) / temperature, axis: axis)
    }
    return isHard ? try hardmax(soft, axis: axis) + (soft - stopGradient(soft)) : soft
  }
}
