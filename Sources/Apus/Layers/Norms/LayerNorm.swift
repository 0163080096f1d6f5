/// Layer normalisation over the last axes with a learned scale and offset:
/// y = (x − mean) / √(variance + epsilon) · s + b (J. Ba et al., 2016), as PyTorch's `LayerNorm`.
///
/// Shapes: x and y `[…, features]`, s and b of the shape of the last `axes` axes; floating point.
/// Variables: `layerNorm1.weight` (s, from 1) and `layerNorm1.bias` (b, from 0), numbered in each scope.
///
/// In JSON: `{"type": "layerNorm"}`, with `epsilon`, `axes`, `scale`, `offset` and `name` optional.
public struct LayerNorm: LayerSpec {
  public static let typeName = "layerNorm"
  public static var defaults: LayerNorm? { LayerNorm() }

  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// How many of the last axes are normalised together; at least 1.
  public var axes: Int
  /// Whether s is there.
  public var scale: Bool
  /// Whether b is there.
  public var offset: Bool
  /// The name of the layer's scope; nil for the next free `layerNorm1`, ….
  public var name: String?

  /// A layer with this epsilon.
  public init(
    epsilon: Double = 1e-5, axes: Int = 1, scale: Bool = true, offset: Bool = true,
    name: String? = nil
  ) {
    self.epsilon = epsilon
    self.axes = axes
    self.scale = scale
    self.offset = offset
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let shape = try input.trailingShape(axes, for: Self.typeName)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> LayerNormLayer in
      LayerNormLayer(
        scope: scope, spec: self,
        weight: scale
          ? try graph.parameter("weight", shape, input.dtype, initial: .constant(1)) : nil,
        bias: offset
          ? try graph.parameter("bias", shape, input.dtype, initial: .constant(0)) : nil)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try input.trailingShape(axes, for: Self.typeName)
    return input
  }
}

/// A built `LayerNorm`.
struct LayerNormLayer: Layer {
  let scope: String
  let spec: LayerNorm
  let weight: Variable?
  let bias: Variable?
  var parameters: [Variable] { [weight, bias].compactMap { $0 } }

  func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: spec.axes)
  }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      if spec.axes > 1 {
        return try layerNorm(
          x, axes: spec.axes, scale: weight, offset: bias, epsilon: spec.epsilon)
      }
      var y = try layerNormalize(x, epsilon: spec.epsilon)
      if let weight { y = try y * weight }
      if let bias { y = try y + bias }
      return y
    }
  }
}

/// Root-mean-square normalisation over the last axes with a learned scale:
/// y = x / √(mean(x²) + epsilon) · s (B. Zhang, R. Sennrich, 2019), as PyTorch's `RMSNorm`.
///
/// Shapes: x and y `[…, features]`, s of the shape of the last `axes` axes; floating point. Variable:
/// `rmsNorm1.weight` (s, from 1), numbered in each scope.
///
/// In JSON: `{"type": "rmsNorm"}`, with `epsilon`, `axes`, `scale` and `name` optional.
public struct RMSNorm: LayerSpec {
  public static let typeName = "rmsNorm"
  public static var defaults: RMSNorm? { RMSNorm() }

  /// Keeps the division finite; above 0.
  public var epsilon: Double
  /// How many of the last axes are normalised together; at least 1.
  public var axes: Int
  /// Whether s is there.
  public var scale: Bool
  /// The name of the layer's scope; nil for the next free `rmsNorm1`, ….
  public var name: String?

  /// A layer with this epsilon.
  public init(epsilon: Double = 1e-6, axes: Int = 1, scale: Bool = true, name: String? = nil) {
    self.epsilon = epsilon
    self.axes = axes
    self.scale = scale
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let shape = try input.trailingShape(axes, for: Self.typeName)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> RMSNormLayer in
      RMSNormLayer(
        scope: scope, spec: self,
        weight: scale
          ? try graph.parameter("weight", shape, input.dtype, initial: .constant(1)) : nil)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try input.trailingShape(axes, for: Self.typeName)
    return input
  }
}

/// A built `RMSNorm`.
struct RMSNormLayer: Layer {
  let scope: String
  let spec: RMSNorm
  let weight: Variable?
  var parameters: [Variable] { weight.map { [$0] } ?? [] }

  func mixesPositions(of input: TensorType) -> Bool {
    input.positionsAreWithin(last: spec.axes)
  }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      try rmsNorm(x, axes: spec.axes, scale: weight, epsilon: spec.epsilon)
    }
  }
}

extension TensorType {
  /// The fixed last extent of a floating-point input.
  /// - Throws: `GraphError` naming the layer for another type, or a last extent that is not fixed.
  func features(for layer: String) throws(GraphError) -> Int {
    let shape = try trailingShape(1, for: layer)
    return shape.dims[0].fixed ?? 0
  }

  /// The last `axes` extents of a floating-point input.
  /// - Throws: `GraphError` naming the layer for another type, or extents that are not fixed.
  func trailingShape(_ axes: Int, for layer: String) throws(GraphError) -> Shape {
    guard dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point input", found: "\(self)",
        advice: "cast the input to float32 before the layer", operation: layer)
    }
    let last = shape.dims.suffix(Swift.max(0, axes))
    guard axes >= 1, last.count == axes,
      last.allSatisfy({ (1...largestExtent).contains($0.fixed ?? 0) })
    else {
      throw GraphError(
        .invalidShape,
        expected: axes == 1
          ? "an input [..., features] with a fixed last extent of at least 1"
          : "an input with \(axes) last axes of fixed extents of at least 1",
        found: "\(self)", advice: "the layer's parameters have the extents of the last axes",
        operation: layer)
    }
    return Shape(Array(last))
  }
}
