import ApusGraph

extension Reference {
  /// Convolutions and their weights' gradients, product by product.
  static func convolution(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray? {
    switch op {
    case let op as Convolution:
      let counts = try op.geometry.counts.map { try $0.value(context.binding) }
      var y = ReferenceArray(
        repeating: 0, shape: [x[0].shape[0], x[1].shape[0]] + counts, dtype: x[0].dtype)
      forEachProduct(op.geometry, x[0].shape, x[1].shape, counts) { input, weight, output in
        y.values[output] += x[0].values[input] * x[1].values[weight]
      }
      return y.wrapped()
    case let op as ConvolutionWeights:
      let counts = try op.geometry.counts.map { try $0.value(context.binding) }
      let kernel = try op.kernel.map { try $0.value(context.binding) }
      let shape = [x[0].shape[1], x[1].shape[1] / op.geometry.groups] + kernel
      var w = ReferenceArray(repeating: 0, shape: shape, dtype: x[0].dtype)
      forEachProduct(op.geometry, x[1].shape, shape, counts) { input, weight, output in
        w.values[weight] += x[0].values[output] * x[1].values[input]
      }
      return w.wrapped()
    default: return nil
    }
  }

  /// Calls `body` with the positions of input, weight and output of each product.
  private static func forEachProduct(
    _ g: ConvolutionGeometry, _ x: [Int], _ w: [Int], _ counts: [Int],
    _ body: (Int, Int, Int) -> Void
  ) {
    let rank = counts.count
    let perGroup = w[0] / g.groups
    let (taps, results) = (Array(w.dropFirst()), [x[0], w[0]] + counts)
    for n in 0..<x[0] {
      for m in 0..<w[0] {
        forEachIndex(of: counts) { o in
          let output = position([n, m] + o, in: results)
          forEachIndex(of: taps) { tap in
            let channel = m / perGroup * w[1] + tap[0]
            var place = [n, channel]
            for axis in 0..<rank {
              let at =
                o[axis] * g.strides[axis] + tap[axis + 1] * g.dilations[axis] - g.before[axis]
              guard at >= 0, at % g.spacings[axis] == 0, at / g.spacings[axis] < x[axis + 2] else {
                return
              }
              place.append(at / g.spacings[axis])
            }
            body(position(place, in: x), position([m] + tap, in: w), output)
          }
        }
      }
    }
  }
}
