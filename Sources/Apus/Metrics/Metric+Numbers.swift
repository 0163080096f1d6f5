import ApusGraph

extension Metric {
  /// The mean of all elements over all batches, or Σ w · v / Σ w with weights of one shape with `v`.
  /// - Throws: `GraphError` for shapes that are not equal.
  public static func mean(
    of variable: Variable, weights: Variable? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try variable.builder.composed([variable], file, line) { () throws(GraphError) in
      let isFloat = variable.dtype.isFloatingPoint
      let numbers = try cast(variable, to: isFloat ? variable.dtype.computed : .float32)
      var statistics = [try sum(numbers), try count(variable)]
      if let weights {
        try expectSameShape(variable, weights, "mean")
        let factors = try cast(weights, to: numbers.dtype)
        statistics = [try sum(numbers * factors), try sum(factors)]
      }
      return Metric(statistics: statistics) { sums throws(GraphError) in
        try sums[0] / cast(sums[1], to: sums[0].dtype)
      }
    }
  }

  /// The mean of |prediction − target| over all elements.
  /// - Throws: `GraphError` for types that are not equal.
  public static func mae(
    _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try prediction.builder.composed([prediction, target], file, line) { () throws(GraphError) in
      try mean(of: abs(difference(prediction, target, "mae")))
    }
  }

  /// The mean of (prediction − target)² over all elements.
  /// - Throws: `GraphError` for types that are not equal.
  public static func mse(
    _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try prediction.builder.composed([prediction, target], file, line) { () throws(GraphError) in
      try mean(of: square(difference(prediction, target, "mse")))
    }
  }

  /// The root of the mean of (prediction − target)² over all elements.
  /// - Throws: `GraphError` for types that are not equal.
  public static func rmse(
    _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try prediction.builder.composed([prediction, target], file, line) { () throws(GraphError) in
      let squares = try mean(of: square(difference(prediction, target, "rmse")))
      return Metric(statistics: squares.statistics) { sums throws(GraphError) in
        try sqrt(squares.value(sums))
      }
    }
  }

  /// The share of the targets' variance that predictions explain: 1 − Σ(t − p)² / Σ(t − mean t)², as a
  /// mean over the columns of the last axis where there are several axes (scikit-learn's r2_score). Of
  /// equal targets it is 1 where all predictions are right, else 0. Means and squares of batches are
  /// joined as Chan, Golub and LeVeque do, for targets far from 0.
  /// - Throws: `GraphError` for types that are not equal, or columns of no fixed number.
  public static func rSquared(
    _ prediction: Variable, _ target: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try prediction.builder.composed([prediction, target], file, line) { () throws(GraphError) in
      let errors = try columns(difference(prediction, target, "rSquared"))
      let targets = try columns(cast(target, to: errors.dtype))
      let middle = try ApusGraph.mean(targets, axes: [0])
      let squares = try sum(square(targets - middle), axes: [0])
      let rows = try sum(
        full(in: target.builder, Shape([targets.shape[0]]), 1, .int64))
      return Metric(
        statistics: [rows, middle, squares, try sum(square(errors), axes: [0])],
        merge: { old, new throws(GraphError) in
          let rows = try old[0] + new[0]
          let dtype = old[1].dtype
          let share = try cast(new[0], to: dtype) / cast(rows, to: dtype)
          let shift = try new[1] - old[1]
          return [
            rows, try old[1] + shift * share,
            try old[2] + new[2] + shift * shift * (cast(old[0], to: dtype) * share),
            try old[3] + new[3],
          ]
        },
        value: { sums throws(GraphError) in
          let isConstant = try equal(sums[2], 0)
          let ofConstant = try cast(equal(sums[3], 0), to: sums[3].dtype)
          let ratio = try 1 - sums[3] / select(isConstant, 1, sums[2])
          return try ApusGraph.mean(select(isConstant, ofConstant, ratio))
        })
    }
  }

  /// e to the mean softmax cross-entropy: how many equally likely classes would be as surprising.
  /// Logits [..., classes], labels [...].
  /// - Parameters:
  ///   - axis: where the classes are in logits: 1 for images of PyTorch's layout.
  ///   - ignoreIndex: the label of examples that do not count.
  /// - Throws: `GraphError` for shapes or types that do not fit.
  public static func perplexity(
    logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Metric {
    try logits.builder.composed([logits, labels], file, line) { () throws(GraphError) in
      let wide = try classesLast(cast(logits, to: logits.dtype.computed), axis)
      let chosen = try ChosenClasses(labels, ignoreIndex, wide, nil, "perplexity")
      let losses = try chosen.unreduced(
        softmaxCrossEntropies(logits: wide, labels: chosen.labels)
      ).losses
      var examples = try count(losses)
      if let isCounted = chosen.isCounted {
        examples = try sum(cast(isCounted, to: .int32))
      }
      return Metric(statistics: [try sum(losses), examples]) { sums throws(GraphError) in
        try exp(sums[0] / cast(sums[1], to: sums[0].dtype))
      }
    }
  }

  private static func difference(
    _ a: Variable, _ b: Variable, _ operation: String
  ) throws(GraphError) -> Variable {
    try expectEqualTypes(a, b, operation)
    let dtype = a.dtype.isFloatingPoint ? a.dtype.computed : .float32
    return try cast(a, to: dtype) - cast(b, to: dtype)
  }

  /// `x` as rows of its last axis, or as one column.
  private static func columns(_ x: Variable) throws(GraphError) -> Variable {
    let width = x.shape.rank > 1 ? x.shape[x.shape.rank - 1] : 1
    let rows = x.shape.dims.dropLast(x.shape.rank > 1 ? 1 : 0).reduce(1, *)
    return try reshape(x, to: [rows, width])
  }

  /// How many elements `x` has, int64.
  private static func count(_ x: Variable) throws(GraphError) -> Variable {
    try sum(full(in: x.builder, x.shape, 1, .int64))
  }
}
