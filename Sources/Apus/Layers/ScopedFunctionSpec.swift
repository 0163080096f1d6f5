/// A `FunctionSpec` that draws random numbers, or wants a scope of its own for another reason: each
/// layer has a name, and what it computes is built in the scope of that name, so that layers draw
/// differently.
public protocol ScopedFunctionSpec: FunctionSpec {
  /// The name of the layer's scope; nil for the next free one, `dropout1`, `dropout2`, ….
  var name: String? { get }
}

extension ScopedFunctionSpec {
  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return ScopedFunctionLayer(scope: name ?? graph.uniqueName(Self.typeName), spec: self)
  }
}

/// A built `ScopedFunctionSpec`: it owns nothing.
struct ScopedFunctionLayer<Spec: FunctionSpec>: Layer {
  let scope: String
  let spec: Spec

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) in try spec.apply(x) }
  }

  func mixesPositions(of input: TensorType) -> Bool { spec.mixesPositions(of: input) }
}
