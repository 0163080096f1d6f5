import ApusGraph

extension OperationCases {
  /// Connectionist temporal classification: repeated labels, padding of any content, lengths that
  /// differ, nothing to spell, and what cannot be spelled.
  static let sequenceLosses: [OperationCase] =
    [
      ctc(
        "ctc", frames: 6, classes: 4, targets: [[1, 2, 2], [3, 1, 0], [2, -7, 99]],
        frameCounts: [6, 5, 3], labelCounts: [3, 2, 1]),
      ctc(
        "ctc of one sequence", frames: 50, classes: 7, targets: [[1, 5, 5, 2, 3, 6, 6, 6, 1, 2]],
        frameCounts: [50], labelCounts: [10]),
      ctc(
        "ctc with the last class as blank", frames: 5, classes: 3, targets: [[0, 1], [1, 1]],
        frameCounts: [5, 4], labelCounts: [2, 2], blank: 2, dtype: .int64),
      ctc(
        "ctc of nothing", frames: 4, classes: 3, targets: [[1], [2]], frameCounts: [4, 0],
        labelCounts: [0, 0]),
      ctc(
        "ctc without labels", frames: 3, classes: 2, targets: [[], []], frameCounts: [3, 2],
        labelCounts: [0, 0]),
      ctc(
        "ctc of what cannot be spelled, as zero", frames: 3, classes: 4,
        targets: [[1, 1, 2], [1, 2, 3]], frameCounts: [3, 3], labelCounts: [3, 3], zeroes: true),
      ctc(
        "ctc of what cannot be spelled", frames: 3, classes: 4, targets: [[1, 1, 2]],
        frameCounts: [3], labelCounts: [3], order: 0),
      ctc(
        "ctc of a large class", frames: 9, classes: 101,
        targets: [[20, 40, 100, 80], [7, 7, 8, 0]],
        frameCounts: [9, 8], labelCounts: [4, 3]),
    ] + [
      OperationCase(
        "ctc of symbolic extents", .softmax,
        [
          .float([.symbol("frames"), .batch, 4]), .values([.batch, 2], [1, 2, 3, 3], .int32),
          .values([.batch], [4, 3], .int32), .values([.batch], [2, 1], .int32),
        ], bindings: [["frames": 4, "batch": 2], ["frames": 7, "batch": 5]], order: 1
      ) { _, x in
        [
          try ctcLosses(
            logProbabilities: logSoftmax(x[0]), targets: x[1], frameCounts: x[2],
            labelCounts: x[3])
        ]
      }
    ]

  private static func ctc(
    _ name: String, frames: Int, classes: Int, targets: [[Int]], frameCounts: [Int],
    labelCounts: [Int], blank: Int = 0, zeroes: Bool = false, dtype: DType = .int32,
    order: Int = 1
  ) -> OperationCase {
    let batch = Dim(targets.count)
    let labels = Dim(targets[0].count)
    func numbers(_ values: [Int]) -> [Double] { values.map { Double($0) } }
    return OperationCase(
      name, .softmax,
      [
        .float([Dim(frames), batch, Dim(classes)]),
        .values([batch, labels], numbers(targets.flatMap { $0 }), dtype),
        .values([batch], numbers(frameCounts), dtype),
        .values([batch], numbers(labelCounts), dtype),
      ], order: order
    ) { _, x in
      let losses = try ctcLosses(
        logProbabilities: logSoftmax(x[0]), targets: x[1], frameCounts: x[2], labelCounts: x[3],
        blank: blank, zeroesInfinity: zeroes)
      // Scores that are no probabilities have the plain gradient.
      let scores = try ctcLosses(
        logProbabilities: x[0] * 0.5, targets: x[1], frameCounts: x[2], labelCounts: x[3],
        blank: blank, zeroesInfinity: zeroes)
      return [losses, scores]
    }
  }
}
