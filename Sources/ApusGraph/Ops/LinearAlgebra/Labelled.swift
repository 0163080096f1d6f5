/// A tensor whose axes have labels; equal labels of two tensors are one index.
struct Labelled {
  var x: Variable
  /// One for each axis, each once.
  var labels: [Int]

  init(_ x: Variable, _ labels: [Int]) { (self.x, self.labels) = (x, labels) }

  /// A tensor with labels that may appear more than once: then the diagonal of their axes is meant.
  init(diagonalOf x: Variable, _ labels: [Int]) throws(GraphError) {
    self.init(x, labels)
    while let second = self.labels.indices.first(where: {
      self.labels[..<$0].contains(self.labels[$0])
    }), let first = self.labels.firstIndex(of: self.labels[second]) {
      let label = self.labels[second]
      self.x = try diagonal(self.x, axis1: first, axis2: second)
      self.labels.remove(at: second)
      self.labels.remove(at: first)
      self.labels.append(label)
    }
  }

  func extent(of label: Int) -> Dim? { labels.firstIndex(of: label).map { x.shape[$0] } }

  /// The sum over all other labels than these.
  func summed(keeping kept: Set<Int>) throws(GraphError) -> Labelled {
    let axes = labels.indices.filter { !kept.contains(labels[$0]) }
    if axes.isEmpty { return self }
    return Labelled(try sum(x, axes: axes), labels.filter(kept.contains))
  }

  /// The axes in the order of these labels, which are its own.
  func arranged(_ order: [Int]) throws(GraphError) -> Variable {
    try permute(x, order.compactMap(labels.firstIndex(of:)))
  }

  /// The axes in the order of these labels, with extents of 1 where it has none.
  private func spread(_ order: [Int]) throws(GraphError) -> Variable {
    let own = try arranged(order.filter(labels.contains))
    return try reshape(own, to: Shape(order.map { extent(of: $0) ?? 1 }))
  }

  /// The products with another tensor, summed over the labels that are not kept: one matrix product
  /// where there is something to sum over, one multiplication otherwise. The operands change places
  /// where the labels of the result, in `wanted`, come in that order.
  func contracted(
    with other: Labelled, keeping kept: Set<Int>, wanted: [Int] = []
  ) throws(GraphError) -> Labelled {
    // What only one of the two has and nobody keeps is summed before.
    let a = try summed(keeping: kept.union(other.labels))
    let b = try other.summed(keeping: kept.union(labels))
    let shared = a.labels.filter(b.labels.contains)
    let (batch, inner) = (shared.filter(kept.contains), shared.filter { !kept.contains($0) })
    let free = (a.labels + b.labels).filter { !shared.contains($0) }
    if inner.isEmpty {
      let order = batch + free
      return Labelled(try a.spread(order) * b.spread(order), order)
    }
    if free.isEmpty {
      let all = batch + inner
      return try Labelled(a.arranged(all) * b.arranged(all), all).summed(keeping: kept)
    }
    let leading = a.leading(batch, inner) + b.leading(batch, inner)
    let lead = batch + leading
    let rows = a.labels.filter { free.contains($0) && !leading.contains($0) }
    let columns = b.labels.filter { free.contains($0) && !leading.contains($0) }
    if let row = rows.first, let column = columns.first, let place = wanted.firstIndex(of: row),
      wanted[..<place].contains(column)
    {
      return try b.contracted(with: a, keeping: kept)
    }
    let (left, transposeA) = try a.matrix(lead, rows, inner)
    let (right, isInnerFirst) = try b.matrix(lead, columns, inner)
    let product = try matmul(left, right, transposeA: transposeA, transposeB: !isInnerFirst)
    let order = lead + rows + columns
    let extents = order.compactMap { a.extent(of: $0) ?? b.extent(of: $0) }
    return Labelled(try reshape(product, to: Shape(extents)), order)
  }

  /// Free labels in front of inner ones that have more free ones behind them: the two groups cannot
  /// be read as one axis of a matrix, so the first one is a batch, over which the other operand repeats.
  private func leading(_ batch: [Int], _ inner: [Int]) -> [Int] {
    let own = labels.filter { !batch.contains($0) }
    let first = Array(own.prefix { !inner.contains($0) })
    let behind = own.dropFirst(first.count).filter { !inner.contains($0) }
    return behind.isEmpty ? [] : first
  }

  /// As matrices over batch axes, of extent 1 where it has none: the free labels, then the inner ones,
  /// or the other way round where that is how they lie in memory.
  private func matrix(
    _ batch: [Int], _ free: [Int], _ inner: [Int]
  ) throws(GraphError) -> (Variable, isInnerFirst: Bool) {
    let own = labels.filter { !batch.contains($0) }
    let isInnerFirst = own == inner + free && !free.isEmpty
    let order = batch + (isInnerFirst ? inner + free : free + inner)
    func size(_ labels: [Int]) -> Dim { labels.map { extent(of: $0) ?? 1 }.reduce(1, *) }
    let sizes = isInnerFirst ? [size(inner), size(free)] : [size(free), size(inner)]
    let shape = Shape(batch.map { size([$0]) } + sizes)
    return (try reshape(arranged(order.filter(labels.contains)), to: shape), isInnerFirst)
  }
}
