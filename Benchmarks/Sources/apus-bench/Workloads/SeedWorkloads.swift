import Apus

extension ApusWorkload {
  /// `seed-charrnn`: the recurrent network of the original system: characters as rows with one 1, an
  /// LSTM, and an LSTM of as many units as there are characters, whose states are the scores; softmax
  /// cross-entropy over all steps, RMSProp.
  static func seedCharRNN(
    _ extents: Extents, on context: ComputeContext
  ) throws -> ApusWorkload {
    let (batch, steps) = (extents["batch"], extents["steps"])
    let (width, vocabulary) = (extents["width"], extents["vocabulary"])
    let graph = GraphBuilder(seed: 1)
    let characters = try graph.input("characters", [.batch, Dim(steps), Dim(vocabulary)])
    let following = try graph.input("following", [.batch, Dim(steps)], .int32)
    let model = try Sequential(in: graph, input: characters) {
      LSTM(width, bias: .one, name: "first")
      LSTM(vocabulary, bias: .one, name: "last")
    }
    let loss = try softmaxCrossEntropy(logits: model(characters), labels: following)
    let rule = SeedRule()
    let training = try graph.minimize(
      loss,
      with: RMSProp(
        learningRate: rule.learningRate, smoothing: rule.smoothing, epsilon: rule.epsilon))
    let feeds = try TextBatches(extents).all.map { text in
      let rows = try Tensor(text.rows, shape: [batch, steps, vocabulary])
      let labels = try Tensor(text.labels, shape: [batch, steps])
      return [
        characters: try DeviceTensor(rows, on: context) as any Feed,
        following: try DeviceTensor(labels, on: context) as any Feed,
      ]
    }
    return try ApusWorkload(
      WorkloadName.seedCharRNN.rawValue, extents, .seedCharRNN(extents), graph: graph,
      outputs: [loss], minimization: training, feeds: feeds, on: context)
  }
}

/// Made-up text, a few batches: each step's characters in a row, as the original fed them.
struct TextBatches {
  struct Batch {
    let extents: Extents
    /// Numbers of characters, `[steps, batch]`.
    let characters: [Int32]
    let following: [Int32]

    /// Rows with one 1, `[steps, batch, vocabulary]`.
    func oneHots(of characters: [Int32]) -> [Float] {
      let width = extents["vocabulary"]
      var rows = [Float](repeating: 0, count: characters.count * width)
      for (row, character) in characters.enumerated() { rows[row * width + Int(character)] = 1 }
      return rows
    }

    /// The characters as rows with one 1, `[batch, steps, vocabulary]`.
    var rows: [Float] { oneHots(of: batchFirst(characters)) }
    /// The characters that follow, `[batch, steps]`.
    var labels: [Int32] { batchFirst(following) }

    private func batchFirst(_ values: [Int32]) -> [Int32] {
      let (batch, steps) = (extents["batch"], extents["steps"])
      return (0..<batch).flatMap { row in (0..<steps).map { values[$0 * batch + row] } }
    }
  }

  let all: [Batch]

  /// - Parameter extents: with batch, steps and vocabulary.
  init(_ extents: Extents) {
    let (count, vocabulary) = (extents["batch"] * extents["steps"], extents["vocabulary"])
    var data = SyntheticData()
    all = (0..<SyntheticData.batchCount).map { _ in
      Batch(
        extents: extents, characters: data.integers(count, below: vocabulary),
        following: data.integers(count, below: vocabulary))
    }
  }
}

extension Work {
  /// Products of input and state of both layers in each step, and their gradients.
  static func seedCharRNN(_ extents: Extents) -> Work {
    let (width, vocabulary) = (extents["width"], extents["vocabulary"])
    let weights = 4 * (width + vocabulary) * (width + vocabulary)
    let items = extents["batch"] * extents["steps"]
    return Work(items: items, operations: 6 * Double(items * weights))
  }
}
