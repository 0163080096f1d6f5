/// The axes from `first` on.
private func spatialAxes(_ x: Variable, from first: Int) throws(GraphError) -> [Int] {
  guard x.shape.rank > first else {
    throw GraphError(
      .invalidShape, expected: "spatial axes behind \(first) others", found: "\(x.shape)",
      advice: "the usual layout is [batch, channels, spatial axes]")
  }
  return Array(first..<x.shape.rank)
}

/// The mean over all spatial axes, which stay with an extent of 1. Their extents may be symbolic.
///
/// - Formula: y = mean of x over the axes from 2 on
/// - Shapes: x [batch, channels, ...] → [batch, channels, 1, ...]
/// - DTypes: floating point
/// - Gradient: g / count, repeated
/// - PyTorch: torch.nn.AdaptiveAvgPool2d(1)
/// - ONNX: GlobalAveragePool
/// - Throws: `GraphError` for fewer than three axes or another type.
public func globalAveragePool(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try mean(x, axes: spatialAxes(x, from: 2), keepingDims: true)
  }
}

/// The largest element over all spatial axes, which stay with an extent of 1. Their extents may be
/// symbolic; then, the gradient is shared by elements that are equally large.
///
/// - Formula: y = max of x over the axes from 2 on
/// - Shapes: x [batch, channels, ...] → [batch, channels, 1, ...]
/// - DTypes: floating point
/// - Gradient: g at the position of the maximum
/// - PyTorch: torch.nn.AdaptiveMaxPool2d(1)
/// - ONNX: GlobalMaxPool
/// - Throws: `GraphError` for fewer than three axes, an empty one, or another type.
public func globalMaxPool(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axes = try spatialAxes(x, from: 2)
    let kernel = axes.compactMap { x.shape[$0].fixed }
    guard kernel.count == axes.count, !kernel.contains(0) else {
      return try max(x, axes: axes, keepingDims: true)
    }
    let windows = kernel.map { WindowAxis(kernel: $0, stride: $0, count: 1) }
    return try x.builder.append(WindowMaximum(windows), [x])[0]
  }
}
