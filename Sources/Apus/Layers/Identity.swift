/// Its input, as torch.nn.Identity: a place among layers for another one. Any type.
///
/// In JSON: `{"type": "identity"}`.
public struct Identity: FunctionSpec {
  public static let typeName = "identity"

  /// The layer, which has no attributes.
  public init() {}

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    x
  }
}
