/// x · σ(x), also known as swish (S. Elfwing et al., "Sigmoid-Weighted Linear Units", 2017).
///
/// - Formula: y = x / (1 + e⁻ˣ)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · σ(x) · (1 + x · (1 − σ(x)))
/// - PyTorch: torch.nn.SiLU
/// - ONNX: Swish
/// - Throws: `GraphError` for another element type.
public func silu(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try computedWide([x]) { wide throws(GraphError) in try wide[0] * sigmoid(wide[0]) }
  }
}

/// x · tanh(softplus(x)) (D. Misra, "Mish: A Self Regularized Non-Monotonic Activation Function",
/// 2019).
///
/// - Formula: y = x · tanh(ln(1 + eˣ))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (t + x · (1 − t²) · σ(x)), t = tanh(ln(1 + eˣ))
/// - PyTorch: torch.nn.Mish
/// - ONNX: Mish
/// - Throws: `GraphError` for another element type.
public func mish(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try computedWide([x]) { wide throws(GraphError) in
      try wide[0] * tanh(logOnePlusExp(wide[0]))
    }
  }
}

/// A smooth form of the rectified linear unit. Where beta · x is above the threshold, it is x itself.
///
/// - Formula: y = ln(1 + e^(beta · x)) / beta for beta · x ≤ threshold, else x
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · σ(beta · x) for beta · x ≤ threshold, else g
/// - PyTorch: torch.nn.Softplus
/// - ONNX: Softplus
/// - Throws: `GraphError` for a beta that is not above 0 and finite, a threshold that is NaN, or
///   another element type.
public func softplus(
  _ x: Variable, beta: Double = 1, threshold: Double = 20, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    guard beta > 0, beta.isFinite, !threshold.isNaN else {
      throw GraphError(
        .invalidArgument, expected: "a finite beta above 0, and a threshold",
        found: "\(beta) and \(threshold)", advice: "1 and 20 are the usual numbers")
    }
    return try computedWide([x]) { wide throws(GraphError) in
      let scaled = beta == 1 ? wide[0] : try wide[0] * beta
      let smooth = try logOnePlusExp(scaled)
      return try select(
        scaled > threshold, wide[0], beta == 1 ? smooth : smooth * (1 / beta))
    }
  }
}

/// The logarithm of the logistic function, which is finite however small that is.
///
/// - Formula: y = ln(1 / (1 + e⁻ˣ))
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · σ(−x)
/// - PyTorch: torch.nn.LogSigmoid
/// - ONNX: —
/// - Throws: `GraphError` for another element type.
public func logSigmoid(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try computedWide([x]) { wide throws(GraphError) in try -logOnePlusExp(-wide[0]) }
  }
}

/// ln(1 + eˣ), which neither overflows nor loses small numbers. Not max(x, 0) and |x|: at 0 they
/// have no slope, and this one has ½.
private func logOnePlusExp(_ x: Variable) throws(GraphError) -> Variable {
  try select(x > 0, x, 0) + log1p(exp(select(x > 0, -x, x)))
}
