/// softmax(scale · x) over the last axis: the weights of scaled dot-product attention (A. Vaswani et
/// al., "Attention Is All You Need", 2017). x is `[…, queries, keys]`. Causal weights are 0 for keys
/// behind the query, the last query seeing all keys; a query that sees no key has weights of 0. With
/// output y, the gradient is scale · y · (g − Σ g·y).
public struct AttentionWeights: Op, CustomStringConvertible {
  public static let name = "attentionWeights"
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
    "attentionWeights with scale \(scale)\(isCausal ? ", causal" : "")"
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectScale(scale)
    try expectScores(inputs)
    guard inputs[0].shape.rank >= 2 else {
      throw GraphError(
        .invalidShape, expected: "scores of shape [..., queries, keys]",
        found: "\(inputs[0].shape)", advice: "reshape the scores")
    }
    return inputs
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, g) = (context.outputs[0], try context.gradient)
    return [try y * (g - sum(g * y, axes: [-1], keepingDims: true)) * scale]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape, dtype) = (inputs[0], inputs[0].shape, inputs[0].dtype)
    let last = shape.rank - 1
    let column = reducedShape(shape, [last], keepingDims: true)
    // How far a key is behind what the query may see: above 0 it is hidden.
    var behind = AffineIndex(
      offset: shape[last - 1] - shape[last], strides: [Dim](repeating: 0, count: shape.rank))
    behind.strides[last] = 1
    behind.strides[last - 1] = -1
    func isHidden(_ body: inout Body, _ order: (AffineIndex) -> AffineIndex) -> Ref {
      let distance = body.index(order(behind), .int32)
      return body.binary(.greater, distance, body.constant(0, .int32))
    }
    func score(_ body: inout Body, _ order: (AffineIndex) -> AffineIndex) -> Ref {
      let own = body.load(Access(x.value, order(.rowMajor(shape))), dtype)
      let scaled = body.binary(.multiply, own, body.constant(scale, dtype))
      if !isCausal { return scaled }
      return body.select(isHidden(&body, order), body.constant(-.infinity, dtype), scaled)
    }
    let scores = lowering.map(shape) { score(&$0) { $0 } }
    func rows(_ kind: ReductionKind, _ y: LoweredTensor, _ lowering: inout Lowering)
      -> LoweredTensor
    {
      lowering.reduce(kind, shape, axes: [last]) { body, order in
        body.load(Access(y.value, order(.rowMajor(shape))), dtype)
      }.reshaped(column)
    }
    let maximum = rows(.maximum, scores, &lowering)
    let exponentials = lowering.elementwise([scores, maximum], shape) { body, refs in
      body.unary(.exp, body.binary(.subtract, refs[0], refs[1]))
    }
    let total = rows(.sum, exponentials, &lowering)
    // Without a key the quotient would be that of nothing by nothing.
    let seesNothing = isCausal && !shape[last].isProvablyAtLeast(shape[last - 1])
    return [
      lowering.elementwise([exponentials, total], shape) { body, refs in
        // One division for a row; the total is 1 at least, so that its inverse is exact enough.
        let inverse = body.binary(.divide, body.constant(1, dtype), refs[1])
        let weight = body.binary(.multiply, refs[0], inverse)
        return seesNothing
          ? body.select(isHidden(&body) { $0 }, body.constant(0, dtype), weight) : weight
      }
    ]
  }
}
