import ApusGraph

extension Metric {
  /// The probability that a positive example has a higher score than a negative one, ties counting
  /// half: the area under the ROC curve. Over batches it is that of scores sorted into equal bins of
  /// 0...1, as Keras' AUC is: those of one bin count as ties. `rocAUC(scores:labels:)` is exact for
  /// one batch. Scores and labels of one shape; NaN without positives or negatives, or for a NaN.
  /// - Parameters:
  ///   - scores: in 0...1, such as probabilities; others go into the outer bins.
  ///   - labels: not 0 where positive.
  ///   - fromLogits: whether scores are logits, whose probabilities are taken.
  /// - Throws: `GraphError` for shapes that are not equal, or fewer than 2 bins.
  public static func rocAUC(
    scores: Variable, labels: Variable, bins: Int = 200, fromLogits: Bool = false,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try scores.builder.composed([scores, labels], file, line) { () throws(GraphError) in
      Metric(statistics: try binned(scores, labels, bins, fromLogits, "rocAUC")) {
        s throws(GraphError) in
        try RankedGroups(s[0], s[1]).rocAUC(isNaN: s[2] > 0)
      }
    }
  }

  /// The mean of the precisions at each positive example, from the highest score down: the area under
  /// the curve of precision over recall as steps (scikit-learn's average_precision_score). Over batches
  /// it is that of scores sorted into equal bins of 0...1; `averagePrecision(scores:labels:)` is exact
  /// for one batch. 0 without positives, NaN for a NaN.
  /// - Parameters:
  ///   - scores: in 0...1, such as probabilities; others go into the outer bins.
  ///   - labels: not 0 where positive.
  ///   - fromLogits: whether scores are logits, whose probabilities are taken.
  /// - Throws: `GraphError` for shapes that are not equal, or fewer than 2 bins.
  public static func averagePrecision(
    scores: Variable, labels: Variable, bins: Int = 200, fromLogits: Bool = false,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try scores.builder.composed([scores, labels], file, line) { () throws(GraphError) in
      Metric(statistics: try binned(scores, labels, bins, fromLogits, "averagePrecision")) {
        s throws(GraphError) in
        try RankedGroups(s[0], s[1]).averagePrecision(isNaN: s[2] > 0)
      }
    }
  }

  /// How many positives and negatives are in each bin, and how many scores are NaN.
  private static func binned(
    _ scores: Variable, _ labels: Variable, _ bins: Int, _ fromLogits: Bool, _ operation: String
  ) throws(GraphError) -> [Variable] {
    try expectSameShape(scores, labels, operation)
    try expectOption("bins", Double(bins), "≥ 2", bins >= 2)
    var wide = try cast(scores, to: scores.dtype.isFloatingPoint ? scores.dtype.computed : .float32)
    if fromLogits { wide = try sigmoid(wide) }
    let bin = try cast(floor(clamp(wide * bins, low: 0, high: bins - 1)), to: .int32)
    let isHere = try oneHot(bin, classes: Dim(bins), .bool, checked: false)
    let isPositive = try unsqueeze(notEqual(labels, 0), axis: -1)
    let axes = Array(0..<scores.shape.rank)
    return [
      try sum(cast(logicalAnd(isHere, isPositive), to: .int32), axes: axes),
      try sum(cast(logicalAnd(isHere, logicalNot(isPositive)), to: .int32), axes: axes),
      try sum(cast(isNaN(wide), to: .int32)),
    ]
  }
}

/// The area under the ROC curve of a batch, exactly: the probability that a positive example has a
/// higher score than a negative one, ties counting half.
///
/// - Formula: y = Σ n · (2 P − p) / (2 · positives · negatives) over distinct scores with p positives and
///   n negatives each, P positives at or above
/// - Shapes: scores and labels of one shape → float32 []
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Parameter labels: not 0 where positive.
/// - Throws: `GraphError` for shapes that are not equal. NaN without positives or negatives.
public func rocAUC(
  scores: Variable, labels: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try scores.builder.composed([scores, labels], file, line) { () throws(GraphError) in
    try RankedGroups(scores: scores, labels: labels, "rocAUC")
      .rocAUC(isNaN: any(isNaN(floats(scores))))
  }
}

/// The average precision of a batch, exactly: the area under the curve of precision over recall as
/// steps.
///
/// - Formula: y = Σ p / positives · P / (P + N) over distinct scores with p positives each, P positives
///   and N negatives at or above
/// - Shapes: scores and labels of one shape → float32 []
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Parameter labels: not 0 where positive.
/// - Throws: `GraphError` for shapes that are not equal. 0 without positives.
public func averagePrecision(
  scores: Variable, labels: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try scores.builder.composed([scores, labels], file, line) { () throws(GraphError) in
    try RankedGroups(scores: scores, labels: labels, "averagePrecision")
      .averagePrecision(isNaN: any(isNaN(floats(scores))))
  }
}

private func floats(_ x: Variable) throws(GraphError) -> Variable {
  x.dtype.isFloatingPoint ? x : try cast(x, to: .float32)
}

/// How many positives and negatives there are of each score, from the lowest up: int64 [groups].
private struct RankedGroups {
  var positives: Variable
  var negatives: Variable

  init(_ positives: Variable, _ negatives: Variable) {
    (self.positives, self.negatives) = (positives, negatives)
  }

  /// Sorts scores and counts equal ones.
  init(scores: Variable, labels: Variable, _ operation: String) throws(GraphError) {
    try expectSameShape(scores, labels, operation)
    let count = scores.shape.elementCount
    let flat = try reshape(scores, to: [count])
    let order = try argsort(flat)
    let sorted = try gather(flat, order)
    let isPositive = try gather(reshape(notEqual(labels, 0), to: [count]), order)
    // The first compares with the last: where they are equal, all are, and there is one group.
    let isNew = try notEqual(sorted, roll(sorted, 1, axis: 0))
    let group = try cumulativeSum(cast(isNew, to: .int32), axis: 0)
    let none = try zeros(in: scores.builder, [count + 1], .int64)
    positives = try indexAdd(none, group, cast(isPositive, to: .int64), axis: 0)
    negatives = try indexAdd(none, group, cast(logicalNot(isPositive), to: .int64), axis: 0)
  }

  func rocAUC(isNaN: Variable) throws(GraphError) -> Variable {
    let above = try cumulativeSum(positives, axis: 0, reversed: true)
    // Whole numbers, so that no pair is lost among many.
    let pairs = try cast(sum(negatives * (above * 2 - positives)), to: .float32)
    let positive = try cast(sum(positives), to: .float32)
    let area = try pairs / (positive * cast(sum(negatives), to: .float32) * 2)
    return try select(isNaN, Double.nan, area)
  }

  func averagePrecision(isNaN: Variable) throws(GraphError) -> Variable {
    let above = try cumulativeSum(positives, axis: 0, reversed: true)
    let below = try above + cumulativeSum(negatives, axis: 0, reversed: true)
    let precision = try quotient(cast(above, to: .float32), cast(below, to: .float32))
    let own = try cast(positives, to: .float32)
    return try select(isNaN, Double.nan, quotient(sum(own * precision), sum(own)))
  }
}
