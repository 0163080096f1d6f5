/// The mean over all axes from 2 on. `[batch, channels, …]` becomes `[batch, channels]`, or
/// `[batch, channels, 1, …]` where `flattens` is false; floating point.
///
/// In JSON: `{"type": "globalAveragePool"}`, with `flattens` optional.
public struct GlobalAveragePool: FunctionSpec {
  public static let typeName = "globalAveragePool"
  public static var defaults: GlobalAveragePool? { GlobalAveragePool() }

  /// Whether the axes go away.
  public var flattens: Bool

  /// A layer that keeps the batch and the channels.
  public init(
    flattens: Bool = true
  ) {
    self.flattens = flattens
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    let y = try globalAveragePool(x)
    return flattens ? try squeeze(y, axes: Array(2..<x.shape.rank)) : y
  }
}

/// The largest element over all axes from 2 on. `[batch, channels, …]` becomes `[batch,
/// channels]`, or `[batch, channels, 1, …]` where `flattens` is false; floating point.
///
/// In JSON: `{"type": "globalMaxPool"}`, with `flattens` optional.
public struct GlobalMaxPool: FunctionSpec {
  public static let typeName = "globalMaxPool"
  public static var defaults: GlobalMaxPool? { GlobalMaxPool() }

  /// Whether the axes go away.
  public var flattens: Bool

  /// A layer that keeps the batch and the channels.
  public init(
    flattens: Bool = true
  ) {
    self.flattens = flattens
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    let y = try globalMaxPool(x)
    return flattens ? try squeeze(y, axes: Array(2..<x.shape.rank)) : y
  }
}
