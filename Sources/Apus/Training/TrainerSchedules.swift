/// The schedules of a trainer: what sets its hyper-parameters before each step.
struct TrainerSchedules {
  private struct Entry {
    var name: String
    var schedule: any Schedule
    var variable: VariableID
  }

  /// Sorted by name, so that of two that are wrong always the same one is told.
  private let entries: [Entry]
  private let minimization: Minimization

  /// - Throws: `GraphError` for a name that the rule does not use, or a schedule with a field out of
  ///   its range.
  init(_ schedules: [String: any Schedule], _ minimization: Minimization) throws(GraphError) {
    var entries: [Entry] = []
    for (name, schedule) in schedules.sorted(by: { $0.key < $1.key }) {
      guard let variable = minimization.hyperparameters[name] else {
        let known = minimization.hyperparameters.keys.sorted()
        let near = nearestName(to: name, among: known)
        throw GraphError(
          .unknownName,
          expected: "schedules of hyper-parameters in use: \(known.joined(separator: ", "))",
          found: "'\(name)'",
          advice: (near.map { "did you mean '\($0)'? " } ?? "")
            + "give the optimizer a value other than 0 to have it in the graph",
          operation: "Trainer")
      }
      try schedule.validate()
      entries.append(Entry(name: name, schedule: schedule, variable: variable.id))
    }
    self.entries = entries
    self.minimization = minimization
  }

  /// Whether a hyper-parameter has a schedule.
  func holds(_ name: String) -> Bool { entries.contains { $0.name == name } }

  /// Sets the numbers of the step that comes next; all of them or, on an error, none.
  /// - Throws: `GraphError` naming schedule, hyper-parameter and step, for a step past the end or a
  ///   number that the rule refuses.
  func apply(to store: VariableStore) throws {
    guard !entries.isEmpty else { return }
    let values = try entries.map { entry in try value(entry, at: store.step) }
    for (entry, value) in zip(entries, values)
    where try store.hyperparameter(entry.variable) != value {
      try store.setHyperparameter(entry.variable, value)
    }
  }

  private func value(_ entry: Entry, at step: Int) throws(GraphError) -> Double {
    let place =
      "schedule '\(type(of: entry.schedule).typeName)' of \(entry.name) at step \(step)"
    do throws(GraphError) {
      let value = try entry.schedule.value(at: step)
      try minimization.validate(entry.name, value)
      return value
    } catch {
      var error = error
      error.operation = place
      throw error
    }
  }
}
