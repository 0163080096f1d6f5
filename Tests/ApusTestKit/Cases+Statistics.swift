import ApusGraph

extension OperationCases {
  /// Products, bools, variances, norms and logarithms of sums.
  static let statistics: [OperationCase] =
    overSpaces + products + quantifiers + variances + norms + logarithmsOfSums

  private static let reducing: [(String, Generator, Reduce)] = [
    ("product", .uniform(0.6, 1.5), { try product($0, axes: $1, keepingDims: $2) }),
    ("variance", .normal, { try variance($0, axes: $1, correction: 0, keepingDims: $2) }),
    (
      "standardDeviation", .distinct,
      { x, axes, keeps in
        try standardDeviation(x, axes: axes, correction: 0, keepingDims: keeps)
      }
    ),
    ("norm", .avoiding([0]), { try norm($0, axes: $1, keepingDims: $2) }),
    ("logSumExp", .normal, { try logSumExp($0, axes: $1, keepingDims: $2) }),
  ]

  private static let spaces: [(Shape, [Int]?)] = [
    ([7], nil), ([3, 5], [0]), ([3, 5], [-1]), ([0, 5], [1]), ([2, 3, 4, 5], [1, 2]),
    ([17, 31, 23], [0, 2]), ([3, 499], [1]), ([499, 3], [0]),
  ]

  private static var overSpaces: [OperationCase] {
    reducing.flatMap { name, generator, function in
      var cases = spaces.map { (shape: Shape, axes: [Int]?) -> OperationCase in
        let isLarge = (shape.fixed ?? []).reduce(1, *) > 1000
        let numbers = isLarge && name == "product" ? Generator.uniform(0.96, 1.05) : generator
        let over = axes.map { "\($0)" } ?? "all"
        return OperationCase(
          "\(name) \(shape) over \(over)", .reductions, [.float(shape, numbers)], absolute: 1e-4
        ) { [try function($1[0], axes, false), try function($1[0], axes, true) * 2] }
      }
      cases.append(
        OperationCase(
          "\(name) of symbolic extents", .reductions, [.float([.batch, 3, .time], generator)],
          bindings: [["batch": 1, "time": 2], ["batch": 5, "time": 3]], absolute: 1e-4
        ) { [try function($1[0], [0, 2], false), try function($1[0], [1], true)] })
      return cases
    }
  }

  private static var products: [OperationCase] {
    // Columns without a zero, with one, with two and with three.
    let zeros: [Double] = [2, 0, 0, 0, 3, 0.5, 0, 0, -1.5, 4, 2, 0, 0.5, -2, 3, 2]
    func input(_ shape: Shape, _ values: [Double]) -> OperationCase.Input {
      .init(shape: shape, dtype: .float32, generator: .values(values), isDifferentiable: true)
    }
    return [
      OperationCase("product with zeros", .reductions, [input([4, 4], zeros)]) {
        [try product($1[0], axes: [0])]
      },
      OperationCase(
        "product of all with two zeros", .reductions,
        [input([7], [2, 0, 3, 0, -1.5, 4, 2])]
      ) {
        [try product($1[0])]
      },
      OperationCase("product of none", .reductions, [.float([3, 0])]) {
        [try product($1[0], axes: [1]), try product($1[0])]
      },
      OperationCase(
        "product of int32 wraps", .reductions, [.integers([3, 40], -9..<9), .integers([5], 1..<9)]
      ) { [try product($1[0] + 20, axes: [1]), try product($1[1], axes: [0])] },
      OperationCase(
        "split product", .reductions, [.float([.batch, .time, 3], .uniform(0.96, 1.05))],
        bindings: [["batch": 70, "time": 2]]
      ) { [try product($1[0], axes: [0, 1])] },
    ]
  }

  @Sendable private static func both(_ x: Variable, _ axes: [Int]?) throws -> [Variable] {
    try [any(x, axes: axes), ApusGraph.all(x, axes: axes, keepingDims: true)]
  }

  private static var quantifiers: [OperationCase] {
    let rows: [Double] = [1, 0, 1, 0, 0, 0, 1, 1, 1]
    return [
      OperationCase("any and all of rows", .reductions, [.values([3, 3], rows, .bool)]) {
        try both($1[0], [1]) + both($1[0], [0]) + both($1[0], nil)
      },
      OperationCase("any and all of long rows", .reductions, [.values([5, 211], rows, .bool)]) {
        try both($1[0], [1]) + both($1[0], [0])
      },
      OperationCase(
        "any and all of numbers", .reductions, [.float([4, 7], .integers(0..<2), gradient: false)]
      ) { _, x in
        try both(x[0], [1]) + [countNonZero(x[0], axes: [0]), countNonZero(x[0])]
      },
      OperationCase(
        "any, all and count of NaN", .reductions, [.values([3], [.nan, 0, 1])], order: 0
      ) { try both($1[0], nil) + [countNonZero($1[0])] },
      OperationCase("any, all and count of none", .reductions, [.bools([3, 0])]) {
        try both($1[0], [1]) + both($1[0], nil) + [countNonZero($1[0], axes: [1])]
      },
      OperationCase(
        "split any and all", .reductions, [.bools([.batch, .time, 2])],
        bindings: [["batch": 70, "time": 3], ["batch": 1, "time": 1]]
      ) { try both($1[0], [0, 1]) + [countNonZero($1[0])] },
    ]
  }

  private static var variances: [OperationCase] {
    [
      OperationCase("sample variance", .reductions, [.float([4, 9])]) { _, x in
        [try variance(x[0], axes: [1]), try standardDeviation(x[0], axes: [0]), try variance(x[0])]
      },
      // The squares of such numbers have no bits left for the difference.
      OperationCase(
        "variance far from 0", .reductions, [.float([3, 1001], .uniform(4000, 4001))], order: 0
      ) { [try variance($1[0], axes: [1]), try standardDeviation($1[0], axes: [1])] },
      OperationCase(
        "variance of too few", .reductions, [.float([3, 1], gradient: false), .float([2, 0])],
        order: 0
      ) { _, x in
        [
          try variance(x[0], axes: [1]), try variance(x[1], axes: [1]),
          try variance(x[0], axes: [0], correction: 4),
        ]
      },
      OperationCase("deviation of equals", .reductions, [.float([2, 3])]) { _, x in
        let ones = try sum(standardDeviation(x[0] * 0 + 1.5, axes: [1]))
        return [try ones + sum(x[0])]
      },
      OperationCase(
        "split variance", .reductions, [.float([.batch, .time, 3])],
        bindings: [["batch": 1, "time": 2], ["batch": 70, "time": 2]]
      ) { [try variance($1[0]), try variance($1[0], axes: [0, 1])] },
    ]
  }

  private static var norms: [OperationCase] {
    let exponents = [0, 0.5, 1, 1.5, 3, -1, -2, .infinity, -.infinity]
    return exponents.map { p in
      OperationCase("norm p = \(p)", .reductions, [.float([3, 5], .distinct)]) {
        // Away from 0, and no two of one magnitude.
        let x = try $1[0] + 0.037
        return [try norm(x, p: p, axes: [1]), try norm(x, p: p)]
      }
    } + [
      OperationCase("norms at zero", .reductions, [.float([4])], order: 1) { _, x in
        // Their gradients are 0, so what remains is that of the sum.
        try [sum(x[0])]
          + [1, 2, 3, .infinity].map { p throws(GraphError) in
            try norm(x[0] * 0, p: p) + sum(x[0])
          }
      },
      OperationCase(
        "norms with a zero element", .reductions, [.values([2, 3], [0, 3, 4, 1, -2, 2])], order: 0
      ) { _, x in try exponents.map { p in try norm(x[0], p: p, axes: [1]) } },
      OperationCase(
        "norms of NaN and Inf", .reductions, [.values([3, 2], [.nan, 1, .infinity, 1, 0, 0])],
        order: 0
      ) { _, x in try [1, 2, 3, .infinity].map { p in try norm(x[0], p: p, axes: [1]) } },
      OperationCase("norm of none", .reductions, [.float([2, 0])]) { _, x in
        try [0, 1, 2, 3].map { p in try norm(x[0], p: p, axes: [1]) }
      },
    ]
  }

  private static var logarithmsOfSums: [OperationCase] {
    let rows: [Double] = [1000, 999, -1000, -1001, .infinity, 1, -.infinity, -.infinity, .nan, 0]
    return [
      OperationCase(
        "logSumExp of large numbers", .reductions, [.values([5, 2], rows)], order: 0
      ) { [try logSumExp($1[0], axes: [1]), try logSumExp($1[0], axes: [0])] },
      OperationCase("logSumExp of none", .reductions, [.float([2, 0])], order: 0) {
        [try logSumExp($1[0], axes: [1]), try logSumExp($1[0], axes: [1], keepingDims: true)]
      },
      OperationCase(
        "logSumExp of no steps", .reductions, [.float([2, .time])], bindings: [["time": 0]],
        order: 0
      ) { [try logSumExp($1[0], axes: [1])] },
      OperationCase(
        "split logSumExp", .reductions, [.float([.batch, .time, 3])],
        bindings: [["batch": 70, "time": 2]]
      ) { [try logSumExp($1[0], axes: [0, 1])] },
    ]
  }
}
