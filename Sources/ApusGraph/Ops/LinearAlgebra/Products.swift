/// Every element of one vector times every element of another.
///
/// - Formula: y[i, j] = a[i] · b[j]
/// - Shapes: a [m], b [n] → [m, n]
/// - DTypes: numeric
/// - Gradient: g · b and gᵀ · a
/// - PyTorch: torch.outer
/// - ONNX: —
/// - Throws: `GraphError` for other ranks than 1, or `bool`.
public func outer(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b], file, line) { () throws(GraphError) in
    try expectVectors(a, b)
    return try unsqueeze(a, axis: 1) * b
  }
}

/// The sum of the products of two vectors.
///
/// - Formula: y = Σᵢ a[i] · b[i]
/// - Shapes: a [n], b [n] → []
/// - DTypes: numeric
/// - Gradient: g · b and g · a
/// - PyTorch: torch.dot
/// - ONNX: —
/// - Throws: `GraphError` for other ranks than 1, extents that differ, or `bool`.
public func dot(
  _ a: Variable, _ b: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b], file, line) { () throws(GraphError) in
    try expectVectors(a, b)
    guard a.shape == b.shape else {
      throw GraphError(
        .shapeMismatch, expected: "vectors of one extent", found: "\(a.shape) and \(b.shape)",
        advice: "outer takes vectors of any extents")
    }
    return try sum(a * b)
  }
}

private func expectVectors(_ a: Variable, _ b: Variable) throws(GraphError) {
  guard a.shape.rank == 1, b.shape.rank == 1 else {
    throw GraphError(
      .invalidShape, expected: "two vectors", found: "\(a.shape) and \(b.shape)",
      advice: "matmul, tensordot and einsum take other ranks")
  }
}

/// Products summed over the last `axes` axes of a and the first ones of b.
///
/// - Formula: c[i…, j…] = Σₖ a[i…, k…] · b[k…, j…]
/// - Shapes: a […, k…], b [k…, …] → […, …]
/// - DTypes: numeric
/// - Gradient: g times the other operand, summed over its own axes
/// - PyTorch: torch.tensordot
/// - ONNX: —
/// - Throws: `GraphError` for more axes than there are, extents that differ, or `bool`.
public func tensordot(
  _ a: Variable, _ b: Variable, axes: Int = 2, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b], file, line) { () throws(GraphError) in
    guard axes >= 0, axes <= a.shape.rank, axes <= b.shape.rank else {
      throw GraphError(
        .invalidArgument,
        expected: "0 to \(Swift.min(a.shape.rank, b.shape.rank)) axes to sum over",
        found: "\(axes)", advice: "the operands are \(a.shape) and \(b.shape)")
    }
    return try contracted(a, b, Array(a.shape.indices.suffix(axes)), Array(0..<axes))
  }
}

/// Products summed over some axes of a, each with an axis of b.
///
/// - Formula: c = Σ a · b over the pairs of axes; the other axes of a, then those of b
/// - Shapes: a and b, equal in the extents of each pair → their other extents
/// - DTypes: numeric
/// - Gradient: g times the other operand, summed over its own axes
/// - PyTorch: torch.tensordot
/// - ONNX: —
/// - Throws: `GraphError` for lists of different lengths, no such axis, extents that differ, or
///   `bool`.
public func tensordot(
  _ a: Variable, _ b: Variable, axes: ([Int], [Int]), file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b], file, line) { () throws(GraphError) in
    let (left, right) = (try a.shape.axes(axes.0), try b.shape.axes(axes.1))
    guard left.count == right.count else {
      throw GraphError(
        .invalidArgument, expected: "as many axes of a as of b",
        found: "\(axes.0) and \(axes.1)", advice: "axes are summed over in pairs")
    }
    return try contracted(a, b, left, right)
  }
}

private func contracted(
  _ a: Variable, _ b: Variable, _ left: [Int], _ right: [Int]
) throws(GraphError) -> Variable {
  let operands = try promoted([a, b])
  for (one, other) in zip(left, right) where a.shape[one] != b.shape[other] {
    throw GraphError(
      .shapeMismatch, expected: "equal extents of axis \(one) of a and axis \(other) of b",
      found: "\(a.shape[one]) and \(b.shape[other])",
      advice: "the operands are \(a.shape) and \(b.shape)")
  }
  // Labels by number: those of a, then those of b that are not summed over.
  let labels = Array(0..<a.shape.rank)
  var others = b.shape.indices.map { $0 + a.shape.rank }
  for (one, other) in zip(left, right) { others[other] = one }
  let kept = labels.filter { !left.contains($0) } + others.filter { $0 >= a.shape.rank }
  return try Labelled(operands[0], labels).contracted(
    with: Labelled(operands[1], others), keeping: Set(kept)
  ).arranged(kept)
}
