/// The elements of some axes in reverse order; of all axes if none are given.
///
/// - Formula: y[…, i, …] = x[…, n − 1 − i, …]
/// - Shapes: any
/// - DTypes: any
/// - Gradient: g, flipped back
/// - PyTorch: torch.flip
/// - ONNX: Slice
/// - Throws: `GraphError` if there is no such axis, or one is named twice.
public func flip(
  _ x: Variable, axes: [Int]? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axes = try x.shape.axes(axes ?? Array(x.shape.indices))
    let ranges = x.shape.indices.map { axis in
      axes.contains(axis) && x.shape[axis] != 0
        ? Slice.Range(start: x.shape[axis] - 1, count: x.shape[axis], step: -1)
        : Slice.Range(start: 0, count: x.shape[axis])
    }
    return try x.builder.append(Slice(ranges), [x])[0]
  }
}

/// The elements moved on along an axis; those that leave it at its end come back at its beginning.
///
/// - Formula: y[…, i, …] = x[…, (i − shift) mod n, …]
/// - Shapes: any
/// - DTypes: any
/// - Gradient: g, rolled back
/// - PyTorch: torch.roll
/// - ONNX: —
/// - Throws: `GraphError` if there is no such axis.
public func roll(
  _ x: Variable, _ shift: Int, axis: Int, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try rolled(x, [shift], [axis])
  }
}

/// The elements moved on along several axes, by a number for each.
///
/// - Formula: y[…, i, …] = x[…, (i − shift) mod n, …] on each of the axes
/// - Shapes: any
/// - DTypes: any
/// - Gradient: g, rolled back
/// - PyTorch: torch.roll
/// - ONNX: —
/// - Throws: `GraphError` if there is no such axis, one is named twice, the numbers of shifts and
///   axes differ, or a shift along a symbolic axis is 2³¹ or more.
public func roll(
  _ x: Variable, _ shifts: [Int], axes: [Int], file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try rolled(x, shifts, axes)
  }
}

private func rolled(
  _ x: Variable, _ shifts: [Int], _ axes: [Int]
) throws(GraphError) -> Variable {
  let axes = try x.shape.axes(axes)
  guard shifts.count == axes.count else {
    throw GraphError(
      .invalidArgument, expected: "a shift for each of \(axes.count) axes",
      found: "\(shifts.count)", advice: "give as many shifts as axes")
  }
  var before = [Int](repeating: 0, count: x.shape.rank)
  for (axis, shift) in zip(axes, shifts) {
    // The rest of a division by an extent that is known; others are divided by on the device.
    guard let extent = x.shape[axis].fixed else {
      guard (-(Int(Int32.max))...Int(Int32.max)).contains(shift) else {
        throw GraphError(
          .invalidArgument, expected: "a shift below 2^31 along the symbolic axis \(axis)",
          found: "\(shift)", advice: "take the rest of its division by the extent")
      }
      before[axis] = shift
      continue
    }
    let rest = extent == 0 ? 0 : shift % extent
    before[axis] = rest < 0 ? rest + extent : rest
  }
  let op = Pad(before: before, after: before.map(-), mode: .circular)
  return try x.builder.append(op, [x])[0]
}
