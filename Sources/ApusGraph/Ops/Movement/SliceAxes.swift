/// Part of a tensor along several axes at once, as Python's `x[start:end:step, …]`: negative
/// positions count from the end, those beyond an axis are moved to its end, and a negative step walks
/// backwards. `Int.max` and `Int.min` stand for an end left out. The axes are the first ones if none
/// are given, the steps 1. On an axis of a symbolic extent nothing is moved: whether it has the
/// positions is checked when sizes are bound.
///
/// - Formula: y[…, i, …] = x[…, start + step · i, …] on each of the axes
/// - Shapes: x […, n, …] → […, ⌈(end − start) / step⌉, …]
/// - DTypes: any
/// - Gradient: g between zeros
/// - PyTorch: x[start:end:step, …]
/// - ONNX: Slice
/// - Throws: `GraphError` for lists of different lengths, no such axis, a step of 0, or a symbolic
///   extent that the step does not divide; when sizes are bound, for one that lacks the positions.
public func slice(
  _ x: Variable, starts: [Int], ends: [Int], axes: [Int]? = nil, steps: [Int]? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let axes = try x.shape.axes(axes ?? Array(starts.indices))
    let steps = steps ?? [Int](repeating: 1, count: starts.count)
    guard [starts.count, ends.count, steps.count].allSatisfy({ $0 == axes.count }) else {
      throw GraphError(
        .invalidArgument, expected: "a start, an end and a step for each of \(axes.count) axes",
        found: "\(starts.count), \(ends.count) and \(steps.count)",
        advice: "the lists have one number for each axis that is sliced")
    }
    var ranges = x.shape.map { Slice.Range(start: 0, count: $0) }
    for (position, axis) in axes.enumerated() {
      let (start, end, step) = (starts[position], ends[position], steps[position])
      guard step != 0, step > -Shape.maximumElementCount, step < Shape.maximumElementCount else {
        throw GraphError(
          .invalidArgument, expected: "a step that is not 0", found: "\(step) on axis \(axis)",
          advice: "a step leads from one position to the next")
      }
      ranges[axis] =
        if let extent = x.shape[axis].fixed {
          fixedRange(start, end, step, extent)
        } else {
          try symbolicRange(start, end, step, x.shape[axis])
        }
    }
    return try x.builder.append(Slice(ranges), [x])[0]
  }
}

private func fixedRange(_ start: Int, _ end: Int, _ step: Int, _ extent: Int) -> Slice.Range {
  let (low, high) = step > 0 ? (0, extent) : (-1, extent - 1)
  func placed(_ position: Int) -> Int {
    Swift.min(Swift.max(position < 0 ? position + extent : position, low), high)
  }
  let (first, last) = (placed(start), placed(end))
  let reach = step > 0 ? last - first : first - last
  let count = reach <= 0 ? 0 : (reach - 1) / Swift.abs(step) + 1
  return Slice.Range(start: Dim(count == 0 ? 0 : first), count: Dim(count), step: step)
}

private func symbolicRange(
  _ start: Int, _ end: Int, _ step: Int, _ extent: Dim
) throws(GraphError) -> Slice.Range {
  func placed(_ position: Int) -> Dim {
    switch position {
    case .max: step > 0 ? extent : extent - 1
    case .min: step > 0 ? 0 : -1
    default: position < 0 ? extent + Dim(position) : Dim(position)
    }
  }
  let (first, last) = (placed(start), placed(end))
  let reach = step > 0 ? last - first : first - last
  // What is known is rounded up.
  let count = reach.fixed.map { Dim($0 <= 0 ? 0 : ($0 - 1) / Swift.abs(step) + 1) }
  guard let count = count ?? reach.dividedExactly(by: Dim(Swift.abs(step))) else {
    throw GraphError(
      .invalidArgument, expected: "a step that divides \(reach)", found: "\(step)",
      advice:
        "the number of positions has to be known for every size: write the extent as a multiple "
        + "of the step, 2 * .time, or fix it")
  }
  return Slice.Range(start: first, count: count, step: step)
}
