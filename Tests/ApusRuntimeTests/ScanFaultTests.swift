import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// Indices out of range in a step of a scan: an error that names the operation in the step and the
/// scan, forwards and in its gradient, and no state changes.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct ScanFaultTests {
  private typealias Step =
    @Sendable (_ table: Variable, _ ids: Variable) throws(GraphError) ->
    Variable

  private static let steps: [(operation: String, build: Step)] = [
    ("gather along 0", { table, ids throws(GraphError) in try gather(table, ids) }),
    ("gather along 0", { table, ids throws(GraphError) in try embedding(table, ids) }),
    (
      "takeAlongAxis along 0",
      { table, ids throws(GraphError) in
        try takeAlongAxis(table, reshape(ids, to: [1, 2]), axis: 0)
      }
    ),
    (
      "softmaxCrossEntropy",
      { table, ids throws(GraphError) in
        let logits = try reshape(slice(table, axis: 0, start: 0, count: 2), to: [1, 4])
        return try softmaxCrossEntropies(
          logits: concatenate([logits, logits]), labels: ids)
      }
    ),
    (
      "scatter add of rows along 0",
      { table, ids throws(GraphError) in
        try indexAdd(table, ids, slice(table, axis: 0, start: 0, count: 2), axis: 0)
      }
    ),
  ]

  /// A table [4, 2] that is trained through a step, and a counter.
  private struct Training {
    let ids: Variable
    let counter: Variable
    let executable: Executable

    init(_ step: Step, onlyGradient: Bool) throws {
      let builder = GraphBuilder(seed: 3)
      ids = try builder.input("ids", [.time, 2], .int32)
      let table = try builder.parameter("table", [4, 2], initial: .uniform(low: -1, high: 1))
      counter = try builder.state("counter", [], .int32)
      let results = try scan(over: [ids], carrying: [], using: [table]) { s throws(GraphError) in
        (carries: [], outputs: [try exp(step(s.constants[0], s.inputs[0]))])
      }.outputs
      let loss = try sum(results[0])
      let g = try builder.gradients(of: loss, withRespectTo: [table])[0]
      let updates = [
        StateUpdate(table.id, try (table - g * 0.1).id),
        StateUpdate(counter.id, try (counter + 1).id),
      ]
      let whole = builder.finish()
      executable = try Executable(
        whole, outputs: onlyGradient ? [] : [loss.id], updates: updates,
        store: VariableStore(whole, in: quickContext()))
    }

    func step(_ numbers: [Int32]) throws {
      try executable.step([ids: Tensor(numbers, shape: [numbers.count / 2, 2])])
    }
  }

  @Test(arguments: steps.indices, [false, true])
  func outOfRange(_ position: Int, onlyGradient: Bool) throws {
    let (operation, build) = ScanFaultTests.steps[position]
    let training = try Training(build, onlyGradient: onlyGradient)
    let store = training.executable.store
    try training.step([0, 1, 2, 3, 3, 0])
    let digest = try store.parameterDigest
    for (numbers, index) in [([0, 1, 2, 4, 3, 0], 4), ([-1, 0], -1)] as [([Int32], Int)] {
      try training.step(numbers)
      let error = failure(RuntimeError.self) { try training.executable.synchronize() }
      #expect(error?.kind == .indexOutOfRange)
      #expect(error?.expected == "an index from 0 to 3")
      #expect(error?.found.hasPrefix("\(index) in step ") == true, "\(String(describing: error))")
      for part in [
        "in \(operation)(", "ScanFaultTests.swift", "in a step of scan",
      ] { #expect(error?.place.contains(part) == true, "\(error?.place ?? "")") }
      #expect(try store.parameterDigest == digest)
      #expect(try store.value(training.counter.id).doubles[0] == 1)
    }
    try training.step([3, 3, 0, 0])
    try training.executable.synchronize()
    #expect(try store.parameterDigest != digest)
  }

  /// Places of scans, of scans within them and of the graph around have numbers of their own; the first
  /// of the graph is reported.
  @Test(arguments: [0, 1, 2, 3])
  func placesInTurn(bad: Int) throws {
    let builder = GraphBuilder()
    let ids = try (0..<4).map { try builder.input("ids\($0)", [3], .int32) }
    let tables = try (0..<4).map { number in
      try builder.constant(Tensor([Float](repeating: Float(number), count: number + 2)))
    }
    func gathered(_ number: Int) throws -> Variable {
      try scan(over: [ids[number]], carrying: [], using: [tables[number]]) {
        s throws(GraphError) in
        (carries: [], outputs: [try gather(s.constants[0], s.inputs[0])])
      }.outputs[0]
    }
    func nested(_ number: Int) throws -> Variable {
      let stack = try scan(
        over: [reshape(ids[number], to: [3, 1])], carrying: [], using: [tables[number]]
      ) { outer throws(GraphError) in
        let inner = try scan(over: [outer.inputs[0]], carrying: [], using: outer.constants) {
          s throws(GraphError) in
          (carries: [], outputs: [try gather(s.constants[0], s.inputs[0])])
        }
        return (carries: [], outputs: inner.outputs)
      }.outputs[0]
      return try reshape(stack, to: [3])
    }
    let parts = try [
      gathered(0), nested(1), gather(tables[2], ids[2]), gathered(3),
    ]
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: parts.map(\.id), store: VariableStore(graph, in: quickContext()))
    var feeds: [Variable: any Feed] = [:]
    for number in 0..<4 {
      feeds[ids[number]] = Tensor([0, number < bad ? 1 : Int32(100 + number), 1] as [Int32])
    }
    try executable.step(feeds)
    let error = failure(RuntimeError.self) { try executable.synchronize() }
    #expect(error?.found == "\(100 + bad) in step 0")
    #expect(error?.expected == "an index from 0 to \(bad + 1)")
    let scans = error?.place.ranges(of: "in a step of scan").count ?? 0
    #expect(scans == [1, 2, 0, 1][bad], "\(error?.place ?? "")")
    for own in ids { feeds[own] = Tensor([0, 1, 0] as [Int32]) }
    try executable.step(feeds)
    let outputs = try executable.outputs()
    for number in 0..<4 {
      #expect(outputs[number].doubles == [Double](repeating: Double(number), count: 3))
    }
  }
}
