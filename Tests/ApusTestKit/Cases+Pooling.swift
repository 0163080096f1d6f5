import ApusGraph

extension OperationCases {
  /// Windows over the last axes.
  static let pooling: [OperationCase] =
    maxPools + averagePools + otherPools + adaptivePools + unpools + folds

  /// How windows lie.
  private struct Setting: CustomStringConvertible {
    var kernel: PerAxis
    var stride: PerAxis?
    var padding: PerAxis = 0
    var dilation: PerAxis = 1
    var ceilMode = false
    var description: String
  }

  private static let settings: [(Shape, Setting)] = [
    ([2, 3, 6, 8], Setting(kernel: 2, description: "2")),
    ([1, 2, 7, 9], Setting(kernel: 3, stride: 2, padding: 1, description: "3 by 2, padded")),
    ([2, 5, 6], Setting(kernel: [3, 2], stride: 1, padding: [1, 0], description: "3×2 by 1")),
    ([7, 9], Setting(kernel: 2, stride: 3, description: "2 by 3, with gaps")),
    ([2, 7, 8], Setting(kernel: 3, stride: 2, ceilMode: true, description: "3 by 2, ceil")),
    (
      [1, 6, 6],
      Setting(kernel: 3, stride: 2, padding: 1, ceilMode: true, description: "3 by 2, padded, ceil")
    ),
    ([1, 1, 1, 1], Setting(kernel: 1, description: "1 of one element")),
    ([0, 2, 4, 4], Setting(kernel: 2, description: "2 of nothing")),
  ]

  private static let dilated: [(Shape, Setting)] = [
    ([2, 7, 8], Setting(kernel: 2, stride: 1, dilation: 2, description: "2 dilated by 2")),
    (
      [1, 9, 8],
      Setting(kernel: 3, stride: 2, padding: 2, dilation: [2, 3], description: "3 by 2, dilated")
    ),
  ]

  private static var maxPools: [OperationCase] {
    (settings + dilated).map { shape, how in
      OperationCase("maxPool2d \(shape), \(how)", .pooling, [.float(shape, .distinct)]) {
        [
          try maxPool2d(
            $1[0], kernel: how.kernel, stride: how.stride, padding: how.padding,
            dilation: how.dilation, ceilMode: how.ceilMode)
        ]
      }
    } + [
      OperationCase("maxPool1d with positions", .pooling, [.float([2, 3, 11], .distinct)]) {
        let both = try maxPool1dWithIndices($1[0], kernel: 3, stride: 2, padding: 1)
        return [both.values, both.indices, try maxPool1d($1[0], kernel: 4)]
      },
      OperationCase("maxPool2d with positions", .pooling, [.float([2, 9, 8], .distinct)]) {
        let both = try maxPool2dWithIndices(
          $1[0], kernel: 3, stride: 2, padding: [1, 0], dilation: 2)
        return [both.values, both.indices]
      },
      OperationCase("maxPool3d", .pooling, [.float([1, 2, 4, 5, 6], .distinct)]) {
        let both = try maxPool3dWithIndices($1[0], kernel: [2, 3, 2], stride: [1, 2, 2])
        return [both.values, both.indices, try maxPool3d($1[0], kernel: 3, padding: 1)]
      },
      OperationCase("maxPool2d of NaN, Inf and ties", .pooling, [hard], order: 0) {
        let both = try maxPool2dWithIndices($1[0], kernel: 3, stride: 2, padding: 1)
        return [both.values, both.indices]
      },
      OperationCase(
        "maxPool2d of a batch", .pooling, [.float([.batch, 2, .time + 2, 7], .distinct)],
        bindings: [(0, 3), (1, 1), (3, 5)].map { ["batch": $0.0, "time": $0.1] }
      ) { [try maxPool2d($1[0], kernel: 3, stride: [1, 2])] },
      OperationCase("maxPool2d of relu", .pooling, [.float([2, 3, 9, 34], .distinct)]) {
        [try maxPool2d(relu($1[0]), kernel: 3, stride: 2) + 1]
      },
    ]
  }

  private static var hard: OperationCase.Input {
    .values(
      [2, 5, 7], [1, 1, .nan, 2, -.infinity, 0, 0, .infinity, -.infinity, -.infinity, -.infinity])
  }

  private static var averagePools: [OperationCase] {
    settings.flatMap { shape, how in
      [true, false].map { countsPadding in
        OperationCase(
          "averagePool2d \(shape), \(how)" + (countsPadding ? "" : ", counting no padding"),
          .pooling, [.float(shape)]
        ) {
          [
            try averagePool2d(
              $1[0], kernel: how.kernel, stride: how.stride, padding: how.padding,
              ceilMode: how.ceilMode, countIncludePad: countsPadding)
          ]
        }
      }
    } + [
      OperationCase("averagePool1d, 3d and a divisor", .pooling, [.float([2, 4, 5, 6])]) {
        [
          try averagePool1d($1[0], kernel: 3, padding: 1), try averagePool3d($1[0], kernel: 2),
          try averagePool2d($1[0], kernel: 2, ceilMode: true, divisor: 3),
        ]
      },
      OperationCase(
        "averagePool2d of a batch", .pooling, [.float([.batch, .time + 2, 5])],
        bindings: [(0, 3), (1, 1), (3, 5)].map { ["batch": $0.0, "time": $0.1] }
      ) {
        [
          try averagePool2d(
            $1[0], kernel: 3, stride: [1, 2], padding: 1, countIncludePad: false)
        ]
      },
      OperationCase("averagePool2d of NaN", .pooling, [hard], order: 0) {
        [try averagePool2d($1[0], kernel: 3, padding: 1)]
      },
    ]
  }

  private static var otherPools: [OperationCase] {
    [
      OperationCase("lpPool", .pooling, [.float([2, 3, 5, 6], .positive)]) {
        [
          try lpPool1d($1[0], kernel: 3, stride: 2), try lpPool2d($1[0], p: 3, kernel: 2),
          try lpPool3d($1[0], p: 1, kernel: 2), try lpPool2d($1[0], kernel: 4, ceilMode: true),
        ]
      },
      // Windows of zeros, whose roots have no slope.
      OperationCase(
        "lpPool of zeros", .pooling, [.values([1, 6], [0, 0, 0, 0, 3, 4])], order: 0
      ) { graph, x in
        let pools = try [1, 2, 3].map { try lpPool1d(x[0], p: $0, kernel: 2) }
        return pools
          + (try pools.map { try graph.gradients(of: sum($0), withRespectTo: [x[0]])[0] })
      },
      OperationCase(
        "global pooling of a long axis", .pooling, [.float([1, 1, 1_100_000])], order: 0
      ) {
        [
          try globalMaxPool($1[0]), try adaptiveAveragePool1d($1[0], output: 1),
          try interpolate($1[0], size: 1, mode: .area),
        ]
      },
      // Of symbolic extents, windows that do not end with the input.
      OperationCase(
        "pooling of a symbolic extent with a stride", .pooling, [.float([1, 2, 3 * .time])],
        bindings: [["time": 1], ["time": 4]]
      ) {
        [
          try maxPool1d($1[0], kernel: 2, stride: 3, padding: 1),
          try averagePool1d($1[0], kernel: 3, stride: 3, padding: 1, ceilMode: true),
          try averagePool1d($1[0], kernel: 2, stride: 3, ceilMode: true),
          try maxPool1d($1[0], kernel: 1, stride: 3, ceilMode: true),
        ]
      },
      OperationCase("global pooling", .pooling, [.float([2, 3, 5, 6], .distinct)]) {
        [try globalAveragePool($1[0]), try globalMaxPool($1[0])]
      },
      OperationCase(
        "global pooling of symbols", .pooling, [.float([.batch, 3, .time, 6], .distinct)],
        bindings: [(1, 1), (3, 5)].map { ["batch": $0.0, "time": $0.1] }
      ) { [try globalAveragePool($1[0]), try globalMaxPool($1[0])] },
    ]
  }

  private static var adaptivePools: [OperationCase] {
    let spaces: [(Shape, PerAxis)] = [
      ([2, 3, 6, 8], [3, 2]), ([1, 2, 7, 10], [3, 4]), ([2, 4, 3], 5), ([5, 7], 1),
    ]
    return spaces.map { shape, output in
      OperationCase("adaptive pooling \(shape)", .pooling, [.float(shape, .distinct)]) {
        [
          try adaptiveAveragePool2d($1[0], output: output),
          try adaptiveMaxPool2d($1[0], output: output),
        ]
      }
    } + [
      OperationCase("adaptive pooling in 1 and 3 axes", .pooling, [.float([4, 5, 7], .distinct)]) {
        [
          try adaptiveAveragePool1d($1[0], output: 3), try adaptiveMaxPool1d($1[0], output: 4),
          try adaptiveAveragePool3d($1[0], output: [2, 3, 7]),
          try adaptiveMaxPool3d($1[0], output: [4, 2, 3]),
        ]
      }
    ]
  }

  private static var unpools: [OperationCase] {
    [
      OperationCase("maxUnpool", .pooling, [.float([2, 4, 6, 8], .distinct)]) {
        let line = try maxPool1dWithIndices($1[0], kernel: 2)
        let plane = try maxPool2dWithIndices($1[0], kernel: [2, 3], stride: [3, 3])
        let space = try maxPool3dWithIndices($1[0], kernel: 2)
        return [
          try maxUnpool1d(sin(line.values), line.indices, kernel: 2),
          try maxUnpool2d(
            sin(plane.values), plane.indices, kernel: [2, 3], stride: [3, 3], output: [6, 8]),
          try maxUnpool3d(sin(space.values), space.indices, kernel: 2),
        ]
      },
      OperationCase(
        "maxUnpool2d of windows that overlap", .pooling,
        [.float([2, 7, 9], .distinct), .float([2, 4, 5])]
      ) {
        let plane = try maxPool2dWithIndices($1[0], kernel: 3, stride: 2, padding: 1)
        return [
          try maxUnpool2d(
            $1[1], plane.indices, kernel: 3, stride: 2, padding: 1, output: [7, 9])
        ]
      },
      OperationCase(
        "maxUnpool2d of strange positions", .pooling,
        [
          .float([1, 3, 3]),
          .values([1, 3, 3], [0, 7, 20, 5, 5, 8, 30, 26, 35], .int64),
        ]
      ) { [try maxUnpool2d($1[0], $1[1], kernel: 2)] },
    ]
  }

  private static var folds: [OperationCase] {
    (settings + dilated).map { shape, how in
      OperationCase(
        "unfold \(shape), \(how)", .pooling, [.float(Shape([2] + shape.dims.suffix(2)))]
      ) {
        [
          try unfold(
            $1[0], kernel: how.kernel, stride: how.stride ?? 1, padding: how.padding,
            dilation: how.dilation)
        ]
      }
    } + [
      OperationCase("fold, overlapping", .pooling, [.float([3, 18, 20])]) {
        [try fold($1[0], output: [4, 5], kernel: 3, padding: 1)]
      },
      OperationCase("fold by strides", .pooling, [.float([2, 12, 6])]) {
        [try fold($1[0], output: [6, 5], kernel: [3, 2], stride: [2, 3], padding: [1, 0])]
      },
      OperationCase("fold, dilated", .pooling, [.float([4, 12])]) {
        [try fold($1[0], output: [5, 10], kernel: 2, stride: [1, 2], dilation: [2, 3])]
      },
      OperationCase("unfold and fold integers", .pooling, [.integers([1, 5, 6], -9..<9)]) {
        let columns = try unfold($1[0], kernel: 3, stride: 2, padding: 1)
        return [columns, try fold(columns, output: [5, 6], kernel: 3, stride: 2, padding: 1)]
      },
    ]
  }
}
