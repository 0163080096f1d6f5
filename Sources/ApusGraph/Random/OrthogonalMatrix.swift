/// A random matrix whose rows or columns, whichever are fewer, are perpendicular to each other and of
/// length `gain`, in row-major order: Q of the QR factorisation of a normal matrix, with the signs that
/// make the diagonal of R positive, without which not every rotation would be as likely as the others
/// (F. Mezzadri, "How to generate random matrices from the classical compact groups", 2007). As PyTorch's
/// `orthogonal_`.
func orthogonalMatrix(
  rows: Int, columns: Int, gain: Double, _ random: inout RandomStream
) -> [Double] {
  let (long, short) = (max(rows, columns), min(rows, columns))
  guard short > 0 else { return [] }
  // The columns of a tall matrix one after the other.
  var vectors = (0..<long * short).map { _ in Double(random.normal()) }
  vectors.withUnsafeMutableBufferPointer { orthonormalize($0, length: long, count: short) }
  if rows < columns { return vectors.map { $0 * gain } }
  return (0..<rows * columns).map { vectors[$0 % columns * long + $0 / columns] * gain }
}

/// Replaces `count` vectors of `length` numbers, `count` ≤ `length`, by an orthonormal basis of what
/// they span, by Householder's reflections (G. Golub, C. Van Loan, "Matrix computations", 4th edition,
/// sections 5.1 and 5.2).
private func orthonormalize(
  _ vectors: UnsafeMutableBufferPointer<Double>, length: Int, count: Int
) {
  guard let base = vectors.baseAddress else { return }
  // The reflection k is I − scale · v vᵀ; v stands in place of the vector k, from its element k on.
  var scales = [Double](repeating: 0, count: count)
  var signs = [Double](repeating: 1, count: count)
  for k in 0..<count {
    let v = base + k * length + k
    let rest = length - k
    let norm = dot(v, v, rest).squareRoot()
    guard norm > 0 else { continue }
    // R's diagonal becomes −norm where the element is positive, +norm otherwise.
    signs[k] = v[0] > 0 ? -1 : 1
    v[0] -= signs[k] * norm
    scales[k] = 2 / dot(v, v, rest)
    for other in k + 1..<max(count, k + 1) {
      reflect(base + other * length + k, v, scales[k], rest)
    }
  }
  // Q's columns are the reflections of the unit vectors, the last reflection first. Those that are done
  // stand behind k, where the reflections still to come are not.
  for k in (0..<count).reversed() {
    let v = base + k * length + k
    let rest = length - k
    for other in k + 1..<max(count, k + 1) {
      reflect(base + other * length + k, v, scales[k], rest)
    }
    let head = scales[k] * v[0]
    for i in 1..<max(rest, 1) { v[i] *= -head }
    v[0] = 1 - head * v[0]
    for i in 0..<k { base[k * length + i] = 0 }
  }
  for k in 0..<count where signs[k] < 0 {
    for i in 0..<length { base[k * length + i] *= -1 }
  }
}

/// x ← x − scale · v (v · x).
private func reflect(
  _ x: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>, _ scale: Double,
  _ count: Int
) {
  let factor = scale * dot(x, v, count)
  for i in 0..<count { x[i] -= factor * v[i] }
}

/// The sum of products, in eight parts that a processor adds side by side.
private func dot(
  _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int
) -> Double {
  var sums = SIMD8<Double>.zero
  var i = 0
  while i + 8 <= count {
    let left = UnsafeRawPointer(a + i).loadUnaligned(as: SIMD8<Double>.self)
    let right = UnsafeRawPointer(b + i).loadUnaligned(as: SIMD8<Double>.self)
    sums += left * right
    i += 8
  }
  var sum = sums.sum()
  while i < count {
    sum += a[i] * b[i]
    i += 1
  }
  return sum
}
