import ApusGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Reference {
  /// Attention and its gradients by their definitions, query by query.
  static func attention(_ op: any Op, _ x: [ReferenceArray]) -> [ReferenceArray]? {
    if let op = op as? Attention {
      var problem = AttentionProblem(x, op.scale, op.isCausal)
      problem.run(gradient: nil)
      return problem.results(dtype: x[0].dtype)
    }
    guard let op = op as? AttentionGradient else { return nil }
    var problem = AttentionProblem(x, op.scale, op.isCausal)
    problem.run(gradient: x[5].values)
    return problem.gradients(dtype: x[0].dtype)
  }
}

private struct AttentionProblem {
  let (q, k, v): (ReferenceArray, ReferenceArray, ReferenceArray)
  let scale: Double
  let isCausal: Bool
  let batch: [Int]
  let (queries, keys, width, columns): (Int, Int, Int, Int)
  private var made: [Double]
  private var logs: [Double]
  private var dq: [Double]
  private var dk: [Double]
  private var dv: [Double]

  init(_ x: [ReferenceArray], _ scale: Double, _ isCausal: Bool) {
    (q, k, v) = (x[0], x[1], x[2])
    (self.scale, self.isCausal) = (scale, isCausal)
    batch = x.prefix(3).map { Array($0.shape.dropLast(2)) }.reduce([], broadcastShape)
    (queries, width) = (q.shape[q.shape.count - 2], q.shape[q.shape.count - 1])
    (keys, columns) = (v.shape[v.shape.count - 2], v.shape[v.shape.count - 1])
    let heads = batch.reduce(1, *)
    made = [Double](repeating: 0, count: heads * queries * columns)
    logs = [Double](repeating: -.infinity, count: heads * queries)
    dq = [Double](repeating: 0, count: heads * queries * width)
    dk = [Double](repeating: 0, count: heads * keys * width)
    dv = [Double](repeating: 0, count: heads * keys * columns)
  }

  mutating func run(gradient: [Double]?) {
    var head = 0
    forEachIndex(of: batch) { index in
      func start(_ x: ReferenceArray) -> Int {
        broadcastPosition(index, in: Array(x.shape.dropLast(2))) * x.shape.suffix(2).reduce(1, *)
      }
      let starts = (start(q), start(k), start(v))
      for query in 0..<queries { self.query(query, head, starts, gradient) }
      head += 1
    }
  }

  private mutating func query(
    _ query: Int, _ head: Int, _ starts: (q: Int, k: Int, v: Int), _ gradient: [Double]?
  ) {
    let seen = isCausal ? min(keys, keys - queries + query + 1) : keys
    guard seen > 0 else { return }
    let row = starts.q + query * width
    var weights = [Double](repeating: 0, count: seen)
    for key in 0..<seen {
      let sum = dot(q.values, row, k.values, starts.k + key * width, width)
      weights[key] = sum * scale
    }
    let largest = weights.contains(where: \.isNaN) ? .nan : weights.max() ?? .nan
    weights = weights.map { exp($0 - largest) }
    let total = weights.reduce(0, +)
    weights = weights.map { $0 / total }
    let own = head * queries + query
    // The weights of a row of −∞ are NaN, and the logarithm of its sum is −∞.
    logs[own] = largest == -.infinity ? largest : largest + log(total)
    for key in 0..<seen {
      add(weights[key], v.values, starts.v + key * columns, &made, own * columns, columns)
    }
    guard let gradient else { return }
    let delta = dot(gradient, own * columns, made, own * columns, columns)
    for key in 0..<seen {
      let (value, target) = (starts.v + key * columns, head * keys + key)
      let slope = dot(gradient, own * columns, v.values, value, columns)
      add(weights[key], gradient, own * columns, &dv, target * columns, columns)
      let change = weights[key] * (slope - delta) * scale
      add(change, k.values, starts.k + key * width, &dq, own * width, width)
      add(change, q.values, row, &dk, target * width, width)
    }
  }

  func results(dtype: DType) -> [ReferenceArray] {
    [
      ReferenceArray(made, shape: batch + [queries, columns], dtype: dtype),
      ReferenceArray(logs, shape: batch + [queries], dtype: dtype),
    ]
  }

  func gradients(dtype: DType) -> [ReferenceArray] {
    [
      ReferenceArray(dq, shape: batch + [queries, width], dtype: dtype),
      ReferenceArray(dk, shape: batch + [keys, width], dtype: dtype),
      ReferenceArray(dv, shape: batch + [keys, columns], dtype: dtype),
    ]
  }
}

// While loops: a range is slow in a debug build, and these are the innermost ones.

private func dot(
  _ a: [Double], _ aStart: Int, _ b: [Double], _ bStart: Int, _ count: Int
) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var (sum, i) = (0.0, 0)
      while i < count {
        sum += a[aStart + i] * b[bStart + i]
        i += 1
      }
      return sum
    }
  }
}

private func add(
  _ factor: Double, _ x: [Double], _ start: Int, _ y: inout [Double], _ target: Int,
  _ count: Int
) {
  x.withUnsafeBufferPointer { x in
    y.withUnsafeMutableBufferPointer { y in
      var i = 0
      while i < count {
        y[target + i] += factor * x[start + i]
        i += 1
      }
    }
  }
}
