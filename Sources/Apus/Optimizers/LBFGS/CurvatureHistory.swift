/// The latest changes of parameters and of gradients, and what they tell of the inverse of the second
/// derivatives: the two loops of L-BFGS (J. Nocedal, "Updating quasi-Newton matrices with limited
/// storage", Mathematics of Computation 35, 1980).
struct CurvatureHistory {
  private struct Entry {
    var change: [Double]
    var gradientChange: [Double]
    /// 1 / (change · gradientChange).
    var inverse: Double
  }

  let capacity: Int
  private var entries: [Entry] = []
  /// What the inverse is taken for without entries, times the identity.
  private var scale = 1.0

  init(capacity: Int) { self.capacity = capacity }

  /// Learns from a step; not where the loss is not curved upwards along it.
  mutating func add(change: [Double], gradientChange: [Double]) {
    let curvature = dot(gradientChange, change)
    guard curvature > 1e-10 else { return }
    if entries.count == capacity, !entries.isEmpty { entries.removeFirst() }
    if capacity > 0 {
      entries.append(
        Entry(change: change, gradientChange: gradientChange, inverse: 1 / curvature))
    }
    scale = curvature / dot(gradientChange, gradientChange)
  }

  /// The way to go down: the negative gradient times the inverse.
  func direction(_ gradient: [Double]) -> [Double] {
    var q = gradient.map { -$0 }
    var shares = [Double](repeating: 0, count: entries.count)
    for (index, entry) in entries.enumerated().reversed() {
      shares[index] = dot(entry.change, q) * entry.inverse
      add(-shares[index], entry.gradientChange, to: &q)
    }
    for index in q.indices { q[index] *= scale }
    for (index, entry) in entries.enumerated() {
      let share = dot(entry.gradientChange, q) * entry.inverse
      add(shares[index] - share, entry.change, to: &q)
    }
    return q
  }

  private func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += factor * vector[index] }
  }
}

/// Σ a · b.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}
