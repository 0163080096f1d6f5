import ApusGraph

/// What only renames, joins, cuts and repeats axes; most are views, which cost nothing.
extension OperationCases {
  static let arrangements: [OperationCase] = axisCases + partCases + repeatCases + blockCases

  private static let runs = [["batch": 1], ["batch": 6]]

  private static var axisCases: [OperationCase] {
    [
      OperationCase("squeeze and unsqueeze", .movement, [.float([1, 3, 1, 4])]) {
        [
          try squeeze($1[0]), try squeeze($1[0], axes: [-2]), try squeeze($1[0], axes: []),
          try unsqueeze($1[0], axis: 2), try unsqueeze($1[0], axis: -1),
        ]
      },
      OperationCase("axes in another order", .movement, [.float([2, 3, 4, 5])]) {
        [
          try permute($1[0], [2, 0, -1, 1]), try permute($1[0], [0, 1, 2, 3]),
          try moveAxis($1[0], from: 0, to: -1), try moveAxis($1[0], from: 3, to: 1),
          try swapAxes($1[0], 1, -1), try swapAxes($1[0], 2, 2),
        ]
      },
      OperationCase("flatten and unflatten", .movement, [.float([2, 3, 4, 5])]) {
        [
          try flatten($1[0], from: 1, to: 2), try flatten($1[0], from: -2),
          try flatten($1[0], from: 2, to: 2), try unflatten($1[0], axis: 2, to: [2, -1]),
          try unflatten($1[0], axis: -1, to: [1, 5, 1]),
        ]
      },
      OperationCase("expand", .movement, [.float([3, 1])]) {
        [try expand($1[0], to: [2, -1, 4]), try expand($1[0], to: [3, 5])]
      },
      OperationCase("symbolic axes", .movement, [.float([.batch, 6, 1])], bindings: runs) {
        [
          try squeeze($1[0], axes: [2]), try unflatten($1[0], axis: 1, to: [-1, 3]),
          try flatten($1[0], from: 0), try expand($1[0], to: [-1, -1, 3]),
          try moveAxis($1[0], from: 1, to: 0),
        ]
      },
      OperationCase("flips", .movement, [.float([2, 3, 4]), .float([0, 3])]) {
        let y = try flip($1[0], axes: [0, -1])
        return [y, try flip($1[0]), try exp(flip($1[0], axes: [1])) * y, try flip($1[1])]
      },
      OperationCase("flip alone", .movement, [.float([3, 4])]) { [try flip($1[0], axes: [1])] },
      OperationCase(
        "flip of a symbolic extent", .movement, [.float([Dim.batch + 1, 3])], bindings: runs
      ) {
        [try flip($1[0]), try sin(flip($1[0], axes: [0]))]
      },
      OperationCase("slices of several axes", .movement, [.float([5, 7, 9])]) {
        [
          try slice($1[0], starts: [1, -1], ends: [4, .min], axes: [0, 2], steps: [1, -3]),
          try slice($1[0], starts: [1, 2], ends: [.max, -2]),
          try slice($1[0], starts: [-3], ends: [100], axes: [1], steps: [2]),
          try slice($1[0], starts: [4, 3], ends: [2, 3]),
          try slice($1[0], starts: [-100], ends: [-8], axes: [-1], steps: [4]) * 2,
        ]
      },
      OperationCase("slices alone", .movement, [.float([4, 5])]) {
        [try slice($1[0], starts: [1, -1], ends: [3, -4], steps: [1, -2])]
      },
      OperationCase(
        "slices of symbolic extents", .movement, [.float([2 * Dim.batch + 2, 4])], bindings: runs
      ) {
        [
          try slice($1[0], starts: [0], ends: [.max], axes: [0], steps: [2]),
          try slice($1[0], starts: [1, -1], ends: [-1, 0], steps: [1, -1]),
          try slice($1[0], starts: [.max], ends: [.min], axes: [0], steps: [-1]),
          try slice($1[0], starts: [-2], ends: [.max], axes: [0], steps: [3]),
        ]
      },
      OperationCase(
        "slices checked when sizes are bound", .movement, [.float([.time, 3])],
        bindings: [["time": 2], ["time": 5]]
      ) {
        let parts = try split($1[0], sizes: [1, .time - 2, 1])
        return [
          try slice($1[0], axis: 0, start: .time - 1, count: 1), parts[1], parts[2],
          try slice($1[0], starts: [-1], ends: [.max]), try slice($1[0], starts: [1], ends: [.max]),
          try slice($1[0], axis: 0, start: 1, count: 2, step: -1),
          try slice($1[0], starts: [-1], ends: [.min], steps: [-1]),
        ]
      },
      OperationCase(
        "parts checked when sizes are bound", .movement, [.float([.time, 3])],
        bindings: [["time": 2], ["time": 5]], order: 1
      ) {
        let starts = try $0.constant(Tensor([1, 1] as [Int32]))
        return [
          try pad($1[0], axis: 0, before: -1, after: 2), try topK($1[0], 2, axis: 0).values,
          try pad($1[0], axis: 0, before: 1, after: 1, mode: .reflect),
          try pad($1[0], axis: 0, before: 2, after: 1, mode: .circular),
          try dynamicSlice($1[0], starts: starts, shape: [2, 2]),
        ]
      },
    ]
  }

  private static var partCases: [OperationCase] {
    [
      OperationCase("stack", .movement, [.float([2, 3]), .float([2, 3]), .float([2, 3])]) {
        let y = try stack($1, axis: -1)
        return [y, try stack($1), try sin(stack([$1[0], $1[2] * 2], axis: 1))]
      },
      OperationCase("stack alone", .movement, [.float([3]), .float([3])]) {
        [try stack($1, axis: 1)]
      },
      OperationCase("unstack", .movement, [.float([2, 3])]) { try unstack($1[0], axis: 1) },
      OperationCase("stack of what was unstacked", .movement, [.float([2, 3, 4])]) {
        [try stack(unstack($1[0], axis: 1).reversed(), axis: 2) * 2]
      },
      OperationCase("split by sizes", .movement, [.float([2, 7])]) {
        try split($1[0], sizes: [3, 0, 4], axis: 1)
      },
      OperationCase("split in equal parts", .movement, [.float([6, 2])]) {
        try split($1[0], count: 3) + split($1[0], size: 4, axis: -1) + split($1[0], size: 99)
      },
      OperationCase("chunk", .movement, [.float([2, 7])]) {
        try chunk($1[0], 3, axis: -1)
      },
      OperationCase("gates of chunks", .movement, [.float([5, 12])]) {
        let parts = try chunk($1[0], 3, axis: 1)
        return [try sigmoid(parts[0]) * tanh(parts[1]) + parts[2]]
      },
      OperationCase(
        "parts of symbolic extents", .movement, [.float([2 * Dim.batch, 3])], bindings: runs
      ) {
        try split($1[0], sizes: [.batch, .batch]) + split($1[0], count: 2)
          + chunk($1[0], 2).map { try sin($0) }
      },
    ]
  }

  private static var repeatCases: [OperationCase] {
    [
      OperationCase("tile", .movement, [.float([2, 3])]) {
        [
          try tile($1[0], [2, 3]), try tile($1[0], [2]), try tile($1[0], [2, 1, 2]),
          try tile($1[0], [0, 2]), try exp(tile($1[0], [3, 1])),
        ]
      },
      OperationCase("tile of extents of 1", .movement, [.float([1, 3]), .float([])]) {
        [try tile($1[0], [2, 2]), try tile($1[1], [3, 2])]
      },
      OperationCase("tile alone", .movement, [.float([2, 3])]) { [try tile($1[0], [1, 2])] },
      OperationCase("repeatInterleave", .movement, [.float([2, 3])]) {
        [
          try repeatInterleave($1[0], 3, axis: 0), try repeatInterleave($1[0], 2, axis: -1),
          try repeatInterleave($1[0], 0, axis: 0),
        ]
      },
      OperationCase(
        "repetitions of symbolic extents", .movement, [.float([.batch, 2])],
        bindings: runs
      ) {
        [
          try tile($1[0], [2, .batch]) * 2, try repeatInterleave($1[0], .batch, axis: 1),
        ]
      },
      OperationCase("meshgrid", .movement, [.float([2]), .float([3]), .float([4])]) {
        try meshgrid($1) + meshgrid([$1[0], $1[1]], indexing: .xy)
      },
      OperationCase("maskedFill", .movement, [.float([3, 4]), .bools([4])]) {
        [try maskedFill($1[0], $1[1], -1), try maskedFill($1[0], $1[1], 0)]
      },
      OperationCase("maskedFill of bool", .movement, [.bools([3, 4]), .bools([4])]) {
        [try maskedFill($1[0], $1[1], true), try maskedFill($1[0], $1[1], false)]
      },
    ]
  }

  private static var blockCases: [OperationCase] {
    [
      OperationCase("depthToSpace", .movement, [.float([2, 8, 2, 3])]) {
        [
          try depthToSpace($1[0], block: 2),
          try depthToSpace($1[0], block: 2, order: .channelsFirst),
        ]
      },
      OperationCase("spaceToDepth", .movement, [.float([2, 4, 6])]) {
        [
          try spaceToDepth($1[0], block: 2),
          try spaceToDepth($1[0], block: 2, order: .channelsFirst),
        ]
      },
      OperationCase("pixelShuffle", .movement, [.float([9, 2, 1])]) {
        [try pixelShuffle($1[0], 3)]
      },
      OperationCase("pixelUnshuffle", .movement, [.float([1, 2, 4, 2])]) {
        [try pixelUnshuffle($1[0], 2)]
      },
      OperationCase(
        "pixelShuffle of a symbolic batch", .movement, [.float([.batch, 4, 2, 3])], bindings: runs
      ) { [try relu(pixelShuffle($1[0] * 2, 2))] },
    ]
  }
}
