// Convolutions over one, two and three spatial axes, in the layout of PyTorch: channels first.

/// The convolution (cross-correlation) over one spatial axis, with an optional bias for each output.
///
/// - Formula: y[n, m, o] = bias[m] + Σ x[n, c, o · stride + k · dilation − padding] · w[m, c, k]
/// - Shapes: x [N, C, L], w [M, C / groups, K], bias [M] → [N, M, L′]
/// - DTypes: floating point
/// - Gradient: of x a convolution with the mirrored kernel, of w the sums of g · x over positions, of
///   the bias Σ g
/// - PyTorch: torch.nn.Conv1d
/// - ONNX: Conv
/// - Throws: `GraphError` for shapes, strides, dilations or paddings that do not fit, or groups that do
///   not divide channels and outputs.
public func conv1d(
  _ x: Variable, _ w: Variable, bias: Variable? = nil, stride: PerAxis = 1,
  padding: ConvolutionPadding = .valid, dilation: PerAxis = 1, groups: Int = 1,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, w] + [bias].compactMap { $0 }, file, line) { () throws(GraphError) in
    try convolution(x, w, bias, 1, stride, padding, dilation, groups)
  }
}

/// The convolution (cross-correlation) over two spatial axes, with an optional bias for each output.
///
/// - Formula: y[n, m, o] = bias[m] + Σ x[n, c, o · stride + k · dilation − padding] · w[m, c, k]
/// - Shapes: x [N, C, H, W], w [M, C / groups, R, S], bias [M] → [N, M, H′, W′]
/// - DTypes: floating point
/// - Gradient: of x a convolution with the mirrored kernel, of w the sums of g · x over positions, of
///   the bias Σ g
/// - PyTorch: torch.nn.Conv2d
/// - ONNX: Conv
/// - Throws: `GraphError` for shapes, strides, dilations or paddings that do not fit, or groups that do
///   not divide channels and outputs.
public func conv2d(
  _ x: Variable, _ w: Variable, bias: Variable? = nil, stride: PerAxis = 1,
  padding: ConvolutionPadding = .valid, dilation: PerAxis = 1, groups: Int = 1,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, w] + [bias].compactMap { $0 }, file, line) { () throws(GraphError) in
    try convolution(x, w, bias, 2, stride, padding, dilation, groups)
  }
}

/// The convolution (cross-correlation) over three spatial axes, with an optional bias for each output.
///
/// - Formula: y[n, m, o] = bias[m] + Σ x[n, c, o · stride + k · dilation − padding] · w[m, c, k]
/// - Shapes: x [N, C, D, H, W], w [M, C / groups, Q, R, S], bias [M] → [N, M, D′, H′, W′]
/// - DTypes: floating point
/// - Gradient: of x a convolution with the mirrored kernel, of w the sums of g · x over positions, of
///   the bias Σ g
/// - PyTorch: torch.nn.Conv3d
/// - ONNX: Conv
/// - Throws: `GraphError` for shapes, strides, dilations or paddings that do not fit, or groups that do
///   not divide channels and outputs.
public func conv3d(
  _ x: Variable, _ w: Variable, bias: Variable? = nil, stride: PerAxis = 1,
  padding: ConvolutionPadding = .valid, dilation: PerAxis = 1, groups: Int = 1,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, w] + [bias].compactMap { $0 }, file, line) { () throws(GraphError) in
    try convolution(x, w, bias, 3, stride, padding, dilation, groups)
  }
}

private func convolution(
  _ x: Variable, _ w: Variable, _ bias: Variable?, _ rank: Int, _ stride: PerAxis,
  _ padding: ConvolutionPadding, _ dilation: PerAxis, _ groups: Int
) throws(GraphError) -> Variable {
  let geometry = try ConvolutionGeometry(
    x, w, rank: rank, stride: stride, padding: padding, dilation: dilation, groups: groups)
  let operands = [x, w]
  return try biased(x.builder.append(Convolution(geometry), operands)[0], bias)
}

/// A bias for each channel, axis 1, added.
func biased(_ y: Variable, _ bias: Variable?) throws(GraphError) -> Variable {
  guard let bias else { return y }
  guard bias.shape == [y.shape[1]] else {
    throw GraphError(
      .shapeMismatch, expected: "a bias of shape [\(y.shape[1])]", found: "\(bias.shape)",
      advice: "the bias has one number for each output channel")
  }
  let spatial = [Dim](repeating: 1, count: y.shape.rank - 2)
  return try y + reshape(bias, to: Shape([y.shape[1]] + spatial))
}
