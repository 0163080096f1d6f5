/// softmax(scale · q·kᵀ)·v without the scores in memory (T. Dao, "FlashAttention-2", 2023): blocks of
/// queries meet blocks of keys, and a running maximum and sum make the softmax.
///
/// Shapes: q `[…, queries, d]`, k `[…, keys, d]`, v `[…, keys, values]`, float32, with leading axes
/// that broadcast. The first output is `[…, queries, values]`; the second, `[…, queries]`, is the
/// logarithm of each query's Σ eˢᶜᵒʳᵉ, from which the gradient makes the weights again.
///
/// Causal: a query sees the keys up to its own position, counted from the end. A query that sees no
/// key gets zeros, and −∞ as its logarithm. What a hidden key or its value holds does not matter,
/// unless it is NaN or infinite: then a result may be NaN.
public struct Attention: Op, CustomStringConvertible {
  public static let name = "attention"
  /// What scores are multiplied by.
  public let scale: Double
  /// Whether keys behind the query are hidden.
  public let isCausal: Bool

  /// An operation with this scale.
  public init(scale: Double, isCausal: Bool) {
    self.scale = scale
    self.isCausal = isCausal
  }

  public var description: String {
    "attention with scale \(scale)\(isCausal ? ", causal" : "")"
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 3)
    try expectScale(scale)
    if inputs[0].dtype == .float64 {
      throw GraphError(
        .dtypeMismatch, expected: "float32 or a half type", found: "float64",
        advice: "use the function scaledDotProductAttention, which composes it of products")
    }
    let extents = try AttentionExtents(self, inputs)
    return [
      TensorType(extents.shape(extents.queries, extents.values), inputs[0].dtype),
      TensorType(Shape(extents.batch.dims + [extents.queries]), inputs[0].dtype),
    ]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (q, k, v) = (context.inputs[0], context.inputs[1], context.inputs[2])
    var result: [Variable?] = [nil, nil, nil]
    if let g = context.outputGradients[0] {
      result = try q.builder.append(
        AttentionGradient(scale: scale, isCausal: isCausal),
        [q, k, v, context.outputs[0], context.outputs[1], g])
    }
    // Without keys the logarithms are −∞ whatever the operands hold.
    if let h = context.outputGradients[1], k.shape[k.shape.rank - 2] != 0 {
      // The logarithm changes with each score by the score's weight.
      let scores = try matmul(q, k, transposeB: true)
      let weights = try q.builder.append(
        AttentionWeights(scale: scale, isCausal: isCausal), [scores])[0]
      let slopes = try weights * reshape(h, to: Shape(h.shape.dims + [1])) * scale
      let own = [try matmul(slopes, k), try matmul(slopes, q, transposeA: true)]
      for (position, gradient) in own.enumerated() {
        result[position] = try result[position].map { try $0 + gradient } ?? gradient
      }
    }
    return result
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let extents = try AttentionExtents(
      self, inputs.map { TensorType($0.shape, $0.dtype) })
    return lowering.attention(
      extents.core(.forward, scale, isCausal, inputs),
      outputs: [
        TensorType(extents.shape(extents.queries, extents.values), .float32),
        TensorType(Shape(extents.batch.dims + [extents.queries]), .float32),
      ])
  }
}

/// The gradients of `Attention` with respect to q, k and v. Inputs: those three, the operation's two
/// outputs, and the gradient that arrives at the first of them. The outputs have all leading axes;
/// gradients of broadcast operands are summed by the driver.
///
/// With weights p made again from the logarithms: dv = pᵀ·g, and the scores' gradient is
/// scale · p · (g·vᵀ − Σ g·output). The gradient of this operation is that of the same computation
/// out of products and a softmax, which holds all scores.
public struct AttentionGradient: Op, CustomStringConvertible {
  public static let name = "attentionGradient"
  /// What scores are multiplied by.
  public let scale: Double
  /// Whether keys behind the query are hidden.
  public let isCausal: Bool

  /// The gradient of an operation with this scale.
  public init(scale: Double, isCausal: Bool) {
    self.scale = scale
    self.isCausal = isCausal
  }

  public var description: String {
    "attentionGradient with scale \(scale)\(isCausal ? ", causal" : "")"
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 6)
    try expectScale(scale)
    let extents = try AttentionExtents(self, Array(inputs.prefix(3)))
    let made = extents.shape(extents.queries, extents.values)
    let rows = Shape(extents.batch.dims + [extents.queries])
    guard inputs[3].shape == made, inputs[4].shape == rows, inputs[5].shape == made else {
      throw GraphError(
        .shapeMismatch, expected: "the outputs of attention, \(made) and \(rows), and a gradient",
        found: inputs.dropFirst(3).map { "\($0.shape)" }.joined(separator: ", "),
        advice: "this operation belongs to Attention's gradient")
    }
    return extents.gradients.map { TensorType($0, inputs[0].dtype) }
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let builder = context.inputs[0].builder
    let extents = try AttentionExtents(self, context.inputs.prefix(3).map(\.type))
    // Without keys the gradients are 0 whatever the operands hold.
    if extents.keys == 0 { return [Variable?](repeating: nil, count: 6) }
    // Other names for the same numbers, so that nothing behind them is differentiated.
    func own(_ x: Variable, _ shape: Shape) throws -> Variable {
      try builder.append(Broadcast(to: shape), [x])[0]
    }
    let operands = try zip(context.inputs, extents.gradients).map(own)
    let g = try own(context.inputs[5], context.inputs[5].shape)
    let result = try composedAttention(
      operands[0], operands[1], operands[2], scale: scale, isCausal: isCausal)
    let first = try builder.gradients(of: result, withRespectTo: operands, seed: g)
    var sums: [Variable?] = [nil, nil, nil, nil]
    for (gradient, seed) in zip(first, context.outputGradients) {
      guard let seed else { continue }
      let second = try builder.gradients(of: gradient, withRespectTo: operands + [g], seed: seed)
      for (position, part) in second.enumerated() {
        sums[position] = try sums[position].map { try $0 + part } ?? part
      }
    }
    return [sums[0], sums[1], sums[2], nil, nil, sums[3]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let extents = try AttentionExtents(
      self, inputs.prefix(3).map { TensorType($0.shape, $0.dtype) })
    return lowering.attention(
      extents.core(.backward, scale, isCausal, inputs),
      outputs: extents.gradients.map { TensorType($0, .float32) })
  }
}

/// The extents of attention, from the types of q, k and v.
private struct AttentionExtents {
  var batch: Shape
  var queries: Dim
  var keys: Dim
  var width: Dim
  var values: Dim

  init(_ op: any Op, _ inputs: [TensorType]) throws {
    for position in inputs.indices { try op.expectFloat(inputs, position) }
    _ = try op.commonType(inputs)
    let shapes = inputs.map(\.shape)
    guard shapes.allSatisfy({ $0.rank >= 2 }) else {
      throw GraphError(
        .invalidShape, expected: "queries, keys and values of rank 2 or more",
        found: shapes.map { "\($0)" }.joined(separator: ", "),
        advice: "shapes are [..., queries, d], [..., keys, d] and [..., keys, values]")
    }
    let (q, k, v) = (shapes[0], shapes[1], shapes[2])
    (queries, width) = (q[q.rank - 2], q[q.rank - 1])
    (keys, values) = (v[v.rank - 2], v[v.rank - 1])
    guard k[k.rank - 2] == keys, k[k.rank - 1] == width else {
      throw GraphError(
        .shapeMismatch, expected: "keys of shape [..., \(keys), \(width)]", found: "\(k)",
        advice: "keys are as many as values and as wide as queries")
    }
    batch = try shapes.dropFirst().reduce(Shape(Array(q.dims.dropLast(2)))) {
      try $0.broadcast(with: Shape(Array($1.dims.dropLast(2))))
    }
  }

  func shape(_ rows: Dim, _ columns: Dim) -> Shape { Shape(batch.dims + [rows, columns]) }

  /// The shapes of the gradients with all leading axes.
  var gradients: [Shape] { [shape(queries, width), shape(keys, width), shape(keys, values)] }

  func core(
    _ pass: AttentionCore.Pass, _ scale: Double, _ isCausal: Bool, _ inputs: [LoweredTensor]
  ) -> AttentionCore {
    let rows = Shape(batch.dims + [queries])
    func access(_ x: LoweredTensor) -> Access {
      let target = Shape(batch.dims + x.shape.dims.suffix(2))
      return Access(x.value, .broadcast(x.shape, to: target))
    }
    var operands = inputs.map(access)
    let made = shape(queries, values)
    var stores = [made, Shape(rows.dims + [1])]
    if pass == .backward {
      operands[4] = Access(inputs[4].value, .rowMajor(Shape(rows.dims + [1])))
      stores = gradients
    }
    return AttentionCore(
      pass: pass, batch: batch.dims, queries: queries, keys: keys, width: width, values: values,
      scale: scale, isCausal: isCausal, operands: operands,
      stores: stores.map { .rowMajor($0) })
  }
}
