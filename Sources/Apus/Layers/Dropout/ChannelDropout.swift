/// As `Dropout`, for whole channels, as torch.nn.Dropout1d. `[batch, C, L]`, floating point.
///
/// In JSON: `{"type": "dropout1d", "probability": 0.5}`, with `name` optional.
public struct Dropout1d: ScopedFunctionSpec {
  public static let typeName = "dropout1d"
  public static var defaults: Dropout1d? { Dropout1d(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `dropout1d1`, ….
  public var name: String?

  /// A layer that drops channels with this probability.
  public init(
    _ probability: Double, name: String? = nil
  ) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try dropout1d(x, probability)
  }
}

/// As `Dropout`, for whole channels, as torch.nn.Dropout2d. `[batch, C, H, W]`, floating point.
///
/// In JSON: `{"type": "dropout2d", "probability": 0.5}`, with `name` optional.
public struct Dropout2d: ScopedFunctionSpec {
  public static let typeName = "dropout2d"
  public static var defaults: Dropout2d? { Dropout2d(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `dropout2d1`, ….
  public var name: String?

  /// A layer that drops channels with this probability.
  public init(
    _ probability: Double, name: String? = nil
  ) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try dropout2d(x, probability)
  }
}

/// As `Dropout`, for whole channels, as torch.nn.Dropout3d. `[batch, C, D, H, W]`, floating
/// point.
///
/// In JSON: `{"type": "dropout3d", "probability": 0.5}`, with `name` optional.
public struct Dropout3d: ScopedFunctionSpec {
  public static let typeName = "dropout3d"
  public static var defaults: Dropout3d? { Dropout3d(0) }
  public static var requiredFields: [String] { ["probability"] }

  /// The share set to 0, in 0...1.
  public var probability: Double
  /// The name of the layer's scope, which decides its draws; nil for the next free
  /// `dropout3d1`, ….
  public var name: String?

  /// A layer that drops channels with this probability.
  public init(
    _ probability: Double, name: String? = nil
  ) {
    self.probability = probability
    self.name = name
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try dropout3d(x, probability)
  }
}
