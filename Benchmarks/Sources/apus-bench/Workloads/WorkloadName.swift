import Apus
import ArgumentParser

/// The workloads by name.
enum WorkloadName: String, ExpressibleByArgument, CaseIterable {
  case xor, mlp
  case seedMLP = "seed-mlp"
  case seedBaseline = "seed-mlp-baseline"
  case seedCharRNN = "seed-charrnn"
  case seedCharRNNBaseline = "seed-charrnn-baseline"
  case gpt, cnn, resnet18
  case charLSTM = "char-lstm"
  case gemm, attention, lstm, softmax
  case layerNorm = "layer-norm"
  case sum, gelu, adam, conv, gather
  case scatterAdd = "scatter-add"
  case transpose, concatenate, pad

  case topK = "top-k"
  case cumsum

  /// What `--help` says of it.
  var summary: String {
    switch self {
    case .xor: "2 → 8 tanh → 1 sigmoid, MSE, SGD, batch 4"
    case .mlp: "784 → 300 ReLU → 10, softmax cross-entropy, Adam, batch 128"
    case .seedMLP:
      "784 → 300 ReLU → 10 ReLU, MSE, RMSProp, outputs read in each step; in turn with its baseline"
    case .seedBaseline: "the same by the algorithm of 2016, written by hand"
    case .seedCharRNN:
      "one-hot 65 → LSTM 200 → LSTM 65, 25 steps, RMSProp, batch 1; in turn with its baseline"
    case .seedCharRNNBaseline: "the same by the algorithm of 2016, written by hand"
    case .gpt: "character GPT: 4 layers, 4 heads, width 128, context 64, AdamW, batch 12"
    case .cnn:
      "1×28×28 → 2 × (conv 5×5, ReLU, max-pool) → 512 ReLU → 10, Adam, batch 64"
    case .resnet18: "ResNet-18 for 3×32×32, batch norm, SGD with momentum, batch 32"
    case .charLSTM: "embedding 65→256, LSTM of 2 × 256, dense 65, 64 steps, RMSProp, batch 32"
    case .gemm: "matrix products: square, transposed, skinny and batched"
    case .attention: "causal, forward and backward: 8 heads of 64, contexts 256 and 1024"
    case .lstm: "forward and backward: 2 layers of 256, 64 steps, batch 32"
    case .softmax: "of the rows of 4096×1024"
    case .layerNorm: "of the rows of 4096×1024, with scale and offset"
    case .sum: "of the rows of 4096×1024"
    case .gelu: "gelu(a·b + c) over 64 Mi elements"
    case .adam: "one update of 16 Mi parameters"
    case .conv: "layers of cnn and resnet18: forward, gradient of input and of weights"
    case .gather: "rows of an embedding's table: 4,096 of 32,000×256, 2,048 of 65×384"
    case .scatterAdd: "the gradient of that table"
    case .topK: "the 10 and 50 largest of each row of 64×32,000 and of 1024×1,000"
    case .cumsum: "of 4096×4096 along each axis"
    case .transpose: "of 4096×4096, and of the axes 1 and 2 of 32×512×8×64"
    case .concatenate: "4 of 2048×2048 along the first and the last axis"
    case .pad: "64×64×56×56 by 1 with zeros, as a layer's images"
    }
  }

  /// The shapes of the table, the first of which `--shape` changes.
  var shapes: [Extents] {
    let rows: Extents = ["rows": 4096, "columns": 1024]
    let perceptron: Extents = ["batch": 128, "inputs": 784, "hidden": 300, "outputs": 10]
    return switch self {
    case .xor: [["batch": 4, "hidden": 8]]
    case .mlp: [perceptron]
    case .seedMLP, .seedBaseline: [perceptron, perceptron.with([ShapeSetting("batch", 5)])]
    case .seedCharRNN, .seedCharRNNBaseline:
      [["batch": 1, "steps": 25, "width": 200, "vocabulary": 65]]
    case .gpt:
      [
        [
          "batch": 12, "context": 64, "width": 128, "heads": 4, "layers": 4, "vocabulary": 65,
        ]
      ]
    case .cnn: [["batch": 64, "size": 28, "channels": 32, "hidden": 512, "outputs": 10]]
    case .resnet18: [["batch": 32, "size": 32, "channels": 64]]
    case .charLSTM:
      [["batch": 32, "steps": 64, "width": 256, "layers": 2, "vocabulary": 65]]
    case .gemm: WorkloadName.products
    case .attention:
      [(8, 256), (2, 1024)].map {
        ["batch": $0.0, "context": $0.1, "heads": 8, "width": 64]
      }
    case .lstm: [["batch": 32, "steps": 64, "width": 256, "layers": 2]]
    case .softmax, .layerNorm, .sum: [rows]
    case .gelu: [["elements": 64 << 20]]
    case .adam: [["parameters": 16 << 20]]
    case .conv: ConvolutionLayer.rows
    case .gather, .scatterAdd:
      [(32_000, 4096, 256), (65, 2048, 384)].map {
        ["vocabulary": $0.0, "count": $0.1, "width": $0.2]
      }
    case .topK:
      [(64, 32_000), (1024, 1000)].flatMap { rows, columns in
        [10, 50].map { ["rows": rows, "columns": columns, "k": $0] }
      }
    case .cumsum: [1, 0].map { ["rows": 4096, "columns": 4096, "axis": $0] }
    case .transpose:
      [(1, 4096, 4096, 1), (32, 512, 8, 64)].map {
        ["outer": $0.0, "rows": $0.1, "columns": $0.2, "inner": $0.3]
      }
    case .concatenate:
      [0, 1].map { ["parts": 4, "rows": 2048, "columns": 2048, "axis": $0] }
    case .pad: [["batch": 64, "channels": 64, "size": 56, "amount": 1]]
    }
  }

  /// Small shapes, not multiples of a vector, for a quick check.
  var tinyShapes: [Extents] {
    let perceptron: Extents = ["batch": 5, "inputs": 13, "hidden": 9, "outputs": 3]
    return switch self {
    case .xor: shapes
    case .mlp: [perceptron] + shapes
    case .seedMLP, .seedBaseline: [perceptron]
    case .seedCharRNN, .seedCharRNNBaseline:
      [["batch": 2, "steps": 5, "width": 7, "vocabulary": 11]]
    case .gpt:
      [["batch": 2, "context": 9, "width": 24, "heads": 3, "layers": 2, "vocabulary": 11]]
    case .cnn: [["batch": 3, "size": 12, "channels": 5, "hidden": 9, "outputs": 3]]
    case .resnet18: [["batch": 2, "size": 16, "channels": 4]]
    case .charLSTM: [["batch": 3, "steps": 5, "width": 7, "layers": 2, "vocabulary": 11]]
    case .gemm:
      [(0, 0), (0, 1), (1, 0), (1, 1)].map {
        ["batch": 1, "m": 37, "k": 29, "n": 43, "ta": $0.0, "tb": $0.1]
      } + [["batch": 5, "m": 6, "k": 7, "n": 9, "ta": 0, "tb": 0]]
    case .attention: [["batch": 2, "context": 77, "heads": 3, "width": 9]]
    case .lstm: [["batch": 3, "steps": 5, "width": 7, "layers": 2]]
    case .softmax, .layerNorm, .sum: [["rows": 33, "columns": 77]]
    case .gelu: [["elements": 10_007]]
    case .adam: [["parameters": 10_007]]
    case .conv: ConvolutionLayer.tinyRows
    case .gather, .scatterAdd: [["vocabulary": 31, "count": 77, "width": 19]]
    case .topK: [["rows": 5, "columns": 333, "k": 7]]
    case .cumsum: [0, 1].map { ["rows": 33, "columns": 77, "axis": $0] }
    case .transpose: [["outer": 3, "rows": 37, "columns": 43, "inner": 5]]
    case .concatenate: [0, 1].map { ["parts": 3, "rows": 33, "columns": 77, "axis": $0] }
    case .pad: [["batch": 3, "channels": 5, "size": 7, "amount": 2]]
    }
  }

  /// What is timed for given settings: every shape of the table, without those that fall together.
  func shapes(with settings: [ShapeSetting]) -> [Extents] {
    let own = settings.filter { shapes[0].keys.contains($0.key) }
    if own.isEmpty { return shapes }
    // Only the batches of the seed's network stay two.
    let isSeed = self == .seedMLP || self == .seedBaseline
    let kept = isSeed && !own.contains { $0.key == "batch" } ? shapes : [shapes[0]]
    return kept.map { $0.with(own) }
  }

  /// - Throws: `BenchmarkError` for extents that make no workload.
  func check(_ extents: Extents) throws {
    let mayBeZero = ["ta", "tb", "gradient", "axis"]
    for entry in extents.entries where entry.value < 1 && !mayBeZero.contains(entry.key) {
      throw BenchmarkError("\(rawValue): \(entry.key) must be at least 1, not \(entry.value)")
    }
    if self == .gpt, !extents["width"].isMultiple(of: extents["heads"]) {
      throw BenchmarkError(
        "gpt: width must be a multiple of heads, unlike \(extents["width"]) and "
          + "\(extents["heads"])")
    }
  }

  /// What a baseline is the baseline of; nil for other workloads.
  var original: WorkloadName? {
    switch self {
    case .seedBaseline: .seedMLP
    case .seedCharRNNBaseline: .seedCharRNN
    default: nil
    }
  }

  /// Whether there is a baseline of it.
  var hasBaseline: Bool { WorkloadName.allCases.contains { $0.original == self } }

  /// The workload on a device; nil for a baseline, which starts as another workload does.
  func workload(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload? {
    try check(extents)
    return switch self {
    case .xor: try .xor(extents, on: context)
    case .mlp: try .mlp(extents, on: context)
    case .seedMLP: try .seedMLP(extents, on: context)
    case .seedCharRNN: try .seedCharRNN(extents, on: context)
    case .seedBaseline, .seedCharRNNBaseline: nil
    case .gpt: try .gpt(extents, on: context)
    case .cnn: try .cnn(extents, on: context)
    case .resnet18: try .resnet18(extents, on: context)
    case .charLSTM: try .characterLSTM(extents, on: context)
    case .gemm: try .gemm(extents, on: context)
    case .attention: try .attention(extents, on: context)
    case .lstm: try .lstm(extents, on: context)
    case .softmax: try .softmax(extents, on: context)
    case .layerNorm: try .layerNorm(extents, on: context)
    case .sum: try .sum(extents, on: context)
    case .gelu: try .gelu(extents, on: context)
    case .adam: try .adam(extents, on: context)
    case .conv: try .convolution(extents, on: context)
    case .gather: try .gatherRows(extents, on: context)
    case .scatterAdd: try .scatterAdd(extents, on: context)
    case .topK: try .largest(extents, on: context)
    case .cumsum: try .cumulativeSums(extents, on: context)
    case .transpose: try .swapAxes(extents, on: context)
    case .concatenate: try .concatenation(extents, on: context)
    case .pad: try .padding(extents, on: context)
    }
  }

  /// Square products with all transposes, skinny ones, and small ones in a batch.
  private static var products: [Extents] {
    func product(
      _ m: Int, _ k: Int, _ n: Int, batch: Int = 1, _ ta: Int = 0, _ tb: Int = 0
    ) -> Extents {
      ["batch": batch, "m": m, "k": k, "n": n, "ta": ta, "tb": tb]
    }
    var all: [Extents] = []
    for size in [1024, 64, 128, 256, 512, 2048] {
      for (ta, tb) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        all.append(product(size, size, size, ta, tb))
      }
    }
    return all + [
      product(128, 784, 300), product(1, 1024, 1024), product(2048, 65, 256),
      product(768, 128, 512), product(64, 32, 64, batch: 48),
    ]
  }
}
