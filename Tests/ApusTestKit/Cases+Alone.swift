import ApusGraph

extension OperationCases {
  /// Functions that the other cases call beside others, each alone: for types that they refuse. Only
  /// graphs are made of these.
  static let calledAlone: [OperationCase] =
    pointwiseAlone + logicalAlone + reductionsAlone + poolingAlone + neuralAlone
    + alone([1], activationsAlone.filter { $0.0 == "prelu" })
    + alone([2, 4], activationsAlone.filter { $0.0 != "prelu" })

  private typealias Function = @Sendable (Variable) throws -> Variable

  private static func alone(
    _ shape: Shape, of input: OperationCase.Input? = nil, _ functions: [(String, Function)]
  ) -> [OperationCase] {
    functions.map { name, function in
      OperationCase("\(name) alone, refused", .elementwise, [input ?? .float(shape)]) {
        [try function($1[0])]
      }
    }
  }

  private static let pointwiseAlone: [OperationCase] = alone(
    [3],
    [
      ("%", { try $0 % $0 }), ("fmod", { try fmod($0, $0) }),
      ("remainder", { try remainder($0, $0) }),
      ("ceil", { try ceil($0) }), ("floor", { try floor($0) }), ("round", { try round($0) }),
      ("trunc", { try trunc($0) }), ("sign", { try sign($0) }),
      ("isFinite", { try isFinite($0) }), ("isInf", { try isInf($0) }),
      ("isNaN", { try isNaN($0) }),
      ("maximum", { try maximum($0, $0) }), ("minimum", { try minimum($0, $0) }),
      ("clamp to numbers", { try clamp($0, low: 0, high: 1) }),
      ("clamp between", { try clamp($0, low: $0, high: $0) }),
      ("clamp from below", { try clamp($0, low: 0) }),
      ("clamp from above", { try clamp($0, high: 1) }),
    ])

  private static let logicalAlone: [OperationCase] =
    alone(
      [3], of: .bools([3]),
      [
        ("logicalAnd", { try logicalAnd($0, $0) }), ("logicalOr", { try logicalOr($0, $0) }),
        ("logicalXor", { try logicalXor($0, $0) }), ("logicalNot", { try logicalNot($0) }),
      ])
    + alone(
      [3], of: .integers([3], 0..<4),
      [
        ("bitwiseAnd", { try bitwiseAnd($0, $0) }), ("bitwiseOr", { try bitwiseOr($0, $0) }),
        ("bitwiseXor", { try bitwiseXor($0, $0) }), ("bitwiseNot", { try bitwiseNot($0) }),
        ("shiftLeft", { try shiftLeft($0, $0) }), ("shiftRight", { try shiftRight($0, $0) }),
        ("oneHot", { try oneHot($0, classes: 4) }),
        ("oneHot along an axis", { try oneHot($0, classes: 4, axis: 0) }),
      ])

  private static let reductionsAlone: [OperationCase] = alone(
    [3, 4],
    [
      ("argmax", { try argmax($0) }), ("argmin", { try argmin($0) }),
      ("argmax along an axis", { try argmax($0, axis: 0) }),
      ("argmin along an axis", { try argmin($0, axis: 0) }),
      ("sum", { try sum($0) }), ("mean", { try mean($0) }), ("max", { try max($0) }),
      ("min", { try min($0) }), ("product", { try product($0) }),
      ("logSumExp", { try logSumExp($0) }), ("norm", { try norm($0) }),
      ("variance", { try variance($0) }), ("standardDeviation", { try standardDeviation($0) }),
    ])

  private static let poolingAlone: [OperationCase] =
    alone(
      [1, 2, 6],
      [
        ("adaptiveAveragePool1d", { try adaptiveAveragePool1d($0, output: 3) }),
        ("adaptiveMaxPool1d", { try adaptiveMaxPool1d($0, output: 3) }),
        ("averagePool1d", { try averagePool1d($0, kernel: 2) }),
        ("lpPool1d", { try lpPool1d($0, kernel: 2) }),
        ("maxPool1d", { try maxPool1d($0, kernel: 2) }),
        ("maxPool1dWithIndices", { try maxPool1dWithIndices($0, kernel: 2).values }),
      ])
    + alone(
      [1, 2, 4, 4],
      [
        ("adaptiveAveragePool2d", { try adaptiveAveragePool2d($0, output: 2) }),
        ("adaptiveMaxPool2d", { try adaptiveMaxPool2d($0, output: 2) }),
        ("globalAveragePool", { try globalAveragePool($0) }),
        ("globalMaxPool", { try globalMaxPool($0) }),
        ("interpolate", { try interpolate($0, scale: [2, 2]) }),
        ("lpPool2d", { try lpPool2d($0, kernel: 2) }),
      ])
    + alone(
      [1, 2, 2, 2, 2],
      [
        ("adaptiveAveragePool3d", { try adaptiveAveragePool3d($0, output: 1) }),
        ("adaptiveMaxPool3d", { try adaptiveMaxPool3d($0, output: 1) }),
        ("averagePool3d", { try averagePool3d($0, kernel: 2) }),
        ("lpPool3d", { try lpPool3d($0, kernel: 2) }),
        ("maxPool3d", { try maxPool3d($0, kernel: 2) }),
        ("maxPool3dWithIndices", { try maxPool3dWithIndices($0, kernel: 2).values }),
        ("dropout3d", { try dropout3d($0, 0.5) }),
      ])

  private static let neuralAlone: [OperationCase] =
    alone(
      [2, 4, 3],
      [
        ("dropout", { try dropout($0, 0.5) }), ("dropout1d", { try dropout1d($0, 0.5) }),
        ("alphaDropout", { try alphaDropout($0, 0.5) }),
        ("featureAlphaDropout", { try featureAlphaDropout($0, 0.5) }),
        ("groupNorm", { try groupNorm($0, groups: 2) }),
        ("instanceNorm", { try instanceNorm($0) }),
        ("layerNormalize", { try layerNormalize($0) }), ("softmin", { try softmin($0) }),
      ])
    + alone([2, 4, 3, 3], [("dropout2d", { try dropout2d($0, 0.5) })]) + [
      OperationCase(
        "ctcLosses alone, refused", .softmax,
        [
          .float([4, 1, 3]), .values([1, 2], [1, 2], .int64), .values([1], [4], .int64),
          .values([1], [2], .int64),
        ]
      ) {
        [
          try ctcLosses(
            logProbabilities: $1[0], targets: $1[1], frameCounts: $1[2], labelCounts: $1[3])
        ]
      }
    ]
}
