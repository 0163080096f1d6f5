import ApusGraph

extension Metric {
  /// `build` in the graph of `x`, as a function of this name.
  private static func of(
    _ x: [Variable], _ file: String, _ line: Int, function: String = #function,
    _ build: () throws(GraphError) -> Metric
  ) throws(GraphError) -> Metric {
    try x[0].builder.composed(x, file, line, function: function, build)
  }

  /// A quotient of two sums, NaN for 0 / 0.
  private static func share(_ statistics: [Variable]) -> Metric {
    Metric(statistics: statistics) { sums throws(GraphError) in
      try cast(sums[0], to: .float32) / cast(sums[1], to: .float32)
    }
  }

  /// The share of examples whose largest logit is at the label. Logits [..., classes], labels [...].
  /// - Parameters:
  ///   - axis: where the classes are in logits, here and in the others: 1 for images of PyTorch's layout.
  ///   - ignoreIndex: the label of examples that do not count.
  /// - Throws: `GraphError` for shapes or types that do not fit.
  public static func accuracy(
    logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      let chosen = try Guesses(logits, labels, ignoreIndex, "accuracy", axis: axis)
      return share(try chosen.shares(equal(chosen.guesses, chosen.labels)))
    }
  }

  /// The share of examples whose label is among the k largest logits; of equal ones the first count.
  /// Logits [..., classes], labels [...]. A label out of range is a device fault.
  /// - Throws: `GraphError` for shapes or types that do not fit, or a k below 1.
  public static func topKAccuracy(
    logits: Variable, labels: Variable, k: Int, axis: Int = -1, ignoreIndex: Int? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      try expectOption("k", Double(k), "≥ 1", k >= 1)
      let chosen = try Guesses(logits, labels, ignoreIndex, "topKAccuracy", axis: axis)
      let logits = chosen.logits
      let own = try entries(of: logits, at: chosen.labels, keepingDims: true)
      let positions = try arange(in: logits.builder, count: chosen.classes)
      let isEarlier = try positions < unsqueeze(chosen.labels, axis: -1)
      let isAhead = try logicalOr(logits > own, logicalAnd(equal(logits, own), isEarlier))
      let rank = try sum(cast(isAhead, to: .int32), axes: [-1])
      let isNumber = try logicalNot(isNaN(squeeze(own, axes: [-1])))
      return share(try chosen.shares(logicalAnd(rank < k, isNumber)))
    }
  }

  /// The share of elements whose score is above the threshold exactly where the label is not 0.
  /// Scores and labels of one shape.
  /// - Throws: `GraphError` for shapes that are not equal.
  public static func binaryAccuracy(
    scores: Variable, labels: Variable, threshold: Double = 0.5, file: String = #fileID,
    line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([scores, labels], file, line) { () throws(GraphError) in
      try expectSameShape(scores, labels, "binaryAccuracy")
      try expectOption("threshold", threshold, "that is finite", true)
      let isHit = try equal(scores > threshold, notEqual(labels, 0))
      let all = try ones(like: cast(isHit, to: .int32))
      return share([try sum(cast(isHit, to: .int32)), try sum(all)])
    }
  }

  /// How many examples of the class of a row were taken for the class of a column: int64
  /// [classes, classes], as scikit-learn's. Logits [..., classes], labels [...]; a batch may have 2²⁴
  /// examples of one kind.
  /// - Parameter ignoreIndex: the label of examples that do not count.
  /// - Throws: `GraphError` for shapes or types that do not fit.
  public static func confusionMatrix(
    logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      let chosen = try Guesses(logits, labels, ignoreIndex, "confusionMatrix", axis: axis)
      var actual = try chosen.actual(.float32)
      if let isCounted = chosen.isCounted {
        actual = try actual * unsqueeze(cast(isCounted, to: .float32), axis: -1)
      }
      let rows: Shape = [chosen.labels.shape.elementCount, chosen.classes]
      let counts = try matmul(
        reshape(actual, to: rows), reshape(chosen.predicted(.float32), to: rows),
        transposeA: true)
      return Metric(statistics: [try cast(counts, to: .int64)]) { sums throws(GraphError) in
        sums[0]
      }
    }
  }

  /// The mean over classes of intersection / union of examples predicted and labelled as the class;
  /// classes that are neither are left out, as Keras' MeanIoU does. Logits [..., classes],
  /// labels [...].
  /// - Throws: `GraphError` for shapes or types that do not fit.
  public static func meanIoU(
    logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      let counts = try ClassCounts(
        logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex, "meanIoU")
      return Metric(statistics: counts.all) { sums throws(GraphError) in
        try ClassCounts(sums).meanIoU()
      }
    }
  }

  /// Of the examples predicted as a class, the share that is; 0 where none is predicted. Logits
  /// [..., classes], labels [...].
  /// - Throws: `GraphError` for shapes or types that do not fit.
  public static func precision(
    logits: Variable, labels: Variable, average: ClassAverage = .macro, axis: Int = -1,
    ignoreIndex: Int? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      try fScore(
        logits: logits, labels: labels, beta: 0, average: average, axis: axis,
        ignoreIndex: ignoreIndex)
    }
  }

  /// Of the examples of a class, the share predicted as such; 0 where there are none. Logits
  /// [..., classes], labels [...].
  /// - Throws: `GraphError` for shapes or types that do not fit.
  public static func recall(
    logits: Variable, labels: Variable, average: ClassAverage = .macro, axis: Int = -1,
    ignoreIndex: Int? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      let counts = try ClassCounts(
        logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex, "recall")
      return Metric(statistics: counts.all) { sums throws(GraphError) in
        try ClassCounts(sums).recall(average)
      }
    }
  }

  /// The harmonic mean of precision and recall, with recall counting beta times as much; 0 where
  /// there is nothing to divide by. Logits [..., classes], labels [...].
  /// - Throws: `GraphError` for shapes or types that do not fit, or a beta that is negative.
  public static func fScore(
    logits: Variable, labels: Variable, beta: Double = 1, average: ClassAverage = .macro,
    axis: Int = -1, ignoreIndex: Int? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([logits, labels], file, line) { () throws(GraphError) in
      try expectOption("beta", beta, "≥ 0", beta >= 0)
      let counts = try ClassCounts(
        logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex, "fScore")
      return Metric(statistics: counts.all) { sums throws(GraphError) in
        try ClassCounts(sums).fScore(beta: beta, average)
      }
    }
  }

  /// The precision of scores above a threshold against labels that are not 0. Scores and labels of
  /// one shape; of two axes or more, `axis` is of classes.
  /// - Throws: `GraphError` for shapes that are not equal.
  public static func precision(
    scores: Variable, labels: Variable, threshold: Double = 0.5, average: ClassAverage = .micro,
    axis: Int = -1, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([scores, labels], file, line) { () throws(GraphError) in
      try fScore(
        scores: scores, labels: labels, threshold: threshold, beta: 0, average: average, axis: axis)
    }
  }

  /// The recall of scores above a threshold against labels that are not 0. Scores and labels of one
  /// shape; of two axes or more, `axis` is of classes.
  /// - Throws: `GraphError` for shapes that are not equal.
  public static func recall(
    scores: Variable, labels: Variable, threshold: Double = 0.5, average: ClassAverage = .micro,
    axis: Int = -1, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([scores, labels], file, line) { () throws(GraphError) in
      let counts = try ClassCounts(
        scores: scores, labels: labels, threshold: threshold, axis: axis, "recall")
      return Metric(statistics: counts.all) { sums throws(GraphError) in
        try ClassCounts(sums).recall(average)
      }
    }
  }

  /// The F-score of scores above a threshold against labels that are not 0. Scores and labels of one
  /// shape; of two axes or more, `axis` is of classes.
  /// - Throws: `GraphError` for shapes that are not equal, or a beta that is negative.
  public static func fScore(
    scores: Variable, labels: Variable, threshold: Double = 0.5, beta: Double = 1,
    average: ClassAverage = .micro, axis: Int = -1, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try of([scores, labels], file, line) { () throws(GraphError) in
      try expectOption("beta", beta, "≥ 0", beta >= 0)
      let counts = try ClassCounts(
        scores: scores, labels: labels, threshold: threshold, axis: axis, "fScore")
      return Metric(statistics: counts.all) { sums throws(GraphError) in
        try ClassCounts(sums).fScore(beta: beta, average)
      }
    }
  }
}
