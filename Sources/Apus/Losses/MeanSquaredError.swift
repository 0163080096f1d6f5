/// The mean over all elements of (prediction − target)².
///
/// - Parameters:
///   - prediction: any shape, floating point.
///   - target: the same type and shape.
/// - Returns: a scalar. Its gradient is 2 · (prediction − target) / elements.
/// - Throws: `GraphError` for shapes or types that are not equal: a loss does not broadcast.
public func meanSquaredError(
  _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try prediction.builder.at(file, line) { () throws(GraphError) in
    try expectEqualTypes(prediction, target, "meanSquaredError")
    let difference = try prediction - target
    return try mean(difference * difference)
  }
}
