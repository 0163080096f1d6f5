/// Ones on a diagonal, zeros elsewhere; `offset` counts diagonals upwards from the main one.
///
/// - Formula: y[i, j] = (j − i = offset) ? 1 : 0
/// - Shapes: → [rows, columns]
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.eye
/// - ONNX: EyeLike
/// - Throws: `GraphError` for an impossible shape, or an offset beyond 2³⁰.
/// - Parameter columns: as many as rows if nil.
public func eye(
  in graph: GraphBuilder, _ rows: Dim, columns: Dim? = nil, offset: Int = 0,
  _ dtype: DType = .float32, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    guard Int(Int32.min / 2)...Int(Int32.max / 2) ~= offset else {
      throw GraphError(
        .invalidArgument, expected: "an offset of at most 2^30", found: "\(offset)",
        advice: "diagonals are counted upwards from the main one")
    }
    let shape: Shape = [rows, columns ?? rows]
    return try cast(
      equal(
        graph.positions(along: 0, of: shape, plus: offset), graph.positions(along: 1, of: shape)),
      to: dtype)
  }
}
