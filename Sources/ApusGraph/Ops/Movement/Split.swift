/// Consecutive parts along an axis, of the extents given.
///
/// - Formula: the first sizes[0] elements, the next sizes[1], …
/// - Shapes: x […, n, …] → […, size, …] for each size
/// - DTypes: any
/// - Gradient: the parts' gradients joined
/// - PyTorch: torch.split
/// - ONNX: Split
/// - Throws: `GraphError` for no such axis, a size below 0, or sizes that do not add up to the extent.
public func split(
  _ x: Variable, sizes: [Dim], axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try x.shape.axis(axis)
    // Symbolic sizes are checked when they are bound.
    if let negative = sizes.first(where: { $0.fixed ?? 0 < 0 }) {
      throw GraphError(
        .invalidArgument, expected: "sizes of 0 or more", found: "\(negative) in \(Shape(sizes))",
        advice: "-1 does not stand for the rest here: write it out, "
          + "they add up to \(x.shape[axis])")
    }
    guard sizes.reduce(0, +) == x.shape[axis] else {
      throw GraphError(
        .shapeMismatch, expected: "sizes that add up to \(x.shape[axis])",
        found: "\(Shape(sizes)) of \(sizes.reduce(0, +))",
        advice: "the parts cover axis \(axis) of \(x.shape); slice takes a part alone")
    }
    return try parts(x, sizes, axis)
  }
}

/// The most parts of a tensor, each of them a variable.
private let mostParts = 1 << 20

/// Consecutive equal parts along an axis.
///
/// - Formula: part k is x[…, k·n/count ..< (k + 1)·n/count, …]
/// - Shapes: x […, n, …] → count of […, n/count, …]
/// - DTypes: any
/// - Gradient: the parts' gradients joined
/// - PyTorch: torch.tensor_split
/// - ONNX: Split
/// - Throws: `GraphError` for no such axis, a count below 1 or above 2²⁰, or one that does not divide
///   the extent.
public func split(
  _ x: Variable, count: Int, axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try x.shape.axis(axis)
    guard (1...mostParts).contains(count),
      let size = x.shape[axis].dividedExactly(by: Dim(count))
    else {
      throw GraphError(
        .invalidArgument,
        expected: "a count of parts from 1 to \(mostParts) that divides \(x.shape[axis])",
        found: "\(count)", advice: "split(sizes:) and chunk take parts of other extents")
    }
    return try parts(x, [Dim](repeating: size, count: count), axis)
  }
}

/// Consecutive parts of `size` elements along an axis, the last one shorter where that does not divide
/// the extent; an empty axis is one empty part.
///
/// - Formula: part k is x[…, k·size ..< min((k + 1)·size, n), …]
/// - Shapes: x […, n, …] → ⌈n/size⌉ of […, size, …], the last one shorter where n is no multiple
/// - DTypes: any
/// - Gradient: the parts' gradients joined
/// - PyTorch: torch.split
/// - ONNX: Split
/// - Throws: `GraphError` for no such axis, a size below 1, a symbolic extent, or more than 2²⁰ parts.
public func split(
  _ x: Variable, size: Int, axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try x.shape.axis(axis)
    guard size >= 1 else {
      throw GraphError(
        .invalidArgument, expected: "a size of 1 or more", found: "\(size)",
        advice: "axis \(axis) has \(x.shape[axis]) elements; size is that of each part")
    }
    guard let extent = x.shape[axis].fixed else {
      throw GraphError(
        .invalidArgument, expected: "a fixed extent of axis \(axis)", found: "\(x.shape)",
        advice: "the number of parts has to be known; split(count:) takes symbolic extents")
    }
    return try equalParts(x, extent, size, axis)
  }
}

/// At most `count` consecutive parts along an axis: all of ⌈n/count⌉ elements, but for the last.
///
/// - Formula: part k is x[…, k·s ..< (k + 1)·s, …] with s = ⌈n/count⌉
/// - Shapes: x […, n, …] → […, s, …] for each part, the last one shorter where n is no multiple
/// - DTypes: any
/// - Gradient: the parts' gradients joined
/// - PyTorch: torch.chunk
/// - ONNX: Split
/// - Throws: `GraphError` for no such axis, a count below 1, one that does not divide a symbolic
///   extent, or more than 2²⁰ parts.
public func chunk(
  _ x: Variable, _ count: Int, axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try x.shape.axis(axis)
    guard count >= 1 else {
      throw GraphError(
        .invalidArgument, expected: "1 part or more", found: "\(count)",
        advice:
          "axis \(axis) has \(x.shape[axis]) elements, of which there are at most as many parts")
    }
    guard let extent = x.shape[axis].fixed, extent > 0 else {
      return try split(x, count: count, axis: axis)
    }
    return try equalParts(x, extent, (extent - 1) / count + 1, axis)
  }
}

/// Tensors of one type, stacked along a new axis; all have the same shape.
///
/// - Formula: y[…, k, …] = parts[k]
/// - Shapes: n parts […] → […, n, …]
/// - DTypes: any
/// - Gradient: the parts of g
/// - PyTorch: torch.stack
/// - ONNX: ConcatFromSequence
/// - Throws: `GraphError` for no inputs, shapes that differ, or no such axis.
public func stack(
  _ parts: [Variable], axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  guard let first = parts.first else {
    throw GraphError(
      .invalidArgument, expected: "at least one input", found: "none",
      advice: "pass the parts to stack", operation: "stack",
      site: CallSite(file: file, line: line))
  }
  return try first.builder.composed(parts, file, line) { () throws(GraphError) in
    if let other = parts.first(where: { $0.shape != first.shape }) {
      throw GraphError(
        .shapeMismatch, expected: "parts of one shape, \(first.shape)", found: "\(other.shape)",
        advice: "concatenate joins parts of other extents along an axis they have")
    }
    let axis = try Shape(first.shape.dims + [1]).axis(axis)
    return try concatenate(
      parts.map { part throws(GraphError) in try unsqueeze(part, axis: axis) }, axis: axis)
  }
}

/// The entries of an axis, which is dropped: what `stack` joins.
///
/// - Formula: part k is x[…, k, …]
/// - Shapes: x […, n, …] → n of […, …]
/// - DTypes: any
/// - Gradient: the parts' gradients stacked
/// - PyTorch: torch.unbind
/// - ONNX: SplitToSequence
/// - Throws: `GraphError` if there is no such axis, or its extent is symbolic or above 2²⁰.
public func unstack(
  _ x: Variable, axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> [Variable] {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axis = try x.shape.axis(axis)
    guard let count = x.shape[axis].fixed else {
      throw GraphError(
        .invalidShape, expected: "a fixed extent of axis \(axis)", found: "\(x.shape)",
        advice: "the number of parts has to be known; slice takes one of them")
    }
    try expectFew(count)
    var entries: [Variable] = []
    for place in 0..<count { entries.append(try entry(x, Dim(place), axis: axis)) }
    return entries
  }
}

/// One entry of an axis, which is dropped.
func entry(_ x: Variable, _ place: Dim, axis: Int) throws(GraphError) -> Variable {
  try reshape(slice(x, axis: axis, start: place, count: 1), to: x.shape.removing(axis: axis))
}

/// - Throws: `GraphError` for more parts than a graph can sensibly hold.
private func expectFew(_ count: Int) throws(GraphError) {
  guard count > mostParts else { return }
  throw GraphError(
    .invalidArgument, expected: "at most \(mostParts) parts", found: "\(count)",
    advice: "each part is a variable of the graph; scan goes through many steps")
}

/// Parts of one size, but for the last.
private func equalParts(
  _ x: Variable, _ extent: Int, _ size: Int, _ axis: Int
) throws(GraphError) -> [Variable] {
  try expectFew((extent - 1) / size + 1)
  let sizes = stride(from: 0, to: extent, by: size).map { Dim(Swift.min(size, extent - $0)) }
  return try parts(x, sizes.isEmpty ? [0] : sizes, axis)
}

private func parts(
  _ x: Variable, _ sizes: [Dim], _ axis: Int
) throws(GraphError) -> [Variable] {
  var start: Dim = 0
  var parts: [Variable] = []
  for size in sizes {
    parts.append(try slice(x, axis: axis, start: start, count: size))
    start = start + size
  }
  return parts
}
