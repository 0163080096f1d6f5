extension Shape {
  /// `axis`, counted from the end where negative.
  func axis(_ axis: Int) throws(GraphError) -> Int {
    do { return try resolve(axis: axis) } catch {
      throw error as? GraphError
        ?? GraphError(
          .invalidAxis, expected: "an axis of \(self)", found: "\(axis)", advice: "\(error)")
    }
  }

  /// Several axes, in the order given.
  func axes(_ axes: [Int]) throws(GraphError) -> [Int] {
    var resolved: [Int] = []
    for number in axes { resolved.append(try axis(number)) }
    guard Set(resolved).count == resolved.count else {
      throw GraphError(
        .invalidAxis, expected: "each axis once", found: "axes \(axes)",
        advice: "negative axes count from the end of \(self)")
    }
    return resolved
  }
}

/// Axes of extent 1 removed: those given, or all of them.
///
/// - Formula: the same elements
/// - Shapes: x […, 1, …] → […, …]
/// - DTypes: any
/// - Gradient: g under the shape of x
/// - PyTorch: torch.squeeze
/// - ONNX: Squeeze
/// - Throws: `GraphError` for an axis that is not there, or whose extent is not 1.
public func squeeze(
  _ x: Variable, axes: [Int]? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let ones = x.shape.indices.filter { x.shape[$0] == 1 }
    let axes = try axes.map { axes throws(GraphError) in try x.shape.axes(axes) } ?? ones
    guard axes.allSatisfy(ones.contains) else {
      throw GraphError(
        .invalidAxis, expected: "axes of extent 1", found: "axes \(axes) of \(x.shape)",
        advice: "only an axis of extent 1 can be removed; reshape merges others")
    }
    return try reshape(
      x, to: Shape(x.shape.indices.filter { !axes.contains($0) }.map { x.shape[$0] }))
  }
}

/// A new axis of extent 1, which becomes `axis` of the result.
///
/// - Formula: the same elements
/// - Shapes: x […, …] → […, 1, …]
/// - DTypes: any
/// - Gradient: g under the shape of x
/// - PyTorch: torch.unsqueeze
/// - ONNX: Unsqueeze
/// - Throws: `GraphError` if the result has no such axis.
public func unsqueeze(
  _ x: Variable, axis: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try Shape(x.shape.dims + [1]).axis(axis)
    return try reshape(x, to: Shape(x.shape.dims[..<axis] + [1] + x.shape.dims[axis...]))
  }
}

/// The axes in another order, as `transpose` with an order.
///
/// - Formula: y[i₀, i₁, …] = x with axis order[k] in place k
/// - Shapes: x → its extents in the given order
/// - DTypes: any
/// - Gradient: g, permuted back
/// - PyTorch: torch.permute
/// - ONNX: Transpose
/// - Throws: `GraphError` if it does not name each axis once.
public func permute(
  _ x: Variable, _ order: [Int], file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axes = try x.shape.axes(order)
    // That there are fewer than it has, the operation tells.
    return axes == Array(0..<x.shape.rank) ? x : try transpose(x, axes)
  }
}

/// One axis at another place; the others keep their order.
///
/// - Formula: y = x with axis `source` at `destination`
/// - Shapes: x → its extents in another order
/// - DTypes: any
/// - Gradient: g, moved back
/// - PyTorch: torch.movedim
/// - ONNX: Transpose
/// - Throws: `GraphError` if there is no such axis.
public func moveAxis(
  _ x: Variable, from source: Int, to destination: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    var order = Array(0..<x.shape.rank)
    let (from, to) = (try x.shape.axis(source), try x.shape.axis(destination))
    order.insert(order.remove(at: from), at: to)
    return try permute(x, order)
  }
}

/// Two axes in each other's place.
///
/// - Formula: y = x with two axes exchanged
/// - Shapes: x […, m, …, n, …] → […, n, …, m, …]
/// - DTypes: any
/// - Gradient: g, swapped back
/// - PyTorch: torch.swapaxes
/// - ONNX: Transpose
/// - Throws: `GraphError` if there is no such axis.
public func swapAxes(
  _ x: Variable, _ a: Int, _ b: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    var order = Array(0..<x.shape.rank)
    order.swapAt(try x.shape.axis(a), try x.shape.axis(b))
    return try permute(x, order)
  }
}

/// Axes from `first` to `last` merged into one: all but the batch unless told otherwise, as
/// `torch.nn.Flatten` has it. `torch.flatten` begins at axis 0, `from: 0` here.
///
/// - Formula: the elements in row-major order
/// - Shapes: x […, a, b, …] → […, a·b, …]
/// - DTypes: any
/// - Gradient: g under the shape of x
/// - PyTorch: torch.nn.Flatten, torch.flatten
/// - ONNX: Flatten
/// - Throws: `GraphError` if there is no such axis, or the last one is before the first.
public func flatten(
  _ x: Variable, from first: Int = 1, to last: Int = -1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let (start, end) = (try x.shape.axis(first), try x.shape.axis(last))
    guard start <= end else {
      throw GraphError(
        .invalidAxis, expected: "a first axis that is not behind the last one",
        found: "\(first) to \(last)", advice: "the input is \(x.shape)")
    }
    let dims = x.shape.dims
    let merged = dims[start...end].reduce(1, *)
    return try reshape(x, to: Shape(dims[..<start] + [merged] + dims[(end + 1)...]))
  }
}

/// One axis as several; one of their extents may be −1: it is computed from the others.
///
/// - Formula: the elements in row-major order
/// - Shapes: x […, a·b, …] → […, a, b, …]
/// - DTypes: any
/// - Gradient: g under the shape of x
/// - PyTorch: torch.unflatten
/// - ONNX: Reshape
/// - Throws: `GraphError` if there is no such axis, or the extents' product is another.
public func unflatten(
  _ x: Variable, axis: Int, to extents: [Dim], file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try x.shape.axis(axis)
    var extents = extents
    let own = x.shape[axis]
    if let open = extents.firstIndex(of: -1) {
      extents[open] = 1
      extents[open] = own.dividedExactly(by: extents.reduce(1, *)) ?? -1
    }
    guard extents.reduce(1, *) == own else {
      throw GraphError(
        .shapeMismatch, expected: "extents whose product is \(own)", found: "\(Shape(extents))",
        advice: "axis \(axis) of \(x.shape) becomes several")
    }
    let dims = x.shape.dims
    return try reshape(x, to: Shape(dims[..<axis] + extents + dims[(axis + 1)...]))
  }
}

/// Axes of extent 1, and new leading ones, repeated to `shape`; an extent of −1 stays as it is.
///
/// - Formula: x repeated along axes of extent 1 and new leading ones
/// - Shapes: x → shape
/// - DTypes: any
/// - Gradient: g, summed along them
/// - PyTorch: Tensor.expand
/// - ONNX: Expand
/// - Throws: `GraphError` if it does not broadcast.
public func expand(
  _ x: Variable, to shape: Shape, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    var target = shape
    let leading = shape.rank - x.shape.rank
    for axis in shape.indices where shape[axis] == -1 && axis >= leading {
      target[axis] = x.shape[axis - leading]
    }
    return try broadcast(x, to: target)
  }
}
