import ApusGraph

extension OperationCases {
  /// Pairs of shapes for the types that are not floating point: within a vector, many vectors with
  /// a remainder, none, and rows (or a column) repeated over more than two vectors.
  private static let sizes: [(Shape, Shape)] = [
    ([3, 5], [5]), ([10007], [10007]), ([0], [0]), ([3, 37], [37]), ([3, 37], [3, 1]),
  ]

  static var integerCases: [OperationCase] {
    [DType.int32, .int64, .uint8].flatMap { dtype in
      sizes.flatMap { a, b -> [OperationCase] in
        let inputs: [OperationCase.Input] = [
          .integers(a, dtype == .uint8 ? 0..<11 : -50..<50, dtype), .integers(b, 1..<11, dtype),
        ]
        return [
          OperationCase("arithmetic of \(dtype) \(a) \(b)", .elementwise, inputs) { _, x in
            let sum = try x[0] + x[1]
            return [sum, try x[0] * x[1], try sum - x[1], try x[0] / x[1]]
          },
          OperationCase("extrema of \(dtype) \(a) \(b)", .elementwise, inputs) { _, x in
            [try minimum(x[0], x[1]), try maximum(x[0], x[1]), try -(-x[0])]
          },
          OperationCase("abs of \(dtype) \(a) \(b)", .elementwise, inputs) { _, x in
            [try abs(x[0]) + x[1]]
          },
          OperationCase("select of \(dtype) \(a) \(b)", .elementwise, inputs) { _, x in
            [try select(x[0] > x[1], x[0], x[1])]
          },
          OperationCase(
            "division by zero of \(dtype) \(a) \(b)", .elementwise,
            [inputs[0], .values(b, [0, 2], dtype)]
          ) { [try $1[0] / $1[1]] },
        ]
      }
    }
      + sizes.map { a, b in
        OperationCase(
          "select of bools \(a) \(b)", .elementwise, [.bools(b), .bools(a), .bools(b)]
        ) { [try select($1[0], $1[1], $1[2])] }
      }
  }

  static var castCases: [OperationCase] {
    let shapes: [Shape] = [[3, 5], [10007], [0]]
    let whole = [DType.int32, .int64, .uint8].flatMap { dtype in
      shapes.map { shape in
        OperationCase(
          "cast from \(dtype) \(shape)", .elementwise,
          [.integers(shape, dtype == .uint8 ? 0..<256 : -50..<50, dtype)]
        ) { _, x in
          [
            try cast(x[0], to: .float32) * 0.5, try cast(x[0] / 2, to: .uint8),
            try cast(x[0], to: .int32), try cast(x[0], to: .int64), try cast(x[0], to: .bool),
          ]
        }
      }
    }
    let bools = ([[33], [10007], [0]] as [Shape]).map { shape in
      OperationCase("cast from bool \(shape)", .elementwise, [.bools(shape)]) { _, x in
        [
          try cast(x[0], to: .float32), try cast(x[0], to: .int32), try cast(x[0], to: .int64),
          try cast(x[0], to: .uint8),
        ]
      }
    }
    let floats = ([[10], [10007], [0]] as [Shape]).flatMap { shape in
      [
        OperationCase(
          "cast from float32 \(shape)", .elementwise,
          [.values(shape, [0, -0.0, 0.5, -0.5, 1.99, 2, 100.5, 254.9, 7, 0.99])]
        ) { _, x in
          [
            try cast(x[0], to: .int32), try cast(x[0], to: .int64), try cast(x[0], to: .uint8),
            try cast(x[0], to: .bool),
          ]
        },
        OperationCase(
          "cast saturates \(shape)", .elementwise,
          [.values(shape, [.infinity, -.infinity, 3e9, -3e9, 300, -1.5, 2.5])]
        ) { _, x in
          [try cast(x[0], to: .int32), try cast(x[0], to: .uint8), try cast(x[0], to: .bool)]
        },
        OperationCase(
          "cast of NaN \(shape)", .elementwise, [.values(shape, [.nan, 1.5, -.infinity])]
        ) { _, x in
          [try cast(x[0], to: .int32), try cast(x[0], to: .uint8), try cast(x[0], to: .bool)]
        },
      ]
    }
    return whole + bools + floats
  }
}
