/// A transposed convolution over one spatial axis; see `ConvolutionTransposed`.
public typealias ConvTranspose1d = ConvolutionTransposed<OneAxis>
/// A transposed convolution over two spatial axes; see `ConvolutionTransposed`.
public typealias ConvTranspose2d = ConvolutionTransposed<TwoAxes>
/// A transposed convolution over three spatial axes; see `ConvolutionTransposed`.
public typealias ConvTranspose3d = ConvolutionTransposed<ThreeAxes>

/// A transposed convolution with a learned kernel and bias, which makes images larger, as PyTorch's
/// `ConvTranspose1d`, `ConvTranspose2d` and `ConvTranspose3d`.
///
/// Shapes: x `[batch, inputs, spatial…]`, W `[inputs, channels / groups, kernel…]`, b `[channels]`, y
/// `[batch, channels, spatial…]`, each extent (n − 1) · stride − 2 · padding + dilation · (kernel − 1)
/// + outputPadding + 1; floating point. Variables: `convTranspose2d1.weight` and
/// `convTranspose2d1.bias`, numbered in each scope.
///
/// In JSON: `{"type": "convTranspose2d", "channels": 32, "kernel": 2, "stride": 2}`, with `stride`,
/// `padding`, `outputPadding`, `dilation`, `groups`, `bias`, `weights`, `biases` and `name` optional.
public struct ConvolutionTransposed<Axes: SpatialAxes>: LayerSpec {
  public static var typeName: String { "convTranspose\(Axes.count)d" }
  public static var defaults: ConvolutionTransposed? { ConvolutionTransposed(1, kernel: 1) }
  public static var requiredFields: [String] { ["channels", "kernel"] }

  /// The number of outputs; a multiple of `groups`.
  public var channels: Int
  /// The extents of the kernel.
  public var kernel: PerAxis
  /// How far apart the input's elements are put.
  public var stride: PerAxis
  /// What is cut off on both sides.
  public var padding: PerAxis
  /// What is added behind; below the stride or the dilation.
  public var outputPadding: PerAxis
  /// How far the elements of a window are apart.
  public var dilation: PerAxis
  /// Into how many parts inputs and outputs are divided.
  public var groups: Int
  /// Whether b is there.
  public var bias: Bool
  /// What W starts from.
  public var weights: Initializer
  /// What b starts from.
  public var biases: Initializer
  /// The name of the layer's scope; nil for the next free `convTranspose2d1`, ….
  public var name: String?

  /// A layer of `channels` outputs. The defaults are those of Keras: Glorot's uniform weights, and
  /// biases of zero.
  public init(
    _ channels: Int, kernel: PerAxis, stride: PerAxis = 1, padding: PerAxis = 0,
    outputPadding: PerAxis = 0, dilation: PerAxis = 1, groups: Int = 1, bias: Bool = true,
    weights: Initializer = .glorotUniform(), biases: Initializer = .zeros, name: String? = nil
  ) {
    self.channels = channels
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
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
    return try graph.scope(scope) { () throws(GraphError) -> ConvolutionTransposedLayer<Axes> in
      let extents = try kernel.extents(Axes.count, "kernel")
      let shape = [inputs, channels / groups] + extents
      let fans = try Fans(convolutionWeight: shape)
      let weight = try graph.parameter(
        "weight", Shape(shape.map { Dim($0) }), input.dtype, initial: weights.initialValue(fans),
        outputAxis: 1)
      let bias =
        bias
        ? try graph.parameter(
          "bias", [Dim(channels)], input.dtype, initial: biases.initialValue(fans)) : nil
      return ConvolutionTransposedLayer(scope: scope, spec: self, weight: weight, bias: bias)
    }
  }
}

/// A built `ConvolutionTransposed`.
struct ConvolutionTransposedLayer<Axes: SpatialAxes>: Layer {
  let scope: String
  let spec: ConvolutionTransposed<Axes>
  let weight: Variable
  let bias: Variable?
  var parameters: [Variable] { [weight] + (bias.map { [$0] } ?? []) }

  func mixesPositions(of input: TensorType) -> Bool { true }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      switch Axes.count {
      case 1:
        try convTranspose1d(
          x, weight, bias: bias, stride: spec.stride, padding: spec.padding,
          outputPadding: spec.outputPadding, dilation: spec.dilation, groups: spec.groups)
      case 2:
        try convTranspose2d(
          x, weight, bias: bias, stride: spec.stride, padding: spec.padding,
          outputPadding: spec.outputPadding, dilation: spec.dilation, groups: spec.groups)
      default:
        try convTranspose3d(
          x, weight, bias: bias, stride: spec.stride, padding: spec.padding,
          outputPadding: spec.outputPadding, dilation: spec.dilation, groups: spec.groups)
      }
    }
  }
}
