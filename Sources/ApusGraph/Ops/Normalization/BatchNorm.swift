/// What batch normalisation computes in training.
public struct BatchNormResult {
  /// The normalised tensor, of the shape of the input.
  public let y: Variable
  /// The mean of each channel, `[channels]`.
  public let mean: Variable
  /// The variance of each channel as a population (divided by the number of elements), `[channels]`.
  public let variance: Variable
}

/// Batch normalisation in training: each channel with mean 0 and variance 1 over the batch and all
/// spatial axes (S. Ioffe, C. Szegedy, "Batch Normalization", 2015). The statistics are for running
/// averages; PyTorch multiplies the variance there by n / (n − 1), for n elements to a channel.
///
/// - Formula: y = (x − mean) / √(variance + ε) · scale + offset
/// - Shapes: x [batch, C, ...], scale and offset [C] → y like x, mean and variance [C]
/// - DTypes: floating point
/// - Gradient: scale · r · (g − mean(g) − ŷ · mean(g · ŷ)), with r = 1/√(variance + ε) and ŷ without scale and offset
/// - PyTorch: torch.nn.BatchNorm1d, BatchNorm2d, BatchNorm3d
/// - ONNX: BatchNormalization
/// - Throws: `GraphError` for fewer than two axes, an empty batch, a scale or offset of another
///   shape, an epsilon that is not above 0, or another type.
public func batchNorm(
  _ x: Variable, scale: Variable? = nil, offset: Variable? = nil, epsilon: Double = 1e-5,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> BatchNormResult {
  let operands = [x] + [scale, offset].compactMap { $0 }
  return try x.builder.composed(operands, file, line) { () throws(GraphError) in
    try expectChannels(x, axis: 1)
    let axes = x.shape.indices.filter { $0 != 1 }
    // Of half types in float32: the gradient reads the variance, which may be beyond their range.
    let wide = try cast(x, to: x.dtype.computed)
    let parts = try x.builder.append(Standardize(axes: axes, epsilon: epsilon), [wide])
    let dtype = operands.reduce(x.dtype) { $0.promoted(with: $1.dtype) }
    return BatchNormResult(
      y: try cast(scaled(parts[0], axis: 1, scale, offset), to: dtype),
      mean: try cast(reshape(parts[1], to: [x.shape[1]]), to: x.dtype),
      variance: try cast(reshape(parts[2], to: [x.shape[1]]), to: x.dtype))
  }
}

/// Batch normalisation in evaluation, with a mean and a variance that are given.
///
/// - Formula: y = (x − mean) / √(variance + ε) · scale + offset
/// - Shapes: x [batch, C, ...], all others [C] → like x
/// - DTypes: floating point
/// - Gradient: g · scale / √(variance + ε)
/// - PyTorch: torch.nn.BatchNorm1d, BatchNorm2d, BatchNorm3d
/// - ONNX: BatchNormalization
/// - Throws: `GraphError` for fewer than two axes, numbers of another shape, an epsilon that is not
///   above 0, or another type.
public func batchNorm(
  _ x: Variable, mean: Variable, variance: Variable, scale: Variable? = nil,
  offset: Variable? = nil, epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [x, mean, variance] + [scale, offset].compactMap { $0 }
  return try x.builder.composed(operands, file, line) { () throws(GraphError) in
    try expectFloat(x)
    try expectChannels(x, axis: 1)
    try expectEpsilon(epsilon)
    return try computedWide(operands) { wide throws(GraphError) in
      let factor = try 1 / sqrt(channels(wide[2], of: x, axis: 1, "variance") + epsilon)
      let centred = try wide[0] - channels(wide[1], of: x, axis: 1, "mean")
      return try scaled(
        centred * factor, axis: 1, scale == nil ? nil : wide[3],
        offset == nil ? nil : wide.last)
    }
  }
}

// MARK: Shared by the norms

/// - Throws: `GraphError` unless there is an axis of channels.
func expectChannels(_ x: Variable, axis: Int) throws(GraphError) {
  guard x.shape.rank > axis else {
    throw GraphError(
      .invalidShape, expected: "[batch, channels, ...]", found: "\(x.shape)",
      advice: "channels are axis \(axis)")
  }
}

/// A number for each channel, in a shape that broadcasts to `x`.
/// - Throws: `GraphError` unless it has the shape [channels].
func channels(
  _ numbers: Variable, of x: Variable, axis: Int, _ what: String
) throws(GraphError) -> Variable {
  guard numbers.shape == [x.shape[axis]] else {
    throw GraphError(
      .shapeMismatch, expected: "a \(what) of shape [\(x.shape[axis])]", found: "\(numbers.shape)",
      advice: "give one number for each channel")
  }
  let ones = [Dim](repeating: 1, count: x.shape.rank - axis - 1)
  return try reshape(numbers, to: Shape([x.shape[axis]] + ones))
}

/// x · scale + offset, a number for each channel.
func scaled(
  _ x: Variable, axis: Int, _ scale: Variable?, _ offset: Variable?
) throws(GraphError) -> Variable {
  var result = x
  if let scale { result = try result * channels(scale, of: x, axis: axis, "scale") }
  if let offset { result = try result + channels(offset, of: x, axis: axis, "offset") }
  return result
}
