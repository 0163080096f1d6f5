/// A convolution over one spatial axis; see `Convolution`.
public typealias Conv1d = Convolution<OneAxis>
/// A convolution over two spatial axes; see `Convolution`.
public typealias Conv2d = Convolution<TwoAxes>
/// A convolution over three spatial axes; see `Convolution`.
public typealias Conv3d = Convolution<ThreeAxes>

/// A convolution (cross-correlation) with a learned kernel and bias, as PyTorch's `Conv1d`, `Conv2d`
/// and `Conv3d`.
///
///     Conv2d(32, kernel: 5, padding: .same)
///
/// Shapes: x `[batch, inputs, spatial…]`, W `[channels, inputs / groups, kernel…]`, b `[channels]`, y
/// `[batch, channels, spatial…]`; floating point. Variables: `conv2d1.weight` and `conv2d1.bias`,
/// numbered in each scope.
///
/// In JSON: `{"type": "conv2d", "channels": 32, "kernel": 5}`, with `stride`, `padding`, `dilation`,
/// `groups`, `bias`, `weights`, `biases` and `name` optional.
public struct Convolution<Axes: SpatialAxes>: LayerSpec {
  public static var typeName: String { "conv\(Axes.count)d" }
  public static var defaults: Convolution? { Convolution(1, kernel: 1) }
  public static var requiredFields: [String] { ["channels", "kernel"] }

  /// The number of outputs; a multiple of `groups`.
  public var channels: Int
  /// The extents of the kernel.
  public var kernel: PerAxis
  /// How far windows are apart.
  public var stride: PerAxis
  /// How the input is continued with zeros.
  public var padding: ConvolutionPadding
  /// How far the elements of a window are apart.
  public var dilation: PerAxis
  /// Into how many parts inputs and outputs are divided, each output reading its part alone: as
  /// many as there are inputs for a depthwise convolution.
  public var groups: Int
  /// Whether b is there.
  public var bias: Bool
  /// What W starts from.
  public var weights: Initializer
  /// What b starts from.
  public var biases: Initializer
  /// The name of the layer's scope; nil for the next free `conv2d1`, ….
  public var name: String?

  /// A layer of `channels` outputs. The defaults are those of Keras: Glorot's uniform weights, and
  /// biases of zero.
  public init(
    _ channels: Int, kernel: PerAxis, stride: PerAxis = 1, padding: ConvolutionPadding = .valid,
    dilation: PerAxis = 1, groups: Int = 1, bias: Bool = true,
    weights: Initializer = .glorotUniform(), biases: Initializer = .zeros, name: String? = nil
  ) {
    self.channels = channels
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    self.bias = bias
    self.weights = weights
    self.biases = biases
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let inputs = try input.channels(axes: Axes.count, for: Self.typeName)
    try expectGroups(groups, inputs: inputs, outputs: channels, for: Self.typeName)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> ConvolutionLayer<Axes> in
      let extents = try kernel.extents(Axes.count, "kernel")
      let shape = [channels, inputs / groups] + extents
      let fans = try Fans(convolutionWeight: shape)
      let weight = try graph.parameter(
        "weight", Shape(shape.map { Dim($0) }), input.dtype, initial: weights.initialValue(fans))
      let bias =
        bias
        ? try graph.parameter(
          "bias", [Dim(channels)], input.dtype, initial: biases.initialValue(fans)) : nil
      return ConvolutionLayer(scope: scope, spec: self, weight: weight, bias: bias)
    }
  }
}

/// A built `Convolution`.
struct ConvolutionLayer<Axes: SpatialAxes>: Layer {
  let scope: String
  let spec: Convolution<Axes>
  let weight: Variable
  let bias: Variable?
  var parameters: [Variable] { [weight] + (bias.map { [$0] } ?? []) }

  func mixesPositions(of input: TensorType) -> Bool { true }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      switch Axes.count {
      case 1:
        try conv1d(
          x, weight, bias: bias, stride: spec.stride, padding: spec.padding,
          dilation: spec.dilation, groups: spec.groups)
      case 2:
        try conv2d(
          x, weight, bias: bias, stride: spec.stride, padding: spec.padding,
          dilation: spec.dilation, groups: spec.groups)
      default:
        try conv3d(
          x, weight, bias: bias, stride: spec.stride, padding: spec.padding,
          dilation: spec.dilation, groups: spec.groups)
      }
    }
  }
}

/// - Throws: `GraphError` unless `groups` divides both.
func expectGroups(
  _ groups: Int, inputs: Int, outputs: Int, for layer: String
) throws(GraphError) {
  try expectField("channels", outputs, of: layer)
  guard groups >= 1, inputs % groups == 0, outputs % groups == 0 else {
    throw GraphError(
      .invalidArgument, expected: "groups that divide \(inputs) inputs and \(outputs) outputs",
      found: "\(groups)", advice: "1 has every output read every input", operation: layer)
  }
}
