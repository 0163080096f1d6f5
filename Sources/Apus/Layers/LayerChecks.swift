extension GraphBuilder {
  /// Builds or calls a layer inside its scope; errors name the scope and the layer.
  func layer<Result>(
    _ scope: String, _ typeName: String, _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    try self.scope(scope) { () throws(GraphError) -> Result in
      do throws(GraphError) {
        return try body()
      } catch {
        var error = error
        if error.scope.isEmpty { error.scope = scopePath }
        if error.operation == nil { error.operation = typeName }
        throw error
      }
    }
  }
}

/// The largest extent: a tensor has fewer than 2³¹ elements. Products of three such numbers of which one
/// is a number of gates or heads are no overflow.
let largestExtent = Int(Int32.max)

/// - Throws: `GraphError` unless a field of a layer is at least `least`, and an extent that there may be.
func expectField(
  _ name: String, _ value: Int, atLeast least: Int = 1, of layer: String
) throws(GraphError) {
  guard value >= least, value <= largestExtent else {
    throw GraphError(
      .invalidArgument,
      expected: "\(name) of at least \(least)" + (value < least ? "" : " and below 2³¹"),
      found: "\(value)", advice: "correct the field '\(name)'", operation: layer)
  }
}

/// - Throws: `GraphError` where a weight of so many rows and columns has 2³¹ elements or more.
func expectWeight(_ rows: Int, _ columns: Int, of layer: String) throws(GraphError) {
  let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
  guard !overflow, count <= largestExtent else {
    throw GraphError(
      .invalidArgument, expected: "weights of fewer than 2³¹ elements",
      found: "[\(rows), \(columns)]", advice: "give the layer fewer units", operation: layer)
  }
}

/// - Throws: `GraphError` unless a field of a layer is a probability.
func expectProbability(
  _ name: String, _ value: Double, of layer: String
) throws(GraphError) {
  guard (0...1).contains(value) else {
    throw GraphError(
      .invalidArgument, expected: "\(name) in 0...1", found: "\(value)",
      advice: "give the share of elements to drop, such as 0.1", operation: layer)
  }
}
