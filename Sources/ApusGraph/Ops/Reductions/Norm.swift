/// The p-norm over `axes` (all if nil). p may be 1, 2 or any other number, ±infinity for the largest and
/// the smallest magnitude, and 0 for how many elements are not 0.
///
/// - Formula: y = (Σ |x|ᵖ)^(1/p) over the axes; max |x|, min |x| and Σ [x ≠ 0] for p = ∞, −∞ and 0
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: floating point
/// - Gradient: g · sign x · (|x| / y)ᵖ⁻¹; 0 where x is 0; for p = ±∞ g · sign x, shared evenly by the
///   elements that attain y; 0 for p = 0
/// - PyTorch: torch.linalg.vector_norm
/// - ONNX: ReduceL1, ReduceL2
/// - Throws: `GraphError` for an axis out of range, a p that is NaN, no elements where p is infinite or
///   below 0, or another type.
public func norm(
  _ x: Variable, p: Double = 2, axes: [Int]? = nil, keepingDims: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    guard !p.isNaN else {
      throw GraphError(
        .invalidArgument, expected: "a number p", found: "\(p)", advice: "2 is the usual number")
    }
    let axes = try resolve(axes, of: x, "norm", file, line)
    if p < 0 || p.isInfinite { try expectElements(x.shape, axes) }
    // Powers of half types would soon leave their range.
    let wide = try cast(x, to: x.dtype.computed)
    return try cast(wideNorm(wide, p, axes, keepingDims), to: x.dtype)
  }
}

private func wideNorm(
  _ x: Variable, _ p: Double, _ axes: [Int], _ keepingDims: Bool
) throws(GraphError) -> Variable {
  func total(_ y: Variable) throws(GraphError) -> Variable {
    try sum(y, axes: axes, keepingDims: keepingDims)
  }
  switch p {
  case 0: return try total(cast(isNotZero(x), to: x.dtype))
  case 1: return try total(abs(x))
  case 2: return try flatRoot(total(x * x))
  case .infinity: return try max(abs(x), axes: axes, keepingDims: keepingDims)
  case -.infinity: return try min(abs(x), axes: axes, keepingDims: keepingDims)
  default:
    // Neither power has a slope at 0, whatever p is.
    let powers = try flatPower(abs(x), p, atZero: p < 0 ? .infinity : 0)
    return try flatPower(total(powers), 1 / p, atZero: p < 0 ? .infinity : 0)
  }
}

/// xᵖ, with the gradient 0 at 0.
private func flatPower(
  _ x: Variable, _ p: Double, atZero: Double
) throws(GraphError) -> Variable {
  let isZero = try equal(x, 0)
  return try select(isZero, atZero, power(select(isZero, 1, x), p))
}
