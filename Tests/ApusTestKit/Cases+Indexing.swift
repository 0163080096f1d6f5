import ApusGraph

extension OperationCases {
  static let indexing: [OperationCase] =
    gatherCases + takeCases + scatterCases + oneHotCases + tables

  private static var gatherCases: [OperationCase] {
    // Shape, axis, shape of the indices.
    let spaces: [(Shape, Int, Shape)] = [
      ([5], 0, [3]), ([5], 0, []), ([1], 0, [4]), ([5, 3], 0, [4]), ([5, 3], 1, [4]),
      ([5, 3], -1, [2, 2]), ([5, 3], 0, [0]), ([5, 0], 0, [3]), ([2, 5, 3], 1, [2, 3]),
      ([2, 3, 4, 2], 2, [3]), ([2, 3, 4, 2], 0, [1, 2]), ([101, 7], 0, [211]),
      ([1009, 11], 0, [13, 17]), ([3, 20011], 1, [101]), ([5, 3], 0, [1]),
    ]
    let plain = spaces.map { shape, axis, indices in
      let extent = shape[axis < 0 ? axis + shape.rank : axis].fixed ?? 1
      return OperationCase(
        "gather \(shape) axis \(axis) by \(indices)", .indexing,
        [.float(shape), .integers(indices, 0..<extent)]
      ) { [try gather($1[0], $1[1], axis: axis)] }
    }
    let types = [DType.int32, .int64, .uint8].map { dtype in
      OperationCase(
        "embedding by \(dtype)", .indexing,
        [.float([7, 5]), .integers([2, 6], 0..<7, dtype), .float([5, 3])]
      ) { [try matmul(gather($1[0], $1[1]), $1[2])] }
    }
    return plain + types + [
      OperationCase(
        "gather of one entry only", .indexing, [.float([4, 3]), .values([9], [2], .int32)]
      ) { [try gather($1[0], $1[1])] },
      OperationCase(
        "gather of integers", .indexing, [.integers([9], -50..<50), .integers([4], 0..<9)]
      ) { [try gather($1[0], $1[1]), try gather($1[1], $1[1] / 3)] },
      OperationCase(
        "gather of a computed table", .indexing, [.float([6, 4]), .integers([5], 0..<6)]
      ) {
        [try tanh(gather(sin($1[0]) * 2, $1[1]))]
      },
      OperationCase(
        "gather of NaN", .indexing,
        [.values([3, 2], [.nan, 1, 2, .infinity, 3, 4]), .values([2], [2, 1], .int32)], order: 0
      ) { [try gather($1[0], $1[1])] },
    ]
  }

  private static var takeCases: [OperationCase] {
    // Shape, axis, entries taken along it.
    let spaces: [(Shape, Int, Int)] = [
      ([5], 0, 3), ([1, 1], 1, 4), ([5, 3], 0, 7), ([5, 3], -1, 2), ([2, 5, 3], 1, 0),
      ([0, 3], 1, 2), ([2, 7, 5], 1, 9), ([101, 13], 1, 17), ([3, 5, 67], 0, 4),
    ]
    let plain = spaces.map { shape, axis, count in
      let axis = axis < 0 ? axis + shape.rank : axis
      var indices = shape.dims
      indices[axis] = Dim(count)
      return OperationCase(
        "takeAlongAxis \(shape) axis \(axis) of \(count)", .indexing,
        [.float(shape), .integers(Shape(indices), 0..<(shape[axis].fixed ?? 1))]
      ) { [try takeAlongAxis($1[0], $1[1], axis: axis)] }
    }
    return plain + [
      OperationCase(
        "takeAlongAxis of a transposed, computed table", .indexing,
        [.float([4, 6]), .integers([6, 3], 0..<4, .int64)]
      ) { [try tanh(takeAlongAxis(sin(transpose($1[0], [1, 0])) * 2, $1[1], axis: -1))] }
    ]
  }

  private static var scatterCases: [OperationCase] {
    let spaces: [(Shape, Shape, Int, Int)] = [
      ([6], [6], 0, 3), ([6, 2], [6], 0, 4), ([2, 6], [6], 1, 5), ([2, 2, 3, 2], [2, 3], 1, 4),
      ([0, 2], [0], 0, 3), ([101, 7], [101], 0, 13),
    ]
    return spaces.map { g, indices, axis, extent in
      OperationCase(
        "scatterAdd \(g) axis \(axis) to \(extent)", .indexing,
        [.float(g), .integers(indices, 0..<extent)]
      ) { try $0.add(ScatterAdd(axis: axis, extent: Dim(extent)), $1) }
    }
  }

  private static var oneHotCases: [OperationCase] {
    let spaces: [(Shape, Int)] = [
      ([], 3), ([1], 1), ([5], 4), ([2, 3], 4), ([0], 3), ([3], 0), ([1009], 11),
    ]
    return spaces.map { shape, classes in
      OperationCase(
        "oneHot \(shape) of \(classes)", .indexing,
        [.integers(shape, -1..<(classes + 1))]
      ) {
        [
          try oneHot($1[0], classes: Dim(classes), checked: false),
          try oneHot($1[0], classes: Dim(classes), .int32, checked: false) * 3,
          try oneHot($1[0], classes: Dim(classes), .bool, checked: false),
        ]
      }
    }
      + [DType.int64, .uint8].map { dtype in
        OperationCase("oneHot of \(dtype)", .indexing, [.integers([7], 0..<5, dtype)]) {
          [try oneHot($1[0], classes: 5), try oneHot($1[0], classes: 3, checked: false)]
        }
      }
      + [
        OperationCase(
          "oneHot of what is 0 and 1 in 32 bits", .indexing,
          [.values([5], [0, 0x1p32, 1, 0x1p32 + 1, -0x1p32], .int64)]
        ) { [try oneHot($1[0], classes: 2, checked: false)] }
      ]
  }
}
