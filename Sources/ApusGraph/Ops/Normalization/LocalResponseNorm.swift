/// Local response normalisation: each element divided by a power of the squares in the channels
/// around it (A. Krizhevsky, I. Sutskever, G. Hinton, "ImageNet Classification", 2012).
///
/// - Formula: y[c] = x[c] / (k + alpha / size · Σ x[j]²)^beta, j from c − ⌊size/2⌋ on, size channels
/// - Shapes: x [batch, C, ...] → like x
/// - DTypes: floating point
/// - Gradient: g / d^beta − 2 · alpha · beta / size · x · Σ g · x / d^(beta + 1), d what is raised to beta
/// - PyTorch: torch.nn.LocalResponseNorm
/// - ONNX: LRN
/// - Throws: `GraphError` for fewer than two axes, a size below 1, or another type.
public func localResponseNorm(
  _ x: Variable, size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectChannels(x, axis: 1)
    guard (1...largestWindowNumber).contains(size) else {
      throw GraphError(
        .invalidArgument, expected: "a size of at least 1 channel", found: "\(size)",
        advice: "5 is the usual number")
    }
    var windows = [WindowAxis(kernel: size, before: size / 2, count: x.shape[1])]
    windows += x.shape.dims.dropFirst(2).map { WindowAxis(kernel: 1, count: $0) }
    return try computedWide([x]) { wide throws(GraphError) in
      let x = wide[0]
      let squares = try x.builder.append(WindowSum(windows), [x * x])[0]
      return try x * power(squares * (alpha / Double(size)) + k, -beta)
    }
  }
}

/// Vectors along an axis divided by their p-norm, which is the largest magnitude for p = ∞; what is
/// shorter than ε is divided by ε.
///
/// - Formula: y = x / max((Σ |x|ᵖ)^(1/p), ε), over one axis
/// - Shapes: any → like x
/// - DTypes: floating point
/// - Gradient: (g − x · |x|ᵖ⁻² · Σ g · y / ‖x‖ᵖ⁻¹) / ‖x‖
/// - PyTorch: torch.nn.functional.normalize
/// - ONNX: LpNormalization
/// - Throws: `GraphError` for an axis out of range, a p or ε that is not above 0, no
///   elements where p = ∞, or another type.
public func normalize(
  _ x: Variable, p: Double = 2, axis: Int = 1, epsilon: Double = 1e-12, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axes = try resolve([axis], of: x, "normalize", file, line)
    try expectFloat(x)
    try expectEpsilon(epsilon)
    guard p > 0 else {
      throw GraphError(
        .invalidArgument, expected: "p above 0", found: "\(p)",
        advice: "2 divides by the length, .infinity by the largest magnitude")
    }
    return try computedWide([x]) { wide throws(GraphError) in
      let x = wide[0]
      let norm = try maximum(length(x, p, axes), epsilon)
      return try x * (1 / norm)
    }
  }
}

/// The p-norm over `axes`, which stay.
private func length(_ x: Variable, _ p: Double, _ axes: [Int]) throws(GraphError) -> Variable {
  if p == .infinity { return try max(abs(x), axes: axes, keepingDims: true) }
  if p == 1 { return try sum(abs(x), axes: axes, keepingDims: true) }
  // At 0 a root has no slope. The root of this is small enough to be divided by ε.
  if p == 2 { return try sqrt(maximum(sum(x * x, axes: axes, keepingDims: true), 1e-37)) }
  // At 0 neither a power below 1 nor a root has a slope: they are taken of 1 there, and not used.
  let powers =
    p > 1
    ? try power(abs(x), p)
    : try apart(from: 0, abs(x)) { y throws(GraphError) in try power(y, p) }
  let sums = try sum(powers, axes: axes, keepingDims: true)
  return try apart(from: 1e-37, sums) { y throws(GraphError) in try power(y, 1 / p) }
}

/// `body` of the elements above `limit`, and 0, with a gradient of 0, for all others.
private func apart(
  from limit: Double, _ x: Variable, _ body: (Variable) throws(GraphError) -> Variable
) throws(GraphError) -> Variable {
  let isAbove = try x > limit
  let one = try x.builder.constant(1, x.dtype)
  return try select(isAbove, body(select(isAbove, x, one)), 0)
}
