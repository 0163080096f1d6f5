/// Rows of mean 0 and variance 1 over the last axis (J. Ba, J. Kiros, G. Hinton, "Layer
/// Normalization", 2016): y = (x − mean) · r with r = 1/√(variance + ε), the variance of the row
/// as a population. The second output is r, with the last axis 1.
///
/// With n elements in a row, upstream gradients g of y and h of r, the gradient is
/// r · (g − mean(g) − y · mean(g·y)) − h · r² · y / n.
public struct LayerNormalize: Op, CustomStringConvertible {
  public static let name = "layerNormalize"
  /// Keeps the division finite; above 0.
  public let epsilon: Double

  /// An operation with this epsilon.
  public init(epsilon: Double = 1e-5) { self.epsilon = epsilon }

  public var description: String { "layerNormalize with epsilon \(epsilon)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    guard let last = inputs[0].shape.dims.last, last != 0 else {
      throw GraphError(
        .invalidShape, expected: "a last axis of at least one element",
        found: "\(inputs[0].shape)", advice: "a layer normalises over the last axis")
    }
    guard epsilon > 0, epsilon.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "epsilon above 0", found: "\(epsilon)",
        advice: "1e-5 is the usual number")
    }
    let column = Shape(inputs[0].shape.dims.dropLast() + [1])
    return [inputs[0], TensorType(column, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (y, r) = (context.outputs[0], context.outputs[1])
    var result: Variable?
    if let g = context.outputGradients[0] {
      let rest = try y * mean(g * y, axes: [-1], keepingDims: true)
      result = try r * (g - mean(g, axes: [-1], keepingDims: true) - rest)
    }
    if let h = context.outputGradients[1] {
      let count = try y.builder.append(
        ExtentValue(extent: y.shape[y.shape.rank - 1], dtype: y.dtype.computed), [])[0]
      let own = try cast(h * r * r / count * y, to: y.dtype)
      result = try result.map { try $0 - own } ?? -own
    }
    return [result]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape, dtype) = (inputs[0], inputs[0].shape, inputs[0].dtype)
    let last = shape.rank - 1
    let column = reducedShape(shape, [last], keepingDims: true)
    func mean(
      _ y: LoweredTensor, _ lowering: inout Lowering, _ element: (inout Body, Ref) -> Ref,
      _ finish: (inout Body, Ref) -> Ref
    ) -> LoweredTensor {
      lowering.reduce(.sum, shape, axes: [last]) { body, order in
        element(&body, body.load(Access(y.value, order(.rowMajor(shape))), dtype))
      } finish: { body, sum in
        let extent = AffineIndex(
          offset: shape[last], strides: [Dim](repeating: 0, count: last))
        let count = body.cast(body.index(extent, .int64), to: dtype)
        return finish(&body, body.binary(.divide, sum, count))
      }.reshaped(column)
    }
    let center = mean(x, &lowering, { $1 }, { $1 })
    let deviations = lowering.elementwise([x, center], shape) {
      $0.binary(.subtract, $1[0], $1[1])
    }
    let scale = mean(deviations, &lowering) { body, d in
      body.binary(.multiply, d, d)
    } _: { body, variance in
      let safe = body.binary(.add, variance, body.constant(epsilon, dtype))
      return body.binary(.divide, body.constant(1, dtype), body.unary(.sqrt, safe))
    }
    let normal = lowering.elementwise([deviations, scale], shape) {
      $0.binary(.multiply, $1[0], $1[1])
    }
    return [normal, scale]
  }
}

/// Rows of mean 0 and variance 1 over the last axis; `LayerNorm` adds a learned scale and offset.
/// Rank 1 or more, floating point.
///
/// - Formula: y = (x − mean x) / √(var x + ε), over the last axis
/// - Shapes: x […, n] → […, n]
/// - DTypes: floating point
/// - Gradient: by the rule of the normalised rows; exact
/// - PyTorch: torch.nn.functional.layer_norm
/// - ONNX: LayerNormalization
/// - Throws: `GraphError` for another type, no axis, or an epsilon that is not above 0.
public func layerNormalize(
  _ x: Variable, epsilon: Double = 1e-5, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(LayerNormalize(epsilon: epsilon), x, file, line)
}
