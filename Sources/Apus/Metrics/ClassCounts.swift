import ApusGraph

/// How the scores of classes become one number.
public enum ClassAverage: String, Sendable, Hashable, Codable, CaseIterable {
  /// Of the counts of all classes added up.
  case micro
  /// The plain mean over all classes, those without examples with a score of 0.
  case macro
  /// The mean over classes, weighted by how many examples each has.
  case weighted
  /// One number for each class, [classes].
  case perClass
}

/// What precision, recall and their kin are made of: for each class, how often it was right, how
/// often it was predicted, and how often it was there.
struct ClassCounts {
  var hits: Variable
  var predicted: Variable
  var actual: Variable

  var all: [Variable] { [hits, predicted, actual] }

  init(_ counts: [Variable]) { (hits, predicted, actual) = (counts[0], counts[1], counts[2]) }

  /// Of the largest of logits [..., classes] against labels [...]: int32 [classes].
  init(
    logits: Variable, labels: Variable, axis: Int, ignoreIndex: Int?, _ operation: String
  ) throws(GraphError) {
    let chosen = try Guesses(logits, labels, ignoreIndex, operation, axis: axis)
    self.init(
      try ClassCounts.counted(chosen.predicted(.bool), chosen.actual(.bool), chosen.isCounted))
  }

  /// Of scores above a threshold against labels that are not 0, both [..., classes]: int32 [classes].
  init(
    scores: Variable, labels: Variable, threshold: Double, axis: Int, _ operation: String
  ) throws(GraphError) {
    try expectSameShape(scores, labels, operation)
    try expectOption("threshold", threshold, "that is finite", true)
    let isOfClasses = scores.shape.rank >= 2
    let scores = isOfClasses ? try classesLast(scores, axis) : scores
    let labels = isOfClasses ? try classesLast(labels, axis) : labels
    // A scalar per example is one class.
    let shape = Shape(scores.shape.dims + (scores.shape.rank < 2 ? [1] : []))
    let isPredicted = try reshape(scores > threshold, to: shape)
    let isActual = try reshape(notEqual(labels, 0), to: shape)
    self.init(try ClassCounts.counted(isPredicted, isActual, nil))
  }

  private static func counted(
    _ isPredicted: Variable, _ isActual: Variable, _ isCounted: Variable?
  ) throws(GraphError) -> [Variable] {
    var (predicted, actual) = (isPredicted, isActual)
    if let isCounted {
      let column = try unsqueeze(isCounted, axis: -1)
      (predicted, actual) = (try logicalAnd(predicted, column), try logicalAnd(actual, column))
    }
    let axes = Array(0..<(predicted.shape.rank - 1))
    var counts: [Variable] = []
    for isThere in [try logicalAnd(predicted, actual), predicted, actual] {
      counts.append(try sum(cast(isThere, to: .int32), axes: axes))
    }
    return counts
  }

  /// (1 + β²) · hits / (β² · actual + predicted), averaged; with β = 0 the precision.
  func fScore(beta: Double, _ average: ClassAverage) throws(GraphError) -> Variable {
    let square = beta * beta
    return try averaged(average) { c throws(GraphError) in
      (try c[0] * (1 + square), try c[2] * square + c[1])
    }
  }

  /// hits / actual, averaged.
  func recall(_ average: ClassAverage) throws(GraphError) -> Variable {
    try averaged(average) { c throws(GraphError) in (c[0], c[2]) }
  }

  /// hits / (predicted + actual − hits), averaged over the classes that are there or predicted.
  func meanIoU() throws(GraphError) -> Variable {
    let union = try predicted + actual - hits
    let ratios = try quotient(cast(hits, to: .float32), cast(union, to: .float32))
    return try quotient(sum(ratios), sum(cast(union > 0, to: .float32)))
  }

  private func averaged(
    _ average: ClassAverage,
    _ parts: ([Variable]) throws(GraphError) -> (Variable, Variable)
  ) throws(GraphError) -> Variable {
    var counts: [Variable] = []
    for count in all {
      counts.append(try cast(average == .micro ? sum(count) : count, to: .float32))
    }
    let (above, below) = try parts(counts)
    let scores = try quotient(above, below)
    switch average {
    case .micro, .perClass: return scores
    case .macro: return try mean(scores)
    case .weighted: return try quotient(sum(scores * counts[2]), sum(counts[2]))
    }
  }
}

/// a / b, and 0 where b is 0.
func quotient(_ a: Variable, _ b: Variable) throws(GraphError) -> Variable {
  let isZero = try equal(b, 0)
  return try select(isZero, 0, a / select(isZero, 1, b))
}

/// The largest of logits, and labels of which some may not count.
struct Guesses {
  /// With the axis of classes last.
  var logits: Variable
  /// Of equal logits the first; int32.
  var guesses: Variable
  /// int32, 0 where nothing counts.
  var labels: Variable
  /// Which of them count; nil for all.
  var isCounted: Variable?

  init(
    _ logits: Variable, _ labels: Variable, _ ignoreIndex: Int?, _ operation: String,
    axis: Int = -1
  ) throws(GraphError) {
    let logits = try classesLast(logits, axis)
    self.logits = logits
    guesses = try argmax(logits, axis: -1)
    try expectLabels(labels, of: guesses.shape, operation)
    guard let ignoreIndex else {
      self.labels = try cast(labels, to: .int32)
      return
    }
    let counted = try notEqual(labels, ignoreIndex)
    isCounted = counted
    self.labels = try cast(select(counted, labels, 0), to: .int32)
  }

  var classes: Dim { logits.shape[logits.shape.rank - 1] }

  /// Guesses as vectors.
  func predicted(_ dtype: DType) throws(GraphError) -> Variable {
    try oneHot(guesses, classes: classes, dtype, checked: false)
  }

  /// Labels as vectors; one out of range is a device fault.
  func actual(_ dtype: DType) throws(GraphError) -> Variable {
    try oneHot(labels, classes: classes, dtype)
  }

  /// How many examples fulfil `isHit`, and how many there are: int32.
  func shares(_ isHit: Variable) throws(GraphError) -> [Variable] {
    guard let isCounted else {
      let hits = try cast(isHit, to: .int32)
      return [try sum(hits), try sum(ones(like: hits))]
    }
    let hits = try logicalAnd(isHit, isCounted)
    return [try sum(cast(hits, to: .int32)), try sum(cast(isCounted, to: .int32))]
  }
}

/// - Throws: `GraphError` unless both have one shape.
func expectSameShape(
  _ a: Variable, _ b: Variable, _ operation: String
) throws(GraphError) {
  guard a.shape == b.shape else {
    throw GraphError(
      .shapeMismatch, expected: "labels of shape \(a.shape), as the scores have",
      found: "\(b.type)", advice: "reshape one side; metrics do not broadcast",
      operation: operation, operands: ["\(a): \(a.type)", "\(b): \(b.type)"])
  }
}
