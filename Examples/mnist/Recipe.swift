import Apus
import ArgumentParser

/// How the network is trained.
enum Recipe: String, ExpressibleByArgument, CaseIterable {
  /// Softmax cross-entropy on logits, and Adam.
  case modern
  /// The one of the original system: ReLU outputs, mean squared error against one-hot labels, and
  /// RMSProp. It has no goal; the example reports what it gets.
  case original

  /// The test accuracy to reach.
  func goal(epochs: Int) -> Double? {
    switch self {
    case .modern: epochs >= 5 ? 0.975 : 0.93
    case .original: nil
    }
  }
}

/// 784 → 300 ReLU → 10, with the outputs and the loss of a recipe.
struct Network {
  let pixels: Variable
  let labels: Variable
  let loss: Variable
  private let hits: Variable

  init(_ recipe: Recipe, seed: UInt64) throws {
    let graph = GraphBuilder(seed: seed)
    pixels = try graph.input("pixels", [.batch, 784])
    labels = try graph.input("labels", [.batch], .int32)
    let model = try Sequential(in: graph, input: pixels) {
      Dense(300, weights: .heNormal())
      ReLU()
      Dense(10)
      if recipe == .original { ReLU() }
    }
    let scores = try model(pixels)
    switch recipe {
    case .modern: loss = try softmaxCrossEntropy(logits: scores, labels: labels)
    case .original: loss = try meanSquaredError(scores, oneHot(labels, classes: 10))
    }
    hits = try accuracy(logits: scores, labels: labels)
  }

  func trainer(_ recipe: Recipe, on device: Device) throws -> Trainer {
    switch recipe {
    case .modern:
      try Trainer(
        minimizing: loss, with: Adam(learningRate: 2e-3), metrics: ["accuracy": hits], on: device)
    case .original:
      try Trainer(
        minimizing: loss, with: RMSProp(learningRate: 1e-3, smoothing: 0.9),
        metrics: ["accuracy": hits], on: device)
    }
  }
}
