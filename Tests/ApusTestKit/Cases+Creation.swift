import ApusGraph

/// What is made of no data, and what masks and diagonals make of it.
extension OperationCases {
  static let creations: [OperationCase] = creationCases + diagonalCases + triangleCases

  private static let runs = [["batch": 1], ["batch": 6]]

  private static var creationCases: [OperationCase] {
    [
      OperationCase("numbers in a row", .movement, [.float([5])]) { graph, x in
        [
          try arange(in: graph, to: 5), try arange(in: graph, from: -3, to: 4, by: 2, .int64),
          try arange(in: graph, from: 1, to: -1, by: -0.5, .float32) + 0,
          try arange(in: graph, from: -100, to: 100, .int8),
          try arange(in: graph, from: 200, to: 0, by: -1, .uint8),
          try arange(in: graph, from: -100, to: 127, by: 200, .int8),
          try arange(in: graph, from: 3, to: 3), try arange(in: graph, to: 300, by: 100, .float16),
          try x[0] * arange(in: graph, count: 5, from: 2, by: 3, .float32),
        ]
      },
      OperationCase("numbers at equal distances", .movement, [.float([4])]) { graph, x in
        [
          try linspace(in: graph, from: -1, to: 1, count: 7),
          try linspace(in: graph, from: 3, to: 5, count: 1),
          try linspace(in: graph, from: 0, to: 1, count: 10, .bfloat16),
          try x[0] * linspace(in: graph, from: 5, to: -4, count: 4),
        ]
      },
      OperationCase("filled tensors", .movement, [.float([2, 3])]) { graph, x in
        [
          try full(in: graph, [2, 3], 2.5) * x[0], try zeros(in: graph, [3], .int32),
          try ones(in: graph, [2, 1], .bool), try full(in: graph, [0, 2], 1),
          try full(in: graph, [2], 3, .uint8),
        ]
      },
      OperationCase("filled like", .movement, [.float([2, 3])]) {
        [try full(like: $1[0], 2), try zeros(like: $1[0]), try ones(like: $1[0])]
      },
      OperationCase("eye", .movement, [.float([4, 3])]) { graph, x in
        [
          try eye(in: graph, 4, columns: 3) * x[0], try eye(in: graph, 3, .int32),
          try eye(in: graph, 3, columns: 5, offset: 2, .bool), try eye(in: graph, 3, offset: -1),
          try eye(in: graph, 2, offset: 7),
        ]
      },
      OperationCase("created with symbolic extents", .movement, [.float([.batch])], bindings: runs)
      {
        graph, x in
        [
          try x[0] * arange(in: graph, count: .batch, from: 1, .float32),
          try zeros(in: graph, [.batch, 2]), try ones(like: x[0]), try eye(in: graph, .batch),
        ]
      },
      OperationCase(
        "oneHot with options", .indexing, [.integers([2, 3], -1..<5)]
      ) {
        [
          try oneHot($1[0], classes: 4, axis: 1, on: 0.9, off: 0.1, checked: false),
          try oneHot($1[0], classes: 4, axis: -1, on: 5, off: -5, .int32, checked: false),
          try oneHot($1[0], classes: 3, axis: 0, checked: false),
          try oneHot($1[0] + 1, classes: 6, axis: 0),
        ]
      },
    ]
  }

  /// What is made of nothing, in a type that all of these functions have.
  static func made(of dtype: DType) -> OperationCase {
    OperationCase("made of nothing, of \(dtype)", .movement, [.float([1], gradient: false)]) {
      graph, x in
      var made = [
        try full(in: graph, [2, 3], 1, dtype), try zeros(in: graph, [3], dtype),
        try ones(in: graph, [2, 1], dtype), try eye(in: graph, 3, columns: 4, offset: 1, dtype),
      ]
      if dtype != .bool {
        made += [
          try arange(in: graph, from: 3, to: 40, by: 5, dtype),
          try arange(in: graph, count: 5, from: 2, by: 3, dtype),
        ]
      }
      if dtype.isFloatingPoint {
        made += [
          try linspace(in: graph, from: 5, to: -4, count: 4, dtype),
          try sinusoidalPositions(in: graph, 3, width: 4, dtype),
        ]
      }
      return made + [x[0]]
    }
  }

  private static var diagonalCases: [OperationCase] {
    [
      OperationCase("diagonal", .movement, [.float([4, 5])]) {
        [
          try diagonal($1[0]), try diagonal($1[0], offset: 2), try diagonal($1[0], offset: -3),
          try diagonal($1[0], offset: 5), try diagonal($1[0], offset: -9),
          try diagonal($1[0], offset: 1 << 40),
        ]
      },
      OperationCase("diagonal of two axes", .movement, [.float([3, 2, 4])]) {
        [
          try diagonal($1[0], axis1: 0, axis2: 2) * 2,
          try diagonal($1[0], offset: 1, axis1: 2, axis2: 0),
          try sin(diagonal($1[0], offset: -1, axis1: -1, axis2: 1)),
        ]
      },
      OperationCase("diagonalMatrix", .movement, [.float([2, 3])]) {
        [
          try diagonalMatrix($1[0]), try diagonalMatrix($1[0], offset: 2),
          try diagonalMatrix($1[0], offset: -1),
        ]
      },
      OperationCase("trace", .reductions, [.float([2, 3, 3])]) {
        [
          try trace($1[0]), try trace($1[0], offset: 1), try trace($1[0], offset: -1 << 40),
          try trace($1[0], offset: -1, axis1: 0, axis2: 1),
        ]
      },
      OperationCase(
        "diagonals of symbolic extents", .movement, [.float([2, .batch, .batch])], bindings: runs
      ) {
        let d = try diagonal($1[0])
        return [d, try diagonalMatrix(sin(d), offset: 1), try trace($1[0] * $1[0])]
      },
    ]
  }

  private static var triangleCases: [OperationCase] {
    [
      OperationCase("triangles", .movement, [.float([4, 5])]) {
        [
          try tril($1[0]), try tril($1[0], offset: 2), try tril($1[0], offset: -1),
          try tril($1[0], offset: -9), try triu($1[0]), try triu($1[0], offset: 1),
          try triu($1[0], offset: -2), try triu($1[0], offset: 9),
        ]
      },
      OperationCase("tril of a batch", .movement, [.float([2, 3, 17, 19])]) {
        [try exp(tril($1[0] * 2)) + 1]
      },
      OperationCase("triangle alone", .movement, [.float([3, 3])]) { [try tril($1[0])] },
      OperationCase("upper triangle alone", .movement, [.float([2, 3, 3])]) { [try triu($1[0])] },
      OperationCase(
        "triangles of symbolic extents", .movement, [.float([.batch, 5])], bindings: runs
      ) {
        [try triu($1[0], offset: 1), try sin(tril($1[0]))]
      },
    ]
  }
}
