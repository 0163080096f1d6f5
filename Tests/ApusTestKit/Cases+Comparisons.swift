import ApusGraph

extension OperationCases {
  static let comparisons: [OperationCase] = comparisonCases + longComparisons + logicalCases

  private static let kinds: [(String, Binary)] = [
    ("less", { try $0 < $1 }), ("lessOrEqual", { try $0 <= $1 }),
    ("greater", { try $0 > $1 }), ("greaterOrEqual", { try $0 >= $1 }),
    ("equal", { try equal($0, $1) }), ("notEqual", { try notEqual($0, $1) }),
  ]

  private static var comparisonCases: [OperationCase] {
    kinds.flatMap { name, function in
      [DType.float32, .int32, .int64, .uint8].map { dtype in
        OperationCase(
          "\(name) of \(dtype)", .elementwise,
          [.integers([7, 1], 0..<4, dtype), .integers([11], 0..<4, dtype)]
        ) { [try function($1[0], $1[1])] }
      } + [
        OperationCase(
          "\(name) of NaN and Inf", .elementwise,
          [
            .values([5, 1], [.nan, .infinity, -.infinity, 0, 1]),
            .values([6], [.nan, .infinity, -.infinity, -0.0, 0, 1]),
          ]
        ) { [try function($1[0], $1[1])] },
        OperationCase(
          "\(name) of scalars", .elementwise, [.integers([], 0..<3), .integers([], 0..<3)]
        ) { [try function($1[0], $1[1])] },
        OperationCase(
          "\(name) of none", .elementwise, [.integers([0, 3], 0..<3), .integers([3], 0..<3)]
        ) { [try function($1[0], $1[1])] },
      ]
    } + [
      OperationCase("comparisons with numbers", .elementwise, [.integers([10007], -2..<3)]) {
        _, x in
        let first = [try x[0] < 1, try x[0] <= 1, try x[0] > 1, try x[0] >= 1]
        return first + [try equal(x[0], 1), try notEqual(x[0], 1)]
      }
    ]
  }

  /// All kinds at once, over more than a vector.
  private static var longComparisons: [OperationCase] {
    let pairs: [(Shape, Shape)] = [([10007], [10007]), ([3, 37], [37]), ([3, 1], [3, 37])]
    return [DType.float32, .int32, .int64, .uint8].flatMap { dtype in
      pairs.map { a, b in
        OperationCase(
          "comparisons of \(dtype) \(a) \(b)", .elementwise,
          [.integers(a, 0..<4, dtype), .integers(b, 0..<4, dtype)]
        ) { _, x in try kinds.map { try $0.1(x[0], x[1]) } }
      }
    }
  }

  private static var logicalCases: [OperationCase] {
    [([5], [5]), ([], [3]), ([7, 1], [1, 5]), ([0], [1]), ([10007], []), ([3, 37], [37])].map {
      (a: Shape, b: Shape) in
      OperationCase("logic \(a) \(b)", .elementwise, [.bools(a), .bools(b)]) { _, x in
        [
          try logicalAnd(x[0], x[1]), try logicalOr(x[0], x[1]), try logicalNot(x[0]),
          try equal(x[0], x[1]), try notEqual(x[0], x[1]),
        ]
      }
    } + [
      OperationCase("masked chain", .elementwise, [.float([9, 5], .avoiding([-1, 0, 1]))]) {
        let inside = try logicalAnd($1[0] > -1, logicalNot($1[0] > 1))
        return [try select(inside, $1[0] * $1[0], abs($1[0])), inside]
      }
    ]
  }
}
