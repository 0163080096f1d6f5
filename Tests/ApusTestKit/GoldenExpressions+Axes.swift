import ApusGraph

/// Parameters that hold a number for each axis, one list after the other.
private struct AxisNumbers {
  let rank: Int
  private var rest: ArraySlice<Int>

  /// The first parameter is the number of axes.
  init(_ params: [Int]) { (rank, rest) = (params[0], params[1...]) }

  mutating func perAxis() -> PerAxis {
    defer { rest = rest.dropFirst(rank) }
    return PerAxis([Int](rest.prefix(rank)))
  }

  mutating func number() -> Int { rest.removeFirst() }
}

extension GoldenCase {
  /// Windows of other numbers on each axis.
  static let poolsByAxis: [String: Expression] = [
    "maxPoolAxes": { x, p in
      var p = AxisNumbers(p)
      let (kernel, stride) = (p.perAxis(), p.perAxis())
      let (padding, dilation, ceil) = (p.perAxis(), p.perAxis(), p.number() == 1)
      let pool = p.rank == 2 ? maxPool2dWithIndices : maxPool3dWithIndices
      let both = try pool(x[0], kernel, stride, padding, dilation, ceil, #fileID, #line)
      return [both.values, both.indices]
    },
    "averagePoolAxes": { x, p in
      var p = AxisNumbers(p)
      let (kernel, stride, padding) = (p.perAxis(), p.perAxis(), p.perAxis())
      let pool = p.rank == 2 ? averagePool2d : averagePool3d
      return [
        try pool(x[0], kernel, stride, padding, p.number() == 1, false, nil, #fileID, #line)
      ]
    },
    "lpPoolAxes": { x, p in
      var p = AxisNumbers(p)
      let power = Double(p.number())
      let (kernel, stride) = (p.perAxis(), p.perAxis())
      let pool = p.rank == 2 ? lpPool2d : lpPool3d
      return [try pool(x[0], power, kernel, stride, p.number() == 1, #fileID, #line)]
    },
    "globalAveragePool": { x, _ in [try globalAveragePool(x[0])] },
    "globalMaxPool": { x, _ in [try globalMaxPool(x[0])] },
  ]

  /// Convolutions with other numbers on each axis; input, weights, maybe a bias.
  static let convolutionsByAxis: [String: Expression] = [
    // Stride, padding before and behind, dilation, groups.
    "convSides": { x, p in
      var p = AxisNumbers(p)
      let stride = p.perAxis()
      let padding = ConvolutionPadding.sides(before: p.perAxis(), after: p.perAxis())
      return [
        try convolution(p.rank)(x[0], x[1], bias(x), stride, padding, p.perAxis(), p.number())
      ]
    },
    // Stride, dilation, groups.
    "convSame": { x, p in
      var p = AxisNumbers(p)
      let stride = p.perAxis()
      return [try convolution(p.rank)(x[0], x[1], bias(x), stride, .same, p.perAxis(), p.number())]
    },
    // Stride, padding, output padding, dilation, groups.
    "convTransposeAxes": { x, p in
      var p = AxisNumbers(p)
      let (stride, padding, output) = (p.perAxis(), p.perAxis(), p.perAxis())
      let function = p.rank == 2 ? convTranspose2d : convTranspose3d
      return [
        try function(
          x[0], x[1], x[2], stride, padding, output, p.perAxis(), p.number(), #fileID, #line)
      ]
    },
  ]

  private static func convolution(
    _ rank: Int
  ) -> (Variable, Variable, Variable?, PerAxis, ConvolutionPadding, PerAxis, Int) throws -> Variable
  {
    let function = rank == 1 ? conv1d : rank == 2 ? conv2d : conv3d
    return { try function($0, $1, $2, $3, $4, $5, $6, #fileID, #line) }
  }
}
