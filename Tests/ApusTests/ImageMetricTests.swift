import Apus
import Testing

/// Metrics of classes at another axis than the last one, against the same numbers moved.
@Suite struct ImageMetricTests {
  @Test func anAxisOfClassesAnywhereIsThatAtTheEnd() throws {
    let graph = GraphBuilder()
    let logits = try graph.input("logits", [2, 3, 4, 5])
    let labels = try graph.input("labels", [2, 4, 5], .int32)
    let truths = try graph.input("truths", [2, 3, 4, 5], .bool)
    let (last, lastTruths) = try (
      moveAxis(logits, from: 1, to: -1), moveAxis(truths, from: 1, to: -1)
    )
    func all(_ x: Variable, _ truths: Variable, _ axis: Int) throws -> [Variable] {
      let metrics: [Metric] = try [
        .accuracy(logits: x, labels: labels, axis: axis, ignoreIndex: 1),
        .topKAccuracy(logits: x, labels: labels, k: 2, axis: axis, ignoreIndex: 1),
        .confusionMatrix(logits: x, labels: labels, axis: axis),
        .meanIoU(logits: x, labels: labels, axis: axis),
        .precision(logits: x, labels: labels, average: .perClass, axis: axis),
        .recall(logits: x, labels: labels, average: .weighted, axis: axis),
        .fScore(logits: x, labels: labels, beta: 2, axis: axis, ignoreIndex: 0),
        .perplexity(logits: x, labels: labels, axis: axis, ignoreIndex: 1),
        .precision(scores: x, labels: truths, average: .perClass, axis: axis),
        .recall(scores: x, labels: truths, average: .perClass, axis: axis),
        .fScore(scores: x, labels: truths, beta: 0.5, average: .macro, axis: axis),
      ]
      return try metrics.map { try $0.batchValue() } + [
        accuracy(logits: x, labels: labels, axis: axis),
        accuracy(logits: x, labels: labels, axis: axis, ignoreIndex: 1),
        topKAccuracy(logits: x, labels: labels, k: 2, axis: axis, ignoreIndex: 1),
        confusionMatrix(logits: x, labels: labels, axis: axis),
        meanIoU(logits: x, labels: labels, axis: axis),
        precision(logits: x, labels: labels, axis: axis),
        recall(logits: x, labels: labels, average: .perClass, axis: axis),
        fScore(logits: x, labels: labels, average: .perClass, axis: axis),
        perplexity(logits: x, labels: labels, axis: axis, ignoreIndex: 1),
        precision(scores: x, labels: truths, average: .perClass, axis: axis),
        recall(scores: x, labels: truths, average: .perClass, axis: axis),
        fScore(scores: x, labels: truths, average: .perClass, axis: axis),
      ]
    }
    let (moved, plain) = try (all(logits, truths, 1), all(last, lastTruths, -1))
    let numbers = (0..<120).map { Float(($0 * 37) % 53) / 20 - 1 }
    let found = try run(
      graph, moved + plain,
      [
        logits: Tensor(numbers, shape: [2, 3, 4, 5]),
        labels: Tensor((0..<40).map { Int32(($0 * 7) % 3) }, shape: [2, 4, 5]),
        truths: Tensor((0..<120).map { ($0 * 11) % 5 < 2 }, shape: [2, 3, 4, 5]),
      ], in: quickContext())
    for number in moved.indices {
      let (a, b) = (found[number], found[number + moved.count])
      #expect(a.shape == b.shape && a.doubles == b.doubles, "\(number): \(a), not \(b)")
    }
    // The free function and the metric agree, and what is ignored counts.
    #expect(found[12] == found[0])
    #expect(found[11] != found[12])
    #expect(throws: GraphError.self) { try Metric.meanIoU(logits: logits, labels: labels) }
    #expect(throws: GraphError.self) { try accuracy(logits: logits, labels: labels, axis: 4) }
  }

  /// Bins are of probabilities: logits beyond 0...1 would all be in the outer ones.
  @Test func areasOfLogitsAreThoseOfTheirProbabilities() throws {
    let graph = GraphBuilder()
    let logits = try graph.input("logits", [6])
    let labels = try graph.input("labels", [6], .bool)
    let p = try sigmoid(logits)
    let values =
      try [
        Metric.rocAUC(scores: logits, labels: labels, fromLogits: true),
        .rocAUC(scores: p, labels: labels),
        .averagePrecision(scores: logits, labels: labels, fromLogits: true),
        .averagePrecision(scores: p, labels: labels),
      ].map { try $0.batchValue() } + [rocAUC(scores: logits, labels: labels)]
    let found = try run(
      graph, values,
      [
        logits: Tensor([-3, -2, -1, 1, 2, 3] as [Float]),
        labels: Tensor([false, true, false, false, true, true]),
      ], in: quickContext()
    ).map { try $0.cast(to: .float64).item() as Double }
    #expect(found[0] == found[1] && found[0] == found[4] && found[0] < 1)
    #expect(found[2] == found[3])
  }
}
