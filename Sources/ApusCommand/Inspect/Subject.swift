import Apus
import ArgumentParser

/// What is inspected.
struct Subject {
  var title: String
  var graph: Graph
  /// What is computed unless something else is asked for; nil for all that nothing else uses.
  var outputs: [VariableID]?
  var updates: [StateUpdate] = []
  /// What pictures show; nil for everything.
  var pictured: [VariableID]?
  var loss: VariableID?
  /// Numbers for symbols that are not given.
  var defaults: [String: Int] = [:]

  init(
    title: String, graph: Graph, outputs: [VariableID]?, updates: [StateUpdate],
    loss: VariableID?, defaults: [String: Int]
  ) {
    self.title = title
    self.graph = graph
    self.outputs = outputs
    self.updates = updates
    self.loss = loss
    self.defaults = defaults
    pictured = loss.map { [$0] }
  }

  /// A saved graph, or a saved program with outputs and updates of its own.
  init(contentsOf path: String, _ mode: Mode) throws {
    let saved = try SavedProgram(contentsOf: path)
    let isProgram = !saved.outputs.isEmpty || !saved.updates.isEmpty
    self.init(
      title: path, graph: saved.graph, outputs: isProgram ? saved.outputs : nil,
      updates: mode == .training ? saved.updates : [], loss: nil, defaults: [:])
    pictured = isProgram ? saved.outputs : nil
  }

  /// The variables of these names; without names, the outputs.
  /// - Throws: `GraphError` for a name that the graph does not have.
  func outputs(named names: [String]) throws -> [VariableID] {
    if !names.isEmpty { return try names.map(variable) }
    if let outputs { return outputs }
    let used = Set(graph.nodes.flatMap(\.inputs))
    return graph.variables(.computed).filter { !used.contains($0.index) }
  }

  private func variable(_ name: String) throws -> VariableID {
    if name.hasPrefix("%"), let index = Int(name.dropFirst()),
      graph.variables.indices.contains(index)
    {
      return VariableID(graph: graph.id, index: index)
    }
    return try graph.variable(named: name)
  }
}

/// The built-in graphs.
enum DemoGraph: String, CaseIterable, ExpressibleByArgument {
  /// 2 → 8 tanh → 1 sigmoid, mean squared error.
  case xor
  /// 784 → 300 ReLU → 10, softmax cross-entropy.
  case mlp
  /// A character model: 4 blocks of 4 heads, width 128, context 64, 65 characters.
  case gpt

  /// The graph of one training step.
  func subject(_ mode: Mode) throws -> Subject {
    let builder = GraphBuilder(seed: 1)
    let (result, loss) =
      switch self {
      case .xor: try xor(builder)
      case .mlp: try mlp(builder)
      case .gpt: try gpt(builder)
      }
    let minimization = try builder.minimize(loss, with: Adam(learningRate: 1e-3))
    return Subject(
      title: rawValue, graph: builder.finish(),
      outputs: mode == .training ? [loss.id] : [loss.id, result.id],
      updates: mode == .training ? minimization.updates : [], loss: loss.id,
      defaults: ["batch": [.xor: 64, .mlp: 128, .gpt: 12][self] ?? 1])
  }

  private func xor(_ graph: GraphBuilder) throws -> (result: Variable, loss: Variable) {
    let inputs = try graph.input("inputs", [.batch, 2])
    let targets = try graph.input("targets", [.batch, 1])
    let model = try Sequential(in: graph, input: inputs) {
      Dense(8)
      Tanh()
      Dense(1)
      Sigmoid()
    }
    let result = try model(inputs)
    return (result, try meanSquaredError(result, targets))
  }

  private func mlp(_ graph: GraphBuilder) throws -> (result: Variable, loss: Variable) {
    let pixels = try graph.input("pixels", [.batch, 784])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: pixels) {
      Dense(300, weights: .heNormal())
      ReLU()
      Dense(10)
    }
    let result = try model(pixels)
    return (result, try softmaxCrossEntropy(logits: result, labels: labels))
  }

  private func gpt(_ graph: GraphBuilder) throws -> (result: Variable, loss: Variable) {
    let (context, characters, width, heads, layers) = (64, 65, 128, 4, 4)
    let spread = Initializer.normal(mean: 0, standardDeviation: 0.02)
    let tokens = try graph.input("tokens", [.batch, Dim(context)], .int32)
    let targets = try graph.input("targets", [.batch, Dim(context)], .int32)
    let positions = try graph.parameter(
      "positions", [Dim(context), Dim(width)],
      initial: .normal(mean: 0, standardDeviation: 0.02))
    var x = try Embedding(characters, width, weights: spread)(tokens) + positions
    for layer in 1...layers {
      x = try graph.scope("block\(layer)") {
        let mixed = try x + SelfAttention(heads: heads, weights: spread)(LayerNorm()(x))
        let hidden = try gelu(Dense(4 * width, weights: spread)(LayerNorm()(mixed)))
        return try mixed + Dense(width, weights: spread)(hidden)
      }
    }
    let logits = try Dense(characters, bias: false, weights: spread)(LayerNorm()(x))
    return (logits, try softmaxCrossEntropy(logits: logits, labels: targets))
  }
}
