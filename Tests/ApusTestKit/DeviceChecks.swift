import ApusGraph

/// What runs a graph on a device: the runtime, wrapped by the tests.
public protocol CaseRunner {
  /// Compiles `graph` for `outputs`, feeds it, and reads the outputs of the first step (number 0)
  /// with the graph's own seed.
  func run(
    graph: Graph, outputs: [VariableID], feeds: [VariableID: Tensor], binding: [String: Int],
    mode: Reference.Mode
  ) throws -> [Tensor]
}

/// Runs cases on a device and compares with the reference. An empty list of problems is a pass.
public enum DeviceChecks {
  /// The values of one case, for each of its bindings.
  public static func value(_ operation: OperationCase, _ runner: some CaseRunner) -> [String] {
    operation.bindings.flatMap { binding in
      attempt("\(operation.name) \(describe(binding))") {
        try problems(BuiltCase(operation, binding: binding), runner)
      }
    }
  }

  /// The values of many cases, compiled in few programs: up to `perProgram` cases without symbols
  /// share a graph.
  public static func values(
    _ cases: [OperationCase], perProgram: Int = 40, _ runner: some CaseRunner
  ) -> [String] {
    var found: [String] = []
    for mode in Reference.Mode.allCases {
      let fixed = cases.filter { $0.mode == mode && $0.bindings == [[:]] }
      for start in stride(from: 0, to: fixed.count, by: perProgram) {
        let group = Array(fixed[start..<min(start + perProgram, fixed.count)])
        found += attempt("cases \(group[0].name) …") {
          try problems(BuiltCase(merging: group, binding: [:]), runner)
        }
      }
    }
    return found + cases.filter { $0.bindings != [[:]] }.flatMap { value($0, runner) }
  }

  /// The device's gradient of a random-weighted sum against finite differences on the reference
  /// and against the symbolic gradient of the reference, by norm.
  public static func gradient(
    _ operation: OperationCase, _ runner: some CaseRunner, relative: Double = 1e-4
  ) -> [String] {
    operation.bindings.flatMap { binding in
      attempt("gradient of \(operation.name) \(describe(binding))") {
        guard let gradient = try GradientCase(operation, binding: binding) else { return [] }
        let tensors = try runner.run(
          graph: gradient.graph, outputs: gradient.gradients,
          feeds: try gradient.feeds.mapValues { try $0.tensor() }, binding: binding,
          mode: operation.mode)
        let found = tensors.map { ReferenceArray($0) }
        for (number, (own, expected)) in zip(found, try gradient.symbolic()).enumerated() {
          guard own.shape == expected.shape else {
            return ["input \(number): expected \(expected.shape), found \(own.shape)"]
          }
          let problem = distanceProblem(
            own.values, expected.values, relative, operation.tolerance.absolute)
          if let problem { return ["input \(number) against the reference: \(problem)"] }
        }
        return try gradient.deviceProblem(found, relative).map { [$0] } ?? []
      }
    }
  }

  /// The gradients of many cases.
  public static func gradients(
    _ cases: [OperationCase], _ runner: some CaseRunner, relative: Double = 1e-4
  ) -> [String] {
    cases.flatMap { gradient($0, runner, relative: relative) }
  }

  /// The values and gradients of a golden case.
  public static func golden(
    _ golden: GoldenCase, _ runner: some CaseRunner, relative: Double = 1e-5,
    absolute: Double = 1e-5
  ) -> [String] {
    attempt("golden \(golden.name)") {
      let built = try golden.build()
      let actual = try runner.run(
        graph: built.graph, outputs: built.wanted,
        feeds: try built.feeds.mapValues { try $0.tensor() }, binding: [:], mode: .training)
      return zip(built.expected, actual).enumerated().compactMap { number, pair in
        compare(
          expected: pair.0, actual: pair.1, relative: relative, absolute: absolute
        ).map { "result \(number): \($0)" }
      }
    }
  }

  private static func problems(_ built: BuiltCase, _ runner: some CaseRunner) throws -> [String] {
    let expected = try built.expected()
    let actual = try runner.run(
      graph: built.graph, outputs: built.outputs,
      feeds: try built.feeds.mapValues { try $0.tensor() }, binding: built.binding,
      mode: built.mode)
    guard actual.count == expected.count else {
      return ["\(expected.count) outputs expected, \(actual.count) found"]
    }
    var found: [String] = []
    var position = 0
    for part in built.parts {
      for output in part.outputs.indices {
        let mismatch = compare(
          expected: expected[position], actual: actual[position],
          relative: part.operation.tolerance.relative,
          absolute: part.operation.tolerance.absolute)
        if let mismatch { found.append("\(part.operation.name), output \(output): \(mismatch)") }
        position += 1
      }
    }
    return found
  }

  private static func attempt(_ what: String, _ body: () throws -> [String]) -> [String] {
    do {
      return try body().map { "\(what): \($0)" }
    } catch {
      return ["\(what): \(error)"]
    }
  }

  private static func describe(_ binding: [String: Int]) -> String {
    binding.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}

extension GradientCase {
  /// As `problem(with:relative:)`, but by sampled elements only: a device's float32 gradient has
  /// rounding errors in every element, which a slope would add up.
  func deviceProblem(_ gradients: [ReferenceArray], _ relative: Double) throws -> String? {
    for (number, sample) in try numericGradient().enumerated() {
      let found = sample.positions.map { gradients[number].values[$0] }
      let problem = distanceProblem(
        found, sample.values, relative, operation.tolerance.absolute)
      if let problem { return "input \(number) against finite differences: \(problem)" }
    }
    return nil
  }
}
