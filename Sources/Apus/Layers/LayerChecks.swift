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

/// - Throws: `GraphError` unless a field of a layer is at least `least`.
func expectField(
  _ name: String, _ value: Int, atLeast least: Int = 1, of layer: String
) throws(GraphError) {
  guard value >= least else {
    throw GraphError(
      .invalidArgument, expected: "\(name) of at least \(least)", found: "\(value)",
      advice: "correct the field '\(name)'", operation: layer)
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
