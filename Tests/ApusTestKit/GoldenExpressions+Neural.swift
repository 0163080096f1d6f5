import ApusGraph

extension GoldenCase {
  /// What the neural operations of generate_neural.py mean here.
  static let neural: [String: Expression] =
    pools.merging(poolsByAxis) { $1 }.merging(norms) { $1 }.merging(upsampling) { $1 }.merging(
      chosen
    ) { $1 }

  /// The first parameter is the number of axes that are pooled.
  private static let pools: [String: Expression] = [
    "maxPool": { x, p in
      let (kernel, stride, padding) = (PerAxis(p[1]), PerAxis(p[2]), PerAxis(p[3]))
      let (dilation, ceil) = (PerAxis(p[4]), p[5] == 1)
      let both =
        switch p[0] {
        case 1:
          try maxPool1dWithIndices(
            x[0], kernel: kernel, stride: stride, padding: padding, dilation: dilation,
            ceilMode: ceil)
        case 2:
          try maxPool2dWithIndices(
            x[0], kernel: kernel, stride: stride, padding: padding, dilation: dilation,
            ceilMode: ceil)
        default:
          try maxPool3dWithIndices(
            x[0], kernel: kernel, stride: stride, padding: padding, dilation: dilation,
            ceilMode: ceil)
        }
      return [both.values, both.indices]
    },
    "averagePool": { x, p in
      let (kernel, stride, padding) = (PerAxis(p[1]), PerAxis(p[2]), PerAxis(p[3]))
      let (ceil, counts) = (p[4] == 1, p[5] == 1)
      switch p[0] {
      case 1:
        return [
          try averagePool1d(
            x[0], kernel: kernel, stride: stride, padding: padding, ceilMode: ceil,
            countIncludePad: counts)
        ]
      case 2:
        return [
          try averagePool2d(
            x[0], kernel: kernel, stride: stride, padding: padding, ceilMode: ceil,
            countIncludePad: counts)
        ]
      default:
        return [
          try averagePool3d(
            x[0], kernel: kernel, stride: stride, padding: padding, ceilMode: ceil,
            countIncludePad: counts)
        ]
      }
    },
    "averagePoolDivisor": { x, _ in
      [try averagePool2d(x[0], kernel: 3, stride: 2, padding: 1, divisor: 4)]
    },
    "averagePoolDivisor3": { x, _ in
      [try averagePool3d(x[0], kernel: 2, stride: 2, padding: 1, divisor: 3)]
    },
    "lpPool": { x, p in
      let (power, kernel, stride) = (Double(p[1]), PerAxis(p[2]), PerAxis(p[3]))
      switch p[0] {
      case 1:
        return [try lpPool1d(x[0], p: power, kernel: kernel, stride: stride, ceilMode: p[4] == 1)]
      case 2:
        return [try lpPool2d(x[0], p: power, kernel: kernel, stride: stride, ceilMode: p[4] == 1)]
      default:
        return [try lpPool3d(x[0], p: power, kernel: kernel, stride: stride, ceilMode: p[4] == 1)]
      }
    },
    "adaptiveAveragePool": { x, p in
      switch p[0] {
      case 1: return [try adaptiveAveragePool1d(x[0], output: PerAxis([Int](p.dropFirst())))]
      case 2: return [try adaptiveAveragePool2d(x[0], output: PerAxis([Int](p.dropFirst())))]
      default: return [try adaptiveAveragePool3d(x[0], output: PerAxis([Int](p.dropFirst())))]
      }
    },
    "adaptiveMaxPool": { x, p in
      switch p[0] {
      case 1: return [try adaptiveMaxPool1d(x[0], output: PerAxis([Int](p.dropFirst())))]
      case 2: return [try adaptiveMaxPool2d(x[0], output: PerAxis([Int](p.dropFirst())))]
      default: return [try adaptiveMaxPool3d(x[0], output: PerAxis([Int](p.dropFirst())))]
      }
    },
    "maxUnpool": { x, p in
      let (kernel, stride, padding) = (PerAxis(p[1]), PerAxis(p[2]), PerAxis(p[3]))
      let output = x[0].shape.dims.suffix(p[0]).compactMap(\.fixed)
      switch p[0] {
      case 1:
        let both = try maxPool1dWithIndices(x[0], kernel: kernel, stride: stride, padding: padding)
        return [
          try maxUnpool1d(
            both.values, both.indices, kernel: kernel, stride: stride, padding: padding,
            output: output)
        ]
      case 2:
        let both = try maxPool2dWithIndices(x[0], kernel: kernel, stride: stride, padding: padding)
        return [
          try maxUnpool2d(
            both.values, both.indices, kernel: kernel, stride: stride, padding: padding,
            output: output)
        ]
      default:
        let both = try maxPool3dWithIndices(x[0], kernel: kernel, stride: stride, padding: padding)
        return [
          try maxUnpool3d(
            both.values, both.indices, kernel: kernel, stride: stride, padding: padding,
            output: output)
        ]
      }
    },
    "unfold": { x, p in
      [
        try unfold(
          x[0], kernel: [p[0], p[1]], stride: [p[2], p[3]], padding: [p[4], p[5]],
          dilation: [p[6], p[7]])
      ]
    },
    "fold": { x, p in
      [
        try fold(
          x[0], output: [6, 7], kernel: [p[0], p[1]], stride: [p[2], p[3]],
          padding: [p[4], p[5]], dilation: [p[6], p[7]])
      ]
    },
  ]

  private static let norms: [String: Expression] = [
    // PyTorch's running variance is that of a sample.
    "batchNorm": { x, _ in
      let result = try batchNorm(x[0], scale: given(x, 1), offset: given(x, 2))
      let count = x[0].shape.fixed.map { $0.reduce(1, *) / $0[1] } ?? 1
      let mean = try stopGradient(result.mean)
      let variance = try stopGradient(result.variance) * (Double(count) / Double(count - 1))
      return [result.y, mean, variance]
    },
    "batchNormEvaluation": { x, _ in
      [
        try batchNorm(
          x[0], mean: stopGradient(x[1]), variance: stopGradient(x[2]), scale: given(x, 3),
          offset: given(x, 4))
      ]
    },
    "groupNorm": { x, p in
      [try groupNorm(x[0], groups: p[0], scale: given(x, 1), offset: given(x, 2))]
    },
    "instanceNorm": { x, _ in
      [try instanceNorm(x[0], scale: given(x, 1), offset: given(x, 2))]
    },
    "layerNormAxes": { x, p in
      [try layerNorm(x[0], axes: p[0], scale: given(x, 1), offset: given(x, 2))]
    },
    "rmsNorm": { x, p in
      [try rmsNorm(x[0], axes: p[0], scale: given(x, 1), epsilon: 1e-3)]
    },
    "localResponseNorm": { x, p in
      [try localResponseNorm(x[0], size: p[0], alpha: 0.5, beta: 0.75, k: 2)]
    },
    "normalize": { x, p in [try normalize(x[0], p: Double(p[0]), axis: p[1])] },
    "softmaxAxis": { x, p in [try softmax(x[0], axis: p[0])] },
    "logSoftmaxAxis": { x, p in [try logSoftmax(x[0], axis: p[0])] },
    "softmin": { x, p in [try softmin(x[0], axis: p[0])] },
  ]

  /// An input that a case may go without.
  private static func given(_ x: [Variable], _ position: Int) -> Variable? {
    position < x.count ? x[position] : nil
  }

  private static let upsampling: [String: Expression] = [
    "interpolate": { x, p in
      [
        try interpolate(
          x[0], size: PerAxis(p[2...].map { $0 }), mode: InterpolationMode.allCases[p[0]],
          alignCorners: p[1] == 1)
      ]
    },
    "interpolateScaleAligned": { x, p in
      let scale = p.dropFirst().map { Double($0) / 100 }
      return [
        try interpolate(
          x[0], scale: scale, mode: InterpolationMode.allCases[p[0]], alignCorners: true)
      ]
    },
    "interpolateScale": { x, p in
      let scale = p[1...].map { Double($0) / 100 }
      return [try interpolate(x[0], scale: scale, mode: InterpolationMode.allCases[p[0]])]
    },
  ]

  private static let chosen: [String: Expression] = [
    "embeddingPadding": { x, p in [try embedding(x[0], x[1], paddingIndex: p[0])] },
    "embeddingBag": { x, p in
      let padding = p[1] < 0 ? nil : p[1]
      return [
        try embeddingBag(x[0], x[1], mode: BagMode.allCases[p[0]], paddingIndex: padding)
      ]
    },
    "embeddingBagOffsets": { x, p in
      let padding = p[1] < 0 ? nil : p[1]
      return [
        try embeddingBag(
          x[0], x[1], offsets: x[2], mode: BagMode.allCases[p[0]], paddingIndex: padding)
      ]
    },
    "embeddingBagWeights": { x, p in
      let padding = p[0] < 0 ? nil : p[0]
      return [
        try embeddingBag(x[0], x[1], mode: .sum, weights: x[2], paddingIndex: padding)
      ]
    },
    "embeddingBagOffsetsWeights": { x, p in
      let padding = p[0] < 0 ? nil : p[0]
      return [
        try embeddingBag(
          x[0], x[1], offsets: x[2], mode: .sum, weights: x[3], paddingIndex: padding)
      ]
    },
    "attentionScale": { x, p in
      [
        try scaledDotProductAttention(
          x[0], x[1], x[2], isCausal: p[1] == 1, scale: Double(p[0]) / 100)
      ]
    },
    "attentionScaleMask": { x, p in
      [try scaledDotProductAttention(x[0], x[1], x[2], mask: x[3], scale: Double(p[0]) / 100)]
    },
    "hardmax": { x, p in [try hardmax(x[0], axis: p[0])] },
    "dropoutEvaluation": { x, p in
      switch p[0] {
      case 0: [try dropout(x[0], 0.4)]
      case 1: [try dropout1d(x[0], 0.4)]
      case 2: [try dropout2d(x[0], 0.4)]
      case 3: [try dropout3d(x[0], 0.4)]
      case 4: [try alphaDropout(x[0], 0.4)]
      default: [try featureAlphaDropout(x[0], 0.4)]
      }
    },
    "attentionMask": { x, _ in
      [try scaledDotProductAttention(x[0], x[1], x[2], mask: x[3])]
    },
    // Whether keys behind a query are hidden.
    "attentionGroups": { x, p in
      [
        try scaledDotProductAttention(
          x[0], x[1], x[2], mask: given(x, 3), isCausal: p[0] == 1, groupsQueries: true)
      ]
    },
  ]
}
