/// Adds sines and cosines of each position (A. Vaswani et al., "Attention Is All You Need", 2017):
/// y[…, t, 2i] = x + sin(t · base^(−2i/features)), y[…, t, 2i + 1] = x + cos of it. Nothing is learned.
///
/// Shapes: x and y `[…, T, features]`, float32, with an even number of features; T may be symbolic.
///
/// In JSON: `{"type": "sinusoidalPositions"}`, with `base` (10000) optional.
public struct SinusoidalPositions: LayerSpec {
  public static let typeName = "sinusoidalPositions"
  public static var defaults: SinusoidalPositions? { SinusoidalPositions() }

  /// Sets the longest wave, of 2π · base positions; above 0.
  public var base: Double

  /// Waves with this base.
  public init(base: Double = 10_000) { self.base = base }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return SinusoidalPositionsLayer(base: base)
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    let features = try input.positionFeatures(for: Self.typeName)
    guard features % 2 == 0, base > 0, base.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "an even number of features and a base above 0",
        found: "\(features) and \(base)", advice: "half of the features are sines, half cosines",
        operation: Self.typeName)
    }
    return input
  }
}

/// A built `SinusoidalPositions`.
struct SinusoidalPositionsLayer: CachingLayer {
  let base: Double

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try expectPositions(x)
    return try x + waves(x, nil)
  }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try cache.expectBatch(x)
    let count = x.shape[1]
    let y = try x + waves(x, cache.place(of: count))
    try cache.advance(count, with: y)
    return y
  }

  private func waves(_ x: Variable, _ offset: Variable?) throws(GraphError) -> Variable {
    guard let width = x.shape.dims.last?.fixed else {
      throw GraphError(
        .invalidShape, expected: "a fixed number of features", found: "\(x.type)",
        advice: "half of the features are sines, half cosines",
        operation: SinusoidalPositions.typeName)
    }
    return try sinusoidalPositions(
      in: x.builder, x.shape[x.shape.rank - 2], width: width, offset: offset, base: base)
  }
}
