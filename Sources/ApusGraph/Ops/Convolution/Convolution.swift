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
    let (x, w) = (try geometry.spaced(inputs[0], &lowering), inputs[1])
    let layout = ConvolutionLayout(geometry, x.shape, w.shape)
    let shape = Shape([layout.batch, w.shape[0]] + geometry.counts)
    if layout.isNarrow { return [layout.sums(x, w, &lowering).reshaped(shape)] }
    let columns = layout.columns(x, &lowering)
    let (k, positions) = (layout.taps, layout.positions)
    let weights = AffineIndex(strides: [0, layout.outputs * k, k, 1])
    let product = lowering.contract(
      batch: [layout.batch, Dim(geometry.groups)], m: layout.outputs, n: positions, k: k,
      a: Access(w.value, weights), b: columns, dtype: x.dtype)
    return [product.reshaped(shape)]
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
    if layout.isNarrow { return [layout.weightSums(g, x, &lowering).reshaped(shape)] }
    // Both operands in the order of the sum: batch, then positions.
    let rows = layout.gradientRows(g, &lowering)
    let columns = layout.positionRows(x, &lowering)
    let product = lowering.contract(
      batch: [groups], m: layout.outputs, n: layout.taps, k: layout.batch * layout.positions,
      a: rows, b: columns, dtype: g.dtype)
    return [product.reshaped(shape)]
  }
}
