import ApusGraph

extension OperationCases {
  static let movement: [OperationCase] =
    reshapeCases + transposedCases + broadcastCases + sliceCases + concatenateCases
    + tiles + movedTypes

  private static var reshapeCases: [OperationCase] {
    let pairs: [(Shape, Shape)] = [
      ([], [1]), ([1], []), ([6], [2, 3]), ([2, 3], [3, 2]), ([2, 3, 4], [4, -1]), ([0], [3, 0]),
      ([2, 3, 4], [24]), ([24], [2, 1, 3, 4]), ([1, 1], []), ([10007], [1, 10007, 1]),
    ]
    return pairs.map { from, to in
      OperationCase("reshape \(from) to \(to)", .movement, [.float(from)]) {
        [try reshape($1[0], to: to), try reshape($1[0] * $1[0], to: to) + 1]
      }
    } + [
      OperationCase("flatten", .movement, [.float([2, 3, 4])]) {
        [try flatten($1[0]), try flatten($1[0], from: 0), try flatten($1[0], from: -1)]
      },
      OperationCase("output is input", .movement, [.float([3])]) { [$1[0], try $1[0] * 2] },
    ]
  }

  private static var transposedCases: [OperationCase] {
    let orders: [(Shape, [Int]?)] = [
      ([], nil), ([3], nil), ([3, 4], nil), ([3, 4], [0, 1]), ([0, 4], nil), ([1, 7], nil),
      ([2, 3, 4], nil), ([2, 3, 4], [2, 0, 1]), ([2, 3, 4], [-1, 1, 0]),
      ([2, 3, 4, 5], [0, 2, 1, 3]), ([2, 3, 4, 5], [3, 2, 1, 0]),
      ([2, 1, 3, 2, 2], [4, 0, 3, 1, 2]),
      ([101, 103], nil), ([11, 31, 37], [1, 2, 0]),
    ]
    return orders.map { shape, order in
      OperationCase(
        "transpose \(shape) by \(order.map { "\($0)" } ?? "default")", .movement, [.float(shape)]
      ) { [try transpose($1[0], order), try exp(transpose($1[0], order))] }
    }
  }

  private static var broadcastCases: [OperationCase] {
    let pairs: [(Shape, Shape)] = [
      ([], [3]), ([], []), ([1], [5]), ([3], [2, 3]), ([3, 1], [3, 4]), ([2, 1, 3], [4, 2, 5, 3]),
      ([1], [0]), ([1, 3], [0, 3]), ([1, 1, 1], [2, 3, 4]), ([103], [101, 103]), ([], [10007]),
    ]
    return pairs.map { from, to in
      OperationCase("broadcast \(from) to \(to)", .movement, [.float(from)]) {
        let y = try broadcast($1[0], to: to)
        return [y, try y * y]
      }
    }
  }

  private static var sliceCases: [OperationCase] {
    // Shape, axis, start, count, step.
    let slices: [(Shape, Int, Dim, Dim, Int)] = [
      ([7], 0, 0, 7, 1), ([7], 0, 2, 3, 1), ([7], 0, 6, 1, 1), ([7], 0, 0, 4, 2),
      ([7], 0, 1, 3, 2), ([7], 0, 1, 2, 3), ([7], 0, 6, 7, -1), ([7], 0, 5, 3, -2),
      ([7], 0, 6, 3, -3), ([7], 0, 3, 0, 1), ([0], 0, 0, 0, 1), ([7], 0, 4, 1, -1),
      ([3, 5], 0, 1, 2, 1), ([3, 5], 1, 1, 2, 2), ([3, 5], -1, 4, 5, -1), ([3, 0], 0, 1, 2, 1),
      ([2, 3, 4, 5], 2, 3, 2, -2), ([2, 3, 2, 3, 2], 3, 1, 2, 1), ([10007], 0, 10006, 5003, -2),
      ([101, 103], 0, 3, 33, 3), ([101, 103], 1, 102, 103, -1), ([1], 0, 0, 1, 5),
      ([7], 0, 2, 1, 1 << 31), ([7], 0, 2, 1, -1 << 40),
    ]
    return slices.map { shape, axis, start, count, step in
      OperationCase(
        "slice \(shape) axis \(axis) from \(start) count \(count) step \(step)", .movement,
        [.float(shape)]
      ) {
        let y = try slice($1[0], axis: axis, start: start, count: count, step: step)
        return [y, try y * y]
      }
    } + [
      OperationCase("slice of all axes", .movement, [.float([5, 7, 9])]) {
        let op = Slice([
          .init(start: 1, count: 3), .init(start: 6, count: 4, step: -2),
          .init(start: 0, count: 3, step: 4),
        ])
        return try $0.add(op, [$1[0]])
      },
      OperationCase("unslice", .movement, [.float([3, 4])]) {
        let ranges = [Slice.Range(start: 4, count: 3, step: -2), .init(start: 1, count: 4)]
        return try $0.add(Unslice(ranges, shape: [5, 7]), [$1[0]])
      },
      OperationCase("overlapping slices", .movement, [.float([10])]) {
        let a = try slice($1[0], axis: 0, start: 0, count: 8)
        let b = try slice($1[0], axis: 0, start: 2, count: 8)
        return [try a * b]
      },
    ]
  }

  private static var concatenateCases: [OperationCase] {
    let parts: [([Shape], Int)] = [
      ([[3]], 0), ([[3], [4]], 0), ([[1], [0], [2]], 0), ([[0], [0]], 0), ([[2, 3], [4, 3]], 0),
      ([[2, 3], [2, 1]], 1), ([[2, 3], [2, 5]], -1), ([[2, 0], [2, 3], [2, 1]], 1),
      ([[2, 1, 3], [2, 4, 3], [2, 2, 3]], 1), ([[1, 2, 2, 3, 2], [1, 2, 2, 1, 2]], 3),
      ([[61, 101], [63, 101]], 0), ([[101, 61], [101, 63]], 1),
    ]
    return parts.map { shapes, axis in
      OperationCase(
        "concatenate \(shapes) along \(axis)", .movement, shapes.map { .float($0) }
      ) {
        let y = try concatenate($1, axis: axis)
        return [y, try sin(y)]
      }
    } + [
      OperationCase(
        "concatenate of many", .movement, (1...23).map { .float([2, Dim($0 % 4)]) }
      ) { [try concatenate($1, axis: 1)] },
      OperationCase("concatenate with itself", .movement, [.float([2, 3])]) {
        [try concatenate([$1[0], $1[0] * 2, $1[0]], axis: 0)]
      },
    ]
  }

  /// Transpositions that the CPU-like family makes in square tiles.
  private static var tiles: [OperationCase] {
    DType.allCases.map { dtype in
      let x = OperationCase.Input.integers([2, 19, 35], dtype == .bool ? 0..<2 : 0..<100, dtype)
      return OperationCase("transposed tiles of \(dtype)", .movement, [x]) {
        [try transpose($1[0]), try transpose($1[0], [0, 2, 1])]
      }
    }
  }

  /// Every type that can be stored can be moved.
  private static var movedTypes: [OperationCase] {
    [DType.int32, .int64, .uint8, .bool].map { dtype in
      let x = OperationCase.Input.integers([3, 4], dtype == .bool ? 0..<2 : 0..<100, dtype)
      return OperationCase("movement of \(dtype)", .movement, [x]) { _, x in
        [
          try transpose(x[0]), try reshape(x[0], to: [2, 6]), try broadcast(x[0], to: [2, 3, 4]),
          try slice(x[0], axis: 1, start: 3, count: 2, step: -2),
          try concatenate([x[0], x[0]], axis: 1), try stopGradient(x[0]),
        ]
      }
    } + [
      OperationCase(
        "tiles of transposed and plain ones", .movement,
        [.float([.batch, 20, 33]), .float([33, .batch, 20])],
        bindings: [["batch": 1], ["batch": 3]]
      ) { _, x in
        let turned = try transpose(x[0], [2, 0, 1])
        return [try turned * x[1] + 1, try exp(transpose(x[1], [2, 1, 0]))]
      },
      OperationCase(
        "movement of NaN and Inf", .movement,
        [.values([2, 3], [.nan, .infinity, -.infinity, 0, 1])],
        order: 0
      ) {
        [
          try transpose($1[0]), try concatenate([$1[0], $1[0]], axis: 0),
          try $0.add(
            Unslice(
              [.init(start: 1, count: 2, step: 2), .init(start: 0, count: 3)], shape: [4, 3]),
            [$1[0]])[0],
        ]
      },
    ]
  }
}
