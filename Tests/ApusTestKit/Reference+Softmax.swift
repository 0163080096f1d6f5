import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// Softmax and what is made from it, row by row over the last axis.
  static func softmax(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray? {
    switch op {
    case let op as Softmax:
      return along(op.axis, x[0]) { row in logarithms(row).map { exp($0) } }
    case let op as LogSoftmax:
      return along(op.axis, x[0], logarithms)
    case let op as AttentionWeights:
      return attentionWeights(x[0], op)
    case is SoftmaxCrossEntropy:
      let losses = try zip(rows(x[0]), x[1].values).map { row, label in
        -logarithms(row)[try checked(label, below: row.count, "softmaxCrossEntropy")]
      }
      return ReferenceArray(losses, shape: x[1].shape, dtype: x[0].dtype)
    default:
      return nil
    }
  }

  /// A function of each row along an axis.
  private static func along(
    _ axis: Int, _ x: ReferenceArray, _ function: ([Double]) -> [Double]
  ) -> ReferenceArray {
    let axis = axis < 0 ? axis + x.shape.count : axis
    let (count, step) = (x.shape[axis], x.shape[(axis + 1)...].reduce(1, *))
    var result = x
    for start in x.values.indices where start / step % count == 0 {
      let places = (0..<count).map { start + $0 * step }
      for (place, value) in zip(places, function(places.map { x.values[$0] })) {
        result.values[place] = value
      }
    }
    return result
  }

  /// Causal: the last query sees all keys, the one before it all but the last, and so on. A query
  /// that sees none has weights of 0.
  private static func attentionWeights(
    _ x: ReferenceArray, _ op: AttentionWeights
  ) -> ReferenceArray {
    let (queries, keys) = (x.shape[x.shape.count - 2], x.shape[x.shape.count - 1])
    let weights = rows(x).enumerated().flatMap { number, row in
      let seen = op.isCausal ? keys - queries + number % queries + 1 : keys
      let scores = row.enumerated().map { $0 < seen ? $1 * op.scale : -.infinity }
      return seen <= 0 ? scores.map { _ in 0 } : logarithms(scores).map { exp($0) }
    }
    return ReferenceArray(weights, shape: x.shape, dtype: x.dtype)
  }

  private static func rows(_ x: ReferenceArray) -> [[Double]] {
    let width = x.shape.last ?? 1
    return stride(from: 0, to: x.count, by: width).map { Array(x.values[$0..<$0 + width]) }
  }

  /// Logarithms of the probabilities of one row. A NaN, +∞, or a row of −∞ only, gives NaN.
  private static func logarithms(_ row: [Double]) -> [Double] {
    let largest = row.contains(where: \.isNaN) ? .nan : row.max() ?? .nan
    let total = row.reduce(0) { $0 + exp($1 - largest) }
    return row.map { $0 - largest - log(total) }
  }
}
