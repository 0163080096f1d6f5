/// Probabilities over an axis that are large where x is small: e⁻ˣ / Σ e⁻ˣ, as torch.nn.Softmin.
/// Any shape of rank 1 or more, floating point.
///
/// In JSON: `{"type": "softmin"}`, with `axis` optional.
public struct Softmin: FunctionSpec {
  public static let typeName = "softmin"
  public static var defaults: Softmin? { Softmin() }

  /// The axis that sums to 1; a negative one counts from the end.
  public var axis: Int

  /// A layer over this axis.
  public init(
    axis: Int = -1
  ) {
    self.axis = axis
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try softmin(x, axis: axis)
  }
}
