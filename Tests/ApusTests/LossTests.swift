import Apus
import Testing

@Suite struct LossTests {
  let graph = GraphBuilder()

  @Test func crossEntropyOfIndicesAndProbabilitiesAgree() throws {
    let logits = try graph.input("logits", [.batch, 3])
    let labels = try graph.input("labels", [.batch], .int32)
    let target = try graph.input("target", [.batch, 3])
    let byIndex = try softmaxCrossEntropy(logits: logits, labels: labels)
    let byProbability = try softmaxCrossEntropy(logits: logits, probabilities: target)
    let slopes = try [byIndex, byProbability].map {
      try graph.gradients(of: $0, withRespectTo: [logits])[0]
    }
    let values = try run(
      graph, [byIndex, byProbability] + slopes,
      [
        logits: [[1, 2, 3], [0, 1000, 0]] as Tensor, labels: Tensor([2, 1] as [Int32]),
        target: [[0, 0, 1], [0, 1, 0]] as Tensor,
      ])
    // −ln(e³ / (e + e² + e³)) for the first row, 0 for the second, halved.
    #expect(isClose(values[0].doubles, [0.40760596 / 2]))
    #expect(isClose(values[1].doubles, [0.40760596 / 2]))
    let slope = [0.0450153, 0.1223642, -0.1673795, 0, 0, 0]
    #expect(isClose(values[2].doubles, slope))
    #expect(isClose(values[3].doubles, slope))
  }

  @Test func meanSquaredErrorIsTheMean() throws {
    let a = try graph.input("a", [.batch, 2])
    let b = try graph.input("b", [.batch, 2])
    let loss = try meanSquaredError(a, b)
    #expect(loss.shape == [])
    let feeds: [Variable: any Feed] = [
      a: [[1, 2], [3, 4]] as Tensor, b: [[1, 0], [0, 4]] as Tensor,
    ]
    #expect(try run(graph, [loss], feeds)[0].doubles == [3.25])
  }

  @Test func lossesDoNotBroadcast() throws {
    let column = try graph.input("column", [.batch, 1])
    let row = try graph.input("row", [.batch])
    let error = #expect(throws: GraphError.self) { try meanSquaredError(column, row) }
    #expect(error?.kind == .shapeMismatch)
    #expect(error?.site?.file == "ApusTests/LossTests.swift")
    #expect(throws: GraphError.self) {
      try softmaxCrossEntropy(logits: column, probabilities: row)
    }
    #expect(throws: GraphError.self) { try softmaxCrossEntropy(logits: column, labels: column) }
  }

  @Test func accuracyCountsHits() throws {
    let logits = try graph.input("logits", [.batch, 2])
    let labels = try graph.input("labels", [.batch], .int64)
    let hits = try accuracy(logits: logits, labels: labels)
    let scores: Tensor = [[1, 0], [0, 1], [2, 1], [1, 1]]
    let feeds: [Variable: any Feed] = [logits: scores, labels: Tensor([0, 1, 1, 0] as [Int64])]
    #expect(try run(graph, [hits], feeds)[0].doubles == [0.75])
    #expect(throws: GraphError.self) { try accuracy(logits: logits, labels: logits) }
  }
}
