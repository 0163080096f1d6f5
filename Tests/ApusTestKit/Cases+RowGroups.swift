import ApusGraph

extension OperationCases {
  /// Maps and reductions of the same rows, which a compiler makes one kernel of: rows of one
  /// element, shorter and longer than a vector and a work-group, of all types, of fixed and of
  /// symbolic extents.
  public static let rowGroups: [OperationCase] = fixedRows + symbolicRows + entangledRows

  private static var fixedRows: [OperationCase] {
    let shapes: [Shape] = [
      [20, 1], [20, 7], [20, 33], [20, 1000], [5, 4, 7], [5, 4, 33], [3, 33], [1, 1000],
    ]
    return shapes.flatMap { shape in
      let rows = Shape(Array(shape.dims.dropLast()))
      return [
        OperationCase(
          "row group of \(shape)", .fusion,
          [.float(shape), .integers(rows, 0..<(shape[shape.rank - 1].fixed ?? 1))]
        ) { try floats($1[0], $1[1]) },
        OperationCase("row group of int32 \(shape)", .fusion, [.integers(shape, -9..<10)]) {
          try integers($1[0])
        },
        OperationCase(
          "row group of int64 \(shape)", .fusion, [.integers(shape, -9..<10, .int64)]
        ) { try integers($1[0]) },
        OperationCase("row group of mirrored \(shape)", .fusion, [.float(shape)]) {
          let (weights, last) = (try softmax($1[0]), shape[shape.rank - 1])
          let mirrored = try slice(weights, axis: -1, start: last - 1, count: last, step: -1)
          return [try weights * mirrored, try sum(exp(weights) * mirrored, axes: [-1])]
        },
        OperationCase(
          "row group of bools \(shape)", .fusion, [.float(shape, .distinct), .bools(shape)]
        ) { try masked($1[0], $1[1]) },
      ]
    }
  }

  private static var symbolicRows: [OperationCase] {
    let shape: Shape = [.batch, .time]
    let bindings = [(20, 1), (1, 7), (3, 33), (17, 129), (2, 1000)].map {
      ["batch": $0.0, "time": $0.1]
    }
    return [
      OperationCase(
        "row group of symbols", .fusion, [.float(shape), .values([.batch], [0], .int32)],
        bindings: bindings
      ) { try floats($1[0], $1[1]) },
      OperationCase(
        "row group of int32 symbols", .fusion, [.integers(shape, -9..<10)], bindings: bindings
      ) { try integers($1[0]) },
      OperationCase(
        "row group of bool symbols", .fusion, [.float(shape, .distinct), .bools(shape)],
        bindings: bindings
      ) { try masked($1[0], $1[1]) },
      OperationCase(
        "row group of a shifted batch", .fusion, [.float([.batch + 1, 9])],
        bindings: [0, 1, 40].map { ["batch": $0] }
      ) { [try softmax(slice($1[0], axis: 0, start: 1, count: .batch) * 2)] },
    ]
  }

  /// Rows that other kernels come between.
  private static var entangledRows: [OperationCase] {
    [
      OperationCase("row group around a sum of columns", .fusion, [.float([20, 33])]) {
        let weights = try softmax($1[0])
        return [try weights * sum(weights * weights, axes: [0])]
      },
      OperationCase(
        "row group around a product", .fusion, [.float([20, 33]), .float([33, 33])]
      ) {
        let weights = try softmax($1[0])
        return [try weights - softmax(matmul(weights, $1[1]))]
      },
      OperationCase("row group that reads other rows", .fusion, [.float([20, 33])]) {
        let weights = try softmax($1[0])
        let below = try slice(weights, axis: 0, start: 19, count: 20, step: -1)
        return [try weights * below, try sum(below * weights, axes: [1])]
      },
      OperationCase("row group of transposed rows", .fusion, [.float([33, 33])]) {
        let weights = try softmax($1[0])
        return [try softmax(transpose(weights)) - weights]
      },
    ]
  }

  private static func floats(_ x: Variable, _ labels: Variable) throws -> [Variable] {
    let normal = try layerNormalize(x, epsilon: 0.1)
    let losses = try softmaxCrossEntropies(logits: normal, labels: labels)
    return [
      try softmax(x), losses, try exp(logSoftmax(normal)) * normal,
      try max(normal, axes: [-1], keepingDims: true) - normal,
    ]
  }

  private static func integers(_ x: Variable) throws -> [Variable] {
    let total = try sum(x, axes: [-1], keepingDims: true)
    let distance = try x * 7 - total
    let isAbove = try distance > 0
    let count = try sum(cast(isAbove, to: .int32), axes: [-1])
    return [count, try select(isAbove, distance, total), try max(distance, axes: [-1])]
  }

  private static func masked(_ x: Variable, _ mask: Variable) throws -> [Variable] {
    let isLarge = try x >= mean(x, axes: [-1], keepingDims: true)
    let kept = try logicalAnd(isLarge, mask)
    let sums = try sum(select(kept, x, 0), axes: [-1], keepingDims: true)
    return [kept, sums, try select(kept, x - sums, x)]
  }
}
