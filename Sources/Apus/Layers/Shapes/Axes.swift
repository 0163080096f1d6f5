/// The axes in another order, the batch among them, as torch.permute. Any type.
///
/// In JSON: `{"type": "permute", "order": [0, 2, 1]}`.
public struct Permute: FunctionSpec {
  public static let typeName = "permute"
  public static var defaults: Permute? { Permute([0]) }
  public static var requiredFields: [String] { ["order"] }

  /// Which axis of the input is in each place of the output.
  public var order: [Int]

  /// A layer with this order: `Permute([0, 2, 3, 1])` puts channels last.
  public init(
    _ order: [Int]
  ) {
    self.order = order
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.hasPositions && Set(order.prefix(2)) != [0, 1]
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try permute(x, order)
  }
}

/// Two axes in each other's place. Any type.
///
/// In JSON: `{"type": "swapAxes", "first": -2, "second": -1}`.
public struct SwapAxes: FunctionSpec {
  public static let typeName = "swapAxes"
  public static var defaults: SwapAxes? { SwapAxes(-2, -1) }
  public static var requiredFields: [String] { ["first", "second"] }

  /// One axis; a negative one counts from the end.
  public var first: Int
  /// The other one.
  public var second: Int

  /// A layer that swaps these axes.
  public init(
    _ first: Int, _ second: Int
  ) {
    self.first = first
    self.second = second
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.isOfPositions(first) != input.isOfPositions(second)
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try swapAxes(x, first, second)
  }
}

/// Axes of extent 1 removed. Any type.
///
/// In JSON: `{"type": "squeeze"}`, with `axes` optional.
public struct Squeeze: FunctionSpec {
  public static let typeName = "squeeze"
  public static var defaults: Squeeze? { Squeeze() }

  /// The axes; nil for all of extent 1.
  public var axes: [Int]?

  /// A layer that removes these axes.
  public init(
    _ axes: [Int]? = nil
  ) {
    self.axes = axes
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    axes?.contains { input.isOfPositions($0) } ?? true
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try squeeze(x, axes: axes)
  }
}

/// A new axis of extent 1. Any type.
///
/// In JSON: `{"type": "unsqueeze", "axis": 1}`.
public struct Unsqueeze: FunctionSpec {
  public static let typeName = "unsqueeze"
  public static var defaults: Unsqueeze? { Unsqueeze(1) }
  public static var requiredFields: [String] { ["axis"] }

  /// Its place in the output; a negative one counts from the end.
  public var axis: Int

  /// A layer that adds this axis.
  public init(
    _ axis: Int
  ) {
    self.axis = axis
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis, adding: 1) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try unsqueeze(x, axis: axis)
  }
}
