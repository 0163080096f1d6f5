/// Elements put where the positions of a max pooling name places, zeros elsewhere.
private func unpooled(
  _ x: Variable, _ indices: Variable, _ rank: Int, _ output: [Int]?, _ kernel: PerAxis,
  _ stride: PerAxis?, _ padding: PerAxis, _ file: String, _ line: Int,
  function: String = #function
) throws(GraphError) -> Variable {
  let builder = x.builder
  return try builder.composed([x, indices], file, line, function: function) {
    () throws(GraphError) in
    let counts = try spatialExtents(x, rank)
    guard indices.shape == x.shape else {
      throw GraphError(
        .shapeMismatch, expected: "a position for each element of \(x.shape)",
        found: "\(indices.shape)", advice: "give both results of a max pooling with indices")
    }
    let numbers = 1...largestWindowNumber
    let kernels = try kernel.resolved(rank, "kernel extents", within: numbers)
    let strides = try (stride ?? kernel).resolved(rank, "strides", within: numbers)
    let paddings = try padding.resolved(rank, "paddings", within: 0...largestWindowNumber)
    let windows = (0..<rank).map { axis in
      WindowAxis(
        kernel: kernels[axis], stride: strides[axis], before: paddings[axis], count: counts[axis])
    }
    let extents =
      try output.map { given throws(GraphError) in
        guard given.count == rank, given.allSatisfy({ $0 > 0 }) else {
          throw GraphError(
            .invalidArgument, expected: "\(rank) extents of the output, each above 0",
            found: "\(given)", advice: "give the extents of the input of the max pooling")
        }
        return given.map { Dim($0) }
      } ?? windows.map { ($0.count - 1) * Dim($0.stride) + Dim($0.kernel - 2 * $0.before) }
    let shape = Shape(x.shape.dims.dropLast(rank) + extents)
    let indices = try checkedIndex(
      indices, below: Shape(extents).elementCount, "positions of maxUnpool\(rank)d")
    // Positions may lie outside of their windows, and windows that overlap may name one place.
    let owner = WindowScatter(windows, shape: shape, findsOwner: true)
    let owners = try builder.append(
      WindowPick(windows), [builder.append(owner, [indices])[0], indices])[0]
    let own = try builder.append(ElementNumber(shape: Shape(counts)), [])[0]
    let entries = try select(equal(owners, own), x, 0)
    return try builder.append(WindowScatter(windows, shape: shape), [entries, indices])[0]
  }
}

/// Undoes `maxPool1dWithIndices` as far as that can be: each value goes to its position, and the rest
/// is 0. A position has to lie in its window, or its value is left out; one that is not in the output at
/// all is a device fault; of several values for one position, the last is taken. Without `output`, the
/// smallest input that the windows cover is made.
///
/// - Formula: y[i[o]] = x[o], else 0
/// - Shapes: x and indices [..., L′] → [..., L]
/// - DTypes: numeric
/// - Gradient: g at the positions
/// - PyTorch: torch.nn.MaxUnpool1d
/// - ONNX: MaxUnpool
/// - Throws: `GraphError` for shapes that differ, indices that are not integers, or windows that do
///   not fit the output.
public func maxUnpool1d(
  _ x: Variable, _ indices: Variable, kernel: PerAxis, stride: PerAxis? = nil,
  padding: PerAxis = 0, output: [Int]? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try unpooled(x, indices, 1, output, kernel, stride, padding, file, line)
}

/// Undoes `maxPool2dWithIndices` as far as that can be: each value goes to its position, and the rest
/// is 0. A position has to lie in its window, or its value is left out; one that is not in the output at
/// all is a device fault; of several values for one position, the last is taken. Without `output`, the
/// smallest input that the windows cover is made.
///
/// - Formula: y[i[o]] = x[o], else 0
/// - Shapes: x and indices [..., H′, W′] → [..., H, W]
/// - DTypes: numeric
/// - Gradient: g at the positions
/// - PyTorch: torch.nn.MaxUnpool2d
/// - ONNX: MaxUnpool
/// - Throws: `GraphError` for shapes that differ, indices that are not integers, or windows that do
///   not fit the output.
public func maxUnpool2d(
  _ x: Variable, _ indices: Variable, kernel: PerAxis, stride: PerAxis? = nil,
  padding: PerAxis = 0, output: [Int]? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try unpooled(x, indices, 2, output, kernel, stride, padding, file, line)
}

/// Undoes `maxPool3dWithIndices` as far as that can be: each value goes to its position, and the rest
/// is 0. A position has to lie in its window, or its value is left out; one that is not in the output at
/// all is a device fault; of several values for one position, the last is taken. Without `output`, the
/// smallest input that the windows cover is made.
///
/// - Formula: y[i[o]] = x[o], else 0
/// - Shapes: x and indices [..., D′, H′, W′] → [..., D, H, W]
/// - DTypes: numeric
/// - Gradient: g at the positions
/// - PyTorch: torch.nn.MaxUnpool3d
/// - ONNX: MaxUnpool
/// - Throws: `GraphError` for shapes that differ, indices that are not integers, or windows that do
///   not fit the output.
public func maxUnpool3d(
  _ x: Variable, _ indices: Variable, kernel: PerAxis, stride: PerAxis? = nil,
  padding: PerAxis = 0, output: [Int]? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try unpooled(x, indices, 3, output, kernel, stride, padding, file, line)
}
