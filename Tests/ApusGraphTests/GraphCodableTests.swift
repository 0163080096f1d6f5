import ApusGraph
import ApusTestKit
import FoundationEssentials
import Testing

/// A user's operation, for saved graphs.
struct Twice: Op {
  static let name = "test.twice"
  var note: String

  func outputs(for inputs: [TensorType]) throws -> [TensorType] { inputs }
  func gradient(_ context: GradientContext) throws -> [Variable?] { [try context.gradient * 2] }
  func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { inputs }
}

@Suite struct GraphCodableTests {
  private func json(_ graph: Graph) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(graph)
  }

  private func load(_ data: Data) throws -> Graph {
    try JSONDecoder().decode(Graph.self, from: data)
  }

  private func load(_ text: String) throws -> Graph { try load(Data(text.utf8)) }

  private func sample() throws -> Graph {
    let graph = GraphBuilder(seed: .max)
    let x = try graph.input("x", [.batch, 4])
    let labels = try graph.input("labels", [.batch], .int32)
    let w = try graph.parameter("w", [4, 3], initial: .normal(mean: 0, standardDeviation: 1))
    let rate = try graph.hyperparameter("rate", 0.1)
    let table = try graph.constant([[1.5, -2, 0.25]])
    let logits = try graph.scope("head") { try matmul(x, w) * table + rate }
    let noise = try graph.random(.normal, [.batch, 3])
    let masked = try select(noise > -Double.infinity, logits, -Double.infinity)
    let loss = try mean(
      softmaxCrossEntropies(
        logits: modeSelect(training: masked, evaluation: logits), labels: labels))
    let cut = try slice(x, axis: 1, start: 3, count: 2, step: -2)
    _ = try graph.gradients(of: loss + sum(cut), withRespectTo: [w, x])
    return graph.finish()
  }

  @Test func aGraphSurvivesARoundTrip() throws {
    let graph = try sample()
    let loaded = try load(json(graph))
    #expect(loaded == graph)
    #expect(loaded.description == graph.description)
    #expect(loaded.id != graph.id)
    #expect(try json(loaded) == json(graph))
    #expect(try loaded.variable(named: "w").index == graph.variable(named: "w").index)
  }

  /// JSON has no infinities and no NaN.
  @Test func startingValuesThatAreNotFiniteSurviveARoundTrip() throws {
    let infinity = Double.infinity
    let starts: [InitialValue] = [
      .constant(-infinity), .uniform(low: -infinity, high: infinity),
      .normal(mean: infinity, standardDeviation: 1), .array([1, infinity, -infinity]),
      .constant(.nan), .array([.nan, 0.5, 2]),
    ]
    for start in starts {
      let graph = GraphBuilder()
      _ = try graph.parameter("w", [3], initial: start)
      let saved = try json(graph.finish())
      let loaded = try load(saved)
      #expect(try json(loaded) == saved, "\(start)")
      // NaN is no more equal to itself as a starting value than as a number.
      if !"\(start)".contains("nan") { #expect(loaded == graph.finish(), "\(start)") }
    }
    let text = String(decoding: try json(sample()), as: UTF8.self)
    #expect(text.contains(#"{"normal":{"mean":0,"standardDeviation":1}}"#), "as it always was")
    for number in [#""x""#, #""""#, "null", "[]"] {
      let damaged = text.replacing(#"{"mean":0,"#, with: #"{"mean":\#(number),"#)
      #expect(throws: DecodingError.self) { try load(damaged) }
    }
  }

  /// Whole numbers that no Double is; all others are written as they ever were.
  @Test func wholeNumbersBeyondDoublesSurviveARoundTrip() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [2], .int64)
    for number in [9_007_199_254_740_993, Int.max - 1, Int.min + 1] { _ = try x + number }
    let saved = try json(graph.finish())
    let text = String(decoding: saved, as: UTF8.self)
    for number in ["9007199254740993", "9223372036854775806", "-9223372036854775807"] {
      #expect(text.contains(#""integer":\#(number)"#), "\(text)")
    }
    #expect(try load(saved) == graph.finish())
    #expect(try json(load(saved)) == saved)
    let plain = GraphBuilder()
    _ = try plain.input("x", [2], .int64) * 3 + Int.min
    let old = String(decoding: try json(plain.finish()), as: UTF8.self)
    #expect(old.contains(#"{"dtype":"int64","value":3}"#) && !old.contains("integer"))
  }

  @Test func everyCaseSurvivesARoundTrip() throws {
    try OperationCases.registerOperations()
    // One of each structure is enough; large constants take long as JSON.
    for operation in OperationCases.all where !operation.name.contains("10007") {
      let graph = try BuiltCase(operation, binding: operation.bindings[0]).graph
      #expect(try load(json(graph)) == graph, "\(operation)")
    }
  }

  @Test func aLoadedGraphComputesTheSameAndCanBeEdited() throws {
    let graph = GraphBuilder(seed: 5)
    let x = try graph.input("x", [3])
    let y = try sum(x * x * graph.parameter("w", [3], initial: .uniform(low: 0, high: 1)))
    let before = graph.finish()
    let loaded = try load(json(before))
    let feed = ReferenceArray([1, 2, 3], shape: [3])
    let expected = try Reference.evaluate(before, feeds: [x.id: feed], outputs: [y.id])
    let editor = GraphBuilder(editing: loaded)
    let input = try loaded.variable(named: "x")
    let last = try #require(editor.variables(.computed).last)
    let gradient = try editor.gradients(of: last, withRespectTo: [editor.variable(input)])[0]
    let found = try Reference.evaluate(
      editor.finish(), feeds: [input: feed], outputs: [last.id, gradient.id])
    #expect(found[0] == expected[0])
    #expect(found[1].shape == [3])
  }

  @Test func aUsersOperationLoadsOnceRegistered() throws {
    try OpRegistry.register(Twice.self)
    try OpRegistry.register(Twice.self)
    let graph = GraphBuilder()
    _ = try graph.add(Twice(note: "a"), [graph.input("x", [2])])
    let data = try json(graph.finish())
    #expect(try load(data) == graph.finish())
    let text = String(decoding: data, as: UTF8.self)
    let error = #expect(throws: GraphError.self) {
      try load(text.replacing("test.twice", with: "test.nobody"))
    }
    #expect(error?.kind == .unknownOp)
    #expect(error?.found == "'test.nobody'")
  }

  @Test func namesOfOperationsAreTakenOnce() {
    struct Impostor: Op {
      static let name = "add"
      func outputs(for inputs: [TensorType]) throws -> [TensorType] { inputs }
      func gradient(_ context: GradientContext) throws -> [Variable?] { [] }
      func lower(
        _ inputs: [LoweredTensor], _ lowering: inout Lowering
      ) throws -> [LoweredTensor] { inputs }
    }
    let error = #expect(throws: GraphError.self) { try OpRegistry.register(Impostor.self) }
    #expect(error?.kind == .duplicateName)
  }

  @Test(arguments: [
    ("\"format\":1", "\"format\":2"), ("\"inputs\":[0", "\"inputs\":[99"),
    ("\"inputs\":[0", "\"inputs\":[-1"), ("\"outputs\":[", "\"outputs\":[0,"),
    ("\"producer\":{\"node\":0", "\"producer\":{\"node\":7"), ("\"labels\"", "\"x\""),
    ("\"kind\":\"parameter\"", "\"kind\":\"computed\""),
    ("\"kind\":\"input\"", "\"kind\":\"step\""), ("\"dtype\":\"int32\"", "\"dtype\":\"bool\""),
    ("\"dtype\":\"float32\"", "\"dtype\":\"float99\""),
    ("\"constant\":4", "\"constant\":-4"), ("\"constant\":4", "\"constant\":9223372036854775807"),
    ("\"bytes\":[0", "\"bytes\":[300"), ("\"bytes\":[0,", "\"bytes\":["),
    ("\"op\":\"matmul\"", "\"op\":\"add\""), ("\"op\":\"matmul\"", "\"op\":\"softmax\""),
    ("\"step\":-2", "\"step\":-9223372036854775808"), ("\"step\":-2", "\"step\":0"),
    ("\"seed\":", "\"seeed\":"),
  ])
  func aDamagedFileIsATypedError(_ from: String, _ to: String) throws {
    let text = String(decoding: try json(sample()), as: UTF8.self)
    try #require(text.contains(from), "the test no longer damages anything: \(from)")
    let damaged = text.replacing(from, with: to, maxReplacements: 1)
    let error = #expect(throws: (any Error).self) { try load(damaged) }
    #expect(error is GraphError || error is DecodingError)
  }

  /// Damage of many kinds at random places: an error or a graph that checks, but never a trap.
  @Test(arguments: 0..<12)
  func randomDamageNeverTraps(_ round: Int) throws {
    let bytes = [UInt8](try json(sample()))
    var random = RandomStream(seed: 1, stream: UInt32(round))
    let numbers = [
      "-1", "0", "1", "2", "9", "99", "9223372036854775807", "-9223372036854775808", "1e400",
      "0.5", "null", "[]", "{}", "\"\"",
    ].map { Array($0.utf8) }
    var loaded = 0
    for _ in 0..<50 {
      var damaged = bytes
      switch random.integer(below: 4) {
      case 0:
        damaged.removeSubrange(random.integer(below: damaged.count)..<damaged.count)
      case 1:
        damaged[random.integer(below: damaged.count)] = UInt8(random.integer(below: 128))
      case 2:
        let start = random.integer(below: damaged.count)
        damaged.removeSubrange(start..<min(damaged.count, start + random.integer(below: 40)))
      default:
        // Another number in the place of one: most likely to pass the parser.
        let digits = damaged.indices.filter { (48...57).contains(damaged[$0]) }
        let at = digits[random.integer(below: digits.count)]
        damaged.replaceSubrange(at...at, with: numbers[random.integer(below: numbers.count)])
      }
      do {
        let graph = try load(Data(damaged))
        loaded += 1
        // What passed the checks is whole: it prints, and can be saved and edited.
        _ = graph.description
        _ = try? json(graph)
        let editor = GraphBuilder(editing: graph)
        if let loss = editor.variables(.computed).last {
          _ = try? editor.gradients(of: sum(loss), withRespectTo: editor.variables(.parameter))
        }
      } catch {
        #expect(error is GraphError || error is DecodingError, "\(type(of: error)): \(error)")
      }
    }
    #expect(loaded < 50)
  }
}
