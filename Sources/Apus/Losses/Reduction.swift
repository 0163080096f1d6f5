/// What becomes of the losses of single examples or elements.
public enum Reduction: String, Sendable, Hashable, Codable, CaseIterable {
  /// Their mean. With weights w it is Σ w · l / Σ w: an example of weight 2 counts as if it were
  /// there twice. NaN where the weights add up to 0.
  case mean
  /// Their sum; with weights, Σ w · l.
  case sum
  /// Each by itself; with weights, w · l.
  case none
}

/// The losses of elements or examples before they are reduced.
struct UnreducedLosses {
  var losses: Variable
  /// What each adds to the divisor of the mean, such as the weight of its class; nil for 1.
  var shares: Variable?

  init(_ losses: Variable, shares: Variable? = nil) {
    self.losses = losses
    self.shares = shares
  }

  /// - Parameter weights: of the shape of the losses or of their leading axes.
  /// - Throws: `GraphError` for weights of another shape, or that are not floating point.
  func reduced(
    _ reduction: Reduction, _ weights: Variable?, _ operation: String
  ) throws(GraphError) -> Variable {
    guard let weights else {
      switch reduction {
      case .none: return losses
      case .sum: return try sum(losses)
      case .mean:
        guard let shares else { return try mean(losses) }
        return try sum(losses) / sum(shares)
      }
    }
    let factors = try factors(weights, operation)
    // Where weights are of examples, each element of one takes part in the divisor.
    var weighted = UnreducedLosses(try factors * losses)
    if let shares {
      weighted.shares = try factors * shares
    } else {
      weighted.shares = try broadcast(factors, to: losses.shape)
    }
    return try weighted.reduced(reduction, nil, operation)
  }

  /// The weights with axes of 1 behind them.
  private func factors(
    _ weights: Variable, _ operation: String
  ) throws(GraphError) -> Variable {
    let dims = weights.shape.dims
    guard dims.count <= losses.shape.rank, dims == Array(losses.shape.dims.prefix(dims.count)),
      weights.dtype.isFloatingPoint
    else {
      throw GraphError(
        .shapeMismatch,
        expected: "floating-point weights of the shape \(losses.shape) of the losses, or of its "
          + "leading axes",
        found: "\(weights.type)", advice: "give one weight for each example or for each element",
        operation: operation, operands: ["\(weights): \(weights.type)"])
    }
    let ones = [Dim](repeating: 1, count: losses.shape.rank - dims.count)
    let column = ones.isEmpty ? weights : try reshape(weights, to: Shape(dims + ones))
    return try cast(column, to: losses.dtype)
  }
}

/// Builds a loss: `body` makes the unreduced losses of `operands`, which are of one type and come in
/// the type that is computed with (float32 for the half types); the result is rounded once.
/// - Throws: `GraphError` for operands whose types differ or are not floating point.
func reducedLoss(
  _ operands: [Variable], _ reduction: Reduction, _ weights: Variable?, _ file: String,
  _ line: Int, others: [Variable] = [], function: String = #function,
  _ body: ([Variable]) throws(GraphError) -> UnreducedLosses
) throws(GraphError) -> Variable {
  let first = operands[0]
  let name = String(function.prefix { $0 != "(" })
  let all = operands + others + (weights.map { [$0] } ?? [])
  return try first.builder.composed(all, file, line, function: function) {
    () throws(GraphError) in
    for operand in operands.dropFirst() { try expectEqualTypes(first, operand, name) }
    guard first.dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point type", found: "\(first.type)",
        advice: "cast to float32 first", operation: name)
    }
    var wide: [Variable] = []
    for operand in operands { wide.append(try cast(operand, to: first.dtype.computed)) }
    let losses = try body(wide)
    return try cast(losses.reduced(reduction, weights, name), to: first.dtype)
  }
}

/// - Throws: `GraphError` unless both have one shape and element type. A loss never broadcasts:
///   `[n, 1]` against `[n]` would silently compare every pair.
func expectEqualTypes(
  _ a: Variable, _ b: Variable, _ operation: String
) throws(GraphError) {
  guard a.type == b.type else {
    throw GraphError(
      .shapeMismatch, expected: "a target of type \(a.type), as the prediction has",
      found: "\(b.type)", advice: "reshape or cast one side; losses do not broadcast",
      operation: operation, operands: ["\(a): \(a.type)", "\(b): \(b.type)"])
  }
}

/// - Throws: `GraphError` unless `labels` are whole numbers, one for each example.
func expectLabels(
  _ labels: Variable, of examples: Shape, _ operation: String
) throws(GraphError) {
  guard labels.shape == examples, labels.dtype.isInteger else {
    throw GraphError(
      .shapeMismatch, expected: "integer labels of shape \(examples), one for each example",
      found: "\(labels.type)", advice: "scores are [..., classes], labels [...]",
      operation: operation, operands: ["\(labels): \(labels.type)"])
  }
}

/// - Throws: `GraphError` unless `value` fulfils what is expected of the option `name`.
func expectOption(
  _ name: String, _ value: Double, _ range: String, _ isValid: Bool
) throws(GraphError) {
  guard isValid, value.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "\(name) \(range)", found: "\(value)",
      advice: "see the loss's documentation")
  }
}

/// The weights of classes as a constant [classes].
/// - Throws: `GraphError` for weights of another number, or that are negative or not finite.
func classWeightConstant(
  _ weights: [Double], classes: Dim, like x: Variable, _ name: String = "class weights"
) throws(GraphError) -> Variable {
  guard let count = classes.fixed, weights.count == count else {
    throw GraphError(
      .invalidArgument, expected: "\(classes) \(name), one for each class",
      found: "\(weights.count)", advice: "give every class a weight; 1 changes nothing")
  }
  for weight in weights where !(weight >= 0 && weight.isFinite) {
    throw GraphError(
      .invalidArgument, expected: "finite \(name) of at least 0", found: "\(weight)",
      advice: "0 leaves a class out")
  }
  do {
    let tensor = try Tensor(weights, shape: [count]).cast(to: x.dtype)
    return try x.builder.constant(tensor)
  } catch {
    throw error as? GraphError
      ?? GraphError(
        .invalidArgument, expected: "\(name)", found: "\(error)", advice: "give finite numbers")
  }
}
