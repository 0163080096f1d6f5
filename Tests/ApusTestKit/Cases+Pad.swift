import ApusGraph

extension OperationCases {
  static let pads: [OperationCase] =
    everyMode + constantPads + rotations
    + [
      OperationCase("pad of a symbolic extent", .movement, [.float([.batch, 3])], bindings: runs) {
        _, x in
        [
          try pad(x[0], [(2, 1), (1, 2)], value: 1.5), try pad(x[0], [(2, 2)], mode: .reflect),
          try pad(sin(x[0]), axis: 1, before: 1, after: 3, mode: .circular),
        ]
      },
      OperationCase("roll of a symbolic extent", .movement, [.float([.batch, 3])], bindings: runs) {
        _, x in
        [
          try roll(x[0], 5, axis: 0), try roll(x[0], [-8, 1], axes: [0, 1]),
          try exp(roll(x[0], -1, axis: 0)),
        ]
      },
      OperationCase(
        "pads and joints of long rows", .movement, [.float([3, 37]), .float([3, .batch])],
        bindings: runs
      ) { _, x in
        [
          try pad(x[0], [(1, 0), (2, 5)]), try pad(x[0], [(0, 0), (3, 1)], value: 2.5),
          try concatenate([x[0], sin(x[1]), x[0]], axis: 1), try pad(x[1], [(0, 1), (1, 18)]),
        ]
      },
      OperationCase("pads of pads", .movement, [.float([4, 5])]) { _, x in
        let y = try pad(pad(x[0], [(1, 2)], mode: .reflect), [(2, 1), (0, 3)], mode: .circular)
        return [try pad(y, [(-2, 1), (2, -4)], value: -1) * 2]
      },
      OperationCase(
        "pads of NaN and Inf", .movement, [.values([2, 3], [.nan, .infinity, -.infinity, 0, 1])],
        order: 0
      ) { _, x in
        [
          try pad(x[0], [(1, 1), (1, 1)]), try pad(x[0], [(1, 1), (1, 1)], value: -.infinity),
          try pad(x[0], [(1, 1), (2, 2)], mode: .reflect),
        ]
      },
    ]

  private static let runs = [["batch": 1], ["batch": 7], ["batch": 64]]

  private static var everyMode: [OperationCase] {
    // Shape, and the padding of its last axes.
    let spaces: [(Shape, [(Int, Int)])] = [
      ([7], [(2, 3)]), ([3, 5], [(0, 0), (4, 1)]), ([5, 3], [(2, 4), (0, 0)]),
      ([2, 3, 4, 5], [(1, 2), (3, 1)]), ([2, 3, 4, 3], [(1, 1), (2, 2), (1, 0)]),
      ([6, 7], [(-2, 3), (2, -4)]), ([101, 103], [(3, 0), (17, 31)]),
    ]
    return PadMode.allCases.flatMap { mode in
      spaces.map { shape, amounts in
        OperationCase(
          "pad \(shape) by \(amounts.map { "\($0)+\($1)" }) \(mode)", .movement, [.float(shape)]
        ) { _, x in
          let y = try pad(x[0], amounts.map { (before: $0, after: $1) }, mode: mode)
          return [y, try sin(y)]
        }
      }
    }
  }

  private static var constantPads: [OperationCase] {
    [
      OperationCase("pad alone", .movement, [.float([3, 4])]) {
        [
          try pad($1[0], axis: 0, before: 2, after: -1),
          try pad($1[0], [(1, 0), (0, 2)], value: 1),
          try pad($1[0], [(1, 1)], mode: .reflect), try pad($1[0], [], value: 3),
          try pad($1[0], [(0, 3), (1, 1)], mode: .replicate),
        ]
      },
      OperationCase(
        "pad of none and of one", .movement, [.float([0, 3]), .float([1]), .float([])]
      ) {
        [
          try pad($1[0], [(2, 1), (0, 1)], value: -2.5), try pad($1[1], [(3, 2)], mode: .replicate),
          try pad($1[1], [(1, 1)], mode: .circular), try pad($1[2], []),
          try pad($1[1], axis: 0, before: -1),
        ]
      },
      OperationCase("pad of what is computed", .movement, [.float([5, 6])]) { _, x in
        let y = try tanh(x[0]) * 2
        return [
          try pad(y, [(1, 1), (2, 2)], mode: .reflect) * 3, try pad(y, [(1, 1), (2, 2)]) + 1,
        ]
      },
    ]
  }

  private static var rotations: [OperationCase] {
    let spaces: [(Shape, [Int], [Int])] = [
      ([7], [3], [0]), ([7], [-9], [0]), ([3, 4], [2], [1]), ([3, 4, 5], [1, -2], [-1, 0]),
      ([0, 3], [4], [0]), ([1, 5], [2, 0], [0, 1]), ([101, 103], [50, 3], [0, 1]),
    ]
    return spaces.map { shape, shifts, axes in
      OperationCase("roll \(shape) by \(shifts) along \(axes)", .movement, [.float(shape)]) {
        let y = try roll($1[0], shifts, axes: axes)
        return [y, try exp(y)]
      }
    } + [
      OperationCase("roll alone", .movement, [.float([3, 4])]) {
        [try roll($1[0], 1, axis: 0), try roll($1[0], [1, -1], axes: [0, 1])]
      }
    ]
  }
}
