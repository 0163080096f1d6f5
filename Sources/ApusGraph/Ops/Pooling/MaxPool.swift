/// Values and int32 positions of the largest elements of windows: row-major over the pooled axes.
private func maximum(
  _ x: Variable, _ rank: Int, _ kernel: PerAxis, _ stride: PerAxis?, _ padding: PerAxis,
  _ dilation: PerAxis, _ ceilMode: Bool, _ file: String, _ line: Int,
  function: String = #function
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line, function: function) { () throws(GraphError) in
    let geometry = try PoolGeometry(
      x, rank: rank, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return try x.builder.append(WindowMaximum(geometry.windows), [x])
  }
}

/// The largest element of each window over the last axis; the gradient goes to the first
/// of the largest. The stride is the kernel's extent unless given; positions beyond the edges do not
/// count. A NaN in a window gives NaN.
///
/// - Formula: y[o] = maxₖ x[o · stride + k · dilation − padding]
/// - Shapes: x [..., L] → [..., L′]
/// - DTypes: floating point
/// - Gradient: g at the position of the maximum, else 0
/// - PyTorch: torch.nn.MaxPool1d
/// - ONNX: MaxPool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, or another type.
public func maxPool1d(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  dilation: PerAxis = 1, ceilMode: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try maximum(x, 1, kernel, stride, padding, dilation, ceilMode, file, line)[0]
}

/// `maxPool1d`, and where the elements are: int32 positions, row-major over the pooled axes.
///
/// - Formula: y[o] = x[i[o]], i[o] the first position of the largest
/// - Shapes: x [..., L] → values and positions [..., L′]
/// - DTypes: floating point
/// - Gradient: of the values: g at their positions
/// - PyTorch: torch.nn.MaxPool1d with return_indices
/// - ONNX: MaxPool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, or another type.
public func maxPool1dWithIndices(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  dilation: PerAxis = 1, ceilMode: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> (values: Variable, indices: Variable) {
  let both = try maximum(x, 1, kernel, stride, padding, dilation, ceilMode, file, line)
  return (both[0], both[1])
}

/// The largest element of each window over the last two axes; the gradient goes to the first
/// of the largest. The stride is the kernel's extent unless given; positions beyond the edges do not
/// count. A NaN in a window gives NaN.
///
/// - Formula: y[o] = maxₖ x[o · stride + k · dilation − padding]
/// - Shapes: x [..., H, W] → [..., H′, W′]
/// - DTypes: floating point
/// - Gradient: g at the position of the maximum, else 0
/// - PyTorch: torch.nn.MaxPool2d
/// - ONNX: MaxPool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, or another type.
public func maxPool2d(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  dilation: PerAxis = 1, ceilMode: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try maximum(x, 2, kernel, stride, padding, dilation, ceilMode, file, line)[0]
}

/// `maxPool2d`, and where the elements are: int32 positions, row-major over the pooled axes.
///
/// - Formula: y[o] = x[i[o]], i[o] the first position of the largest
/// - Shapes: x [..., H, W] → values and positions [..., H′, W′]
/// - DTypes: floating point
/// - Gradient: of the values: g at their positions
/// - PyTorch: torch.nn.MaxPool2d with return_indices
/// - ONNX: MaxPool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, or another type.
public func maxPool2dWithIndices(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  dilation: PerAxis = 1, ceilMode: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> (values: Variable, indices: Variable) {
  let both = try maximum(x, 2, kernel, stride, padding, dilation, ceilMode, file, line)
  return (both[0], both[1])
}

/// The largest element of each window over the last three axes; the gradient goes to the first
/// of the largest. The stride is the kernel's extent unless given; positions beyond the edges do not
/// count. A NaN in a window gives NaN.
///
/// - Formula: y[o] = maxₖ x[o · stride + k · dilation − padding]
/// - Shapes: x [..., D, H, W] → [..., D′, H′, W′]
/// - DTypes: floating point
/// - Gradient: g at the position of the maximum, else 0
/// - PyTorch: torch.nn.MaxPool3d
/// - ONNX: MaxPool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, or another type.
public func maxPool3d(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  dilation: PerAxis = 1, ceilMode: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try maximum(x, 3, kernel, stride, padding, dilation, ceilMode, file, line)[0]
}

/// `maxPool3d`, and where the elements are: int32 positions, row-major over the pooled axes.
///
/// - Formula: y[o] = x[i[o]], i[o] the first position of the largest
/// - Shapes: x [..., D, H, W] → values and positions [..., D′, H′, W′]
/// - DTypes: floating point
/// - Gradient: of the values: g at their positions
/// - PyTorch: torch.nn.MaxPool3d with return_indices
/// - ONNX: MaxPool
/// - Throws: `GraphError` for windows that do not fit, padding above half of the kernel, or another type.
public func maxPool3dWithIndices(
  _ x: Variable, kernel: PerAxis, stride: PerAxis? = nil, padding: PerAxis = 0,
  dilation: PerAxis = 1, ceilMode: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> (values: Variable, indices: Variable) {
  let both = try maximum(x, 3, kernel, stride, padding, dilation, ceilMode, file, line)
  return (both[0], both[1])
}
