import Apus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Matrix products, element functions and reductions against Double.

extension SelfTest {
  /// A matrix product of odd sizes whose operands are packed, joined with what follows. NaN and
  /// infinities have to stay in their rows.
  func addDenseLayer() throws {
    let (m, k, n) = (67, 131, 133)
    var a = numbers(m * k, -1, 1)
    let (b, bias) = (numbers(k * n, 0.5, 1), numbers(n, -1, 1))
    let (right, addend) = (try input(b, [n, k]), try input(bias, [n]))
    func layer(_ name: String) throws {
      let product = try matmul(input(a, [k, m]), right, transposeA: true, transposeB: true)
      let expected = SelfTest.product(a, b, m, k, n, transposed: true).enumerated().map {
        let sum = $1 + Double(bias[$0 % n])
        return sum < 0 ? 0 : sum
      }
      try check(name, try relu(product + addend), expected, within: 1e-5)
    }
    try layer("relu(Aᵀ·Bᵀ + b) \(m)×\(k)·\(k)×\(n)")
    // Element (row, inner) of the transposed operand is at inner · m + row.
    (a[3], a[28 * m + 7], a[m + 66], a[2 * m + 66]) = (.nan, .infinity, .infinity, -.infinity)
    try layer("NaN, Inf: relu(Aᵀ·Bᵀ + b)")
  }

  /// A small matrix product of odd sizes, whose operands are read where they are.
  func addSmallProduct() throws {
    let (m, k, n) = (7, 29, 41)
    let (a, b) = (numbers(m * k, -1, 1), numbers(k * n, -1, 1))
    try check(
      "matmul \(m)×\(k)·\(k)×\(n)", matmul(input(a, [m, k]), input(b, [k, n])),
      SelfTest.product(a, b, m, k, n), within: 1e-5)
  }

  static func product(
    _ a: [Float], _ b: [Float], _ m: Int, _ k: Int, _ n: Int, transposed: Bool = false
  ) -> [Double] {
    var result = [Double](repeating: 0, count: m * n)
    for row in 0..<m {
      for inner in 0..<k {
        let left = Double(a[transposed ? inner * m + row : row * k + inner])
        for column in 0..<n {
          let right = b[transposed ? column * k + inner : inner * n + column]
          result[row * n + column] += left * Double(right)
        }
      }
    }
    return result
  }

  /// The functions of one operand, over the range where they matter. Doubling first, which is
  /// exact, makes one kernel of them all.
  func addFunctions() throws {
    let values = numbers(1003, -5, 5)
    let x = try input(values, [1003]) * 2
    func element(
      _ name: String, _ output: Variable, within bound: Double, _ function: (Double) -> Double
    ) throws {
      try check(name, output, values.map { function(2 * Double($0)) }, within: bound)
    }
    try element("exp", exp(x), within: 2e-6) { exp($0) }
    try element("tanh", tanh(x), within: 1e-6) { tanh($0) }
    try element("sigmoid", sigmoid(x), within: 1e-6) { 1 / (1 + exp(-$0)) }
    try element("log, square root", log(sqrt(abs(x) + 0.5)), within: 1e-6) {
      log((abs($0) + 0.5).squareRoot())
    }
  }

  /// Sums, maxima and positions over rows, columns and everything, and what softmax makes of them.
  func addReductions() throws {
    let (rows, columns) = (67, 131)
    let values = numbers(rows * columns, -1, 1)
    let x = try input(values, [rows, columns])
    let lines = (0..<rows).map { row in
      (0..<columns).map { Double(values[row * columns + $0]) }
    }
    let crosswise = (0..<columns).map { column in lines.map { $0[column] } }
    try check("sum of rows", sum(x, axes: [1]), lines.map(SelfTest.total), within: 1e-5)
    try check("mean of columns", mean(x, axes: [0]), crosswise.map(SelfTest.average), within: 1e-5)
    try check("max of rows", max(x, axes: [1]), lines.map(SelfTest.largest), within: 0)
    try check(
      "argmax of rows", argmax(x, axis: 1),
      lines.map { Double($0.firstIndex(of: SelfTest.largest($0)) ?? 0) }, within: 0)
    try check(
      "softmax", softmax(x),
      lines.flatMap { line in
        let powers = line.map { exp($0) }
        return powers.map { $0 / SelfTest.total(powers) }
      }, within: 1e-7)

    // Long enough to be split among the threads of a device.
    let long = numbers(300_007, 0, 1)
    try check(
      "sum of 300,007 numbers", sum(input(long, [long.count])),
      [SelfTest.total(long.map { Double($0) })], within: 1e-5)
  }

  static func total(_ values: [Double]) -> Double { values.reduce(0, +) }
  static func average(_ values: [Double]) -> Double { total(values) / Double(values.count) }
  /// The largest number; NaN where one is among them.
  static func largest(_ values: [Double]) -> Double {
    values.contains { $0.isNaN } ? .nan : values.max() ?? -.infinity
  }
}
