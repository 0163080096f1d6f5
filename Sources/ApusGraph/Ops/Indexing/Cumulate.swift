/// Each element combined with those before it along an axis: its sums or products so far.
public struct Cumulate: Op, CustomStringConvertible {
  public static let name = "cumulate"
  /// Sum or product.
  public let kind: CumulativeKind
  /// The resolved axis.
  public let axis: Int
  /// Whether an element itself does not count.
  public let isExclusive: Bool
  /// Whether the last element comes first.
  public let isReversed: Bool

  /// - Parameter axis: resolved, as `Shape.resolve(axis:)` gives it.
  public init(_ kind: CumulativeKind, axis: Int, isExclusive: Bool, isReversed: Bool) {
    (self.kind, self.axis) = (kind, axis)
    (self.isExclusive, self.isReversed) = (isExclusive, isReversed)
  }

  public var description: String {
    "cumulative \(kind) along \(axis)" + (isExclusive ? ", exclusive" : "")
      + (isReversed ? ", reversed" : "")
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    _ = try inputs[0].shape.checked([axis])
    return [TensorType(inputs[0].shape, try commonType(inputs))]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, y, g) = (context.inputs[0], context.outputs[0], try context.gradient)
    if kind == .sum { return [try sumsBack(g)] }
    // dx[k] = Σ g[i] · y[i] / x[k] over the i that k is a factor of; where x[k] is 0, that is the
    // product of the others, and not 0 for the first 0 only: there it is taken for 1.
    let isZero = try equal(x, 0)
    let before = Cumulate(.sum, axis: axis, isExclusive: true, isReversed: isReversed)
    let zerosBefore = try x.builder.append(before, [cast(isZero, to: .int32)])[0]
    let isFirst = try logicalAnd(isZero, equal(zerosBefore, 0))
    let others = try x.builder.append(self, [select(isFirst, 1, x)])[0]
    let atFirst = try sumsBack(g * others)
    let elsewhere = try select(isZero, 0, sumsBack(g * y) / select(isZero, 1, x))
    return [try select(isFirst, atFirst, elsewhere)]
  }

  /// The sums the other way round.
  private func sumsBack(_ g: Variable) throws(GraphError) -> Variable {
    let op = Cumulate(.sum, axis: axis, isExclusive: isExclusive, isReversed: !isReversed)
    return try g.builder.append(op, [g])[0]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let kind = TableCore.Kind.cumulate(kind, isExclusive: isExclusive, isReversed: isReversed)
    let core = TableCore(kind, shape, axis, shape[axis], [x.value])
    return lowering.table(core, outputs: [TensorType(shape, x.dtype)])
  }
}

/// The sums of the elements up to each one along `axis`, in a fixed order; the type stays that of `x`.
///
/// - Formula: y[i] = Σ x[j] over j ≤ i; j < i if exclusive; j ≥ i if reversed
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: the sums of g the other way round
/// - PyTorch: torch.cumsum
/// - ONNX: CumSum
/// - Throws: `GraphError` for an axis out of range or `bool`.
public func cumulativeSum(
  _ x: Variable, axis: Int, exclusive: Bool = false, reversed: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "cumulativeSum", file, line)[0]
  let op = Cumulate(.sum, axis: axis, isExclusive: exclusive, isReversed: reversed)
  return try apply(op, x, file, line)
}

/// The products of the elements up to each one along `axis`, in a fixed order; the type stays that of
/// `x`.
///
/// - Formula: y[i] = Π x[j] over j ≤ i; j < i if exclusive; j ≥ i if reversed
/// - Shapes: any
/// - DTypes: numeric
/// - Gradient: Σ g[i] · (the product of the other factors of y[i]) over the i that an element is a
///   factor of, zeros included; twice differentiable along rows with at most one 0
/// - PyTorch: torch.cumprod
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range or `bool`.
public func cumulativeProduct(
  _ x: Variable, axis: Int, exclusive: Bool = false, reversed: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "cumulativeProduct", file, line)[0]
  let op = Cumulate(.product, axis: axis, isExclusive: exclusive, isReversed: reversed)
  return try apply(op, x, file, line)
}
