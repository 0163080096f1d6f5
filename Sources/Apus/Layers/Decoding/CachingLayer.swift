/// A layer that can go on where an earlier piece of a sequence ended.
///
/// Layers that see each position by itself need not conform: for them a piece is like any other input.
public protocol CachingLayer: Layer {
  /// The layer for the next positions of a sequence, with what `cache` keeps of those before.
  /// - Throws: `GraphError` for an input that does not fit the layer or the cache, or a layer that
  ///   looks ahead.
  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable
}

extension Sequential: CachingLayer {
  /// The layers one after the other for the next positions of a sequence: those that conform to
  /// `CachingLayer` go on with the cache; of all others it is assumed that they see each position by
  /// itself, as `Dense` and `LayerNorm` do.
  /// - Throws: `GraphError` where a layer does not fit its input or the cache.
  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    func chain() throws(GraphError) -> Variable {
      var x = x
      for layer in layers {
        x =
          if let layer = layer as? any CachingLayer {
            try layer.step(x, cache: cache)
          } else {
            try layer.forward(x)
          }
      }
      return x
    }
    guard let name = spec.name else { return try chain() }
    return try x.builder.scope(name) { () throws(GraphError) in try chain() }
  }
}
