extension DType {
  /// The type to compute numbers of this one in: halves have too few digits for steps on the way, and
  /// small integers too few numbers.
  fileprivate var counting: DType {
    switch self {
    case .float16, .bfloat16: .float32
    case .int8, .int16, .uint8: .int32
    default: self
    }
  }
}

extension GraphBuilder {
  /// 0, 1, … below `count`, in the type that numbers of `dtype` are computed in.
  fileprivate func counted(_ count: Dim, _ dtype: DType) throws(GraphError) -> Variable {
    try cast(append(ElementNumber(shape: [count]), [])[0], to: dtype.counting)
  }
}

/// Numbers from `start` on, `step` apart, as many as stay below `end` (above it, for a negative step).
///
/// - Formula: y[i] = start + step · i
/// - Shapes: → [⌈(end − start) / step⌉]
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.arange
/// - ONNX: Range
/// - Throws: `GraphError` for a step of 0, numbers that are not finite, more than 2³¹ of them, or
///   `bool`.
public func arange(
  in graph: GraphBuilder, from start: Double = 0, to end: Double, by step: Double = 1,
  _ dtype: DType = .int32, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    let count = ((end - start) / step).rounded(.up)
    guard step != 0, count.isFinite, count < 0x1p31 else {
      throw GraphError(
        .invalidArgument, expected: "finite numbers, less than 2^31 of them",
        found: "\(start) to \(end), \(step) apart", advice: "give a step that leads to the end")
    }
    return try ranged(graph, Dim(Int(Swift.max(count, 0))), start, step, dtype)
  }
}

/// `count` numbers from `start` on, `step` apart; the count may be symbolic.
///
/// - Formula: y[i] = start + step · i
/// - Shapes: → [count]
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: torch.arange
/// - ONNX: Range
/// - Throws: `GraphError` for numbers that are not finite, a count below 0, or `bool`.
public func arange(
  in graph: GraphBuilder, count: Dim, from start: Double = 0, by step: Double = 1,
  _ dtype: DType = .int32, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    try ranged(graph, count, start, step, dtype)
  }
}

private func ranged(
  _ graph: GraphBuilder, _ count: Dim, _ start: Double, _ step: Double, _ dtype: DType
) throws(GraphError) -> Variable {
  guard dtype != .bool else {
    throw GraphError(
      .dtypeMismatch, expected: "a numeric type", found: "\(dtype)",
      advice: "compare the numbers to get bool")
  }
  guard start.isFinite, step.isFinite,
    !dtype.isInteger || (start == start.rounded() && step == step.rounded())
  else {
    throw GraphError(
      .invalidArgument, expected: "a start and a step that \(dtype) can hold",
      found: "\(start) and \(step)", advice: "use a floating-point type for fractions")
  }
  var numbers = try graph.counted(count, dtype)
  if step != 1 { numbers = try numbers * step }
  if start != 0 { numbers = try numbers + start }
  return try cast(numbers, to: dtype)
}

/// `count` numbers at equal distances, from `start` to `end`, both included.
///
/// - Formula: y[i] = start + i · (end − start) / (count − 1)
/// - Shapes: → [count]
/// - DTypes: floating point
/// - Gradient: none
/// - PyTorch: torch.linspace
/// - ONNX: —
/// - Throws: `GraphError` for a count below 1 or above 2²⁴, numbers that are not finite, or another
///   type.
public func linspace(
  in graph: GraphBuilder, from start: Double, to end: Double, count: Int,
  _ dtype: DType = .float32, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([], file, line) { () throws(GraphError) in
    guard dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point type", found: "\(dtype)",
        advice: "cast the numbers afterwards")
    }
    guard (1...(1 << 24)).contains(count), start.isFinite, end.isFinite else {
      throw GraphError(
        .invalidArgument, expected: "1 to 2^24 finite numbers",
        found: "\(count) from \(start) to \(end)", advice: "arange takes a step instead of a count")
    }
    let step = count == 1 ? 0 : (end - start) / Double(count - 1)
    let number = try graph.counted(Dim(count), dtype)
    // From the nearer end, so that both are exact.
    let fromEnd = try (number - (count - 1)) * step + end
    let numbers = try select(number < Double(count + 1) / 2, number * step + start, fromEnd)
    return try cast(numbers, to: dtype)
  }
}
