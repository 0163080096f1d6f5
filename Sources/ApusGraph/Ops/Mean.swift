/// The mean over axes: the sum divided by the number of elements, which may be symbolic. The
/// gradient is g divided by that number, repeated. A mean over no elements is NaN, as in NumPy.
public struct Mean: Op, CustomStringConvertible {
  public static let name = "mean"
  /// The resolved axes, ascending.
  public let axes: [Int]
  /// Whether the axes stay, with extents of 1.
  public let keepingDims: Bool

  /// - Parameter axes: resolved and sorted, as `Shape.resolve(axes:)` gives them.
  public init(axes: [Int], keepingDims: Bool) {
    self.axes = axes
    self.keepingDims = keepingDims
  }

  public var description: String { "mean over \(axes)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    let shape = try inputs[0].shape.checked(axes)
    return [TensorType(reducedShape(shape, axes, keepingDims: keepingDims), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let x = context.inputs[0]
    let count = try x.builder.append(
      ExtentValue(extent: count(x.shape), dtype: x.dtype.computed), [])[0]
    let share = try cast(context.gradient / count, to: x.dtype)
    return [try repeated(share, along: axes, of: x.shape)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let keptRank = shape.rank - axes.count
    let mean = lowering.reduce(.sum, shape, axes: axes) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), x.dtype)
    } finish: { body, sum in
      let index = AffineIndex(
        offset: count(shape), strides: [Dim](repeating: 0, count: keptRank))
      let count = body.cast(body.index(index, .int64), to: x.dtype)
      return body.binary(.divide, sum, count)
    }
    return [mean.reshaped(reducedShape(shape, axes, keepingDims: keepingDims))]
  }

  private func count(_ shape: Shape) -> Dim { axes.reduce(1) { $0 * shape[$1] } }
}

/// The mean over `axes` (all if nil). Floating point.
///
/// - Formula: y = Σ x / n over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: floating point
/// - Gradient: g / n, repeated along the axes
/// - PyTorch: torch.mean
/// - ONNX: ReduceMean
/// - Throws: `GraphError` for an axis out of range or another type.
public func mean(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let resolved = try resolve(axes, of: x, "mean", file, line)
  return try apply(Mean(axes: resolved, keepingDims: keepingDims), x, file, line)
}
