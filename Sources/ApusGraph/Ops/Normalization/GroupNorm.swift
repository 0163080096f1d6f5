/// Group normalisation: the channels in `groups` groups, each with mean 0 and variance 1 over its
/// channels and all spatial axes (Y. Wu, K. He, "Group Normalization", 2018).
///
/// - Formula: y = (x − mean) / √(variance + ε) · scale + offset, mean and variance of each group
/// - Shapes: x [batch, C, ...], scale and offset [C] → like x
/// - DTypes: floating point
/// - Gradient: scale · r · (g − mean(g) − ŷ · mean(g · ŷ)) within each group
/// - PyTorch: torch.nn.GroupNorm
/// - ONNX: GroupNormalization
/// - Throws: `GraphError` for groups that do not divide the channels, a scale or offset of another
///   shape, an epsilon that is not above 0, or another type.
public func groupNorm(
  _ x: Variable, groups: Int, scale: Variable? = nil, offset: Variable? = nil,
  epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [x] + [scale, offset].compactMap { $0 }
  return try x.builder.composed(operands, file, line) { () throws(GraphError) in
    try expectChannels(x, axis: 1)
    guard groups > 0, x.shape[1].dividedExactly(by: Dim(groups)) != nil else {
      throw GraphError(
        .invalidArgument, expected: "a number of groups that divides \(x.shape[1]) channels",
        found: "\(groups)", advice: "the input is \(x.shape)")
    }
    return try scaled(grouped(x, Dim(groups), epsilon), axis: 1, scale, offset)
  }
}

/// Instance normalisation: each channel of each example with mean 0 and variance 1 over the spatial
/// axes (D. Ulyanov, A. Vedaldi, V. Lempitsky, "Instance Normalization", 2016).
///
/// - Formula: y = (x − mean) / √(variance + ε) · scale + offset, mean and variance of each channel
/// - Shapes: x [batch, C, ...], scale and offset [C] → like x
/// - DTypes: floating point
/// - Gradient: scale · r · (g − mean(g) − ŷ · mean(g · ŷ)) within each channel
/// - PyTorch: torch.nn.InstanceNorm1d, InstanceNorm2d, InstanceNorm3d
/// - ONNX: InstanceNormalization
/// - Throws: `GraphError` for fewer than three axes, a scale or offset of another shape, an epsilon
///   that is not above 0, or another type.
public func instanceNorm(
  _ x: Variable, scale: Variable? = nil, offset: Variable? = nil, epsilon: Double = 1e-5,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [x] + [scale, offset].compactMap { $0 }
  return try x.builder.composed(operands, file, line) { () throws(GraphError) in
    guard x.shape.rank >= 3 else {
      throw GraphError(
        .invalidShape, expected: "[batch, channels, spatial axes]", found: "\(x.shape)",
        advice: "an instance is normalised over its spatial axes")
    }
    return try scaled(grouped(x, x.shape[1], epsilon), axis: 1, scale, offset)
  }
}

/// Each group of channels as a row that is normalised.
private func grouped(
  _ x: Variable, _ groups: Dim, _ epsilon: Double
) throws(GraphError) -> Variable {
  // Not what is left of all elements, which says nothing of an empty batch.
  let channels = x.shape[1].dividedExactly(by: groups) ?? 1
  let width = channels * Shape(Array(x.shape.dims.dropFirst(2))).elementCount
  let rows = try reshape(x, to: [x.shape[0], groups, width])
  return try reshape(layerNormalize(rows, epsilon: epsilon), to: x.shape)
}
