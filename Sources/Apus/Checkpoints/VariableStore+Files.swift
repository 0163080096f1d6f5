/// The names of what Apus adds to a file's metadata.
private enum Note {
  static let step = "apus.step"
  static let seed = "apus.seed"
  static let states = "apus.states"
  static let hyperparameter = "apus.hyperparameter."
}

extension VariableStore {
  /// Writes values under their names as a safetensors file, which other programs read too. `path`
  /// holds either its old contents or all of the new ones.
  ///
  ///     try store.save(to: "run.safetensors")                      // to go on later
  ///     try store.save(to: "model.safetensors", .parameters)       // to hand on
  ///
  /// - Parameters:
  ///   - contents: which values; `.all` adds the step, the seed and the hyper-parameters, as metadata.
  ///   - metadata: texts of your own, by names that do not begin with `apus.`.
  /// - Throws: `FormatError` where the file cannot be written, `GraphError` for a name of `.only` that
  ///   the store does not have, and faults of earlier steps; nothing is left behind then.
  public func save(
    to path: String, _ contents: StoreContents = .all, metadata: [String: String] = [:]
  ) throws {
    if let taken = metadata.keys.filter({ $0.hasPrefix("apus.") }).min() {
      throw FormatError(
        .invalidArgument, path: path, expected: "names of metadata that do not begin with 'apus.'",
        found: "'\(taken)'", advice: "give the text another name")
    }
    let names = try names(of: contents)
    var metadata = metadata
    let states = Set(names).subtracting(parameterNames).sorted()
    // One in each line: what reads the parameters of this file knows that it may pass over them.
    if !states.isEmpty { metadata[Note.states] = states.joined(separator: "\n") }
    if contents == .all {
      metadata[Note.step] = "\(step)"
      metadata[Note.seed] = "\(seed)"
      for (name, value) in hyperparameters { metadata[Note.hyperparameter + name] = "\(value)" }
    }
    let entries = try names.map { name in
      let (dtype, shape) = try description(of: name)
      return SafetensorsEntry(name: name, dtype: dtype, shape: shape)
    }
    try SafetensorsFile.write(entries, metadata: metadata, to: path) { entry in
      try value(named: entry.name)
    }
  }

  /// Replaces values by those of a safetensors file, of Apus or of another program.
  ///
  ///     try store.load(from: "run.safetensors")
  ///     let report = try store.load(
  ///       from: "bert.safetensors", .parameters, allowing: .partial,
  ///       renaming: .prefix("bert.", "encoder/"))
  ///
  /// Everything is compared before anything is changed. Of `.parameters` and `.only`, states in the
  /// file that Apus wrote, and names that the store has, are no surprise; they are passed over.
  /// - Parameters:
  ///   - contents: which values; `.all` takes the step, the seed and the hyper-parameters, too.
  ///   - tolerance: whether names, shapes and types all have to fit.
  ///   - mapping: what the names of the file become.
  ///   - converts: whether a tensor of another type is converted to the store's; a wider one is rounded.
  /// - Returns: what was loaded, and what did not fit.
  /// - Throws: `LoadError` with all that does not fit, `FormatError` for a file that cannot be read or
  ///   two names that become one, `GraphError` for a name of `.only` that the store does not have.
  ///   Only where the disk fails half way are some values changed.
  @discardableResult
  public func load(
    from path: String, _ contents: StoreContents = .all, allowing tolerance: LoadTolerance = .exact,
    renaming mapping: NameMapping = .none, converting converts: Bool = false
  ) throws -> LoadReport {
    let file = try SafetensorsFile(contentsOf: path)
    let wanted = try names(of: contents)
    let sources = try sources(of: file, mapping)
    var report = LoadReport()
    for name in wanted {
      guard let entry = sources[name] else {
        report.missing.append(name)
        continue
      }
      let (dtype, shape) = try description(of: name)
      if entry.shape == shape && entry.dtype == dtype {
        report.matched.append(name)
      } else if entry.shape == shape && converts {
        report.converted.append(name)
      } else {
        report.mismatched.append(
          .init(
            name: name, expected: "\(dtype)\(shape)", found: "\(entry.dtype)\(entry.shape)"))
      }
    }
    var known = Set(wanted)
    if contents != .all {
      known.formUnion(names)
      known.formUnion(
        (file.metadata[Note.states] ?? "").split(separator: "\n").compactMap { mapping(String($0)) }
      )
    }
    report.unexpected = sources.keys.filter { !known.contains($0) }.sorted()
    let numbers = contents == .all ? try runNumbers(file, &report, tolerance) : nil
    if tolerance == .exact && !report.isExact {
      throw LoadError(path: path, report: report, advice: advice(report, contents, sources))
    }
    for name in report.matched + report.converted {
      guard let entry = sources[name] else { continue }
      let (dtype, _) = try description(of: name)
      try set(named: name, file.tensor(named: entry.name).cast(to: dtype))
    }
    if let numbers {
      step = numbers.step
      seed = numbers.seed
      for (name, value) in numbers.hyperparameters { try setHyperparameter(named: name, value) }
      report.step = numbers.step
    }
    return report
  }

  private func names(of contents: StoreContents) throws -> [String] {
    switch contents {
    case .parameters: return parameterNames
    case .all: return names
    case .only(let chosen):
      for name in chosen.sorted() { _ = try description(of: name) }
      return chosen.sorted()
    }
  }

  /// The tensors of a file by the names they get.
  private func sources(
    of file: SafetensorsFile, _ mapping: NameMapping
  ) throws(FormatError) -> [String: SafetensorsEntry] {
    var sources: [String: SafetensorsEntry] = [:]
    for entry in file.entries {
      guard let name = mapping(entry.name) else { continue }
      if let other = sources.updateValue(entry, forKey: name) {
        throw FormatError(
          .invalidArgument, path: file.path, expected: "a name of its own for each tensor",
          found: "'\(name)' for both '\(other.name)' and '\(entry.name)'",
          advice: "correct the renaming")
      }
    }
    return sources
  }

  private struct RunNumbers {
    var step: Int
    var seed: UInt64
    var hyperparameters: [(String, Double)]
  }

  /// The step, the seed and the hyper-parameters of a file that `save(to:)` wrote with `.all`; nil for
  /// another, which is missing them.
  private func runNumbers(
    _ file: SafetensorsFile, _ report: inout LoadReport, _ tolerance: LoadTolerance
  ) throws(FormatError) -> RunNumbers? {
    guard let stepText = file.metadata[Note.step], let seedText = file.metadata[Note.seed] else {
      report.missing += [Note.step, Note.seed].filter { file.metadata[$0] == nil }
      return nil
    }
    func malformed(_ name: String, _ text: String, _ expected: String) -> FormatError {
      FormatError(
        .corrupt, path: file.path, expected: "\(expected) as \(name) in the metadata",
        found: "'\(text)'", advice: "save the file again")
    }
    guard let step = Int(stepText), step >= 0 else {
      throw malformed(Note.step, stepText, "a number of steps")
    }
    guard let seed = UInt64(seedText) else { throw malformed(Note.seed, seedText, "a seed") }
    var numbers = RunNumbers(step: step, seed: seed, hyperparameters: [])
    for (name, _) in hyperparameters.sorted(by: { $0.key < $1.key }) {
      let note = Note.hyperparameter + name
      guard let text = file.metadata[note] else {
        report.missing.append(note)
        continue
      }
      guard let value = Double(text), value.isFinite else {
        throw malformed(note, text, "a finite number")
      }
      numbers.hyperparameters.append((name, value))
    }
    for note in file.metadata.keys.sorted() where note.hasPrefix(Note.hyperparameter) {
      let name = String(note.dropFirst(Note.hyperparameter.count))
      if hyperparameters[name] == nil { report.unexpected.append(note) }
    }
    return numbers
  }

  private func advice(
    _ report: LoadReport, _ contents: StoreContents, _ sources: [String: SafetensorsEntry]
  ) -> String {
    let parameters = Set(parameterNames)
    if contents == .all, !report.missing.isEmpty,
      report.missing.allSatisfy({ !parameters.contains($0) }
      )
    {
      return "a file without the states of a run is loaded with .parameters"
    }
    if let missing = report.missing.first,
      let near = nearestName(to: missing, among: report.unexpected)
    {
      return "is '\(near)' meant to be '\(missing)'? `renaming:` maps names, `allowing: .partial` "
        + "loads what fits"
    }
    let differ = report.mismatched.allSatisfy { mismatch in
      sources[mismatch.name].map { "\($0.shape)" }.map { mismatch.expected.hasSuffix($0) } ?? false
    }
    if !report.mismatched.isEmpty && differ && report.missing.isEmpty && report.unexpected.isEmpty {
      return "`converting: true` converts types"
    }
    return "`renaming:` maps names, `allowing: .partial` loads what fits"
  }
}
