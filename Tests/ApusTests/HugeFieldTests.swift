import Apus
import Foundation
import Testing

/// Numbers that no machine has room for, and scalars where there should be classes: errors, not traps.
@Suite struct HugeFieldTests {
  private static let lists: [String: String] = [
    "conv1d": #""channels": 3, "kernel": 2"#, "conv2d": #""channels": 3, "kernel": 2"#,
    "conv3d": #""channels": 3, "kernel": 2"#, "convTranspose1d": #""channels": 3, "kernel": 2"#,
    "convTranspose2d": #""channels": 3, "kernel": 2"#,
    "convTranspose3d": #""channels": 3, "kernel": 2"#, "cast": #""dtype": "float16""#,
    "lambda": #""function": "none""#,
  ]

  /// Each whole number of each layer, far too large. What comes out of one is what goes into the next.
  @Test func hugeNumbersOfLayersAreNoTraps() throws {
    let inputs: [TensorType] = [
      TensorType([2, 4]), TensorType([2, 3, 4]), TensorType([2, 3, 4], .int32),
      TensorType([2, 4, 4, 4]), TensorType([2, 4, 4, 4, 4]), TensorType([.batch, .time, 4]),
    ]
    let next: [any LayerSpec] = [
      Dense(2), SelfAttention(heads: 1), GRU(3), LSTM(2, isBidirectional: true), GatedDense(2),
      MultiHeadAttention(heads: 1), TransformerEncoderLayer(heads: 1), LayerNorm(), Flatten(),
      Conv1d(2, kernel: 1), Maxout(2, pieces: 2), TimeDistributed(Dense(2)),
    ]
    for type in LayerRegistry.names where !type.contains(".") {
      let fields = Self.lists[type].map { ", " + $0 } ?? ""
      for field in try wholeNumbers(type, fields) {
        for huge in [Int.max, 1 << 62, 1 << 33, Int(Int32.max)] {
          // Time and memory that were asked for are no errors of a layer.
          if field == "layers" || field == "pieces" && huge < 1 << 40 { continue }
          guard let spec = try? read(type, fields, field, huge) else { continue }
          for input in inputs {
            guard let output = try? built(spec, input) else { continue }
            for spec in next { _ = try? built(spec, output) }
          }
        }
      }
    }
    let wide: [any LayerSpec] = [
      RNN(.max), LSTM(1 << 62), GRU(.max, isBidirectional: true), RNNCell(.max), LSTMCell(.max),
      GRUCell(1 << 62), LSTM(1 << 62, statefulBatch: 2), Dense(.max), GatedDense(.max),
      MultiHeadAttention(heads: 1, width: .max), MultiHeadAttention(heads: 1, outputs: .max),
      TransformerEncoderLayer(heads: 1, feedForward: .max), Conv1d(.max, kernel: 3),
      ConvTranspose1d(.max, kernel: 3), Embedding(.max, .max), LearnedPositions(.max),
    ]
    for spec in wide {
      let type = spec is Embedding ? TensorType([2, 3], .int32) : TensorType([2, 3, 4])
      #expect(throws: GraphError.self, "\(spec)") { try built(spec, type) }
    }
  }

  private func wholeNumbers(_ type: String, _ fields: String) throws -> [String] {
    var object: [String: Any] = [:]
    if let spec = try? JSONDecoder().decode(
      AnyLayerSpec.self, from: Data(#"{"type": "\#(type)"\#(fields)}"#.utf8))
    {
      let data = try JSONEncoder().encode(spec)
      object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    } else {
      // What is missing is asked for in the error.
      object = ["units": 2, "heads": 2, "count": 2, "features": 2, "maxLength": 2, "pieces": 2]
      for name in ["axis", "groups", "factor", "size", "kernel", "output", "first", "second"] {
        object[name] = 2
      }
    }
    let optional = ["width", "outputs", "keyValueHeads", "statefulBatch", "paddingIndex", "stride"]
    return object.filter { $0.value is Int && !($0.value is Bool) }.keys.sorted() + optional
  }

  private func read(
    _ type: String, _ fields: String, _ field: String, _ huge: Int
  ) throws -> any LayerSpec {
    var known: [String: String] = [
      "units": "2", "heads": "2", "count": "2", "features": "2", "maxLength": "2", "pieces": "2",
      "axis": "1", "groups": "2", "factor": "2", "size": "2", "kernel": "2", "output": "2",
      "first": "1", "second": "2", "channels": "2", "probability": "0.5", "axes": "[1]",
      "layer": #"{"type": "dense", "units": 2}"#, "order": "[0, 2, 1]", "extents": "[2, 2]",
    ]
    known[field] = "\(huge)"
    // Fields that a layer does not have are left out one by one.
    while true {
      let text = known.map { "\"\($0.key)\": \($0.value)" }.sorted().joined(separator: ", ")
      do {
        return try JSONDecoder().decode(
          AnyLayerSpec.self, from: Data("{\"type\": \"\(type)\", \(text)}".utf8)
        ).spec
      } catch let error as GraphError where error.kind == .unknownName {
        let stranger = error.found.filter { $0 != "'" }
        guard stranger != field, known.removeValue(forKey: stranger) != nil else { throw error }
      }
    }
  }

  private func built(_ spec: any LayerSpec, _ type: TensorType) throws -> TensorType {
    let graph = GraphBuilder()
    let layer = try spec.build(in: graph, input: type)
    let output = try spec.output(for: type)
    _ = try layer.forward(graph.input("x", type.shape, type.dtype))
    return output
  }

  @Test func scalarScoresAreErrors() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [])
    let label = try graph.input("label", [], .int32)
    let losses: [() throws -> Variable] = [
      { try softmaxCrossEntropy(logits: x, labels: label) },
      { try softmaxCrossEntropy(logits: x, labels: label, classWeights: [1]) },
      { try softmaxCrossEntropy(logits: x, probabilities: x) },
      { try softmaxCrossEntropy(logits: x, probabilities: x, classWeights: [1]) },
      { try negativeLogLikelihood(logProbabilities: x, labels: label) },
      { try multiMarginLoss(scores: x, labels: label) },
      { try multiLabelMarginLoss(scores: x, targets: label) },
      { try accuracy(logits: x, labels: label) }, { try meanIoU(logits: x, labels: label) },
      { try confusionMatrix(logits: x, labels: label) },
      { try topKAccuracy(logits: x, labels: label, k: 1) },
      { try perplexity(logits: x, labels: label) },
    ]
    for (number, loss) in losses.enumerated() {
      #expect(throws: GraphError.self, "\(number)") { try loss() }
    }
    try? Lambda.register("huge.total") { x throws(GraphError) in try sum(x) }
    let sequence = try graph.input("sequence", [2, 3, 4])
    let spec = TimeDistributed(Lambda("huge.total"))
    #expect(throws: GraphError.self) { try spec.output(for: sequence.type) }
    #expect(throws: GraphError.self) {
      try spec.build(in: graph, input: sequence.type).forward(sequence)
    }
  }

  @Test func noEndOfIterationsIsNoTrap() throws {
    let graph = GraphBuilder()
    let w = try graph.parameter("w", [2], initial: .constant(3))
    let lbfgs = try LBFGS(minimizing: sum(w * w), on: TestDevice.device())
    let report = try lbfgs.minimize(maxIterations: .max)
    #expect(report.loss < 1e-10)
  }
}
