import ApusGraph

extension Reference {
  /// The matrix product, by its definition.
  static func matrix(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) -> ReferenceArray? {
    guard let op = op as? MatMul else { return nil }
    let (a, b) = (x[0], x[1])
    let (aBatch, bBatch) = (Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let (aSize, bSize) = (Array(a.shape.suffix(2)), Array(b.shape.suffix(2)))
    let (m, k) = op.transposeA ? (aSize[1], aSize[0]) : (aSize[0], aSize[1])
    let n = op.transposeB ? bSize[0] : bSize[1]
    let (aRow, aColumn) = op.transposeA ? (1, aSize[1]) : (aSize[1], 1)
    let (bRow, bColumn) = op.transposeB ? (1, bSize[1]) : (bSize[1], 1)
    let batch = broadcastShape(aBatch, bBatch)
    var result: [Double] = []
    result.reserveCapacity(batch.reduce(1, *) * m * n)
    a.values.withUnsafeBufferPointer { a in
      b.values.withUnsafeBufferPointer { b in
        forEachIndex(of: batch) { index in
          let aStart = broadcastPosition(index, in: aBatch) * m * k
          let bStart = broadcastPosition(index, in: bBatch) * k * n
          for i in 0..<m {
            for j in 0..<n {
              var sum = 0.0
              var l = 0
              // A while loop: a range is slow in a debug build, and this is the innermost one.
              while l < k {
                sum +=
                  a[aStart + i * aRow + l * aColumn] * b[bStart + l * bRow + j * bColumn]
                l += 1
              }
              result.append(sum)
            }
          }
        }
      }
    }
    return ReferenceArray(result, shape: batch + [m, n], dtype: a.dtype).wrapped()
  }
}
