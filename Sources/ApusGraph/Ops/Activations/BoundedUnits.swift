/// x / (1 + |x|), between −1 and 1.
///
/// - Formula: y = x / (1 + |x|)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / (1 + |x|)²
/// - PyTorch: torch.nn.Softsign
/// - ONNX: Softsign
/// - Throws: `GraphError` for another element type.
public func softsign(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try computedWide([x]) { wide throws(GraphError) in
      try wide[0] / (abs(wide[0]) + 1)
    }
  }
}

/// Each element, or the nearer of two bounds.
///
/// - Formula: y = min(max(x, low), high)
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g where low < x < high, else 0
/// - PyTorch: torch.nn.Hardtanh
/// - ONNX: Clip
/// - Throws: `GraphError` unless low is below high, or for another element type.
public func hardTanh(
  _ x: Variable, low: Double = -1, high: Double = 1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    guard low < high else {
      throw GraphError(
        .invalidArgument, expected: "a lower bound below the upper one",
        found: "\(low) and \(high)",
        advice: "-1 and 1 are the usual numbers")
    }
    return try bounded(x, low, high)
  }
}

/// Pieces of straight lines near the logistic function.
///
/// - Formula: y = min(max(x + 3, 0), 6) / 6
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g / 6 where −3 < x < 3, else 0
/// - PyTorch: torch.nn.Hardsigmoid
/// - ONNX: HardSigmoid (alpha 1/6)
/// - Throws: `GraphError` for another element type.
public func hardSigmoid(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try computedWide([x]) { wide throws(GraphError) in
      try bounded(wide[0], -3, 3) * (1.0 / 6) + 0.5
    }
  }
}

/// x · hardSigmoid(x) (A. Howard et al., "Searching for MobileNetV3", 2019).
///
/// - Formula: y = x · min(max(x + 3, 0), 6) / 6
/// - Shapes: any
/// - DTypes: floating point
/// - Gradient: g · (x / 3 + ½) where −3 < x < 3, g from 3 on, else 0
/// - PyTorch: torch.nn.Hardswish
/// - ONNX: HardSwish
/// - Throws: `GraphError` for another element type.
public func hardSwish(
  _ x: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try expectFloat(x)
    return try computedWide([x]) { wide throws(GraphError) in
      let x = wide[0]
      let curve = try x * (x * (1.0 / 6) + 0.5)
      return try select(x <= -3, 0, select(x >= 3, x, curve))
    }
  }
}
