extension Trainer {
  /// Writes what the model has learned as a safetensors file: its parameters, and its states such as
  /// running means, without those of the optimizer.
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

  /// The names of parameters and states, less those that the rule has made for itself.
  private func modelNames() throws -> Set<String> {
    var names = Set(store.names)
    for state in minimization.ruleStates {
      if let name = try graph.information(state).name { names.remove(name) }
    }
    return names
  }
}
