/// (Σ xᵖ)^(1/p) of windows, by means, as PyTorch does it.
private func norms(
  _ x: Variable, _ rank: Int, _ p: Double, _ kernel: PerAxis, _ stride: PerAxis?,
  _ ceilMode: Bool, _ file: String, _ line: Int, function: String = #function
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line, function: function) { () throws(GraphError) in
    guard p.isFinite, p != 0 else {
      throw GraphError(
        .invalidArgument, expected: "a finite p other than 0", found: "\(p)",
        advice: "2 is the usual number; for the largest element use max pooling")
    }
    let size = try kernel.resolved(rank, "kernel extents", within: 1...largestWindowNumber)
      .reduce(1) { $0 * Double($1) }
    return try computedWide([x]) { wide throws(GraphError) in
      let x = wide[0]
      let powers = p == 1 ? x : p == 2 ? try x * x : try power(x, p)
      let means = try averages(powers, rank, kernel, stride, 0, ceilMode, true, nil)
      let sums = try means * size
      if p < 0 { return try power(sums, 1 / p) }
      // At 0 a root has no slope; PyTorch takes 0, and for p = 1, too.
      let isZero = try equal(sums, 0)
      if p == 1 { return try select(isZero, 0, sums) }
      let safe = try select(isZero, 1, sums)
      return try select(isZero, 0, p == 2 ? sqrt(safe) : power(safe, 1 / p))
    }
  }
}

/// The p-norm of each window over the last axis, without magnitudes, as in PyTorch: an odd p
/// is for numbers from 0 on. ONNX takes |x|: for that, pass abs(x). In ceil mode, windows that end
/// behind the input count as if they were full.
///
/// - Formula: y[o] = (Σₖ x[o · stride + k]ᵖ)^(1/p)
/// - Shapes: x [..., L] → [..., L′]
/// - DTypes: floating point
/// - Gradient: the sum of g · (x / y)ᵖ⁻¹ over the windows that hold an element, of those whose y is
///   not 0
/// - PyTorch: torch.nn.LPPool1d
/// - ONNX: LpPool
/// - Throws: `GraphError` for windows that do not fit, a p that is 0 or not finite, or another type.
public func lpPool1d(
  _ x: Variable, p: Double = 2, kernel: PerAxis, stride: PerAxis? = nil, ceilMode: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try norms(x, 1, p, kernel, stride, ceilMode, file, line)
}

/// The p-norm of each window over the last two axes, without magnitudes, as in PyTorch: an odd p
/// is for numbers from 0 on. ONNX takes |x|: for that, pass abs(x). In ceil mode, windows that end
/// behind the input count as if they were full.
///
/// - Formula: y[o] = (Σₖ x[o · stride + k]ᵖ)^(1/p)
/// - Shapes: x [..., H, W] → [..., H′, W′]
/// - DTypes: floating point
/// - Gradient: the sum of g · (x / y)ᵖ⁻¹ over the windows that hold an element, of those whose y is
///   not 0
/// - PyTorch: torch.nn.LPPool2d
/// - ONNX: LpPool
/// - Throws: `GraphError` for windows that do not fit, a p that is 0 or not finite, or another type.
public func lpPool2d(
  _ x: Variable, p: Double = 2, kernel: PerAxis, stride: PerAxis? = nil, ceilMode: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try norms(x, 2, p, kernel, stride, ceilMode, file, line)
}

/// The p-norm of each window over the last three axes, without magnitudes, as in PyTorch: an odd p
/// is for numbers from 0 on. ONNX takes |x|: for that, pass abs(x). In ceil mode, windows that end
/// behind the input count as if they were full.
///
/// - Formula: y[o] = (Σₖ x[o · stride + k]ᵖ)^(1/p)
/// - Shapes: x [..., D, H, W] → [..., D′, H′, W′]
/// - DTypes: floating point
/// - Gradient: the sum of g · (x / y)ᵖ⁻¹ over the windows that hold an element, of those whose y is
///   not 0
/// - PyTorch: torch.nn.LPPool3d
/// - ONNX: LpPool
/// - Throws: `GraphError` for windows that do not fit, a p that is 0 or not finite, or another type.
public func lpPool3d(
  _ x: Variable, p: Double = 2, kernel: PerAxis, stride: PerAxis? = nil, ceilMode: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try norms(x, 3, p, kernel, stride, ceilMode, file, line)
}
