/// Keeps the norms of parameters to a bound after each update, as Keras' `MaxNorm`
/// (https://keras.io/api/layers/constraints/#maxnorm-class):
///
///     n = √Σ p² along `axes`
///     p ← p · min(n, bound) / (10⁻⁷ + n)
///
/// Along axis 0 of a weight [in, out] of `Dense`, n is the norm of what leads to one unit. The bound is
/// the hyper-parameter `maxNorm`, or `<group>.maxNorm`.
public struct MaxNorm: Hashable, Sendable, Codable {
  /// The largest norm; above 0.
  public var bound: Double
  /// What each norm is taken along; nil for all axes. Negative ones count from the last one.
  public var axes: [Int]?

  /// A bound of norms.
  public init(_ bound: Double, axes: [Int]? = [0]) {
    self.bound = bound
    self.axes = axes
  }

  /// The value within the bound, float32 for a half type.
  /// - Throws: `GraphError` for a bound out of range, or an axis that the parameter lacks.
  func kept(
    _ value: Variable, group: String?, _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let range = HyperparameterRange.bound(of: "MaxNorm")
    try range.check("maxNorm", bound)
    let bound = try context.scalar("maxNorm", bound, group: group, range)
    let value = try cast(value, to: value.dtype.computed)
    let norm = try sqrt(sum(value * value, axes: axes, keepingDims: true))
    return try value * (minimum(norm, bound) / (norm + 1e-7))
  }
}
