/// A layer that can go on where an earlier piece of a sequence ended.
///
/// Layers that see each position by itself need not conform: for them a piece is like any other input.
/// One that does not has to conform, or to say so by `mixesPositions(of:)`.
public protocol CachingLayer: Layer {
  /// The layer for the next positions of a sequence, with what `cache` keeps of those before.
  /// - Throws: `GraphError` for an input that does not fit the layer or the cache, or a layer that
  ///   looks ahead.
  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable
}

extension Layer {
  /// What any layer makes of the next positions of a sequence: `step` of one that goes on with the cache,
  /// `forward` of one that sees each position by itself. For containers of one's own.
  /// - Throws: `GraphError` for a layer that mixes positions without a cache, and as `step` and `forward`.
  public func next(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    if let layer = self as? any CachingLayer { return try layer.step(x, cache: cache) }
    guard x.type.hasPositions else { return try forward(x) }
    let y = mixesPositions(of: x.type) ? nil : try forward(x)
    // Sequences and positions stay where they are, or change places.
    guard let y, Set(y.shape.dims.prefix(2)) == Set(x.shape.dims.prefix(2)) else {
      throw GraphError(
        .unsupported,
        expected: "a layer that sees each position by itself, or goes on with a cache",
        found: "\(type(of: self)), which mixes or moves the positions of \(x.type)",
        advice: "decode without it; a layer of your own conforms to CachingLayer",
        scope: x.builder.scopePath)
    }
    return y
  }
}

extension [any Layer] {
  /// One layer after the other.
  func forward(_ x: Variable) throws(GraphError) -> Variable {
    var x = x
    for layer in self { x = try layer.forward(x) }
    return x
  }

  /// One layer after the other, for the next positions of a sequence.
  func step(_ x: Variable, _ cache: DecodingCache) throws(GraphError) -> Variable {
    var x = x
    for (position, layer) in enumerated() {
      do {
        x = try layer.next(x, cache: cache)
      } catch {
        var error = error
        error.operation = error.operation ?? "layer \(position + 1) of \(count)"
        throw error
      }
    }
    return x
  }
}

extension TensorType {
  /// Whether there is an axis of positions: of tokens `[batch, time]`, of numbers
  /// `[batch, time, features]`.
  var hasPositions: Bool { shape.rank > 2 || shape.rank == 2 && dtype.isInteger }

  /// Whether an axis is one of the first two, which are sequences and positions.
  /// - Parameter added: how many axes are about to be added.
  func isOfPositions(_ axis: Int, adding added: Int = 0) -> Bool {
    (axis < 0 ? axis + shape.rank + added : axis) < 2
  }

  /// Whether the last `count` axes reach into the first two.
  func positionsAreWithin(last count: Int) -> Bool { shape.rank - count < 2 }
}
