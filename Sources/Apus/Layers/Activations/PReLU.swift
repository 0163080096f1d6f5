/// x where it is positive, else x times a slope that is learned, as torch.nn.PReLU (K. He et al.,
/// "Delving Deep into Rectifiers", 2015).
///
/// Shapes: x and y `[batch, C, …]`, floating point, with C fixed where each channel has a slope; any
/// shape where all share one. Variable: `prelu1.weight` (`[C]` or `[1]`, float32), numbered in each
/// scope.
///
/// In JSON: `{"type": "prelu"}`, with `isPerChannel`, `slope` and `name` optional.
public struct PReLU: LayerSpec {
  public static let typeName = "prelu"
  public static var defaults: PReLU? { PReLU() }

  /// Whether each channel (axis 1) has a slope of its own.
  public var isPerChannel: Bool
  /// What the slopes start from; finite.
  public var slope: Double
  /// The name of the layer's scope; nil for the next free `prelu1`, ….
  public var name: String?

  /// A layer with one slope, or one for each channel.
  public init(isPerChannel: Bool = false, slope: Double = 0.25, name: String? = nil) {
    self.isPerChannel = isPerChannel
    self.slope = slope
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let count = try checkedCount(input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> PReLULayer in
      PReLULayer(
        scope: scope,
        weight: try graph.parameter("weight", [Dim(count)], initial: .constant(slope)))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedCount(input)
    return input
  }

  /// The number of slopes, once the fields and the input are known to fit.
  private func checkedCount(_ input: TensorType) throws(GraphError) -> Int {
    guard slope.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "a slope that is finite", found: "\(slope)",
        advice: "0.25 is the usual number", operation: Self.typeName)
    }
    guard input.dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point input", found: "\(input)",
        advice: "cast the input to float32 before the layer", operation: Self.typeName)
    }
    if !isPerChannel { return 1 }
    guard input.shape.rank >= 2, let channels = input.shape[1].fixed, channels >= 1 else {
      throw GraphError(
        .invalidShape, expected: "an input [batch, channels, ...] with fixed channels",
        found: "\(input)", advice: "each channel has a slope; PReLU() has one for all",
        operation: Self.typeName)
    }
    return channels
  }
}

/// A built `PReLU`.
struct PReLULayer: Layer {
  let scope: String
  let weight: Variable
  var parameters: [Variable] { [weight] }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) in
      try prelu(x, slope: x.dtype == weight.dtype ? weight : cast(weight, to: x.dtype))
    }
  }
}
