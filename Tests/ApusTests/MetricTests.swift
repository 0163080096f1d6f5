import FoundationEssentials
import Testing

@testable import Apus

/// Metrics against scikit-learn's, from Tests/Fixtures/generate_metrics.py: over batches of uneven
/// sizes, and over all examples at once.
@Suite struct GoldenMetricTests {
  struct Fixture: Decodable {
    var sizes: [Int]
    var inputs: [String: GoldenArray]
    var values: [String: GoldenArray]
  }

  /// A graph with the inputs of the fixture.
  struct Inputs {
    let graph = GraphBuilder()
    let fixture: Fixture
    var variables: [String: Variable] = [:]
    var tensors: [Variable: Tensor] = [:]

    init() throws {
      fixture = try ApusTests.fixture("metrics.json", as: Fixture.self)
      for (name, array) in fixture.inputs.sorted(by: { $0.key < $1.key }) {
        var shape = Shape(array.shape)
        shape = Shape([.batch] + shape.dims.dropFirst())
        let variable = try graph.input(name, shape, array.dtype)
        variables[name] = variable
        tensors[variable] = try array.tensor()
      }
    }

    subscript(name: String) -> Variable {
      get throws { try #require(variables[name]) }
    }

    func feeds(_ rows: Range<Int>) throws -> [Variable: any Feed] {
      var feeds: [Variable: any Feed] = [:]
      for (variable, tensor) in tensors { feeds[variable] = try tensor.rows(rows) }
      return feeds
    }

    func metrics() throws -> KeyValuePairs<String, any Measurable> {
      let (logits, labels) = try (self["logits"], self["labels"])
      let (scores, positive) = try (self["scores"], self["positive"])
      let (many, truths) = try (self["many"], self["truths"])
      let (p, t) = try (self["prediction"], self["target"])
      func f(_ beta: Double, _ average: ClassAverage) throws -> Metric {
        try .fScore(logits: logits, labels: labels, beta: beta, average: average)
      }
      func pr(_ average: ClassAverage) throws -> Metric {
        try .precision(logits: logits, labels: labels, average: average)
      }
      func re(_ average: ClassAverage) throws -> Metric {
        try .recall(logits: logits, labels: labels, average: average)
      }
      return [
        "accuracy": try Metric.accuracy(logits: logits, labels: labels),
        "top3": try Metric.topKAccuracy(logits: logits, labels: labels, k: 3),
        "confusion": try Metric.confusionMatrix(logits: logits, labels: labels),
        "binaryAccuracy": try Metric.binaryAccuracy(scores: scores, labels: positive),
        "binaryPrecision": try Metric.precision(scores: scores, labels: positive),
        "binaryRecall": try Metric.recall(scores: scores, labels: positive),
        "binaryF2": try Metric.fScore(scores: scores, labels: positive, beta: 2),
        "multiLabelF1": try Metric.fScore(scores: many, labels: truths, average: .macro),
        "rocAUC": try Metric.rocAUC(scores: scores, labels: positive, bins: 16),
        "averagePrecision": try Metric.averagePrecision(
          scores: scores, labels: positive, bins: 16),
        "iou": try Metric.meanIoU(logits: logits, labels: labels),
        "mae": try Metric.mae(p, t), "mse": try Metric.mse(p, t), "rmse": try Metric.rmse(p, t),
        "r2": try Metric.rSquared(p, t),
        "perplexity": try Metric.perplexity(logits: logits, labels: labels),
        "accuracy ignoring": try Metric.accuracy(logits: logits, labels: labels, ignoreIndex: 3),
        "perplexity ignoring": try Metric.perplexity(
          logits: logits, labels: labels, ignoreIndex: 3),
        "precision micro": try pr(.micro), "precision macro": try pr(.macro),
        "precision weighted": try pr(.weighted), "precision perClass": try pr(.perClass),
        "recall micro": try re(.micro), "recall macro": try re(.macro),
        "recall weighted": try re(.weighted), "recall perClass": try re(.perClass),
        "f1 micro": try f(1, .micro), "f1 macro": try f(1, .macro),
        "f1 weighted": try f(1, .weighted), "f1 perClass": try f(1, .perClass),
        "f0.5 micro": try f(0.5, .micro), "f0.5 macro": try f(0.5, .macro),
        "f0.5 weighted": try f(0.5, .weighted), "f0.5 perClass": try f(0.5, .perClass),
        "plain accuracy": try Apus.accuracy(logits: logits, labels: labels),
      ]
    }
  }

  @Test func followScikitLearnOverBatches() throws {
    let inputs = try Inputs()
    let w = try inputs.graph.parameter("w", [], initial: .constant(1))
    let loss = try w * mean(inputs["scores"])
    let trainer = try Trainer(
      minimizing: loss, with: SGD(), metrics: inputs.metrics(), on: TestDevice.device())
    var ranges: [Range<Int>] = []
    for size in inputs.fixture.sizes {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<(start + size))
    }
    var expected = inputs.fixture.values
    expected["plain accuracy"] = expected["accuracy"]
    // A second evaluation starts anew.
    for _ in 0..<2 {
      let found = try trainer.evaluateTensors(ranges) { try inputs.feeds($0) }
      #expect(Set(found.keys) == Set(expected.keys).union(["loss"]))
      for (name, golden) in expected {
        let value = try #require(found[name])
        #expect(value.shape == golden.shape, "\(name)")
        #expect(
          isClose(value.doubles, golden.values, tolerance: 1e-5, floor: 0.1),
          "\(name): \(value.doubles), not \(golden.values)")
      }
    }
    let names = trainer.store.names
    #expect(names == ["w"])
    #expect(trainer.store.step == 0)
    let scalars = try trainer.evaluate(ranges) { try inputs.feeds($0) }
    #expect(scalars["confusion"] == nil && scalars["f1 macro"] != nil)
  }

  @Test func followScikitLearnOnABatch() throws {
    let inputs = try Inputs()
    let (logits, labels) = try (inputs["logits"], inputs["labels"])
    let (scores, positive) = try (inputs["scores"], inputs["positive"])
    let (p, t) = try (inputs["prediction"], inputs["target"])
    let values: KeyValuePairs = [
      "rocAUC": try rocAUC(scores: scores, labels: positive),
      "averagePrecision": try averagePrecision(scores: scores, labels: positive),
      "top3": try topKAccuracy(logits: logits, labels: labels, k: 3),
      "confusion": try confusionMatrix(logits: logits, labels: labels),
      "iou": try meanIoU(logits: logits, labels: labels),
      "binaryAccuracy": try binaryAccuracy(scores: scores, labels: positive),
      "precision macro": try precision(logits: logits, labels: labels),
      "recall weighted": try recall(logits: logits, labels: labels, average: .weighted),
      "f0.5 perClass": try fScore(
        logits: logits, labels: labels, beta: 0.5, average: .perClass),
      "binaryPrecision": try precision(scores: scores, labels: positive),
      "binaryRecall": try recall(scores: scores, labels: positive),
      "binaryF2": try fScore(scores: scores, labels: positive, beta: 2),
      "rmse": try rootMeanSquaredError(p, t), "r2": try rSquared(p, t),
      "perplexity": try perplexity(logits: logits, labels: labels),
    ]
    let found = try run(inputs.graph, values.map(\.value), inputs.feeds(0..<57), in: quickContext())
    for ((name, _), tensor) in zip(values, found) {
      let golden = try #require(inputs.fixture.values[name])
      #expect(
        isClose(tensor.doubles, golden.values, tolerance: 1e-5, floor: 0.1),
        "\(name): \(tensor.doubles), not \(golden.values)")
    }
  }
}

@Suite struct MetricTests {
  let graph = GraphBuilder()

  /// Float32 counts no further than 2²⁴: with what is lost, 2²⁴ + 40 · 1 is right, and whole numbers
  /// are added up in int64.
  @Test func sumsLoseNothing() throws {
    let x = try graph.input("x", [.batch])
    let n = try graph.input("n", [.batch], .int32)
    let w = try graph.parameter("w", [], initial: .constant(0))
    let trainer = try Trainer(
      minimizing: w * sum(x), with: SGD(),
      metrics: [
        "float": Metric(statistics: [try sum(x)]) { s throws(GraphError) in try s[0] - 16_777_216 },
        "whole": Metric(statistics: [try sum(n)]) { s throws(GraphError) in
          try s[0] - 60_000_000_000
        },
        "infinite": Metric(statistics: [try sum(x) / 0]) { s throws(GraphError) in s[0] },
        "largest": Metric(
          statistics: [try max(x)],
          merge: { old, new throws(GraphError) in
            [try maximum(old[0], new[0])]
          }
        ) { s throws(GraphError) in s[0] },
      ], on: TestDevice.device())
    let batches: [(Float, Int32)] =
      [(16_777_216, 2_000_000_000)]
      + [(Float, Int32)](repeating: (1, 2_000_000_000), count: 40)
    let found = try trainer.evaluate(batches) { batch in
      try [x: Tensor([batch.0], shape: [1]), n: Tensor([batch.1], shape: [1])]
    }
    // The sum itself is a float32: 2²⁴ + 40.
    #expect(found["float"] == 40)
    #expect(found["whole"] == 22_000_000_000)
    #expect(found["infinite"] == .infinity)
    #expect(found["largest"] == 16_777_216)
    #expect(trainer.evaluationExecutables?.batchwise.statistics.steps == 41)
  }

  @Test func areasOfEdges() throws {
    let scores = try graph.input("scores", [.batch])
    let labels = try graph.input("labels", [.batch], .bool)
    let values = try [
      rocAUC(scores: scores, labels: labels), averagePrecision(scores: scores, labels: labels),
    ]
    let finished = graph.finish()
    let store = try VariableStore(finished, on: TestDevice.device())
    let executable = try Executable(finished, outputs: values.map(\.id), store: store)
    func areas(_ numbers: [Float], _ truths: [Bool]) throws -> [Double] {
      let count = numbers.count
      return try executable.run([
        scores: Tensor(numbers, shape: [count]), labels: Tensor(truths, shape: [count]),
      ]).map { try $0.cast(to: .float64).item() }
    }
    #expect(try areas([0.5, 0.5, 0.5], [true, false, true]) == [0.5, Double(Float(2) / 3)])
    #expect(try areas([-1, 7], [false, true]) == [1, 1])
    let alone = try areas([3], [true])
    #expect(alone[0].isNaN && alone[1] == 1)
    let none = try areas([3, 4], [false, false])
    #expect(none[0].isNaN && none[1] == 0)
    #expect(try areas([.nan, 4], [false, true]).allSatisfy(\.isNaN))
  }

  @Test func errorsNameTheMetric() throws {
    let logits = try graph.input("logits", [.batch, 3])
    let labels = try graph.input("labels", [.batch, 1], .int32)
    let w = try graph.parameter("w", [], initial: .constant(0))
    let error = #expect(throws: GraphError.self) {
      try Metric.fScore(logits: logits, labels: labels)
    }
    #expect(error?.operation == "fScore" && error?.kind == .shapeMismatch)
    #expect(throws: GraphError.self) { try Metric.rocAUC(scores: logits, labels: labels) }
    #expect(throws: GraphError.self) {
      try Metric.topKAccuracy(logits: logits, labels: squeeze(labels, axes: [1]), k: 0)
    }
    let changing = #expect(throws: GraphError.self) {
      try Trainer(
        minimizing: w * sum(logits), with: SGD(), metrics: ["each": logits],
        on: TestDevice.device())
    }
    #expect(changing?.operation == "metric 'each'")
  }
}
