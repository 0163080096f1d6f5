/// Merges the axes from `first` on into one: `[batch, 28, 28]` becomes `[batch, 784]`. Any type.
/// Nothing is copied.
///
/// In JSON: `{"type": "flatten"}`, with `first` optional.
public struct Flatten: LayerSpec, Layer {
  public static let typeName = "flatten"
  public static var defaults: Flatten? { Flatten() }

  /// The first axis to merge; negative ones count from the end.
  public var first: Int

  /// A layer that merges the axes from `first` on.
  public init(from first: Int = 1) { self.first = first }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return self
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    try typeInScratchGraph(input, forward)
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool {
    input.shape.rank > 2 && input.isOfPositions(first)
  }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try flatten(x, from: first)
  }
}
