import Apus

extension ApusWorkload {
  /// `cnn`: two convolutions of 5×5 with pooling and two dense layers over images of one channel,
  /// softmax cross-entropy, Adam.
  static func cnn(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (channels, hidden) = (extents["channels"], extents["hidden"])
    let model = LayerList([
      Conv2d(channels, kernel: 5, padding: .same, weights: .heNormal()), ReLU(),
      MaxPool2d(kernel: 2),
      Conv2d(2 * channels, kernel: 5, padding: .same, weights: .heNormal()), ReLU(),
      MaxPool2d(kernel: 2), Flatten(), Dense(hidden, weights: .heNormal()), ReLU(),
      Dense(extents["outputs"]),
    ])
    return try images(
      "cnn", extents, model, channels: 1, outputs: extents["outputs"], work: .cnn(extents),
      with: Adam(learningRate: 1e-3), on: context)
  }

  /// `resnet18`: ResNet-18 for images of 3 channels, with a stem of 3×3 and without its pool (K. He et
  /// al., 2016), softmax cross-entropy, SGD with momentum 0.9.
  static func resnet18(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    try images(
      "resnet18", extents, ResNet18(width: extents["channels"], classes: 10).layers, channels: 3,
      outputs: 10, work: .resnet18(extents), with: SGD(learningRate: 0.01, momentum: 0.9),
      on: context)
  }

  private static func images(
    _ name: String, _ extents: Extents, _ layers: LayerList, channels: Int, outputs: Int,
    work: Work, with optimizer: some Optimizer, on context: ComputeContext
  ) throws -> ApusWorkload {
    let (batch, size) = (extents["batch"], extents["size"])
    let graph = GraphBuilder(seed: 1)
    let pixels = try graph.input("pixels", [.batch, Dim(channels), Dim(size), Dim(size)])
    let labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(layers, in: graph, input: pixels)
    let loss = try softmaxCrossEntropy(logits: model(pixels), labels: labels)
    let training = try graph.minimize(loss, with: optimizer)
    var data = SyntheticData()
    let feeds: [[Variable: any Feed]] = try (0..<SyntheticData.batchCount).map { _ in
      [
        pixels: try data.tensor([batch, channels, size, size], in: 0..<1, on: context),
        labels: try data.indices(batch, below: outputs, on: context),
      ]
    }
    return try ApusWorkload(
      name, extents, work, graph: graph, outputs: [loss], minimization: training, feeds: feeds,
      on: context)
  }

  /// `char-lstm`: embedding, LSTM of some layers, dense; softmax cross-entropy over all steps, RMSProp.
  static func characterLSTM(
    _ extents: Extents, on context: ComputeContext
  ) throws -> ApusWorkload {
    let (batch, steps) = (extents["batch"], extents["steps"])
    let (width, vocabulary) = (extents["width"], extents["vocabulary"])
    let graph = GraphBuilder(seed: 1)
    let characters = try graph.input("characters", [.batch, Dim(steps)], .int32)
    let following = try graph.input("following", [.batch, Dim(steps)], .int32)
    let model = try Sequential(in: graph, input: characters) {
      Embedding(vocabulary, width)
      LSTM(width, layers: extents["layers"])
      Dense(vocabulary)
    }
    let loss = try softmaxCrossEntropy(logits: model(characters), labels: following)
    let training = try graph.minimize(loss, with: RMSProp(learningRate: 1e-3))
    var data = SyntheticData()
    func text() throws -> DeviceTensor {
      let values = data.integers(batch * steps, below: vocabulary)
      return try DeviceTensor(Tensor(values, shape: [batch, steps]), on: context)
    }
    let feeds = try (0..<SyntheticData.batchCount).map { _ in
      [characters: try text() as any Feed, following: try text() as any Feed]
    }
    return try ApusWorkload(
      "char-lstm", extents, .characterLSTM(extents), graph: graph, outputs: [loss],
      minimization: training, feeds: feeds, on: context)
  }
}

/// ResNet-18 for small images: a stem of 3×3, four stages of two blocks each, the mean over all
/// positions, and a dense layer.
struct ResNet18 {
  /// Channels of the first stage; each later one has twice as many as the one before.
  var width = 64
  /// How many classes there are.
  var classes = 10

  /// The layers, first one first.
  var layers: LayerList {
    var specs: [any LayerSpec] = [convolution(width), BatchNorm(), ReLU()]
    for stage in 0..<4 {
      let channels = width << stage
      for block in 0..<2 {
        let stride = stage > 0 && block == 0 ? 2 : 1
        specs.append(
          Residual(
            body: LayerList([
              convolution(channels, stride: stride), BatchNorm(), ReLU(), convolution(channels),
              BatchNorm(),
            ]),
            shortcut: LayerList(
              stride == 1
                ? []
                : [
                  Conv2d(channels, kernel: 1, stride: 2, bias: false, weights: .heNormal()),
                  BatchNorm(),
                ])))
        specs.append(ReLU())
      }
    }
    return LayerList(specs + [GlobalAveragePool(), Dense(classes)])
  }

  private func convolution(_ channels: Int, stride: Int = 1) -> any LayerSpec {
    Conv2d(
      channels, kernel: 3, stride: PerAxis(stride), padding: 1, bias: false, weights: .heNormal())
  }
}

extension Work {
  /// Forward products and both gradients, but for the images'; a multiply-add counts as two.
  static func cnn(_ extents: Extents) -> Work {
    let (batch, channels, size) = (extents["batch"], extents["channels"], extents["size"])
    let first = Double(size * size * channels * 25)
    let second = Double(size / 2 * (size / 2) * 2 * channels * channels * 25)
    let flat = Double(size / 4 * (size / 4) * 2 * channels)
    let dense = flat * Double(extents["hidden"]) + Double(extents["hidden"] * extents["outputs"])
    return Work(items: batch, operations: 2 * Double(batch) * (2 * first + 3 * (second + dense)))
  }

  /// The same, counted as direct convolutions.
  static func resnet18(_ extents: Extents) -> Work {
    let (batch, width, size) = (extents["batch"], extents["channels"], extents["size"])
    let stem = Double(size * size * width * 27)
    var rest = Double(8 * width * 10)
    for stage in 0..<4 {
      let (channels, extent) = (width << stage, size >> stage)
      let own = Double(extent * extent * channels * channels * 9)
      // The first convolution of a later stage reads half as many channels; so does its shortcut.
      rest += stage == 0 ? 4 * own : 3.5 * own + own / 18
    }
    return Work(items: batch, operations: 2 * Double(batch) * (2 * stem + 3 * rest))
  }

  /// Products of input and hidden state of each layer and step, and of the last layer.
  static func characterLSTM(_ extents: Extents) -> Work {
    let (batch, steps, width) = (extents["batch"], extents["steps"], extents["width"])
    let cells = Double(extents["layers"] * 8 * width * width)
    let head = Double(width * extents["vocabulary"])
    return Work(items: batch * steps, operations: 6 * Double(batch * steps) * (cells + head))
  }
}
