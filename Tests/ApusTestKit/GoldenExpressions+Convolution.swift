import ApusGraph

extension GoldenCase {
  /// Input, weights, maybe a bias; parameters: stride, padding, dilation, groups, output padding.
  static let convolutions: [String: Expression] = [
    "conv1d": { x, p in
      [
        try conv1d(
          x[0], x[1], bias: bias(x), stride: PerAxis(p[0]), padding: .both(PerAxis(p[1])),
          dilation: PerAxis(p[2]), groups: p[3])
      ]
    },
    "conv2d": { x, p in
      [
        try conv2d(
          x[0], x[1], bias: bias(x), stride: PerAxis(p[0]), padding: .both(PerAxis(p[1])),
          dilation: PerAxis(p[2]), groups: p[3])
      ]
    },
    "conv3d": { x, p in
      [
        try conv3d(
          x[0], x[1], bias: bias(x), stride: PerAxis(p[0]), padding: .both(PerAxis(p[1])),
          dilation: PerAxis(p[2]), groups: p[3])
      ]
    },
    "convTranspose1d": { x, p in
      [
        try convTranspose1d(
          x[0], x[1], bias: bias(x), stride: PerAxis(p[0]), padding: PerAxis(p[1]),
          outputPadding: PerAxis(p[4]), dilation: PerAxis(p[2]), groups: p[3])
      ]
    },
    "convTranspose2d": { x, p in
      [
        try convTranspose2d(
          x[0], x[1], bias: bias(x), stride: PerAxis(p[0]), padding: PerAxis(p[1]),
          outputPadding: PerAxis(p[4]), dilation: PerAxis(p[2]), groups: p[3])
      ]
    },
    "convTranspose3d": { x, p in
      [
        try convTranspose3d(
          x[0], x[1], bias: bias(x), stride: PerAxis(p[0]), padding: PerAxis(p[1]),
          outputPadding: PerAxis(p[4]), dilation: PerAxis(p[2]), groups: p[3])
      ]
    },
  ]

  /// The third input, if there is one.
  static func bias(_ x: [Variable]) -> Variable? { x.count > 2 ? x[2] : nil }
}
