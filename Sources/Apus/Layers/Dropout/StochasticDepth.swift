/// What of a batch `StochasticDepth` drops together.
public enum StochasticDepthMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// Each example by itself.
  case row
  /// The whole batch.
  case batch
}

/// In training, sets whole examples to 0 with a probability p and divides the others by 1 − p; in
/// evaluation, the identity (G. Huang et al., "Deep Networks with Stochastic Depth", 2016, as
/// torchvision's StochasticDepth). It stands at the end of a residual branch, where dropping is leaving
/// out the branch; DropPath is another name for it, in the mode `row`.
///
/// `[batch, …]`, floating point.
///
/// In JSON: `{"type": "stochasticDepth", "probability": 0.1}`, with `mode` and `name` optional.
public struct StochasticDepth: ScopedFunctionSpec {
  public static let typeName = "stochasticDepth"
  public static var defaults: StochasticDepth? { StochasticDepth(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share of examples set to 0, in 0...1.
  public var probability: Double
  /// What is dropped together.
  public var mode: StochasticDepthMode
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `stochasticDepth1`, ….
  public var name: String?

  /// A layer that drops examples with this probability.
  public init(_ probability: Double, mode: StochasticDepthMode = .row, name: String? = nil) {
    self.probability = probability
    self.mode = mode
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try expectShare(probability, upTo: 1, of: x)
    guard let batch = x.shape.dims.first else {
      throw GraphError(
        .invalidShape, expected: "an input [batch, ...]", found: "\(x.shape)",
        advice: "examples are dropped along axis 0; use Dropout for single elements")
    }
    if probability == 0 { return x }
    let ones = [Dim](repeating: 1, count: x.shape.rank - 1)
    let draws = try x.builder.random(.uniform, Shape([mode == .row ? batch : 1] + ones))
    // No draw is 1: where everything is dropped, nothing is divided by 0.
    let share = probability < 1 ? 1 - probability : 1
    return try modeSelect(
      training: select(draws >= probability, x * (1 / share), 0), evaluation: x)
  }
}

/// - Throws: `GraphError` unless `share` is in 0...limit and `x` floating point.
func expectShare(
  _ share: Double, upTo limit: Double, of x: Variable
) throws(GraphError) {
  guard (0...limit).contains(share) else {
    throw GraphError(
      .invalidArgument, expected: "a probability in 0...\(limit)", found: "\(share)",
      advice: "give the share to drop, such as 0.1")
  }
  guard x.dtype.isFloatingPoint else {
    throw GraphError(
      .dtypeMismatch, expected: "a floating-point input", found: "\(x.dtype)",
      advice: "cast(to: .float32) first")
  }
}
