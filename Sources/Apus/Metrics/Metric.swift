import ApusGraph

/// A measure over any number of batches: statistics that are added up from batch to batch, and what
/// is made of their sums. The precision over an epoch is not the mean of the precisions of its
/// batches, but it is the quotient of two sums.
///
///     let trainer = try Trainer(
///       minimizing: loss, with: Adam(),
///       metrics: ["f1": Metric.fScore(logits: logits, labels: labels, average: .macro)], on: device)
///
/// A measure of one's own, here the largest error:
///
///     Metric(statistics: [max(abs(error))], merge: { sums, batch throws(GraphError) in
///       [try maximum(sums[0], batch[0])]
///     }) { sums throws(GraphError) in sums[0] }
public struct Metric {
  /// What the metric is made of, joined over batches.
  public typealias Function = ([Variable]) throws(GraphError) -> Variable

  /// What is measured on one batch, of fixed shapes. Whole numbers and bool are added up in int64,
  /// half types in float32, float32 and float64 with what their rounding loses.
  public let statistics: [Variable]
  /// The value of the sums of the statistics: a scalar, or a tensor such as one number per class.
  public let value: Function
  /// Joins the sums so far, zeros at first, with a batch's statistics; nil adds.
  public let merge: ((_ sums: [Variable], _ batch: [Variable]) throws(GraphError) -> [Variable])?

  /// A metric of sums.
  /// - Parameter value: given the sums, in the types they are added up in, and in the graph they are
  ///   in: it may use nothing but them.
  public init(statistics: [Variable], value: @escaping Function) {
    (self.statistics, self.value, merge) = (statistics, value, nil)
  }

  /// A metric of statistics that are joined in another way than by adding them up.
  /// - Parameter merge: gives as many variables as there are statistics, of the types of the sums so
  ///   far, which begin with zeros.
  public init(
    statistics: [Variable],
    merge: @escaping (_ sums: [Variable], _ batch: [Variable]) throws(GraphError) -> [Variable],
    value: @escaping Function
  ) {
    (self.statistics, self.value, self.merge) = (statistics, value, merge)
  }

  /// The value for the batch at hand, in the graph of the statistics.
  /// - Throws: `GraphError` where `value` does.
  public func batchValue() throws(GraphError) -> Variable {
    var sums: [Variable] = []
    for statistic in statistics {
      sums.append(try cast(statistic, to: statistic.dtype.accumulated))
    }
    return try value(sums)
  }
}

extension DType {
  /// The type that statistics are added up in: a float32 counts no further than 2²⁴.
  var accumulated: DType { isFloatingPoint ? computed : .int64 }
}

/// What `Trainer` measures: a `Metric`, or a variable, whose mean over batches is weighted by their
/// numbers of examples.
public protocol Measurable {
  /// The metric for batches with `examples`, a float32 scalar that is fed.
  /// - Throws: `GraphError` for what has no fixed shape.
  func metric(examples: Variable) throws(GraphError) -> Metric
}

extension Metric: Measurable {
  /// Itself.
  public func metric(examples: Variable) -> Metric { self }
}

extension Variable: Measurable {
  /// The mean over batches, each as often as it has examples: right for means over examples, such as
  /// a loss or an accuracy.
  public func metric(examples: Variable) throws(GraphError) -> Metric {
    let graph = examples.builder
    let own = try graph.variable(id)
    let number = try cast(own, to: dtype.isFloatingPoint ? dtype.computed : .float32)
    let count = try cast(examples, to: number.dtype)
    // Weights that are powers of two or small whole numbers keep single batches exact.
    return Metric(statistics: [try number * count, try cast(examples, to: .int64)]) {
      sums throws(GraphError) in try sums[0] / cast(sums[1], to: sums[0].dtype)
    }
  }
}
