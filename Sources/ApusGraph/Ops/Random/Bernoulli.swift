extension GraphBuilder {
  /// True with a probability, drawn anew at each step.
  ///
  /// - Formula: y = (u < p), u uniform over [0, 1)
  /// - Shapes: → shape
  /// - DTypes: bool
  /// - Gradient: none
  /// - PyTorch: torch.bernoulli
  /// - ONNX: Bernoulli
  /// - Parameter probability: in steps of 2⁻²⁴.
  /// - Parameter name: of the draws, as in `random`.
  /// - Throws: `GraphError` for a probability outside of 0...1, an impossible shape or a name that
  ///   is taken.
  public func bernoulli(
    _ probability: Double, _ shape: Shape, name: String? = nil, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Variable {
    try composed([], file, line) { () throws(GraphError) in
      guard probability >= 0 && probability <= 1 else {
        throw GraphError(
          .invalidArgument, expected: "a probability in 0...1", found: "\(probability)",
          advice: "0.5 is a fair coin")
      }
      return try random(.uniform, shape, name: name) < probability
    }
  }
}

/// 1 with the probability that each element gives, else 0; drawn anew at each step. Below 0 or NaN
/// is never, above 1 always.
///
/// - Formula: y = [u < p], u uniform over [0, 1)
/// - Shapes: any → like p
/// - DTypes: floating point
/// - Gradient: none
/// - PyTorch: torch.bernoulli
/// - ONNX: Bernoulli
/// - Parameter name: of the draws, as in `GraphBuilder.random`.
/// - Throws: `GraphError` for another element type or a name that is taken.
public func bernoulli(
  _ p: Variable, name: String? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try p.builder.composed([p], file, line) { () throws(GraphError) in
    try expectFloat(p)
    let draws = try p.builder.random(.uniform, p.shape, dtype: p.dtype.computed, name: name)
    return try cast(draws < cast(p, to: p.dtype.computed), to: p.dtype)
  }
}
