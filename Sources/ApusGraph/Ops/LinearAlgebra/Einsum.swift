/// Einstein's summation: axes with one label are one index, products are summed over the labels that
/// the result does not have. `ij,jk->ik` is a matrix product, `bhqd,bhkd->bhqk` a batch of them,
/// `ii->i` a diagonal, `ij->` a sum; `...` stands for further axes, which broadcast. Without an arrow
/// the result has the labels that appear once, in alphabetical order.
///
/// Two operands at a time are multiplied, those with the smallest result first; a pair with a sum is
/// one matrix product.
///
/// - Formula: y[result] = Σ x₀[labels₀] · x₁[labels₁] · …
/// - Shapes: an axis for each label → an axis for each label of the result
/// - DTypes: numeric
/// - Gradient: g times the other operands, summed over the labels an operand does not have
/// - PyTorch: torch.einsum
/// - ONNX: Einsum
/// - Throws: `GraphError` for an equation that cannot be read (with the place), another number of
///   operands or axes, extents of a label that differ and are not 1, or `bool`.
public func einsum(
  _ equation: String, _ operands: Variable..., file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try einsum(equation, operands, file: file, line: line)
}

/// Einstein's summation of a list of operands.
public func einsum(
  _ equation: String, _ operands: [Variable], file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  guard let first = operands.first else {
    throw GraphError(
      .invalidArgument, expected: "at least one operand", found: "none",
      advice: "pass an operand for each term of '\(equation)'", operation: "einsum",
      site: CallSite(file: file, line: line))
  }
  return try first.builder.composed(operands, file, line) { () throws(GraphError) in
    try EinsumOperands(EinsumEquation(equation), operands).result()
  }
}

/// The operands of an equation with the labels of their axes; those of an ellipsis have negative
/// numbers, −1 for the last axis.
private struct EinsumOperands {
  private var terms: [Labelled] = []
  private let order: [Int]

  init(_ equation: EinsumEquation, _ operands: [Variable]) throws(GraphError) {
    guard equation.operands.count == operands.count else {
      throw GraphError(
        .invalidArgument,
        expected: "\(equation.operands.count) operands for '\(equation.text)'",
        found: "\(operands.count)", advice: "commas separate the labels of the operands")
    }
    if let bool = operands.first(where: { $0.dtype == .bool }) {
      throw GraphError(
        .dtypeMismatch, expected: "numeric operands", found: "\(bool.dtype)",
        advice: "cast(_:to:) first")
    }
    var further = 0
    var axes: [[Int]] = []
    for (position, (term, x)) in zip(equation.operands, operands).enumerated() {
      let rest = x.shape.rank - term.labels.count
      guard rest == 0 || (rest > 0 && term.ellipsis != nil) else {
        throw GraphError(
          .shapeMismatch,
          expected: "operand \(position) of '\(equation.text)' with \(term.labels.count) axes"
            + (term.ellipsis == nil ? "" : " or more"), found: "\(x.shape)",
          advice: "every axis has a label; '...' stands for further axes")
      }
      further = Swift.max(further, rest)
      axes.append(EinsumOperands.numbers(term, rest))
    }
    let result = equation.result ?? equation.impliedResult
    order = EinsumOperands.numbers(result, result.ellipsis == nil ? 0 : further)
    let extents = try EinsumOperands.extents(axes, operands, equation)
    for (labels, x) in zip(axes, try promoted(operands)) {
      var term = Labelled(x, labels)
      // An extent of 1 stands for every index.
      for (label, extent) in extents where extent != 1 {
        while let axis = term.labels.firstIndex(of: label), term.x.shape[axis] == 1 {
          term.x = try squeeze(term.x, axes: [axis])
          term.labels.remove(at: axis)
        }
      }
      terms.append(try Labelled(diagonalOf: term.x, term.labels))
    }
  }

  private static func numbers(_ term: EinsumEquation.Term, _ further: Int) -> [Int] {
    var numbers = term.labels.map { Int($0.asciiValue ?? 0) }
    if let place = term.ellipsis {
      numbers.insert(contentsOf: (0..<further).map { $0 - further }, at: place)
    }
    return numbers
  }

  private static func extents(
    _ axes: [[Int]], _ operands: [Variable], _ equation: EinsumEquation
  ) throws(GraphError) -> [Int: Dim] {
    var extents: [Int: Dim] = [:]
    for (labels, x) in zip(axes, operands) {
      var own: [Int: Dim] = [:]
      for (label, extent) in zip(labels, x.shape) {
        // A diagonal runs over axes of one extent; 1 stands for others between operands only.
        if let other = own.updateValue(extent, forKey: label), other != extent {
          throw mismatch(label, other, extent, equation)
        }
        guard let known = extents[label], known != 1 else {
          extents[label] = extent
          continue
        }
        if extent == known || extent == 1 { continue }
        throw mismatch(label, known, extent, equation)
      }
    }
    return extents
  }

  private static func mismatch(
    _ label: Int, _ known: Dim, _ extent: Dim, _ equation: EinsumEquation
  ) -> GraphError {
    let name =
      UInt8(exactly: label).map { "'\(Character(UnicodeScalar($0)))'" }
      ?? "axis \(label) of '...'"
    return GraphError(
      .shapeMismatch, expected: "one extent of \(name) in '\(equation.text)'",
      found: "\(known) and \(extent)", advice: "axes with one label are one index")
  }

  /// Multiplies pair by pair.
  func result() throws(GraphError) -> Variable {
    var rest = terms
    while rest.count > 1 {
      let (i, j) = EinsumOperands.cheapest(rest, order)
      let (a, b) = (rest[i], rest[j])
      rest.remove(at: j)
      rest.remove(at: i)
      let kept = Set(order + rest.flatMap(\.labels))
      rest.insert(try a.contracted(with: b, keeping: kept, wanted: order), at: i)
    }
    return try rest[0].summed(keeping: Set(order)).arranged(order)
  }

  /// The pair whose product has the fewest elements, the first of equal ones; a symbol counts as 64.
  private static func cheapest(_ terms: [Labelled], _ order: [Int]) -> (Int, Int) {
    var best = (0, 1)
    var least = Double.infinity
    for i in terms.indices {
      for j in terms.indices where j > i {
        let others = terms.indices.filter { $0 != i && $0 != j }.flatMap { terms[$0].labels }
        let kept = Set(order + others).intersection(terms[i].labels + terms[j].labels)
        let sizes = kept.map { label in
          Double((terms[i].extent(of: label) ?? terms[j].extent(of: label))?.fixed ?? 64)
        }
        let size = sizes.reduce(1, *)
        if size < least { (least, best) = (size, (i, j)) }
      }
    }
    return best
  }
}
