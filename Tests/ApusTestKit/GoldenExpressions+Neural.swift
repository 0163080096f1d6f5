import ApusGraph

extension GoldenCase {
  /// What the neural operations of generate_neural.py mean here.
  static let neural: [String: Expression] = pools

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
      case 1: return [try adaptiveAveragePool1d(x[0], output: PerAxis(p[1]))]
      case 2: return [try adaptiveAveragePool2d(x[0], output: PerAxis(p[1]))]
      default: return [try adaptiveAveragePool3d(x[0], output: PerAxis(p[1]))]
      }
    },
    "adaptiveMaxPool": { x, p in
      switch p[0] {
      case 1: return [try adaptiveMaxPool1d(x[0], output: PerAxis(p[1]))]
      case 2: return [try adaptiveMaxPool2d(x[0], output: PerAxis(p[1]))]
      default: return [try adaptiveMaxPool3d(x[0], output: PerAxis(p[1]))]
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
}
