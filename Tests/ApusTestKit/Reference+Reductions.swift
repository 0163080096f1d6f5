import ApusGraph

extension Reference {
  /// Sums, means, extrema and their positions, products, bools, variances.
  static func reduction(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) -> ReferenceArray? {
    switch op {
    case let op as Sum:
      return fold(x[0], op.axes, op.keepingDims) { $0.reduce(0, +) }.wrapped()
    case let op as Mean:
      return fold(x[0], op.axes, op.keepingDims) { $0.reduce(0, +) / Double($0.count) }
    case let op as Extremum:
      // Of none (a symbolic extent of 0) what the largest starts from.
      let none = op.kind == .maximum ? -Double.infinity : .infinity
      return fold(x[0], op.axes, op.keepingDims) {
        $0.isEmpty ? none : $0[best(of: $0, op.kind)]
      }
    case let op as ArgExtremum:
      var positions = fold(x[0], [op.axis], op.keepingDims) { Double(best(of: $0, op.kind)) }
      positions.dtype = .int32
      return positions
    case let op as Product:
      // Of integers modulo 2⁶⁴, and then of the type, so that the wrapped product is exact.
      let wraps = x[0].dtype.isInteger
      let modulus = x[0].dtype == .int64 ? Int64.max : 1 << 32
      return fold(x[0], op.axes, op.keepingDims) { group in
        wraps
          ? Double(group.reduce(Int64(1)) { $0 &* Int64($1) } % modulus) : group.reduce(1, *)
      }.wrapped()
    case let op as Quantifier:
      return fold(x[0], op.axes, op.keepingDims) { group in
        let count = group.count { $0 != 0 }
        return (op.kind == .any ? count > 0 : count == group.count) ? 1 : 0
      }
    case let op as Variance:
      return fold(x[0], op.axes, op.keepingDims) { group in
        let mean = group.reduce(0, +) / Double(group.count)
        let squares = group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares / Double(Swift.max(group.count - op.correction, 0))
      }
    case let op as ProductOfOthers:
      return productsOfOthers(x[0], op.axes)
    default:
      return nil
    }
  }

  /// For each element the product of the others of its group.
  private static func productsOfOthers(_ x: ReferenceArray, _ axes: [Int]) -> ReferenceArray {
    var result = x
    let kept = x.shape.indices.filter { !axes.contains($0) }
    var positions: [[Int]: [Int]] = [:]
    var flat = 0
    forEachIndex(of: x.shape) { index in
      positions[kept.map { index[$0] }, default: []].append(flat)
      flat += 1
    }
    for group in positions.values {
      for position in group {
        result.values[position] = group.reduce(1) { $1 == position ? $0 : $0 * x.values[$1] }
      }
    }
    return result
  }

  /// Rows of mean 0 and variance 1, and one over the deviation of each.
  static func layerNormalized(_ x: ReferenceArray, epsilon: Double) -> [ReferenceArray] {
    let width = x.shape.last ?? 1
    var (rows, scales): ([Double], [Double]) = ([], [])
    for start in stride(from: 0, to: x.count, by: width) {
      let row = x.values[start..<start + width]
      let mean = row.reduce(0, +) / Double(width)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      let scale = 1 / (variance + epsilon).squareRoot()
      rows += row.map { ($0 - mean) * scale }
      scales.append(scale)
    }
    return [
      ReferenceArray(rows, shape: x.shape, dtype: x.dtype),
      ReferenceArray(scales, shape: x.shape.dropLast() + [1], dtype: x.dtype),
    ]
  }

  /// The position of the first NaN if there is one, else of the first best element.
  private static func best(of values: [Double], _ kind: Extremum.Kind) -> Int {
    var best = 0
    for (position, value) in values.enumerated() {
      if value.isNaN { return position }
      let isBetter = kind == .maximum ? value > values[best] : value < values[best]
      if isBetter { best = position }
    }
    return best
  }

  /// Collects, for each element of the result, what `axes` hold there, in row-major order.
  static func fold(
    _ x: ReferenceArray, _ axes: [Int], _ keepingDims: Bool, _ combine: ([Double]) -> Double
  ) -> ReferenceArray {
    let kept = x.shape.indices.filter { !axes.contains($0) }
    let keptShape = kept.map { x.shape[$0] }
    var groups = [[Double]](repeating: [], count: keptShape.reduce(1, *))
    var flat = 0
    forEachIndex(of: x.shape) { index in
      var group = 0
      for axis in kept { group = group * x.shape[axis] + index[axis] }
      groups[group].append(x.values[flat])
      flat += 1
    }
    let shape =
      keepingDims
      ? x.shape.indices.map { axes.contains($0) ? 1 : x.shape[$0] } : keptShape
    return ReferenceArray(groups.map(combine), shape: shape, dtype: x.dtype)
  }
}
