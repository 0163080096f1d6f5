/// Mean 0 and variance 1 over some axes, and the mean and variance that were: y = (x − m) · r with
/// r = 1/√(v + ε). The variance is the population's, from the deviations (two passes), so that a
/// large mean costs no digits.
///
/// With n elements to a mean, upstream gradients g of y, a of m and b of v, the gradient is
/// r · (g − mean(g) − y · mean(g·y)) + (a + 2b · (x − m)) / n.
public struct Standardize: Op, CustomStringConvertible {
  public static let name = "standardize"
  /// The resolved axes, ascending.
  public let axes: [Int]
  /// Keeps the division finite; above 0.
  public let epsilon: Double

  /// - Parameter axes: resolved and sorted, as `Shape.resolve(axes:)` gives them.
  public init(axes: [Int], epsilon: Double) {
    self.axes = axes
    self.epsilon = epsilon
  }

  public var description: String { "standardize over \(axes) with epsilon \(epsilon)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    let shape = try inputs[0].shape.checked(axes)
    try expectElements(
      shape, axes, "to each mean",
      "of no elements there is no mean: leave empty batches out, or pass numbers that are known, "
        + "as batchNorm(mean:variance:) takes them")
    try expectEpsilon(epsilon)
    let kept = TensorType(reducedShape(shape, axes, keepingDims: true), inputs[0].dtype)
    return [inputs[0], kept, kept]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, y) = (context.inputs[0], context.outputs[0])
    var parts: [Variable] = []
    if let g = context.outputGradients[0] {
      let r = try 1 / sqrt(context.outputs[2] + epsilon)
      let rest = try y * mean(g * y, axes: axes, keepingDims: true)
      parts.append(try r * (g - mean(g, axes: axes, keepingDims: true) - rest))
    }
    let count = try x.builder.append(ExtentValue(extent: count(x.shape), dtype: x.dtype), [])[0]
    if let a = context.outputGradients[1] { parts.append(try broadcast(a / count, to: x.shape)) }
    if let b = context.outputGradients[2] {
      parts.append(try (x - context.outputs[1]) * (b * 2 / count))
    }
    guard var result = parts.first else { return [nil] }
    for part in parts.dropFirst() { result = try result + part }
    return [result]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape, dtype) = (inputs[0], inputs[0].shape, inputs[0].dtype)
    let kept = reducedShape(shape, axes, keepingDims: true)
    func mean(
      _ lowering: inout Lowering,
      _ element: (inout Body, (AffineIndex) -> AffineIndex) -> Ref
    ) -> LoweredTensor {
      lowering.reduce(.sum, shape, axes: axes, element: element) { body, sum in
        let extent = AffineIndex(
          offset: count(shape), strides: [Dim](repeating: 0, count: shape.rank - axes.count))
        return body.binary(.divide, sum, body.cast(body.index(extent, .int64), to: dtype))
      }.reshaped(kept)
    }
    func element(_ body: inout Body, _ order: (AffineIndex) -> AffineIndex) -> Ref {
      body.load(Access(x.value, order(.rowMajor(shape))), dtype)
    }
    let center = mean(&lowering, element)
    // Deviations are computed where they are needed, so that none are stored.
    let variance = mean(&lowering) { body, order in
      let middle = body.load(Access(center.value, order(.broadcast(kept, to: shape))), dtype)
      let deviation = body.binary(.subtract, element(&body, order), middle)
      return body.binary(.multiply, deviation, deviation)
    }
    let normal = lowering.elementwise([x, center, variance], shape) { body, refs in
      let safe = body.binary(.add, refs[2], body.constant(epsilon, dtype))
      let scale = body.binary(.divide, body.constant(1, dtype), body.unary(.sqrt, safe))
      return body.binary(.multiply, body.binary(.subtract, refs[0], refs[1]), scale)
    }
    return [normal, center, variance]
  }

  private func count(_ shape: Shape) -> Dim { axes.reduce(1) { $0 * shape[$1] } }
}

/// - Throws: `GraphError` unless `epsilon` is a finite number above 0.
func expectEpsilon(_ epsilon: Double) throws(GraphError) {
  guard epsilon > 0, epsilon.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "epsilon above 0", found: "\(epsilon)",
      advice: "1e-5 is the usual number")
  }
}
