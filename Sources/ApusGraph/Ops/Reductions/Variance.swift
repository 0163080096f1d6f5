/// The variance over axes: the mean first, then the squares of what differs from it, so that it is
/// exact for numbers far from 0, too. Divided by n − correction, or by 0 where that is less. The
/// gradient is 2 · g · (x − mean) / (n − correction).
public struct Variance: Op, CustomStringConvertible {
  public static let name = "variance"
  /// The resolved axes, ascending.
  public let axes: [Int]
  /// Whether the axes stay, with extents of 1.
  public let keepingDims: Bool
  /// 0 for that of a population, 1 for an estimate from a sample.
  public let correction: Int

  /// - Parameter axes: resolved and sorted, as `Shape.resolve(axes:)` gives them.
  public init(axes: [Int], keepingDims: Bool, correction: Int) {
    self.axes = axes
    self.keepingDims = keepingDims
    self.correction = correction
  }

  public var description: String { "variance over \(axes), correction \(correction)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    let shape = try inputs[0].shape.checked(axes)
    guard correction >= 0, correction <= Int(Int32.max) else {
      throw GraphError(
        .invalidArgument, expected: "a correction of 0 or more, below 2^31",
        found: "\(correction)",
        advice: "1 estimates from a sample, 0 is for all there is")
    }
    return [TensorType(reducedShape(shape, axes, keepingDims: keepingDims), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, dtype) = (context.inputs[0], context.inputs[0].dtype)
    // Of half types in float32: elements may be much larger than what they differ by.
    let wide = try cast(x, to: dtype.computed)
    let number = try x.builder.append(
      ExtentValue(extent: count(x.shape) - Dim(correction), dtype: dtype.computed), [])[0]
    let share = try cast(context.gradient, to: dtype.computed) * 2 / maximum(number, 0)
    let deviations = try wide - mean(wide, axes: axes, keepingDims: true)
    return [try cast(repeated(share, along: axes, of: x.shape) * deviations, to: dtype)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape, dtype) = (inputs[0], inputs[0].shape, inputs[0].dtype)
    let none = [Dim](repeating: 0, count: shape.rank - axes.count)
    func number(_ body: inout Body, less: Int) -> Ref {
      let index = AffineIndex(offset: count(shape) - Dim(less), strides: none)
      return body.cast(body.index(index, .int64), to: dtype)
    }
    let kept = reducedShape(shape, axes, keepingDims: true)
    let center = lowering.reduce(.sum, shape, axes: axes) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), dtype)
    } finish: { body, sum in
      body.binary(.divide, sum, number(&body, less: 0))
    }
    let variance = lowering.reduce(.sum, shape, axes: axes) { body, order in
      let element = body.load(Access(x.value, order(.rowMajor(shape))), dtype)
      let mean = body.load(Access(center.value, order(.broadcast(kept, to: shape))), dtype)
      let deviation = body.binary(.subtract, element, mean)
      return body.binary(.multiply, deviation, deviation)
    } finish: { body, sum in
      let divisor = number(&body, less: correction)
      let safe = body.binary(.maximum, divisor, body.constant(0, dtype))
      return body.binary(.divide, sum, correction == 0 ? divisor : safe)
    }
    return [variance.reshaped(reducedShape(shape, axes, keepingDims: keepingDims))]
  }

  private func count(_ shape: Shape) -> Dim { axes.reduce(1) { $0 * shape[$1] } }
}

/// The variance over `axes` (all if nil), as PyTorch's an estimate from a sample. Where there are no
/// more elements than `correction` it is not finite: NaN if they are all equal, else ∞.
///
/// - Formula: y = Σ (x − mean x)² / (n − correction) over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: floating point
/// - Gradient: 2 · g · (x − mean x) / (n − correction)
/// - PyTorch: torch.var
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range, a correction below 0 or another type.
/// - Parameter correction: 1 for an estimate from a sample; 0 for all there is, as NumPy's default.
public func variance(
  _ x: Variable, axes: [Int]? = nil, correction: Int = 1, keepingDims: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "variance", file, line)
  let op = Variance(axes: resolved, keepingDims: keepingDims, correction: correction)
  return try apply(op, x, file, line)
}

/// The standard deviation over `axes` (all if nil): the root of `variance`.
///
/// - Formula: y = √(Σ (x − mean x)² / (n − correction)) over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: floating point
/// - Gradient: g · (x − mean x) / (y · (n − correction)); 0 where y is 0
/// - PyTorch: torch.std
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range, a correction below 0 or another type.
/// - Parameter correction: 1 for an estimate from a sample; 0 for all there is, as NumPy's default.
public func standardDeviation(
  _ x: Variable, axes: [Int]? = nil, correction: Int = 1, keepingDims: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let squares = try variance(
      cast(x, to: x.dtype.computed), axes: axes, correction: correction, keepingDims: keepingDims)
    return try cast(flatRoot(squares), to: x.dtype)
  }
}

/// The square root, with the gradient 0 at 0 rather than infinity.
func flatRoot(_ x: Variable) throws(GraphError) -> Variable {
  let isZero = try equal(x, 0)
  return try select(isZero, 0, sqrt(select(isZero, 1, x)))
}
