extension VariableStore {
  /// Sets states to 0: those of stateful layers between sequences, those of a `DecodingCache`.
  /// - Throws: `GraphError` for a variable that the store has not got, `OpenCLError`.
  public func reset(_ states: [Variable]) throws {
    for state in states {
      guard let name = state.name, let shape = state.shape.fixed else {
        throw GraphError(
          .unknownName, expected: "states", found: "\(state)",
          advice: "pass the states of a layer or of a cache")
      }
      try set(named: name, Tensor(repeating: 0.0, shape: shape).cast(to: state.dtype))
    }
  }
}
