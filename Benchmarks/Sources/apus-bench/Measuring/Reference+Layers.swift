/// What the `conv` rows and those that move elements have to compute.
extension Reference {
  /// Every product of a convolution, added up where its figure wants it.
  static func convolution(_ extents: Extents, _ inputs: [String: [Double]]) -> [Double]? {
    guard let layer = try? ConvolutionLayer(extents) else { return nil }
    let (x, w) = (inputs["x"] ?? [], inputs["w"] ?? [])
    let upstream = inputs["upstream"] ?? []
    let (size, kernel, count) = (layer.input[2], layer.weights[2], layer.output[2])
    let shape =
      switch layer.figure {
      case .forward: layer.output
      case .inputGradient: layer.input
      case .weightGradient: layer.weights
      }
    var result = [Double](repeating: 0, count: shape.reduce(1, *))
    func product(_ sample: Int, _ output: Int, _ channel: Int, _ row: Int, _ column: Int) {
      let made = (sample * layer.output[1] + output) * count * count + row * count + column
      for i in 0..<kernel {
        for j in 0..<kernel {
          let (y, z) = (
            row * layer.stride + i - layer.padding, column * layer.stride + j - layer.padding
          )
          guard 0..<size ~= y, 0..<size ~= z else { continue }
          let read = (sample * layer.input[1] + channel) * size * size + y * size + z
          let weight = (output * layer.input[1] + channel) * kernel * kernel + i * kernel + j
          switch layer.figure {
          case .forward: result[made] += x[read] * w[weight]
          case .inputGradient: result[read] += upstream[made] * w[weight]
          case .weightGradient: result[weight] += upstream[made] * x[read]
          }
        }
      }
    }
    for sample in 0..<layer.output[0] {
      for output in 0..<layer.output[1] {
        for channel in 0..<layer.input[1] {
          for row in 0..<count {
            for column in 0..<count { product(sample, output, channel, row, column) }
          }
        }
      }
    }
    return result
  }

  static func gather(_ x: [Double], _ indices: [Double], _ width: Int) -> [Double] {
    indices.flatMap { x[Int($0) * width..<(Int($0) + 1) * width] }
  }

  static func scatterAdd(
    _ upstream: [Double], _ indices: [Double], _ extents: Extents
  ) -> [Double] {
    let width = extents["width"]
    var table = [Double](repeating: 0, count: extents["vocabulary"] * width)
    for (number, index) in indices.enumerated() {
      for column in 0..<width {
        table[Int(index) * width + column] += upstream[number * width + column]
      }
    }
    return table
  }

  static func swapAxes(_ x: [Double], _ extents: Extents) -> [Double] {
    let (rows, columns) = (extents["rows"], extents["columns"])
    let inner = extents["inner"]
    var result: [Double] = []
    for outer in 0..<extents["outer"] {
      for column in 0..<columns {
        for row in 0..<rows {
          let start = ((outer * rows + row) * columns + column) * inner
          result += x[start..<start + inner]
        }
      }
    }
    return result
  }

  static func padding(_ x: [Double], _ extents: Extents) -> [Double] {
    let (size, amount) = (extents["size"], extents["amount"])
    let inside = amount..<amount + size
    var result: [Double] = []
    for image in 0..<extents["batch"] * extents["channels"] {
      for row in 0..<size + 2 * amount {
        for column in 0..<size + 2 * amount {
          let isInside = inside ~= row && inside ~= column
          result.append(
            isInside ? x[(image * size + row - amount) * size + column - amount] : 0)
        }
      }
    }
    return result
  }

  static func concatenation(_ parts: [[Double]], _ extents: Extents) -> [Double] {
    if extents["axis"] == 0 { return parts.flatMap { $0 } }
    let columns = extents["columns"]
    return (0..<extents["rows"]).flatMap { row in
      parts.flatMap { $0[row * columns..<(row + 1) * columns] }
    }
  }
}
