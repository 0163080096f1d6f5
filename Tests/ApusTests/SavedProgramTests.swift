import Apus
import FoundationEssentials
import Testing

/// A trained step in a file: the graph with its outputs and updates.
@Suite(.serialized) struct SavedProgramTests {
  private func path() -> String {
    let name = "apus-program-\(UInt64.random(in: 0...UInt64.max)).json"
    return FileManager.default.temporaryDirectory.path + "/" + name
  }

  private func trainer() throws -> (Trainer, x: Variable, labels: Variable, loss: Variable) {
    let graph = GraphBuilder(seed: 3)
    let x = try graph.input("x", [.batch, 4])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: x) { Dense(3) }
    let loss = try softmaxCrossEntropy(logits: model(x), labels: labels)
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.1, momentum: 0.9), on: TestDevice.device())
    return (trainer, x, labels, loss)
  }

  private let rows: Tensor = [[1, 0, -1, 2], [0, 1, 3, -2]]
  private let classes = Tensor([2, 0] as [Int32])

  @Test func theSavedStepTrainsAsTheOriginal() throws {
    let (trainer, x, labels, loss) = try trainer()
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try trainer.saveProgram(to: path)
    let saved = try SavedProgram(contentsOf: path)
    #expect(saved.graph == trainer.graph)
    #expect(saved.outputs.map(\.index) == [loss.id.index])
    #expect(
      saved.updates.map { [$0.state.index, $0.value.index] }
        == trainer.minimization.updates.map { [$0.state.index, $0.value.index] })

    let store = try VariableStore(saved.graph, on: TestDevice.device())
    let executable = try Executable(
      saved.graph, outputs: saved.outputs, updates: saved.updates, store: store)
    let feeds: [VariableID: any Feed] = [
      try saved.graph.variable(named: "x"): rows,
      try saved.graph.variable(named: "labels"): classes,
    ]
    for _ in 0..<3 {
      let loss = try executable.run(feeding: feeds)[0].doubles[0]
      try trainer.step([x: rows, labels: classes])
      #expect(try trainer.loss() == loss)
    }
    #expect(try store.parameterDigest == trainer.store.parameterDigest)
  }

  /// Parameters, inputs and constants of other types, in a file and back.
  @Test(arguments: DType.allCases)
  func everyTypeIsSaved(_ dtype: DType) throws {
    let device = try TestDevice.device()
    if dtype == .float64, !device.capabilities.hasFloat64 { return }
    let graph = GraphBuilder()
    let x = try graph.input("x", [3], dtype)
    let w = try graph.parameter("w", [3], dtype, initial: .array([1, 0, 3]))
    let fixed = try graph.constant(Tensor([0, 1, 0] as [Float]).cast(to: dtype))
    let y = try concatenate([x, w, fixed], axis: 0)
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SavedProgram(graph.finish(), outputs: [y.id]).save(to: path)
    let saved = try SavedProgram(contentsOf: path)
    #expect(saved.graph == graph.finish())
    let executable = try Executable(
      saved.graph, outputs: saved.outputs, store: VariableStore(saved.graph, on: device))
    let fed = try Tensor([1, 1, 2] as [Float]).cast(to: dtype)
    let result = try executable.run(feeding: [saved.graph.variable(named: "x"): fed])[0]
    let expected = try Tensor([1, 1, 2, 1, 0, 3, 0, 1, 0] as [Float]).cast(to: dtype)
    #expect(result == expected)
  }

  @Test func graphsAndProgramsReadEachOther() throws {
    let trainer = try trainer().0
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try trainer.saveProgram(to: path)
    #expect(try Graph(contentsOf: path) == trainer.graph)
    try trainer.graph.save(to: path)
    let saved = try SavedProgram(contentsOf: path)
    #expect(saved.graph == trainer.graph && saved.outputs.isEmpty && saved.updates.isEmpty)
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let (trainer, x, _, loss) = try trainer()
    let graph = trainer.graph
    let stranger = try GraphBuilder().input("x", [2])
    #expect(throws: GraphError.self) { try SavedProgram(graph, outputs: [stranger.id]) }
    #expect(throws: GraphError.self) {
      try SavedProgram(graph, outputs: [], updates: [StateUpdate(x.id, x.id)])
    }
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try trainer.saveProgram(to: path)
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    func kind(_ old: String, _ new: String) throws -> GraphFileError.Kind? {
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path))
      do { _ = try SavedProgram(contentsOf: path) } catch { return error.kind }
      return nil
    }
    let outputs = #""outputs":[\#(loss.id.index)],"seed""#
    #expect(try kind(outputs, #""outputs":[99999],"seed""#) == .invalidGraph)
    #expect(try kind(#"{"state":"#, #"{"state":0,"was":"#) == .invalidGraph)
    #expect(try kind(#"{"state":"#, #"{"status":"#) == .foreign)
  }
}
