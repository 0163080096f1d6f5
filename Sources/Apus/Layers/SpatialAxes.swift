/// How many spatial axes a layer works on: it is one type for all numbers of axes.
public protocol SpatialAxes: Sendable {
  /// 1, 2 or 3.
  static var count: Int { get }
}

/// One spatial axis, such as time: inputs `[batch, channels, length]`.
public enum OneAxis: SpatialAxes {
  /// 1.
  public static let count = 1
}

/// Two spatial axes, as images have: inputs `[batch, channels, height, width]`.
public enum TwoAxes: SpatialAxes {
  /// 2.
  public static let count = 2
}

/// Three spatial axes, as volumes and films have: inputs `[batch, channels, depth, height, width]`.
public enum ThreeAxes: SpatialAxes {
  /// 3.
  public static let count = 3
}

extension TensorType {
  /// The fixed number of channels of a floating-point input `[batch, channels, …]`.
  /// - Parameter axes: the number of spatial axes; nil for any.
  /// - Throws: `GraphError` naming the layer for another type or layout.
  func channels(axes: Int?, for layer: String) throws(GraphError) -> Int {
    guard dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point input", found: "\(self)",
        advice: "cast the input to float32 before the layer", operation: layer)
    }
    let isRank = axes.map { shape.rank == $0 + 2 } ?? (shape.rank >= 2)
    guard isRank, let channels = shape[1].fixed, (1...largestExtent).contains(channels) else {
      let spatial = axes.map { $0 == 1 ? "1 spatial axis" : "\($0) spatial axes" } ?? "any axes"
      throw GraphError(
        .invalidShape,
        expected: "an input [batch, channels, \(spatial)] with a fixed number of channels",
        found: "\(self)",
        advice: "reshape to that layout: images are [batch, channels, height, width]",
        operation: layer)
    }
    return channels
  }
}
