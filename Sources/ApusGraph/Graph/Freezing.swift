extension GraphBuilder {
  /// Freezes layers: they compute as in evaluation (batch norms by their running statistics, dropout
  /// not at all), and neither their parameters nor their states change. Steps that are built from
  /// here on follow it: make a new `Trainer` after freezing.
  ///
  ///     let editor = GraphBuilder(editing: trainer.graph)
  ///     try editor.freeze("encoder")
  ///
  /// - Parameter path: the scope of a layer (`encoder`, `encoder.dense1`), or the name of one
  ///   parameter (`encoder.dense1.weight`).
  /// - Throws: `GraphError` for a path that nothing is at, naming the nearest one.
  public func freeze(_ path: String) throws(GraphError) {
    try expectPath(path)
    frozen.insert(path)
    setModes(within: path, isFrozen: true)
  }

  /// Undoes `freeze`, for everything at or below a path.
  /// - Throws: `GraphError` for a path that nothing is at, or that lies within a frozen scope.
  public func unfreeze(_ path: String) throws(GraphError) {
    try expectPath(path)
    let rest = frozen.filter { !isPath($0, within: path) }
    if let outer = rest.first(where: { isPath(path, within: $0) }) {
      throw GraphError(
        .invalidArgument, expected: "a path that is not within a frozen scope",
        found: "'\(path)' within '\(outer)'", advice: "unfreeze '\(outer)', then freeze the rest")
    }
    frozen = rest
    setModes(within: path, isFrozen: false)
  }

  /// What `body` builds is frozen from the start.
  public func frozen<Result>(
    _ body: () throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    freezingDepth += 1
    defer { freezingDepth -= 1 }
    return try body()
  }

  /// The frozen paths, sorted.
  public var frozenPaths: [String] { frozen.sorted() }

  /// Whether what is built at this place is frozen.
  package var isFreezing: Bool {
    freezingDepth > 0 || frozen.contains { isPath(scopePath, within: $0) }
  }

  private func expectPath(_ path: String) throws(GraphError) {
    let known = knownPaths
    guard !known.contains(path) else { return }
    let nearest = nearestName(to: path, among: known)
    throw GraphError(
      .unknownName, expected: "the path of a layer or a parameter", found: "'\(path)'",
      advice: nearest.map { "did you mean '\($0)'?" } ?? "this graph has no layers")
  }
}

extension Graph {
  /// The frozen paths, sorted.
  public var frozenPaths: [String] { frozen.sorted() }

  /// Whether a parameter or a state belongs to a frozen layer.
  /// - Throws: `GraphError` for a variable of another graph.
  public func isFrozen(_ variable: VariableID) throws(GraphError) -> Bool {
    isFrozen(try index(of: variable))
  }

  package func isFrozen(_ index: Int) -> Bool {
    guard let name = variables[index].name else { return false }
    return frozen.contains { isPath(name, within: $0) }
  }
}

/// Whether `path` is `scope` or below it.
func isPath(_ path: String, within scope: String) -> Bool {
  path == scope || path.hasPrefix(scope + ".")
}
