/// How the channels of an image are numbered that become blocks of positions.
public enum DepthOrder: String, Hashable, Sendable, Codable, CaseIterable {
  /// The place within a block first, then the channel (ONNX's DCR, TensorFlow).
  case blocksFirst
  /// The channel first, then the place within its block (ONNX's CRD, PyTorch).
  case channelsFirst
}

/// Channels made into blocks of b × b positions.
///
/// - Formula: y[c, h·b + i, w·b + j] = x[(i·b + j)·C + c, h, w], or x[(c·b + i)·b + j, h, w]
/// - Shapes: x […, C·b², H, W] → […, C, H·b, W·b]
/// - DTypes: any
/// - Gradient: g, moved back
/// - PyTorch: torch.nn.PixelShuffle (channels first)
/// - ONNX: DepthToSpace
/// - Throws: `GraphError` for fewer than 3 axes, a block below 1, or channels that are no multiple of
///   b².
public func depthToSpace(
  _ x: Variable, block: Int, order: DepthOrder = .blocksFirst, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expanded(x, block, order)
  }
}

/// Blocks of b × b positions made into channels: the inverse of `depthToSpace`.
///
/// - Formula: y[(i·b + j)·C + c, h, w] = x[c, h·b + i, w·b + j], or y[(c·b + i)·b + j, h, w]
/// - Shapes: x […, C, H·b, W·b] → […, C·b², H, W]
/// - DTypes: any
/// - Gradient: g, moved back
/// - PyTorch: torch.nn.PixelUnshuffle (channels first)
/// - ONNX: SpaceToDepth
/// - Throws: `GraphError` for fewer than 3 axes, a block below 1, or extents that are no multiples of
///   it.
public func spaceToDepth(
  _ x: Variable, block: Int, order: DepthOrder = .blocksFirst, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try collected(x, block, order)
  }
}

/// Channels made into blocks of positions, as torch.nn.PixelShuffle does.
///
/// - Formula: y[c, h·r + i, w·r + j] = x[(c·r + i)·r + j, h, w]
/// - Shapes: x […, C·r², H, W] → […, C, H·r, W·r]
/// - DTypes: any
/// - Gradient: g, moved back
/// - PyTorch: torch.nn.PixelShuffle
/// - ONNX: DepthToSpace (CRD)
/// - Throws: `GraphError` for fewer than 3 axes, a factor below 1, or channels that are no multiple of
///   r².
public func pixelShuffle(
  _ x: Variable, _ factor: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expanded(x, factor, .channelsFirst)
  }
}

/// Blocks of positions made into channels, as torch.nn.PixelUnshuffle does.
///
/// - Formula: y[(c·r + i)·r + j, h, w] = x[c, h·r + i, w·r + j]
/// - Shapes: x […, C, H·r, W·r] → […, C·r², H, W]
/// - DTypes: any
/// - Gradient: g, moved back
/// - PyTorch: torch.nn.PixelUnshuffle
/// - ONNX: —
/// - Throws: `GraphError` for fewer than 3 axes, a factor below 1, or extents that are no multiples of
///   it.
public func pixelUnshuffle(
  _ x: Variable, _ factor: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try collected(x, factor, .channelsFirst)
  }
}

private func refuse(_ x: Variable, _ block: Int, _ what: String) -> GraphError {
  GraphError(
    .invalidShape, expected: "[..., channels, height, width] with \(what)",
    found: "\(x.shape) and blocks of \(block)", advice: "use another block, or pad the input first")
}

private func expanded(
  _ x: Variable, _ block: Int, _ order: DepthOrder
) throws(GraphError) -> Variable {
  let (rank, b) = (x.shape.rank, Dim(block))
  guard rank >= 3, block >= 1, let channels = x.shape[rank - 3].dividedExactly(by: b * b) else {
    throw refuse(x, block, "a multiple of block² channels")
  }
  let (lead, h, w) = (x.shape.dims.dropLast(3), x.shape[rank - 2], x.shape[rank - 1])
  let depth = order == .blocksFirst ? [b, b, channels] : [channels, b, b]
  // To channels, rows, place in the block's rows, columns, place in its columns.
  let axes = order == .blocksFirst ? [2, 3, 0, 4, 1] : [0, 3, 1, 4, 2]
  let blocks = try reshape(x, to: Shape(lead + depth + [h, w]))
  let moved = try transpose(blocks, lead.indices + axes.map { $0 + rank - 3 })
  return try reshape(moved, to: Shape(lead + [channels, h * b, w * b]))
}

private func collected(
  _ x: Variable, _ block: Int, _ order: DepthOrder
) throws(GraphError) -> Variable {
  let (rank, b) = (x.shape.rank, Dim(block))
  guard rank >= 3, block >= 1, let h = x.shape[rank - 2].dividedExactly(by: b),
    let w = x.shape[rank - 1].dividedExactly(by: b)
  else { throw refuse(x, block, "extents that the block divides") }
  let (lead, channels) = (x.shape.dims.dropLast(3), x.shape[rank - 3])
  // From channels, rows, place in the block's rows, columns, place in its columns.
  let axes = order == .blocksFirst ? [2, 4, 0, 1, 3] : [0, 2, 4, 1, 3]
  let blocks = try reshape(x, to: Shape(lead + [channels, h, b, w, b]))
  let moved = try transpose(blocks, lead.indices + axes.map { $0 + rank - 3 })
  return try reshape(moved, to: Shape(lead + [channels * b * b, h, w]))
}
