import ApusGraph

extension OperationCases {
  static let reductions: [OperationCase] =
    floatReductions + integerReductions + splitReductions + positionCases + specialReductions

  typealias Reduce = @Sendable (Variable, [Int]?, Bool) throws -> Variable

  private static let kinds: [(String, Generator, Reduce)] = [
    ("sum", .normal, { try sum($0, axes: $1, keepingDims: $2) }),
    ("mean", .normal, { try mean($0, axes: $1, keepingDims: $2) }),
    ("max", .distinct, { try max($0, axes: $1, keepingDims: $2) }),
    ("min", .distinct, { try min($0, axes: $1, keepingDims: $2) }),
  ]

  /// Shapes with the axes to reduce; nil means all. None of the reduced axes is empty.
  private static let spaces: [(Shape, [Int]?)] = [
    ([], nil), ([], []), ([1], nil), ([7], nil), ([7], []), ([3, 5], nil), ([3, 5], [0]),
    ([3, 5], [1]), ([3, 5], [-1]), ([1, 5], [0]), ([5, 1], [1]), ([5, 1], [0]), ([0, 5], [1]),
    ([4, 3, 5], [1]), ([4, 3, 5], [0, 2]), ([2, 3, 4, 5], [1, 2]), ([2, 3, 4, 5], [-4, -1]),
    ([2, 3, 2, 3, 2], [0, 2, 4]), ([2, 3, 2, 3, 2], [1, 3]), ([10007], nil), ([101, 103], [0]),
    ([101, 103], [1]), ([3, 4999], [1]), ([4999, 3], [0]), ([17, 31, 23], [1]),
    ([17, 31, 23], [0, 1]), ([17, 31, 23], [1, 2]), ([1, 65], [1]), ([64, 64], [1]),
  ]

  private static var floatReductions: [OperationCase] {
    let cases = kinds.flatMap { name, generator, function in
      spaces.map { shape, axes in
        let over = axes.map { "\($0)" } ?? "all"
        return OperationCase(
          "\(name) \(shape) over \(over)", .reductions, [.float(shape, generator)],
          absolute: 1e-4
        ) { [try function($1[0], axes, false), try function($1[0], axes, true) * 2] }
      }
    }
    // No element at all: a sum is 0, a mean NaN.
    let empty = [([0], nil), ([0, 5], [0]), ([3, 0, 2], [1]), ([3, 0, 2], [0, 1])].map {
      (shape: Shape, axes: [Int]?) in
      OperationCase("sum of none \(shape) over \(axes ?? [])", .reductions, [.float(shape)]) {
        [try sum($1[0], axes: axes)]
      }
    }
    return cases + empty + [
      OperationCase("mean of none", .reductions, [.float([3, 0])], order: 0) {
        [try mean($1[0], axes: [1]), try mean($1[0])]
      },
      OperationCase("max with ties", .reductions, [.values([3, 4], [1, 2, 2, 0])], order: 0) {
        [try max($1[0], axes: [1]), try min($1[0])]
      },
      OperationCase(
        "two reductions of one input", .reductions, [.float([5, 7], .distinct)]
      ) { _, x in
        let centred = try x[0] - mean(x[0], axes: [1], keepingDims: true)
        return [try mean(centred * centred, axes: [1]), try max(x[0], axes: [1])]
      },
    ]
  }

  private static var integerReductions: [OperationCase] {
    [DType.int32, .int64, .uint8].map { dtype in
      OperationCase(
        "reductions of \(dtype)", .reductions, [.integers([7, 13], 0..<9, dtype)]
      ) { _, x in
        [
          try sum(x[0], axes: [1]), try sum(x[0], axes: [0]), try max(x[0], axes: [0]),
          try min(x[0]), try argmax(x[0]), try argmin(x[0], axis: 0),
        ]
      }
    } + [
      OperationCase("sums of negative int32", .reductions, [.integers([10007], -9..<9)]) {
        [try sum($1[0]), try max($1[0]), try min($1[0])]
      }
    ]
  }

  /// Long enough to few results to be cut into parts, with a second launch over the parts. The
  /// compiler decides by taking each symbol for 256, so that the numbers here can be small.
  private static var splitReductions: [OperationCase] {
    let shape: Shape = [.batch, .time, 3]
    let bindings = [(1, 1), (3, 5), (70, 2), (131, 7)].map { ["batch": $0.0, "time": $0.1] }
    let floats = kinds.map { name, generator, function in
      OperationCase(
        "split \(name)", .reductions, [.float(shape, generator)], bindings: bindings,
        absolute: 1e-4
      ) { [try function($1[0], nil, false), try function($1[0], [0, 1], false)] }
    }
    return floats + [
      OperationCase(
        "split sum of none", .reductions, [.float(shape)], bindings: [["batch": 0, "time": 2]]
      ) { [try sum($1[0]), try sum($1[0], axes: [0, 1])] },
      OperationCase("split mean [521, 263]", .reductions, [.float([521, 263])]) {
        [try mean($1[0] * $1[0])]
      },
      OperationCase(
        "split reductions of int32", .reductions, [.integers(shape, -9..<9)], bindings: bindings
      ) { [try sum($1[0]), try max($1[0], axes: [0, 1]), try min($1[0])] },
    ]
  }

  private static var positionCases: [OperationCase] {
    let spaces: [(Shape, Int)] = [
      ([1], 0), ([7], 0), ([3, 5], 0), ([3, 5], 1), ([3, 5], -1), ([4, 1, 3], 1), ([0, 5], 1),
      ([2, 3, 4, 5], 2), ([10007], 0), ([101, 103], 0), ([101, 103], 1),
    ]
    return spaces.map { shape, axis in
      OperationCase(
        "positions \(shape) along \(axis)", .reductions, [.float(shape, .distinct)]
      ) { _, x in
        [
          try argmax(x[0], axis: axis), try argmin(x[0], axis: axis),
          try argmax(x[0], axis: axis, keepingDims: true),
        ]
      }
    } + [
      OperationCase("positions over axes", .reductions, [.float([3, 4, 2, 5], .distinct)]) {
        [
          try argmax($1[0]), try argmin($1[0], keepingDims: true),
          try argmax($1[0], axes: [2, 0]), try argmin($1[0], axes: [1, -1], keepingDims: true),
          try argmax(transpose($1[0], [3, 1, 0, 2]), axes: [1, 2]), try argmin($1[0], axes: []),
        ]
      },
      OperationCase("position of a number", .reductions, [.float([])]) {
        [try argmax($1[0]), try argmin($1[0], axes: [], keepingDims: true)]
      },
      OperationCase(
        "positions over symbolic axes", .reductions, [.float([.batch, 3, .time], .distinct)],
        bindings: [["batch": 2, "time": 5], ["batch": 1, "time": 1]]
      ) { [try argmax($1[0]), try argmin($1[0], axes: [0, 1])] },
      OperationCase("first of ties", .reductions, [.values([4, 5], [0, 3, 3, -1, -1])]) {
        [try argmax($1[0], axis: 1), try argmin($1[0], axis: 1), try argmax($1[0])]
      },
    ]
  }

  private static var specialReductions: [OperationCase] {
    let rows: [Double] = [
      1, .nan, 2, .infinity, 1, 0, -.infinity, 1, 0, .infinity, -.infinity, 1, 1, 2, 3,
    ]
    let x = OperationCase.Input.values([5, 3], rows)
    return kinds.map { name, _, function in
      OperationCase("\(name) of NaN and Inf", .reductions, [x], order: 0) {
        [try function($1[0], [1], false), try function($1[0], [0], false)]
      }
    } + [
      OperationCase("positions of NaN and Inf", .reductions, [x]) {
        [
          try argmax($1[0], axis: 1), try argmin($1[0], axis: 1), try argmin($1[0], axis: 0),
          try argmax($1[0]),
        ]
      }
    ]
  }
}
