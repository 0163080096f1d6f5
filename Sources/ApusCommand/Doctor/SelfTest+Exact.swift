import Apus

// What has to be right to the last bit, and what NaN and infinities turn into.

extension SelfTest {
  /// NaN and infinities have to come through, and must not spill into other rows.
  func addNonFinite() throws {
    let (rows, columns) = (6, 67)
    var values = numbers(rows * columns, -1, 1)
    let places: [(row: Int, column: Int, value: Float)] = [
      (1, 66, .nan), (2, 3, .infinity), (3, 65, -.infinity), (4, 0, .infinity),
      (4, 40, -.infinity), (5, 17, .nan), (5, 18, .infinity),
    ]
    for place in places { values[place.row * columns + place.column] = place.value }
    let x = try input(values, [rows, columns])
    let doubles = values.map { Double($0) }
    let lines = (0..<rows).map { Array(doubles[$0 * columns..<($0 + 1) * columns]) }
    let twice = try x * 2
    try check("NaN, Inf: relu", relu(twice), doubles.map { $0 < 0 ? 0 : 2 * $0 }, within: 0)
    try check(
      "NaN, Inf: maximum", maximum(twice, 0.5), doubles.map { 2 * $0 < 0.5 ? 0.5 : 2 * $0 },
      within: 0)
    try check("NaN, Inf: max of rows", max(x, axes: [1]), lines.map(SelfTest.largest), within: 0)
    try check("NaN, Inf: sum of rows", sum(x, axes: [1]), lines.map(SelfTest.total), within: 1e-5)
  }

  /// Copies in another order.
  func addMovement() throws {
    let (a, b, c) = (5, 7, 11)
    let values = numbers(a * b * c, -1, 1)
    let x = try input(values, [a, b, c])
    func at(_ i: Int, _ j: Int, _ k: Int) -> Double { Double(values[(i * b + j) * c + k]) }
    try check(
      "transpose", transpose(x, [2, 0, 1]),
      (0..<c).flatMap { k in (0..<a).flatMap { i in (0..<b).map { at(i, $0, k) } } }, within: 0)
    try check(
      "slice, backwards", slice(x, axis: 2, start: 10, count: 4, step: -3),
      (0..<a * b).flatMap { row in (0..<4).map { at(0, row, 10 - 3 * $0) } }, within: 0)
    let flat = try reshape(x, to: Shape([a, b * c]))
    try check(
      "concatenate", concatenate([flat, flat], axis: 1),
      (0..<a).flatMap { row in
        let line = (0..<b * c).map { at(row, 0, $0) }
        return line + line
      }, within: 0)
  }

  /// Integer division that cannot trap, conversions, and random numbers.
  func addIntegers() throws {
    let tops: [Int32] = [7, -7, 7, -7, 5, .min, .min, 0, .max]
    let bottoms: [Int32] = [2, 2, -2, -2, 0, -1, 0, 3, -1]
    let (a, b) = (try input(tops, [tops.count]), try input(bottoms, [bottoms.count]))
    let quotients = zip(tops, bottoms).map { $1 == 0 ? 0 : $0.dividedReportingOverflow(by: $1).0 }
    try check("integer division", a / b, quotients.map { Double($0) }, within: 0)

    let numbers: [Float] = [1.5, -1.5, 0, 3e10, -3e10, .nan, .infinity, -.infinity]
    try check(
      "float to int", cast(input(numbers, [numbers.count]), to: .int32),
      [1, -1, 0, Double(Int32.max), Double(Int32.min), 0, Double(Int32.max), Double(Int32.min)],
      within: 0)

    let key = (UInt32(truncatingIfNeeded: graph.seed), UInt32(truncatingIfNeeded: graph.seed >> 32))
    let draws = (0..<517).map { element in
      let counter = (UInt32(element), 0 as UInt32, 0 as UInt32, streamNumber("draws"))
      return Double(Philox.uniform(Philox.words(counter: counter, key: key).0))
    }
    try check("random numbers", graph.random(.uniform, [517], name: "draws"), draws, within: 0)
  }

  /// Rows chosen by numbers that only the device sees.
  func addGather(_ indices: Variable) throws {
    let (rows, columns) = (9, 5)
    let table = numbers(rows * columns, -1, 1)
    let chosen: [Int32] = [8, 0, 3, 3, 7, 1, 0]
    feeds[indices] = Tensor(chosen)
    try check(
      "gather", gather(input(table, [rows, columns]), indices),
      chosen.flatMap { row in (0..<columns).map { Double(table[Int(row) * columns + $0]) } },
      within: 0)
  }
}
