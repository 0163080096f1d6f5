/// A layer without variables: its whole computation is a function of its input.
///
///     struct Double: FunctionSpec {
///       static let typeName = "double"
///       func apply(_ x: Variable) throws(GraphError) -> Variable { try 2 * x }
///     }
public protocol FunctionSpec: LayerSpec {
  /// The function.
  /// - Throws: `GraphError` for fields out of range, or an input that it cannot take.
  func apply(_ x: Variable) throws(GraphError) -> Variable

  /// As `Layer.mixesPositions(of:)`.
  func mixesPositions(of input: TensorType) -> Bool
}

extension FunctionSpec {
  /// Each position by itself, unless a layer says otherwise.
  public func mixesPositions(of input: TensorType) -> Bool { false }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return FunctionLayer(spec: self)
  }

  /// - Throws: `GraphError` naming the layer, as `apply` does.
  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    do {
      return try typeInScratchGraph(input) { (x) throws(GraphError) in try apply(x) }
    } catch {
      var error = error
      error.operation = Self.typeName
      error.operands = ["\(input)"]
      throw error
    }
  }
}

/// A built `FunctionSpec`: it owns nothing.
struct FunctionLayer<Spec: FunctionSpec>: Layer {
  let spec: Spec

  func forward(_ x: Variable) throws(GraphError) -> Variable { try spec.apply(x) }

  func mixesPositions(of input: TensorType) -> Bool { spec.mixesPositions(of: input) }
}
