/// Keeps the norms of parameters to a bound after each update, as Keras' `MaxNorm`
/// (https://keras.io/api/layers/constraints/#maxnorm-class):
///
///     n = √Σ p² along `axes`
///     p ← p · min(n, bound) / (10⁻⁷ + n)
///
/// The bound is the hyper-parameter `maxNorm`, or `<group>.maxNorm`.
public struct MaxNorm: Hashable, Sendable, Codable {
  /// What a norm is taken along; a list of axes may be written as an array.
  public enum Axes: Hashable, Sendable, Codable, ExpressibleByArrayLiteral {
    /// All that leads to one output of the layer, as Keras advises: all axes but `Variable.outputAxis`, the
    /// first one of a weight [in, out] of `Dense`. Parameters of fewer than two axes, such as biases, stay
    /// as they are.
    case inputs
    /// All axes: one norm for each parameter.
    case all
    /// These axes; negative ones count from the last one.
    case listed([Int])

    public init(arrayLiteral axes: Int...) { self = .listed(axes) }
  }

  /// The largest norm; above 0.
  public var bound: Double
  /// What each norm is taken along.
  public var axes: Axes

  /// A bound of norms.
  public init(_ bound: Double, axes: Axes = .inputs) {
    self.bound = bound
    self.axes = axes
  }

  /// The value of a parameter within the bound, float32 for a half type.
  /// - Throws: `GraphError` for a bound out of range, or an axis that the parameter lacks.
  func kept(
    _ value: Variable, of parameter: Variable, group: String?, _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let range = HyperparameterRange.bound(of: "MaxNorm")
    try range.check("maxNorm", bound)
    let along: [Int]?
    switch axes {
    case .inputs:
      guard let output = parameter.outputAxis else { return value }
      along = parameter.shape.indices.filter { $0 != output }
    case .all: along = nil
    case .listed(let axes): along = axes
    }
    let bound = try context.scalar("maxNorm", bound, group: group, range)
    let value = try cast(value, to: value.dtype.computed)
    let norm = try sqrt(sum(value * value, axes: along, keepingDims: true))
    return try value * (minimum(norm, bound) / (norm + 1e-7))
  }
}
