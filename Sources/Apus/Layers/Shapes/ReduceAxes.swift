/// The mean over axes, such as pooling over time. Floating point.
///
/// In JSON: `{"type": "meanOver", "axes": [1]}`, with `keepingDims` optional.
public struct MeanOver: FunctionSpec {
  public static let typeName = "meanOver"
  public static var defaults: MeanOver? { MeanOver([1]) }
  public static var requiredFields: [String] { ["axes"] }

  /// The axes; negative ones count from the end.
  public var axes: [Int]
  /// Whether they stay, with an extent of 1.
  public var keepingDims: Bool

  /// A layer over these axes.
  public init(
    _ axes: [Int], keepingDims: Bool = false
  ) {
    self.axes = axes
    self.keepingDims = keepingDims
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    axes.contains { input.isOfPositions($0) }
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try mean(x, axes: axes, keepingDims: keepingDims)
  }
}

/// The largest element over axes, such as pooling over time. Any numeric type; NaN stays.
///
/// In JSON: `{"type": "maxOver", "axes": [1]}`, with `keepingDims` optional.
public struct MaxOver: FunctionSpec {
  public static let typeName = "maxOver"
  public static var defaults: MaxOver? { MaxOver([1]) }
  public static var requiredFields: [String] { ["axes"] }

  /// The axes; negative ones count from the end.
  public var axes: [Int]
  /// Whether they stay, with an extent of 1.
  public var keepingDims: Bool

  /// A layer over these axes.
  public init(
    _ axes: [Int], keepingDims: Bool = false
  ) {
    self.axes = axes
    self.keepingDims = keepingDims
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    axes.contains { input.isOfPositions($0) }
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try max(x, axes: axes, keepingDims: keepingDims)
  }
}

/// The sum over axes, such as pooling over time. Any numeric type.
///
/// In JSON: `{"type": "sumOver", "axes": [1]}`, with `keepingDims` optional.
public struct SumOver: FunctionSpec {
  public static let typeName = "sumOver"
  public static var defaults: SumOver? { SumOver([1]) }
  public static var requiredFields: [String] { ["axes"] }

  /// The axes; negative ones count from the end.
  public var axes: [Int]
  /// Whether they stay, with an extent of 1.
  public var keepingDims: Bool

  /// A layer over these axes.
  public init(
    _ axes: [Int], keepingDims: Bool = false
  ) {
    self.axes = axes
    self.keepingDims = keepingDims
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    axes.contains { input.isOfPositions($0) }
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try sum(x, axes: axes, keepingDims: keepingDims)
  }
}
