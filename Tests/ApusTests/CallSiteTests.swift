import Apus
import FoundationEssentials
import Testing

/// Whatever the library builds on the way, nodes and errors name a line of the user's: here, one of
/// this file.
@Suite(.serialized) struct CallSiteTests {
  /// Rows of a table, as a user would write it: a layer with a device fault in it.
  private struct Lookup: LayerSpec {
    static let typeName = "test.lookup"

    func build(in graph: GraphBuilder, input: TensorType) throws(GraphError) -> any Layer {
      LookupLayer(table: try graph.parameter("table", [3, 4], initial: .constant(1)))
    }
  }

  private struct LookupLayer: Layer {
    let table: Variable
    var parameters: [Variable] { [table] }
    func forward(_ x: Variable) throws(GraphError) -> Variable { try gather(table, x) }
  }

  /// An operation of a user's that takes no vectors.
  private struct Picky: ActivationSpec {
    static let name = "test.picky"

    func outputs(for inputs: [TensorType]) throws -> [TensorType] {
      guard inputs[0].shape.rank >= 2 else {
        throw GraphError(
          .invalidShape, expected: "a matrix", found: "\(inputs[0])", advice: "reshape it")
      }
      return inputs
    }

    func gradient(_ context: GradientContext) throws -> [Variable?] {
      [try context.gradient * sigmoid(context.inputs[0])]
    }

    func lower(
      _ inputs: [LoweredTensor], _ lowering: inout Lowering
    ) throws -> [LoweredTensor] { inputs }
  }

  private func error(_ body: () throws -> Void) -> GraphError? {
    do { try body() } catch { return error as? GraphError }
    return nil
  }

  @Test func everyNodeOfATrainingGraphNamesThisFile() throws {
    try OpRegistry.register(Picky.self)
    let graph = GraphBuilder(seed: 1)
    let x = try graph.input("x", [.batch, .time, 5])
    let labels = try graph.input("labels", [.batch, .time], .int32)
    let model = try Sequential(in: graph, input: x, name: "net") {
      Dense(4)
      Tanh()
      Picky()
      Dropout(0.5)
      SequentialSpec { Flatten(from: 2) }
      Dense(3)
    }
    let first = #line
    let logits = try model(x)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)
    let soft = try softmaxCrossEntropy(logits: logits, probabilities: softmax(logits))
    let squares = try meanSquaredError(logits, maximum(logits, 0))
    _ = try accuracy(logits: logits, labels: labels)
    let all = try graph.scope("sum") { try loss + soft * 2 + squares }
    _ = try graph.minimize(all, with: Adam(weightDecay: 0.1))
    let last = #line
    let finished = graph.finish()
    let read = try JSONDecoder().decode(Graph.self, from: JSONEncoder().encode(finished))
    for (node, copy) in zip(finished.nodes, read.nodes) {
      let site = try #require(node.site, "\(node.op.name) in '\(node.scope)'")
      #expect(
        site.file == #fileID && (first...last).contains(site.line), "\(node.op.name): \(site)")
      #expect(copy.site == site)
    }
    // The backward pass of an operation belongs to the line that asked for the operation.
    let target = try #require(finished.nodes.last { $0.op.name == "oneHot" })
    #expect(target.site?.line == first + 2)
  }

  @Test func aShapeErrorThroughLayersNamesTheCall() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 5])
    let wide = try graph.input("wide", [.batch, 6])
    let model = try Sequential(in: graph, input: x) { Dense(4) }
    let line = #line + 1
    let found = error { _ = try model(wide) }
    #expect(found?.kind == .shapeMismatch && found?.operation == "matmul")
    #expect(found?.site == CallSite(file: #fileID, line: line))
    #expect(found?.scope == "dense1")
    let vector = try graph.input("vector", [7])
    let row = error { _ = try matmul(vector, x) }
    #expect(row?.site == CallSite(file: #fileID, line: #line - 1))
  }

  @Test func errorsOfBuildingLayersNameTheSequential() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 5])
    for spec in [Flatten(from: 7), Dense(0), Dropout(2)] as [any LayerSpec] {
      let line = #line + 1
      let found = error { _ = try Sequential(in: graph, input: x) { spec } }
      #expect(found?.site == CallSite(file: #fileID, line: line), "\(spec)")
    }
  }

  @Test func aUsersOperationNamesItsLine() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [5])
    let line = #line + 1
    let found = error { _ = try graph.add(Picky(), [x]) }
    #expect(found?.operation == "test.picky")
    #expect(found?.site == CallSite(file: #fileID, line: line))
  }

  @Test func functionsOfSeveralOperationsMayNameTheirCallers() throws {
    func twice(
      _ x: Variable, file: String = #fileID, line: Int = #line
    ) throws(GraphError) -> Variable {
      try x.builder.at(file, line) { () throws(GraphError) in try exp(exp(x) + 1) }
    }
    let graph = GraphBuilder()
    let x = try graph.input("x", [5])
    _ = try twice(x)
    #expect(Set(graph.finish().nodes.map(\.site)) == [CallSite(file: #fileID, line: #line - 1)])
  }

  @Test func aDeviceFaultInALayerNamesTheCall() throws {
    let graph = GraphBuilder()
    let words = try graph.input("words", [.batch], .int32)
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: words) {
      Lookup()
      Dense(2)
    }
    let logits = try model(words)
    let loss = try softmaxCrossEntropy(logits: logits, labels: labels)
    let line = #line - 2
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.1), on: TestDevice.device())
    func fault(_ word: Int32, _ label: Int32) throws -> String {
      try trainer.step([words: Tensor([word]), labels: Tensor([label])])
      do { _ = try trainer.loss() } catch { return "\(error)" }
      return "nothing"
    }
    let (word, label) = (try fault(3, 0), try fault(0, 2))
    #expect(word.contains("(table, words) at \(#fileID):\(line)"), "\(word)")
    #expect(label.contains("at \(#fileID):\(line + 1)"), "\(label)")
  }
}
