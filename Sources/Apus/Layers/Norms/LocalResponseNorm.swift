/// Local response normalisation over neighbouring channels (A. Krizhevsky et al., 2012), as PyTorch's
/// `LocalResponseNorm`. Shapes: x and y `[batch, channels, …]`, floating point.
///
/// In JSON: `{"type": "localResponseNorm", "size": 5}`, with `alpha`, `beta` and `k` optional.
public struct LocalResponseNorm: FunctionSpec {
  public static let typeName = "localResponseNorm"
  public static var defaults: LocalResponseNorm? { LocalResponseNorm(1) }
  public static var requiredFields: [String] { ["size"] }

  /// How many channels are added up.
  public var size: Int
  /// The factor of the squares.
  public var alpha: Double
  /// The power of the divisor.
  public var beta: Double
  /// Added to the squares.
  public var k: Double

  /// A layer with PyTorch's defaults.
  public init(_ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1) {
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }

  /// Always: sequences and positions are no batch and channels.
  public func mixesPositions(of input: TensorType) -> Bool { true }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try localResponseNorm(x, size: size, alpha: alpha, beta: beta, k: k)
  }
}
