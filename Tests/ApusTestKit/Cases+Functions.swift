import ApusGraph

extension OperationCases {
  static let functions: [OperationCase] =
    functionCases + specialFunctionCases + remainderCases + bitCases + compositionCases

  private static let functionTable: [(String, Generator, Unary)] = [
    ("tan", .uniform(-1.2, 1.2), { try tan($0) }),
    ("asin", .uniform(-0.9, 0.9), { try asin($0) }),
    ("acos", .uniform(-0.9, 0.9), { try acos($0) }),
    ("atan", .normal, { try atan($0) }),
    ("sinh", .normal, { try sinh($0) }),
    ("cosh", .normal, { try cosh($0) }),
    ("asinh", .normal, { try asinh($0) }),
    ("acosh", .uniform(1.3, 4), { try acosh($0) }),
    ("atanh", .uniform(-0.8, 0.8), { try atanh($0) }),
    ("exp2", .normal, { try exp2($0) }),
    ("expm1", .normal, { try expm1($0) }),
    ("log2", .positive, { try log2($0) }),
    ("log10", .positive, { try log10($0) }),
    ("log1p", .uniform(-0.6, 2), { try log1p($0) }),
    ("erfc", .normal, { try erfc($0) }),
    ("erfinv", .uniform(-0.8, 0.8), { try erfinv($0) }),
    ("floor", .avoiding([-2, -1, 0, 1, 2]), { try floor($0) * $0 }),
    ("ceil", .avoiding([-2, -1, 0, 1, 2]), { try ceil($0) * $0 }),
    ("round", .avoiding([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]), { try round($0) * $0 }),
    ("trunc", .avoiding([-2, -1, 1, 2]), { try trunc($0) * $0 }),
    ("rsqrt", .positive, { try rsqrt($0) }),
    ("reciprocal", .positive, { try reciprocal($0) }),
    ("square", .normal, { try square($0) }),
    ("sign", .avoiding([0]), { try sign($0) * $0 }),
  ]

  /// One function of each family also has a large prime number of elements.
  private static let large: Set = [
    "tan", "acos", "sinh", "asinh", "expm1", "log1p", "erfinv", "round", "rsqrt", "sign",
  ]

  private static var functionCases: [OperationCase] {
    functionTable.flatMap { name, generator, function in
      (([[3, 37], [0], []] as [Shape]) + (large.contains(name) ? [[10007]] : [])).map { shape in
        OperationCase("\(name) \(shape)", .elementwise, [.float(shape, generator)]) {
          [try function($1[0])]
        }
      }
    } + [
      OperationCase(
        "functions of a view", .elementwise, [.float([.batch, 5], .uniform(0.2, 0.8))],
        bindings: [["batch": 1], ["batch": 23]]
      ) { _, x in
        let view = try slice(transpose(x[0], [1, 0]), axis: 0, start: 4, count: 5, step: -1)
        return [try atanh(view) * atan2(x[0], log2(x[0] + 1)).transposed(), try power(view, view)]
      },
      OperationCase(
        "atan2", .elementwise, [.float([7, 1], .avoiding([0])), .float([11], .avoiding([0]))]
      ) { [try atan2($1[0], $1[1])] },
    ]
  }

  /// Zeros, infinities, NaN, edges of domains and ties of every function, in two vectors.
  private static var specialFunctionCases: [OperationCase] {
    let values: [Double] = [
      .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 1e-30, 3e38,
      -3e38, 2, 100, -100,
    ]
    let one = OperationCase.Input.values([19], values)
    let column = OperationCase.Input.values([19, 1], values)
    return functionTable.map { name, _, function in
      OperationCase("\(name) of special values", .elementwise, [one], order: 0) {
        [try function($1[0])]
      }
    } + [
      OperationCase(
        "functions of two special values", .elementwise, [column, one], order: 0
      ) { _, x in
        let a = try power(x[0], x[1])
        return [try atan2(x[0], x[1]), a, try fmod(x[0], x[1]), try remainder(x[0], x[1])]
      },
      OperationCase("kinds of numbers", .elementwise, [one, .integers([3], -3..<3)]) { _, x in
        [
          try isNaN(x[0]), try isInf(x[0]), try isFinite(x[0]), try isNaN(x[1]), try isInf(x[1]),
          try isFinite(x[1]),
        ]
      },
    ]
  }

  private static var remainderCases: [OperationCase] {
    [
      OperationCase(
        "remainders", .elementwise,
        [.float([5, 7], .uniform(10.1, 10.9)), .float([7], .uniform(1.83, 1.99))]
      ) { _, x in [try fmod(-x[0], x[1]), try remainder(-x[0], x[1]), try x[0] % -3.7] },
      OperationCase(
        "remainders far apart", .elementwise,
        [
          .values([3, 37], [3e38, 1e20, 7, -7, 1e-20, 5.5]),
          .values([37], [0.1, -3, 1e15, 7, 1e-20]),
        ],
        order: 0
      ) { [try fmod($1[0], $1[1]), try remainder($1[0], $1[1])] },
    ]
      + [DType.int32, .int64, .uint8].map { dtype in
        OperationCase(
          "remainders of \(dtype)", .elementwise,
          [
            .integers([3, 37], dtype.isUnsigned ? 0..<50 : -50..<50, dtype),
            .integers([37], dtype.isUnsigned ? 0..<5 : -4..<5, dtype),
          ]
        ) { _, x in
          [try fmod(x[0], x[1]), try x[0] % x[1], try x[0] % 7, try fmod(x[0], 7)]
        }
      }
  }

  private static var bitCases: [OperationCase] {
    [DType.int32, .int64, .uint8].flatMap { dtype in
      ([[3, 37], []] as [Shape]).map { shape in
        OperationCase(
          "bits of \(dtype) \(shape)", .elementwise,
          [
            .integers(shape, dtype.isUnsigned ? 0..<256 : -90..<90, dtype),
            .integers(shape, dtype.isUnsigned ? 0..<12 : -3..<40, dtype),
          ]
        ) { _, x in
          [
            try bitwiseAnd(x[0], x[1]), try bitwiseOr(x[0], x[1]), try bitwiseXor(x[0], x[1]),
            try bitwiseNot(x[0]), try shiftLeft(x[0], x[1]), try shiftRight(x[0], x[1]),
            try shiftRight(bitwiseXor(x[0], 5), 1),
          ]
        }
      }
    } + [
      OperationCase("bits of bool", .elementwise, [.bools([3, 37]), .bools([37])]) { _, x in
        [
          try bitwiseAnd(x[0], x[1]), try bitwiseOr(x[0], x[1]), try bitwiseXor(x[0], x[1]),
          try bitwiseNot(x[0]), try logicalXor(x[0], x[1]),
        ]
      }
    ]
  }

  private static var compositionCases: [OperationCase] {
    [
      OperationCase(
        "clamp", .elementwise,
        [.float([3, 37], .avoiding([-0.5, 0.7])), .float([37], .uniform(-0.4, -0.3))]
      ) { _, x in
        let between = try clamp(x[0], low: x[1] + 0.2, high: x[1] * -1)
        return [
          try clamp(x[0], low: -0.5, high: 0.7), try clamp(x[0], low: -0.5),
          try clamp(x[0], high: 0.7), try between * x[0], try clamp(x[0], low: x[1] * 9),
        ]
      },
      OperationCase(
        "clamp of special values", .elementwise,
        [.values([5], [.nan, .infinity, -.infinity, 1, 3])], order: 0
      ) { _, x in [try clamp(x[0], low: 2, high: 1), try clamp(x[0], low: -1, high: 2)] },
      OperationCase("clamp of int32", .elementwise, [.integers([19], -9..<9)]) { _, x in
        [
          try clamp(x[0], low: -3, high: 4), try sign(x[0]), try square(x[0]), try floor(x[0]),
          try round(x[0]),
        ]
      },
      OperationCase(
        "gradients at ties and edges", .elementwise,
        [
          .values([3, 4], [1, 3, 3, 0, 2, 2, 2, 2, 5, 1, 1, 1]),
          .values([9], [0, 0, 0, 1, 2, -2, -2, 0.5, 3]),
          .values([9], [0, 1, 2, 1, 0, 2, 3, -1, 3]),
        ], order: 0
      ) { graph, x in
        let losses = [
          try sum(max(x[0], axes: [1])), try sum(min(x[0], axes: [1])),
          try sum(maximum(x[1], x[2])), try sum(minimum(x[1], x[2])),
          try sum(power(x[1], x[2])),
        ]
        return try losses.flatMap { try graph.gradients(of: $0, withRespectTo: x) }
      },
      OperationCase(
        "lerp", .elementwise, [.float([5, 7]), .float([7]), .float([5, 1], .uniform(0, 1))]
      ) { [try lerp($1[0], $1[1], $1[2]), try lerp($1[0], $1[1], 0.3)] },
    ]
  }
}

extension Variable {
  /// The matrix with its axes swapped.
  fileprivate func transposed() throws -> Variable { try transpose(self, [1, 0]) }
}
