extension Trainer {
  /// Writes what the model has learned as a safetensors file: the parameters of `graph`, and the states
  /// that the loss reads or changes, such as running means. Those of optimizers and caches are left out.
  /// - Throws: as `VariableStore.save(to:_:metadata:)`, which with `.all` writes what another run
  ///   needs to go on.
  public func saveParameters(to path: String, metadata: [String: String] = [:]) throws {
    try store.save(to: path, .only(try modelNames()), metadata: metadata)
  }

  /// Replaces what the model has learned by what a safetensors file holds; the optimizer's states stay.
  /// - Returns: what was loaded, and what did not fit.
  /// - Throws: as `VariableStore.load(from:_:allowing:renaming:converting:)`.
  @discardableResult
  public func loadParameters(
    from path: String, allowing tolerance: LoadTolerance = .exact,
    renaming mapping: NameMapping = .none, converting converts: Bool = false
  ) throws -> LoadReport {
    try store.load(
      from: path, .only(try modelNames()), allowing: tolerance, renaming: mapping,
      converting: converts)
  }

  /// The names of the graph's parameters, and of the states that belong to the loss. The store may have
  /// more: caches, moments of other rules, variables of graphs before.
  private func modelNames() throws -> Set<String> {
    var states = try graph.needed(for: [lossID])
    for update in try graph.updates(for: [lossID]) { states.insert(update.state.index) }
    var names: Set<String> = []
    for (index, variable) in graph.variables.enumerated() {
      guard let name = variable.name else { continue }
      let isOfModel =
        variable.kind == .parameter || variable.kind == .state && states.contains(index)
      if isOfModel { names.insert(name) }
    }
    return names
  }
}
