/// Spatial axes (those from 2 on) at another size, as torch.nn.Upsample: `scale` or `size` says
/// which. `[batch, C, …]` with fixed spatial extents, floating point.
///
/// In JSON: `{"type": "upsample"}`, with `scale`, `size`, `mode` and `alignCorners` optional.
public struct Upsample: FunctionSpec {
  public static let typeName = "upsample"
  public static var defaults: Upsample? { Upsample() }

  /// What the extents are multiplied by: one number, or one for each axis.
  public var scale: [Double]?
  /// The extents that come out, where there is no scale.
  public var size: PerAxis?
  /// How numbers between elements are found.
  public var mode: InterpolationMode
  /// Whether the first and the last elements stay where they are.
  public var alignCorners: Bool

  /// A layer with a scale or a size: `Upsample(scale: [2])`, `Upsample(size: [32, 32])`.
  public init(
    scale: [Double]? = nil, size: PerAxis? = nil, mode: InterpolationMode = .nearest,
    alignCorners: Bool = false
  ) {
    self.scale = scale
    self.size = size
    self.mode = mode
    self.alignCorners = alignCorners
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    switch (scale, size) {
    case (let scale?, nil):
      return try interpolate(x, scale: scale, mode: mode, alignCorners: alignCorners)
    case (nil, let size?):
      return try interpolate(x, size: size, mode: mode, alignCorners: alignCorners)
    default:
      throw GraphError(
        .invalidArgument, expected: "a scale or a size", found: scale == nil ? "none" : "both",
        advice: "as in Upsample(scale: [2])")
    }
  }
}
