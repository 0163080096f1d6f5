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
  /// The values of many cases, compiled in few programs: up to `perProgram` cases without symbols
  /// share a graph.
  public static func values(
    _ cases: [OperationCase], perProgram: Int = 40, _ runner: some CaseRunner
  ) -> [String] {
    programs(cases, perProgram) { group, binding in
      try problems(BuiltCase(merging: group, binding: binding), runner)
    }
  }

  /// Calls `body` with groups of cases that can share a program: of one mode and without symbols,
  /// or a single one for each of its bindings.
  static func programs(
    _ cases: [OperationCase], _ perProgram: Int,
    _ body: ([OperationCase], [String: Int]) throws -> [String]
  ) -> [String] {
    var found: [String] = []
    for mode in Reference.Mode.allCases {
      let fixed = cases.filter { $0.mode == mode && $0.bindings == [[:]] }
      for start in stride(from: 0, to: fixed.count, by: perProgram) {
        let group = Array(fixed[start..<min(start + perProgram, fixed.count)])
        found += attempt("cases \(group[0].name) …") { try body(group, [:]) }
      }
    }
    for operation in cases where operation.bindings != [[:]] {
      for binding in operation.bindings {
        found += attempt(describe(binding)) { try body([operation], binding) }
      }
    }
    return found
  }

  /// The values and gradients of golden cases, all of one mode.
  public static func golden(
    _ cases: [GoldenCase], _ runner: some CaseRunner, relative: Double = 1e-5,
    absolute: Double = 1e-5
  ) -> [String] {
    attempt("golden cases") {
      let built = try GoldenCase.Built(merging: cases)
      let actual = try runner.run(
        graph: built.graph, outputs: built.wanted,
        feeds: try built.feeds.mapValues { try $0.tensor() }, binding: [:],
        mode: cases.first?.mode ?? .training)
      return zip(zip(built.expected, built.labels), actual).compactMap { expected, actual in
        compare(
          expected: expected.0, actual: actual, relative: relative,
          absolute: scaled(absolute, to: expected.0)
        ).map { "\(expected.1): \($0)" }
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
          absolute: scaled(part.operation.tolerance.absolute, to: expected[position]))
        if let mismatch { found.append("\(part.operation.name), output \(output): \(mismatch)") }
        position += 1
      }
    }
    return found
  }

  /// An absolute tolerance is meant for numbers around 1. Where all are smaller (a softmax over
  /// ten thousand elements), it shrinks with the largest of them.
  static func scaled(_ absolute: Double, to expected: ReferenceArray) -> Double {
    let largest = expected.values.filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
    return largest > 0 ? absolute * min(1, largest) : absolute
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
