/// Adds a learned row for each position: y[…, t, :] = x[…, t, :] + W[t, :].
///
/// Shapes: x and y `[…, T, features]`, W `[maxLength, features]`, float32; T is at most maxLength,
/// and may be symbolic. Variable: `learnedPositions1.weight`, numbered in each scope.
///
/// In JSON: `{"type": "learnedPositions", "maxLength": 512}`, with `weights` and `name` optional.
public struct LearnedPositions: LayerSpec {
  public static let typeName = "learnedPositions"
  public static var defaults: LearnedPositions? { LearnedPositions(1) }
  public static var requiredFields: [String] { ["maxLength"] }

  /// The number of positions; at least 1.
  public var maxLength: Int
  /// What the table starts from.
  public var weights: Initializer
  /// The name of the layer's scope; nil for the next free `learnedPositions1`, ….
  public var name: String?

  /// A table of so many positions. It starts as that of GPT-2 does.
  public init(
    _ maxLength: Int, weights: Initializer = .normal(mean: 0, standardDeviation: 0.02),
    name: String? = nil
  ) {
    self.maxLength = maxLength
    self.weights = weights
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) -> LearnedPositionsLayer in
      let features = try checkedFeatures(input)
      let fans = Fans(in: maxLength, out: features)
      return LearnedPositionsLayer(
        scope: scope,
        weight: try graph.parameter(
          "weight", [Dim(maxLength), Dim(features)], initial: weights.initialValue(fans)))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedFeatures(input)
    return input
  }

  private func checkedFeatures(_ input: TensorType) throws(GraphError) -> Int {
    try expectField("maxLength", maxLength, of: Self.typeName)
    let features = try input.positionFeatures(for: Self.typeName)
    if let length = input.shape[input.shape.rank - 2].fixed, length > maxLength {
      throw GraphError(
        .invalidShape, expected: "at most \(maxLength) positions", found: "\(input)",
        advice: "raise maxLength, or cut the sequences", operation: Self.typeName)
    }
    return features
  }
}

/// A built `LearnedPositions`.
public struct LearnedPositionsLayer: CachingLayer {
  let scope: String
  /// W, `[maxLength, features]`.
  public let weight: Variable

  public var parameters: [Variable] { [weight] }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.layer(scope, LearnedPositions.typeName) { () throws(GraphError) in
      try expectPositions(x)
      let length = x.shape[x.shape.rank - 2]
      return try x + slice(weight, axis: 0, start: 0, count: length)
    }
  }

  public func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try x.builder.layer(scope, LearnedPositions.typeName) { () throws(GraphError) in
      try cache.expectBatch(x)
      let count = x.shape[1]
      let places = try arange(in: x.builder, count: count) + cache.place(of: count)
      let y = try x + gather(weight, places)
      try cache.advance(count, with: y)
      return y
    }
  }
}

/// - Throws: `GraphError` unless there is an axis of positions.
func expectPositions(_ x: Variable) throws(GraphError) {
  guard x.shape.rank >= 2 else {
    throw GraphError(
      .invalidShape, expected: "an input [..., T, features]", found: "\(x.type)",
      advice: "positions are the axis before the last")
  }
}

extension TensorType {
  /// The features of an input that has positions.
  /// - Throws: `GraphError` naming the layer for another type, rank, or features that are not fixed.
  func positionFeatures(for layer: String) throws(GraphError) -> Int {
    let features = try features(for: layer)
    guard shape.rank >= 2 else {
      throw GraphError(
        .invalidShape, expected: "an input [..., T, features]", found: "\(self)",
        advice: "positions are the axis before the last", operation: layer)
    }
    return features
  }
}
