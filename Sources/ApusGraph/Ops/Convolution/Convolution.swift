/// The sliding sums of products of a convolutional layer, over any number of spatial axes (V. Dumoulin,
/// F. Visin, "A guide to convolution arithmetic for deep learning", 2016):
///
/// y[n, m, o…] = Σ x̃[n, c, o·stride + k·dilation − before] · w[m, c, k…], where x̃ is the input with
/// `spacing` − 1 zeros between neighbours, and 0 beyond its edges. Channels fall into groups; those of
/// one group see only each other.
///
/// Shapes: x `[batch, channels, spatial…]`, w `[outputs, channels / groups, kernel…]`, the result
/// `[batch, outputs, counts…]`. The gradient of the input is a convolution too, whose stride and spacing
/// have changed places; that of the weights is `ConvolutionWeights`.
public struct Convolution: Op, CustomStringConvertible {
  public static let name = "convolution"
  /// How the windows lie.
  public let geometry: ConvolutionGeometry

  /// A convolution of this geometry.
  public init(_ geometry: ConvolutionGeometry) { self.geometry = geometry }

  public var description: String { "convolution \(geometry)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectFloat(inputs)
    let dtype = try commonType(inputs)
    let (x, w) = (inputs[0].shape, inputs[1].shape)
    try geometry.check(x, weights: w)
    return [TensorType(Shape([x[0], w[0]] + geometry.counts), dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, w, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    var gradients: [Variable?] = [nil, nil]
    if context.needed[0] {
      gradients[0] = try geometry.adjoint(g, w, of: Array(x.shape.dims.dropFirst(2)))
    }
    if context.needed[1] {
      let op = ConvolutionWeights(geometry, kernel: Array(w.shape.dims.dropFirst(2)))
      gradients[1] = try g.builder.append(op, [g, x])[0]
    }
    return gradients
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let w = inputs[1]
    let layout = ConvolutionLayout(geometry, geometry.spaced(inputs[0].shape), w.shape)
    let isPlain = layout.prefersSums || inputs[0].dtype != .float32
    if !isPlain, let winograd = Winograd(geometry, inputs[0].shape, w.shape) {
      return [winograd.lower(inputs[0], w, &lowering)]
    }
    if !isPlain, let direct = DirectConvolution(geometry, inputs[0].shape, w.shape) {
      return [direct.lower(inputs[0], w, &lowering)]
    }
    if !isPlain, let residues = ConvolutionResidues(geometry, inputs[0].shape, w.shape) {
      return [residues.lower(inputs[0], w, &lowering)]
    }
    let x = try geometry.spaced(inputs[0], &lowering)
    let shape = Shape([layout.batch, w.shape[0]] + geometry.counts)
    if isPlain { return [layout.sums(x, w, &lowering).reshaped(shape)] }
    if layout.isPointwise {
      let k = layout.taps
      let product = lowering.contract(
        batch: [layout.batch, layout.groups], m: layout.outputs, n: layout.positions, k: k,
        a: Access(w.value, AffineIndex(strides: [0, layout.outputs * k, k, 1])),
        b: Access(
          x.value, .rowMajor(Shape([layout.batch, layout.groups, k, layout.positions]))),
        dtype: x.dtype)
      return [product.reshaped(shape)]
    }
    let spread = layout.spread
    let product = spread.product(spread.laidOut(x, &lowering), w, geometry.groups, &lowering)
    return [spread.gathered(product, outputs: w.shape[0], &lowering)]
  }
}

/// The gradient of `Convolution` with respect to its weights: dw[m, c, k…] = Σ g[n, m, o…] ·
/// x̃[n, c, o·stride + k·dilation − before] over batch and positions. Inputs: g, then x. Its own
/// gradients are convolutions.
public struct ConvolutionWeights: Op, CustomStringConvertible {
  public static let name = "convolutionWeights"
  /// How the windows of the convolution lie.
  public let geometry: ConvolutionGeometry
  /// The extents of the kernel.
  public let kernel: [Dim]

  /// The weights' gradient of a convolution.
  public init(_ geometry: ConvolutionGeometry, kernel: [Dim]) {
    self.geometry = geometry
    self.kernel = kernel
  }

  public var description: String { "convolutionWeights \(geometry)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    try expectFloat(inputs)
    let dtype = try commonType(inputs)
    let (g, x) = (inputs[0].shape, inputs[1].shape)
    guard g.rank == x.rank, x.rank >= 2, g[0] == x[0],
      Array(g.dims.dropFirst(2)) == geometry.counts,
      let channels = x[1].dividedExactly(by: Dim(geometry.groups))
    else {
      throw GraphError(
        .shapeMismatch, expected: "the gradient of a convolution's result, and its input",
        found: "\(g) and \(x)", advice: "use the gradient of conv2d and the like")
    }
    let weights = Shape([g[1], channels] + kernel)
    try geometry.check(x, weights: weights)
    return [TensorType(weights, dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (g, x, h) = (context.inputs[0], context.inputs[1], try context.gradient)
    return [
      context.needed[0] ? try g.builder.append(Convolution(geometry), [x, h])[0] : nil,
      context.needed[1] ? try geometry.adjoint(g, h, of: Array(x.shape.dims.dropFirst(2))) : nil,
    ]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (g, x) = (inputs[0], try geometry.spaced(inputs[1], &lowering))
    let groups = Dim(geometry.groups)
    let channels = inputs[1].shape[1].dividedExactly(by: groups) ?? inputs[1].shape[1]
    let shape = Shape([g.shape[1], channels] + kernel)
    let layout = ConvolutionLayout(geometry, x.shape, shape)
    if layout.prefersSums || x.dtype != .float32 {
      return [layout.weightSums(g, x, &lowering).reshaped(shape)]
    }
    if let winograd = Winograd(geometry, inputs[1].shape, shape) {
      return [winograd.weights(g, inputs[1], &lowering)]
    }
    if let direct = DirectConvolution(geometry, inputs[1].shape, shape) {
      return [direct.weights(g, inputs[1], &lowering)]
    }
    let spread = layout.spread
    let rows = spread.laidOut(gradient: g, &lowering)
    return [
      spread.weights(rows, spread.laidOut(x, &lowering), geometry.groups, &lowering)
        .reshaped(shape)
    ]
  }
}
