import ApusGraph

/// A penalty to add to a loss that pulls parameters to 0, and small ones all the way (lasso).
///
///     let loss = try meanSquaredError(y, target) + l1Penalty(model.parameters, factor: 1e-4)
///
/// - Formula: y = factor · Σ |p| over all elements of all parameters
/// - Shapes: any → []
/// - DTypes: floating point
/// - Gradient: factor · g · sign p, 0 at 0
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for no parameters, a factor that is negative or not finite, or parameters
///   that are not floating point.
public func l1Penalty(
  _ parameters: [Variable], factor: Double, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try penalty(parameters, l1: factor, l2: 0, "l1Penalty", file, line)
}

/// A penalty to add to a loss that pulls parameters to 0 (ridge). Its gradient is twice what an
/// optimiser's weight decay of the same factor adds.
///
/// - Formula: y = factor · Σ p² over all elements of all parameters
/// - Shapes: any → []
/// - DTypes: floating point
/// - Gradient: 2 · factor · g · p
/// - PyTorch: —
/// - ONNX: —
/// - Throws: as `l1Penalty`.
public func l2Penalty(
  _ parameters: [Variable], factor: Double, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try penalty(parameters, l1: 0, l2: factor, "l2Penalty", file, line)
}

/// The sum of an L1 and an L2 penalty (elastic net).
///
/// - Formula: y = l1 · Σ |p| + l2 · Σ p² over all elements of all parameters
/// - Shapes: any → []
/// - DTypes: floating point
/// - Gradient: g · (l1 · sign p + 2 · l2 · p)
/// - PyTorch: —
/// - ONNX: —
/// - Throws: as `l1Penalty`.
public func elasticPenalty(
  _ parameters: [Variable], l1: Double, l2: Double, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try penalty(parameters, l1: l1, l2: l2, "elasticPenalty", file, line)
}

/// Sums of all parameters, in float32 where they are of half types.
private func penalty(
  _ parameters: [Variable], l1: Double, l2: Double, _ operation: String, _ file: String,
  _ line: Int
) throws(GraphError) -> Variable {
  guard let first = parameters.first else {
    throw GraphError(
      .invalidArgument, expected: "at least one parameter", found: "none",
      advice: "give the parameters of a layer", operation: operation,
      site: CallSite(file: file, line: line))
  }
  return try first.builder.composed(parameters, file, line, function: operation) {
    () throws(GraphError) in
    try expectOption("factor", l1, "≥ 0", l1 >= 0)
    try expectOption("factor", l2, "≥ 0", l2 >= 0)
    var total: Variable?
    for parameter in parameters {
      guard parameter.dtype.isFloatingPoint else {
        throw GraphError(
          .dtypeMismatch, expected: "floating-point parameters", found: "\(parameter.type)",
          advice: "leave it out", operation: operation)
      }
      let p = try cast(parameter, to: parameter.dtype.computed)
      var own: [Variable] = []
      if l1 > 0 { own.append(try sum(abs(p)) * l1) }
      if l2 > 0 { own.append(try sum(p * p) * l2) }
      for part in own {
        if let sum = total { total = try sum + part } else { total = part }
      }
    }
    if let total { return total }
    return try first.builder.constant(0)
  }
}
