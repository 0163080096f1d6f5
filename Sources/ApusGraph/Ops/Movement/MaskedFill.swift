/// A number where the mask holds, `x` elsewhere.
///
/// - Formula: y = mask ? value : x
/// - Shapes: x and mask broadcast against each other
/// - DTypes: any
/// - Gradient: g where the mask does not hold, 0 where it does
/// - PyTorch: torch.masked_fill
/// - ONNX: Where
/// - Throws: `GraphError` unless the mask is `bool` and broadcasts with x.
public func maskedFill(
  _ x: Variable, _ mask: Variable, _ value: some ScalarOperand, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, mask], file, line) { () throws(GraphError) in
    try select(mask, x.scalar(value), x)
  }
}
