import Apus

extension ApusWorkload {
  /// `xor`: 2 → hidden tanh → 1 sigmoid, mean squared error, SGD; the four cases, repeated where
  /// the batch is larger.
  static func xor(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (batch, hidden) = (extents["batch"], extents["hidden"])
    let graph = GraphBuilder(seed: 1)
    let pairs = try graph.input("pairs", [.batch, 2])
    let targets = try graph.input("targets", [.batch, 1])
    let model = try Sequential(in: graph, input: pairs) {
      Dense(hidden)
      Tanh()
      Dense(1)
      Sigmoid()
    }
    let loss = try meanSquaredError(model(pairs), targets)
    let training = try graph.minimize(loss, with: SGD(learningRate: 0.5))

    let cases = (0..<batch).map { (Float($0 & 1), Float($0 >> 1 & 1)) }
    let inputs = try Tensor(cases.flatMap { [$0.0, $0.1] }, shape: [batch, 2])
    let answers = try Tensor(cases.map { $0.0 == $0.1 ? Float(0) : 1 }, shape: [batch, 1])
    return try ApusWorkload(
      "xor", extents, .perceptron(batch: batch, inputs: 2, hidden: hidden, outputs: 1),
      graph: graph, outputs: [loss], minimization: training,
      feeds: [
        [
          pairs: try DeviceTensor(inputs, on: context),
          targets: try DeviceTensor(answers, on: context),
        ]
      ], on: context)
  }

  /// `mlp`: inputs → hidden ReLU → outputs, softmax cross-entropy, Adam.
  static func mlp(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let graph = GraphBuilder(seed: 1)
    let pixels = try graph.input("pixels", [.batch, Dim(extents["inputs"])])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: pixels) {
      Dense(extents["hidden"], weights: .heNormal())
      ReLU()
      Dense(extents["outputs"])
    }
    let loss = try softmaxCrossEntropy(logits: model(pixels), labels: labels)
    let training = try graph.minimize(loss, with: Adam(learningRate: 1e-3))

    let data = LabelledBatches(extents)
    let classes = try data.classes.map { try DeviceTensor(Tensor($0), on: context) }
    let feeds = try zip(data.exampleTensors(on: context), classes).map {
      [pixels: $0 as any Feed, labels: $1 as any Feed]
    }
    return try ApusWorkload(
      "mlp", extents, .perceptron(extents), graph: graph, outputs: [loss],
      minimization: training, feeds: feeds, on: context)
  }

  /// `seed-mlp`: the network of the original system: inputs → hidden ReLU → outputs ReLU, mean
  /// squared error, RMSProp; the outputs are read back in each step.
  static func seedMLP(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let graph = GraphBuilder(seed: 1)
    let pixels = try graph.input("pixels", [.batch, Dim(extents["inputs"])])
    let targets = try graph.input("targets", [.batch, Dim(extents["outputs"])])
    let model = try Sequential(in: graph, input: pixels) {
      Dense(extents["hidden"], weights: .heNormal(), name: "first")
      ReLU()
      Dense(extents["outputs"], weights: .heNormal(), name: "last")
      ReLU()
    }
    let outputs = try model(pixels)
    let loss = try meanSquaredError(outputs, targets)
    let rule = SeedRule()
    let training = try graph.minimize(
      loss,
      with: RMSProp(
        learningRate: rule.learningRate, smoothing: rule.smoothing, epsilon: rule.epsilon))

    let data = LabelledBatches(extents)
    let feeds = try zip(data.exampleTensors(on: context), data.oneHots).map {
      let target = try DeviceTensor(
        Tensor($1, shape: [extents["batch"], extents["outputs"]]), on: context)
      return [pixels: $0 as any Feed, targets: target as any Feed]
    }
    return try ApusWorkload(
      "seed-mlp", extents, .perceptron(extents), graph: graph, outputs: [loss, outputs],
      minimization: training, feeds: feeds, readsOutputs: true, on: context)
  }

  /// `gpt`: the character GPT, softmax cross-entropy over all positions, AdamW.
  static func gpt(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let configuration = CharacterGPT(
      vocabulary: extents["vocabulary"], context: extents["context"], width: extents["width"],
      heads: extents["heads"], layers: extents["layers"])
    let (batch, length) = (extents["batch"], configuration.context)
    let graph = GraphBuilder(seed: 1)
    let characters = try graph.input("characters", [.batch, Dim(length)], .int32)
    let following = try graph.input("following", [.batch, Dim(length)], .int32)
    let logits = try configuration.logits(for: characters, in: graph)
    let loss = try softmaxCrossEntropy(logits: logits, labels: following)
    let training = try graph.minimize(loss, with: AdamW(learningRate: 1e-3))

    var data = SyntheticData()
    func batchOfText() throws -> DeviceTensor {
      let values = data.integers(batch * length, below: configuration.vocabulary)
      return try DeviceTensor(Tensor(values, shape: [batch, length]), on: context)
    }
    let feeds = try (0..<SyntheticData.batchCount).map { _ in
      [characters: try batchOfText() as any Feed, following: try batchOfText() as any Feed]
    }
    return try ApusWorkload(
      "gpt", extents,
      Work(items: batch * length, operations: configuration.operations(positions: batch * length)),
      graph: graph, outputs: [loss], minimization: training, feeds: feeds, on: context)
  }
}

/// The numbers of the RMSProp rule that `seed-mlp` and its baseline share.
struct SeedRule {
  var learningRate = 1e-3
  var smoothing = 0.9
  var epsilon = 1e-6
}

extension Work {
  /// The matrix products of a training step of inputs → hidden → outputs: each layer's forward
  /// product and weight gradient, and the last layer's input gradient.
  static func perceptron(batch: Int, inputs: Int, hidden: Int, outputs: Int) -> Work {
    let first = Double(batch * inputs * hidden)
    let last = Double(batch * hidden * outputs)
    return Work(items: batch, operations: 2 * (2 * first + 3 * last))
  }

  /// The same with the numbers taken from extents.
  static func perceptron(_ extents: Extents) -> Work {
    perceptron(
      batch: extents["batch"], inputs: extents["inputs"], hidden: extents["hidden"],
      outputs: extents["outputs"])
  }
}
