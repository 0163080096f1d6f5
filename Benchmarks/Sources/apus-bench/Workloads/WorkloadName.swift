import Apus
import ArgumentParser

/// The workloads by name.
enum WorkloadName: String, ExpressibleByArgument, CaseIterable {
  case xor, mlp
  case seedMLP = "seed-mlp"
  case seedBaseline = "seed-mlp-baseline"
  case gpt, gemm, attention, lstm, softmax
  case layerNorm = "layer-norm"
  case sum, gelu, adam

  /// What `--help` says of it.
  var summary: String {
    switch self {
    case .xor: "2 → 8 tanh → 1 sigmoid, MSE, SGD, batch 4"
    case .mlp: "784 → 300 ReLU → 10, softmax cross-entropy, Adam, batch 128"
    case .seedMLP:
      "784 → 300 ReLU → 10 ReLU, MSE, RMSProp, outputs read in each step; in turn with its baseline"
    case .seedBaseline: "the same by the algorithm of 2016, written by hand"
    case .gpt: "character GPT: 4 layers, 4 heads, width 128, context 64, AdamW, batch 12"
    case .gemm: "matrix products: square, transposed, skinny and batched"
    case .attention: "causal, forward and backward: 8 heads of 64, contexts 256 and 1024"
    case .lstm: "forward and backward: 2 layers of 256, 64 steps, batch 32"
    case .softmax: "of the rows of 4096×1024"
    case .layerNorm: "of the rows of 4096×1024, with scale and offset"
    case .sum: "of the rows of 4096×1024"
    case .gelu: "gelu(a·b + c) over 64 Mi elements"
    case .adam: "one update of 16 Mi parameters"
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
    case .gpt:
      [
        [
          "batch": 12, "context": 64, "width": 128, "heads": 4, "layers": 4, "vocabulary": 65,
        ]
      ]
    case .gemm: WorkloadName.products
    case .attention:
      [(8, 256), (2, 1024)].map {
        ["batch": $0.0, "context": $0.1, "heads": 8, "width": 64]
      }
    case .lstm: [["batch": 32, "steps": 64, "width": 256, "layers": 2]]
    case .softmax, .layerNorm, .sum: [rows]
    case .gelu: [["elements": 64 << 20]]
    case .adam: [["parameters": 16 << 20]]
    }
  }

  /// Small shapes, not multiples of a vector, for a quick check.
  var tinyShapes: [Extents] {
    let perceptron: Extents = ["batch": 5, "inputs": 13, "hidden": 9, "outputs": 3]
    return switch self {
    case .xor: shapes
    case .mlp: [perceptron] + shapes
    case .seedMLP, .seedBaseline: [perceptron]
    case .gpt:
      [["batch": 2, "context": 9, "width": 24, "heads": 3, "layers": 2, "vocabulary": 11]]
    case .gemm:
      [(0, 0), (0, 1), (1, 0), (1, 1)].map {
        ["batch": 1, "m": 37, "k": 29, "n": 43, "ta": $0.0, "tb": $0.1]
      } + [["batch": 5, "m": 6, "k": 7, "n": 9, "ta": 0, "tb": 0]]
    case .attention: [["batch": 2, "context": 77, "heads": 3, "width": 9]]
    case .lstm: [["batch": 3, "steps": 5, "width": 7, "layers": 2]]
    case .softmax, .layerNorm, .sum: [["rows": 33, "columns": 77]]
    case .gelu: [["elements": 10_007]]
    case .adam: [["parameters": 10_007]]
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
    for entry in extents.entries where entry.value < 1 && !["ta", "tb"].contains(entry.key) {
      throw BenchmarkError("\(rawValue): \(entry.key) must be at least 1, not \(entry.value)")
    }
    if self == .gpt, !extents["width"].isMultiple(of: extents["heads"]) {
      throw BenchmarkError(
        "gpt: width must be a multiple of heads, unlike \(extents["width"]) and "
          + "\(extents["heads"])")
    }
  }

  /// The workload on a device; nil for the baseline, which starts as another workload does.
  func workload(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload? {
    try check(extents)
    return switch self {
    case .xor: try .xor(extents, on: context)
    case .mlp: try .mlp(extents, on: context)
    case .seedMLP: try .seedMLP(extents, on: context)
    case .seedBaseline: nil
    case .gpt: try .gpt(extents, on: context)
    case .gemm: try .gemm(extents, on: context)
    case .attention: try .attention(extents, on: context)
    case .lstm: try .lstm(extents, on: context)
    case .softmax: try .softmax(extents, on: context)
    case .layerNorm: try .layerNorm(extents, on: context)
    case .sum: try .sum(extents, on: context)
    case .gelu: try .gelu(extents, on: context)
    case .adam: try .adam(extents, on: context)
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
