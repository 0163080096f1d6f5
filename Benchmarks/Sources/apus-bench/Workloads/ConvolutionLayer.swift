import Apus

/// A layer of the `conv` rows: a square image, padded by half the kernel on each side.
struct ConvolutionLayer {
  /// What a row computes of it.
  enum Figure: Int, CaseIterable {
    case forward, inputGradient, weightGradient
  }

  var input: [Int]
  var weights: [Int]
  var output: [Int]
  var stride: Int
  var figure: Figure

  var padding: Int { weights[2] / 2 }

  /// - Throws: `BenchmarkError` for a `gradient` that is none.
  init(_ extents: Extents) throws {
    guard let figure = Figure(rawValue: extents["gradient"]) else {
      throw BenchmarkError(
        "conv: gradient must be 0 (the result), 1 (of the input) or 2 (of the weights), not "
          + "\(extents["gradient"])")
    }
    let (size, kernel) = (extents["size"], extents["kernel"])
    self.figure = figure
    stride = extents["stride"]
    input = [extents["batch"], extents["in"], size, size]
    weights = [extents["out"], extents["in"], kernel, kernel]
    let count = (size + 2 * (kernel / 2) - kernel) / stride + 1
    output = [extents["batch"], extents["out"], count, count]
  }

  /// Counted as a direct convolution, whatever is done: each element of the result is a sum over input
  /// channels and kernel, and both gradients have as many products.
  var work: Work {
    func count(_ shape: [Int]) -> Double { Double(shape.reduce(1, *)) }
    let products = count(output) * count(Array(weights.dropFirst()))
    return Work(
      items: input[0], operations: 2 * products,
      bytes: 4 * (count(input) + count(weights) + count(output)))
  }

  /// The distinct layers of `cnn` at batch 64 and of `resnet18` for 3×32×32 at batch 32, each with its
  /// three figures.
  static var rows: [Extents] {
    let layers: [(batch: Int, `in`: Int, out: Int, size: Int, kernel: Int, stride: Int)] = [
      (32, 64, 64, 32, 3, 1),
      (64, 1, 32, 28, 5, 1), (64, 32, 64, 14, 5, 1),
      (32, 3, 64, 32, 3, 1),
      (32, 64, 128, 32, 3, 2), (32, 64, 128, 32, 1, 2), (32, 128, 128, 16, 3, 1),
      (32, 128, 256, 16, 3, 2), (32, 128, 256, 16, 1, 2), (32, 256, 256, 8, 3, 1),
      (32, 256, 512, 8, 3, 2), (32, 256, 512, 8, 1, 2), (32, 512, 512, 4, 3, 1),
    ]
    return layers.flatMap { layer in
      Figure.allCases.map {
        [
          "batch": layer.batch, "in": layer.in, "out": layer.out, "size": layer.size,
          "kernel": layer.kernel, "stride": layer.stride, "gradient": $0.rawValue,
        ]
      }
    }
  }

  /// Two small layers: one that is a tiny program, and one that is a matrix product.
  static var tinyRows: [Extents] {
    Figure.allCases.flatMap { figure -> [Extents] in
      [
        [
          "batch": 2, "in": 3, "out": 5, "size": 7, "kernel": 3, "stride": 2,
          "gradient": figure.rawValue,
        ],
        [
          "batch": 4, "in": 16, "out": 24, "size": 13, "kernel": 3, "stride": 1,
          "gradient": figure.rawValue,
        ],
      ]
    }
  }
}

extension ApusWorkload {
  /// `conv`: a convolution, or one of its gradients for an upstream one that is given. Nothing but the
  /// figure asked for is an output, so nothing else is computed.
  static func convolution(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let layer = try ConvolutionLayer(extents)
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", Shape(layer.input))
    let w = try graph.input("w", Shape(layer.weights))
    let upstream = try graph.input("upstream", Shape(layer.output))
    // All three are drawn, whichever are used: the peers' are the same numbers.
    let numbers: [Variable: any Feed] = [
      x: try data.tensor(layer.input, on: context),
      w: try data.tensor(layer.weights, on: context),
      upstream: try data.tensor(layer.output, on: context),
    ]
    let made = try conv2d(
      x, w, stride: PerAxis(layer.stride), padding: .both(PerAxis(layer.padding)))
    func gradient(_ variable: Variable) throws -> Variable {
      try graph.gradients(of: made, withRespectTo: [variable], seed: upstream)[0]
    }
    let (output, used) =
      switch layer.figure {
      case .forward: (made, [x, w])
      case .inputGradient: (try gradient(x), [w, upstream])
      case .weightGradient: (try gradient(w), [x, upstream])
      }
    return try ApusWorkload(
      "conv", extents, layer.work, graph: graph, outputs: [output],
      feeds: [numbers.filter { used.contains($0.key) }], on: context)
  }
}
