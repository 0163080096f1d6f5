/// x where it is positive, else a curve down to −alpha (D. Clevert et al., "Fast and Accurate Deep
/// Network Learning by Exponential Linear Units", 2015).
///
/// - Formula: y = x for x > 0, else alpha · (eˣ − 1)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where x > 0, else alpha · eˣ · g
/// - PyTorch: torch.nn.ELU
/// - ONNX: Elu
/// - Throws: `GraphError` for an alpha that is not finite, or another element type.
public func elu(
  _ x: Variable, alpha: Double = 1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFinite(alpha, "an alpha", "1 is the usual number")
    return try exponentialUnit(x, alpha: alpha)
  }
}

/// The scaled exponential linear unit, which keeps mean 0 and variance 1 from layer to layer
/// (G. Klambauer et al., "Self-Normalizing Neural Networks", 2017).
///
/// - Formula: y = λ · x for x > 0, else λ · α · (eˣ − 1), with α = 1.67326… and λ = 1.05070…
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: λ · g where x > 0, else λ · α · eˣ · g
/// - PyTorch: torch.nn.SELU
/// - ONNX: Selu
/// - Throws: `GraphError` for another element type.
public func selu(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try exponentialUnit(x, alpha: 1.6732632423543772, scale: 1.0507009873554805)
  }
}

/// The exponential linear unit that is smooth for every alpha (J. Barron, "Continuously
/// Differentiable Exponential Linear Units", 2017).
///
/// - Formula: y = x for x > 0, else alpha · (e^(x / alpha) − 1)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where x > 0, else e^(x / alpha) · g
/// - PyTorch: torch.nn.CELU
/// - ONNX: Celu
/// - Throws: `GraphError` for an alpha that is not above 0 and finite, or another element type.
public func celu(
  _ x: Variable, alpha: Double = 1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    guard alpha > 0, alpha.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "a finite alpha above 0", found: "\(alpha)",
        advice: "1 is the usual number")
    }
    return try exponentialUnit(x, alpha: alpha, inner: 1 / alpha)
  }
}

/// scale · x where x is positive, else scale · alpha · (e^(inner · x) − 1).
private func exponentialUnit(
  _ x: Variable, alpha: Double, scale: Double = 1, inner: Double = 1
) throws(GraphError) -> Variable {
  try expectFloat(x)
  return try computedWide([x]) { wide throws(GraphError) in
    let x = wide[0]
    // The exponential of a large number would be infinite, and its gradient 0 · ∞.
    let low = try select(x > 0, 0, x)
    return try select(x > 0, x * scale, expm1(low * inner) * (alpha * scale))
  }
}
