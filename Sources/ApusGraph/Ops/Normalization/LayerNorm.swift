/// Layer normalisation over the last axes: mean 0 and variance 1, then a scale and an offset for
/// each position in them (J. Ba, J. Kiros, G. Hinton, "Layer Normalization", 2016).
///
/// - Formula: y = (x − mean) / √(variance + ε) · scale + offset, over the last `axes` axes
/// - Shapes: x [..., S], scale and offset of the shape S of those axes → like x
/// - DTypes: floating point
/// - Gradient: r · (h − mean(h) − ŷ · mean(h · ŷ)) with h = g · scale
/// - PyTorch: torch.nn.LayerNorm
/// - ONNX: LayerNormalization
/// - Throws: `GraphError` for a number of axes that x has not, a scale or offset of another shape,
///   an epsilon that is not above 0, or another type.
public func layerNorm(
  _ x: Variable, axes: Int = 1, scale: Variable? = nil, offset: Variable? = nil,
  epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [x] + [scale, offset].compactMap { $0 }
  return try x.builder.composed(operands, file, line) { () throws(GraphError) in
    let rows = try mergedRows(x, axes, [scale, offset])
    var y = try reshape(layerNormalize(rows, epsilon: epsilon), to: x.shape)
    if let scale { y = try y * scale }
    if let offset { y = try y + offset }
    return y
  }
}

/// Root-mean-square normalisation over the last axes: as layer normalisation, without a mean
/// (B. Zhang, R. Sennrich, "Root Mean Square Layer Normalization", 2019). PyTorch's default epsilon is
/// that of the type, 1.2e-7 for float32; here it is 1e-6: give it where weights come from there.
///
/// - Formula: y = x / √(mean(x²) + ε) · scale, over the last `axes` axes
/// - Shapes: x [..., S], scale of the shape S of those axes → like x
/// - DTypes: floating point
/// - Gradient: r · (h − ŷ · mean(h · ŷ)) with h = g · scale, r = 1/√(mean(x²) + ε) and ŷ = x · r
/// - PyTorch: torch.nn.RMSNorm
/// - ONNX: RMSNormalization
/// - Throws: `GraphError` for a number of axes that x has not, a scale of another shape, an epsilon
///   that is not above 0, or another type.
public func rmsNorm(
  _ x: Variable, axes: Int = 1, scale: Variable? = nil, epsilon: Double = 1e-6,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x] + [scale].compactMap { $0 }, file, line) { () throws(GraphError) in
    try expectEpsilon(epsilon)
    return try computedWide([x] + [scale].compactMap { $0 }) { wide throws(GraphError) in
      let rows = try mergedRows(wide[0], axes, [scale])
      let square = try mean(rows * rows, axes: [-1], keepingDims: true)
      let y = try reshape(rows * (1 / sqrt(square + epsilon)), to: x.shape)
      return wide.count > 1 ? try y * wide[1] : y
    }
  }
}

/// The last axes as one, after a look at what is given for each position in them.
private func mergedRows(
  _ x: Variable, _ axes: Int, _ numbers: [Variable?]
) throws(GraphError) -> Variable {
  guard axes >= 1, axes <= x.shape.rank else {
    throw GraphError(
      .invalidArgument, expected: "1 to \(x.shape.rank) axes to normalise over",
      found: "\(axes)", advice: "the input is \(x.shape)")
  }
  let own = Shape(Array(x.shape.dims.suffix(axes)))
  for case let given? in numbers where given.shape != own {
    throw GraphError(
      .shapeMismatch, expected: "numbers of shape \(own)", found: "\(given.shape)",
      advice: "give one for each position in the axes that are normalised")
  }
  if axes == 1 { return x }
  return try reshape(x, to: Shape(x.shape.dims.dropLast(axes) + [own.elementCount]))
}
