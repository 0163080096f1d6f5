/// The logarithm of the sum of exponentials over `axes` (all if nil), computed from x − max x so that it
/// does not overflow. Of no elements it is −∞.
///
/// - Formula: y = max x + ln Σ eˣ⁻ᵐᵃˣ over the axes
/// - Shapes: x → its shape without the axes, or with extents of 1 there
/// - DTypes: floating point
/// - Gradient: g · eˣ⁻ʸ, the softmax of x
/// - PyTorch: torch.logsumexp
/// - ONNX: ReduceLogSumExp
/// - Throws: `GraphError` for an axis out of range or another type.
public func logSumExp(
  _ x: Variable, axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    let axes = try resolve(axes, of: x, "logSumExp", file, line)
    let wide = try cast(x, to: x.dtype.computed)
    if axes.contains(where: { x.shape[$0] == 0 }) {
      return try cast(log(sum(exp(wide), axes: axes, keepingDims: keepingDims)), to: x.dtype)
    }
    // The result does not depend on what is subtracted, so neither does the gradient; infinities
    // are left to the exponentials.
    let largest = try stopGradient(max(wide, axes: axes, keepingDims: true))
    let shift = try select(isFinite(largest), largest, 0)
    let total = try sum(exp(wide - shift), axes: axes, keepingDims: true)
    let result = try cast(log(total) + shift, to: x.dtype)
    return try reshape(result, to: reducedShape(x.shape, axes, keepingDims: keepingDims))
  }
}
