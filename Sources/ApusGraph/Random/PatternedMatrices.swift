/// `value` on the diagonal of a matrix.
func diagonal(_ shape: [Int], _ value: Double) -> [Double] {
  var values = [Double](repeating: 0, count: shape[0] * shape[1])
  for i in 0..<min(shape[0], shape[1]) { values[i * shape[1] + i] = value }
  return values
}

/// The convolution weight [out, in / groups, kernel…] that gives each group's inputs on to its outputs,
/// as far as there are both: 1 in the middle of the kernel. As PyTorch's `dirac_`.
func diracWeight(_ shape: [Int], _ groups: Int) -> [Double] {
  let kernel = shape.dropFirst(2)
  let size = kernel.reduce(1, *)
  var values = [Double](repeating: 0, count: shape[0] * shape[1] * size)
  guard size > 0 else { return values }
  let middle = kernel.reduce(0) { $0 * $1 + $1 / 2 }
  let outputs = shape[0] / groups
  for group in 0..<groups {
    for i in 0..<min(outputs, shape[1]) {
      values[((group * outputs + i) * shape[1] + i) * size + middle] = 1
    }
  }
  return values
}

/// A normal matrix with ⌈fraction · rows⌉ zeros in each column, in places drawn without repetition
/// (J. Martens, "Deep learning via Hessian-free optimization", ICML 2010). As PyTorch's `sparse_`.
func sparseMatrix(
  rows: Int, columns: Int, _ fraction: Double, _ deviation: Double, _ random: inout RandomStream
) -> [Double] {
  var values = (0..<rows * columns).map { _ in Double(random.normal()) * deviation }
  let zeros = Int((fraction * Double(rows)).rounded(.up))
  var places = Array(0..<rows)
  for column in 0..<columns {
    // The beginning of a shuffle (R. Fisher, F. Yates, 1938).
    for i in 0..<min(zeros, rows) {
      places.swapAt(i, i + random.integer(below: rows - i))
      values[places[i] * columns + column] = 0
    }
  }
  return values
}
