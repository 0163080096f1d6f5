/// The windows of an unfolding of the last two axes.
private func windows(
  _ extents: [Dim], _ kernel: PerAxis, _ stride: PerAxis, _ padding: PerAxis, _ dilation: PerAxis
) throws(GraphError) -> [WindowAxis] {
  let numbers = 1...largestWindowNumber
  let kernels = try kernel.resolved(2, "kernel extents", within: numbers)
  let strides = try stride.resolved(2, "strides", within: numbers)
  let dilations = try dilation.resolved(2, "dilations", within: numbers)
  let paddings = try padding.resolved(2, "paddings", within: 0...largestWindowNumber)
  var windows: [WindowAxis] = []
  for axis in 0..<2 {
    var window = WindowAxis(
      kernel: kernels[axis], stride: strides[axis], dilation: dilations[axis],
      before: paddings[axis], count: 0)
    window.count = try PoolGeometry.count(window, extents[axis], ceilMode: false)
    windows.append(window)
  }
  return windows
}

/// The elements of each window as a column; beyond the edges there are zeros.
///
/// - Formula: y[c · K + k, o] = x[c, o · stride + k · dilation − padding], with K taps k in a window
/// - Shapes: x [..., C, H, W] → [..., C · K, windows]
/// - DTypes: any
/// - Gradient: fold of g
/// - PyTorch: torch.nn.Unfold
/// - ONNX: —
/// - Throws: `GraphError` for fewer than three axes or windows that do not fit.
public func unfold(
  _ x: Variable, kernel: PerAxis, stride: PerAxis = 1, padding: PerAxis = 0,
  dilation: PerAxis = 1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let extents = try Array(spatialExtents(x, 3).dropFirst())
    let windows = try windows(extents, kernel, stride, padding, dilation)
    let taps = try x.builder.append(Window(windows), [x])[0]
    let lead = x.shape.dims.dropLast(3)
    let channels = x.shape[x.shape.rank - 3]
    let columns = windows.reduce(channels) { $0 * Dim($1.kernel) }
    return try reshape(taps, to: Shape(lead + [columns, windows[0].count * windows[1].count]))
  }
}

/// The sum of the columns of an `unfold` where their elements came from, over an output of the given
/// extents.
///
/// - Formula: y[c, p] = Σ x[c · K + k, o] over o · stride + k · dilation − padding = p
/// - Shapes: x [..., C · K, windows] → [..., C, H, W], as output says
/// - DTypes: numeric
/// - Gradient: unfold of g
/// - PyTorch: torch.nn.Fold
/// - ONNX: Col2Im
/// - Throws: `GraphError` for columns or windows that do not fit.
public func fold(
  _ x: Variable, output: PerAxis, kernel: PerAxis, stride: PerAxis = 1, padding: PerAxis = 0,
  dilation: PerAxis = 1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let columns = try spatialExtents(x, 2)
    let extents = try output.resolved(2, "output extents", within: 1...Int(Int32.max))
      .map { Dim($0) }
    let windows = try windows(extents, kernel, stride, padding, dilation)
    let (taps, counts) = (windows.map { Dim($0.kernel) }, windows.map(\.count))
    guard let channels = columns[0].dividedExactly(by: taps[0] * taps[1]),
      columns[1] == counts[0] * counts[1]
    else {
      throw GraphError(
        .shapeMismatch,
        expected: "[..., channels times \(taps[0] * taps[1]), \(counts[0] * counts[1])]",
        found: "\(x.shape)", advice: "a column holds the taps of one window, channel by channel")
    }
    let lead = Array(x.shape.dims.dropLast(2))
    let spread = try reshape(x, to: Shape(lead + [channels] + taps + counts))
    let shape = Shape(lead + [channels] + extents)
    return try x.builder.append(Unwindow(windows, shape: shape), [spread])[0]
  }
}
