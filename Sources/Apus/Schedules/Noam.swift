/// The rate of the first transformers (A. Vaswani et al., "Attention is all you need", NeurIPS 2017,
/// section 5.3): a straight climb over `warmUp` steps, then a fall with the root of the step,
///
///     factor / √width · min(1 / √n, n / warmUp^1.5)          n = step + 1, as the paper counts
///
/// In JSON: `{"type": "noam", "width": 512, "warmUp": 4000}`, with `factor` optional.
public struct Noam: Schedule {
  public static let typeName = "noam"
  public static var defaults: Noam? { Noam(width: 1, warmUp: 1) }
  public static var requiredFields: [String] { ["width", "warmUp"] }

  /// The width of the model, d_model; at least 1.
  public var width: Int
  /// The steps of the climb; at least 1.
  public var warmUp: Int
  /// What the paper's rate is multiplied by.
  public var factor: Double

  /// The schedule of a model of this width.
  public init(width: Int, warmUp: Int, factor: Double = 1) {
    self.width = width
    self.warmUp = warmUp
    self.factor = factor
  }

  public func validate() throws(GraphError) {
    try check("width", width, width >= 1, "at least 1")
    try checkSteps("warmUp", warmUp)
    try checkFinite(["factor": factor])
  }

  public func value(at step: Int) throws(GraphError) -> Double {
    let n = try checked(step) + 1
    let least = min(1 / n.squareRoot(), n * raised(Double(warmUp), -1.5))
    return factor / Double(width).squareRoot() * least
  }
}
