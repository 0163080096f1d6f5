/// Channels made into blocks of positions, as torch.nn.PixelShuffle. `[…, C·r², H, W]` becomes
/// `[…, C, H·r, W·r]`. Any type.
///
/// In JSON: `{"type": "pixelShuffle", "factor": 2}`.
public struct PixelShuffle: FunctionSpec {
  public static let typeName = "pixelShuffle"
  public static var defaults: PixelShuffle? { PixelShuffle(1) }
  public static var requiredFields: [String] { ["factor"] }

  /// r, the extent of a block; at least 1.
  public var factor: Int

  /// A layer with this factor.
  public init(
    _ factor: Int
  ) {
    self.factor = factor
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.positionsAreWithin(last: 3) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try pixelShuffle(x, factor)
  }
}

/// Blocks of positions made into channels, as torch.nn.PixelUnshuffle. `[…, C, H·r, W·r]` becomes
/// `[…, C·r², H, W]`. Any type.
///
/// In JSON: `{"type": "pixelUnshuffle", "factor": 2}`.
public struct PixelUnshuffle: FunctionSpec {
  public static let typeName = "pixelUnshuffle"
  public static var defaults: PixelUnshuffle? { PixelUnshuffle(1) }
  public static var requiredFields: [String] { ["factor"] }

  /// r, the extent of a block; at least 1.
  public var factor: Int

  /// A layer with this factor.
  public init(
    _ factor: Int
  ) {
    self.factor = factor
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.positionsAreWithin(last: 3) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try pixelUnshuffle(x, factor)
  }
}

/// The channels of each group dealt out in turn, as torch.nn.ChannelShuffle (X. Zhang et al.,
/// "ShuffleNet", 2017). `[batch, C, …]`, any type.
///
/// In JSON: `{"type": "channelShuffle", "groups": 2}`.
public struct ChannelShuffle: FunctionSpec {
  public static let typeName = "channelShuffle"
  public static var defaults: ChannelShuffle? { ChannelShuffle(1) }
  public static var requiredFields: [String] { ["groups"] }

  /// The number of groups; it divides the channels.
  public var groups: Int

  /// A layer of so many groups.
  public init(
    _ groups: Int
  ) {
    self.groups = groups
  }

  /// Always: sequences and positions are no batch and channels.
  public func mixesPositions(of input: TensorType) -> Bool { true }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    guard x.shape.rank >= 2, groups >= 1,
      let width = x.shape[1].dividedExactly(by: Dim(groups))
    else {
      throw GraphError(
        .invalidShape, expected: "an input [batch, channels, ...] whose channels the groups divide",
        found: "\(x.shape) and \(groups) groups", advice: "as in ChannelShuffle(2) for 8 channels")
    }
    let dims = x.shape.dims
    let apart = try reshape(x, to: Shape([dims[0], Dim(groups), width] + dims[2...]))
    return try reshape(swapAxes(apart, 1, 2), to: x.shape)
  }
}
