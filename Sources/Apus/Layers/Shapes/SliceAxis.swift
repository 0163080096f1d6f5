/// Part of an axis, as Python's x[start:end:step]: negative positions count from the end, those
/// beyond the axis are moved to its end. Any type.
///
/// In JSON: `{"type": "sliceAxis", "axis": 1}`, with `start`, `end` and `step` optional.
public struct SliceAxis: FunctionSpec {
  public static let typeName = "sliceAxis"
  public static var defaults: SliceAxis? { SliceAxis(axis: 1) }
  public static var requiredFields: [String] { ["axis"] }

  /// The axis; a negative one counts from the end.
  public var axis: Int
  /// The first position.
  public var start: Int
  /// The position behind the last one; nil for the end of the axis.
  public var end: Int?
  /// From one position to the next; not 0.
  public var step: Int

  /// A layer that keeps this part.
  public init(
    axis: Int, from start: Int = 0, to end: Int? = nil, step: Int = 1
  ) {
    self.axis = axis
    self.start = start
    self.end = end
    self.step = step
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try slice(
      x, starts: [start], ends: [end ?? (step < 0 ? .min : .max)], axes: [axis], steps: [step])
  }
}

/// The last element along an axis, such as the last step of a sequence; the axis goes away.
/// `[batch, time, features]` becomes `[batch, features]`; `time` may be symbolic. Any type. Of a model that
/// goes on piece by piece it is the last step so far.
///
/// In JSON: `{"type": "takeLast"}`, with `axis` optional.
public struct TakeLast: FunctionSpec {
  public static let typeName = "takeLast"
  public static var defaults: TakeLast? { TakeLast() }

  /// The axis; a negative one counts from the end.
  public var axis: Int

  /// A layer over this axis.
  public init(
    axis: Int = 1
  ) {
    self.axis = axis
  }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    let y = try slice(x, starts: [-1], ends: [.max], axes: [axis])
    return try squeeze(y, axes: [axis])
  }
}

extension TakeLast {
  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return TakeLastLayer(spec: self)
  }
}

/// A built `TakeLast`: the end of a piece is that of the sequence so far.
struct TakeLastLayer: CachingLayer {
  let spec: TakeLast

  func forward(_ x: Variable) throws(GraphError) -> Variable { try spec.apply(x) }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try spec.apply(x)
  }
}
