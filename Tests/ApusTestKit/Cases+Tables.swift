import ApusGraph

extension OperationCases {
  static let tables: [OperationCase] =
    scatterModes + pointCases + cumulativeCases + sortCases + dynamicCases

  private static var scatterModes: [OperationCase] {
    let modes = ScatterMode.allCases.flatMap { mode in
      [
        OperationCase(
          "scatter \(mode) along columns", .indexing,
          [.float([3, 5]), .integers([3, 7], 0..<5), .float([3, 7])]
        ) { [try scatter($1[0], $1[1], $1[2], axis: 1, mode: mode)] },
        OperationCase(
          "indexAdd \(mode) of rows", .indexing,
          [.float([2, 5, 3]), .integers([7], 0..<5), .float([2, 7, 3])]
        ) { [try indexAdd($1[0], $1[1], $1[2], axis: 1, mode: mode)] },
      ]
    }
    // The other modes in types that round, wrap round or are moved as bytes.
    let typed = [DType.float16, .bfloat16, .int8, .int64].flatMap { dtype in
      [
        OperationCase(
          "scatter of \(dtype)", .indexing,
          [.float([3, 5]), .integers([3, 7], 0..<5, .int16), .float([3, 7])], order: 0
        ) { [try scatter($1[0], $1[1], $1[2], axis: 1, mode: .add)] },
        OperationCase(
          "indexAdd of \(dtype)", .indexing,
          [.float([5, 19]), .integers([7], 0..<5, .int16), .float([7, 19])], order: 0
        ) { [try indexAdd($1[0], $1[1], $1[2], axis: 0)] },
      ].map { $0.typed(dtype) }
    }
    return modes + typed + [
      OperationCase(
        "scatter of many along a short axis", .indexing,
        [.float([13, 101]), .integers([57, 101], 0..<13), .float([57, 101])], order: 1
      ) { [try scatter($1[0], $1[1], $1[2], axis: 0, mode: .add)] },
      OperationCase(
        "scatter into one long row", .indexing,
        [.float([2011]), .integers([1500], 0..<2011, .int64), .float([1500])], order: 1
      ) { [try scatter($1[0], $1[1], $1[2], axis: 0, mode: .add)] },
      OperationCase(
        "indexAdd of wide rows", .indexing,
        [.float([9, 707]), .integers([23], 0..<9), .float([23, 707])], order: 1
      ) { [try indexAdd($1[0], $1[1], $1[2], axis: 0)] },
      OperationCase(
        "indexAdd of a symbolic list", .indexing,
        [.float([.symbol("rows"), 5]), .integers([.batch], 0..<3), .float([.batch, 5])],
        bindings: [["rows": 3, "batch": 4], ["rows": 9, "batch": 0]], order: 1
      ) { [try indexAdd($1[0], $1[1], $1[2], axis: 0)] },
      OperationCase(
        "scatter of factors that are 0", .indexing,
        [
          .float([3, 5], .integers(-1..<3)), .integers([3, 7], 0..<5),
          .float([3, 7], .integers(-1..<3)),
        ],
        order: 1
      ) { [try scatter($1[0], $1[1], $1[2], axis: 1, mode: .multiply)] },
      OperationCase(
        "putAlongAxis alone", .indexing,
        [.float([3, 5]), .integers([3, 4], 0..<5), .float([3, 4])], order: 1
      ) { [try putAlongAxis($1[0], $1[1], $1[2], axis: 1)] },
      OperationCase(
        "putAlongAxis of nothing", .indexing,
        [.float([3, 5]), .integers([3, 0], 0..<1), .float([3, 0])]
      ) { [try putAlongAxis($1[0], $1[1], $1[2], axis: 1)] },
      OperationCase(
        "putAlongAxis of flags and bytes", .indexing,
        [
          .bools([9]), .integers([4], 0..<9, .uint8), .bools([4]), .integers([9], 0..<9, .uint8),
          .integers([4], 0..<9, .uint8),
        ]
      ) {
        [
          try putAlongAxis($1[0], $1[1], $1[2], axis: 0),
          try indexAdd($1[3], $1[1], $1[4], axis: 0, mode: .max),
        ]
      },
      OperationCase(
        "scatter extremes of NaN", .indexing,
        [
          .values([5], [1, .nan, 2, 3, -.infinity]), .values([4], [0, 1, 2, 2], .int32),
          .values([4], [.nan, 1, 5, 4]),
        ], order: 0
      ) {
        [
          try scatter($1[0], $1[1], $1[2], axis: 0, mode: .max),
          try indexAdd($1[0], $1[1], $1[2], axis: 0, mode: .min),
        ]
      },
      OperationCase(
        "putAlongAxis in a table without rows or columns", .indexing,
        [
          .float([0, 3]), .integers([0, 3], 0..<1), .float([0, 3]), .float([3, 0]),
          .integers([5, 0], 0..<3), .float([5, 0]), .float([1, 1]), .integers([1, 1], 0..<1),
          .float([1, 1]),
        ]
      ) { graph, x in
        try [0, 3, 6].map { try putAlongAxis(x[$0], x[$0 + 1], x[$0 + 2], axis: -2) }
      },
      OperationCase(
        "indexAdd of no rows, no columns and one", .indexing,
        [
          .float([3, 2]), .integers([0], 0..<1), .float([3, 0]), .integers([4], 0..<3),
          .float([4, 0]), .float([1, 1]), .integers([1], 0..<1), .float([1, 1]), .float([0, 2]),
        ]
      ) { graph, x in
        [
          try indexAdd(x[0], x[1], x[8], axis: -2), try indexAdd(x[2], x[3], x[4], axis: 0),
          try indexAdd(x[5], x[6], x[7], axis: -1),
        ]
      },
      OperationCase(
        "scatter max along the last but one axis", .indexing,
        [.float([2, 3, 4]), .integers([2, 5, 4], 0..<3, .int8), .float([2, 5, 4])]
      ) { [try scatter($1[0], $1[1], $1[2], axis: -2, mode: .max)] },
      OperationCase(
        "indexSelect of columns", .indexing, [.float([3, 7]), .integers([5], 0..<7)]
      ) { [try indexSelect($1[0], $1[1], axis: -1)] },
    ]
  }

  private static var pointCases: [OperationCase] {
    // Table, indices, batch axes.
    let spaces: [(Shape, Shape, Int)] = [
      ([5], [3, 1], 0), ([4, 4, 3], [6, 2], 0), ([3, 3, 3], [2, 2, 3], 0), ([5], [0, 1], 0),
      ([2, 3, 3], [2, 5, 2], 1),
      ([2, 3, 4], [2, 1], 1), ([3, 0], [4, 1], 0),
    ]
    return spaces.map { shape, indices, batch in
      OperationCase(
        "gatherND \(shape) at \(indices), \(batch) batch axes", .indexing,
        [.float(shape), .integers(indices, 0..<3)]
      ) { [try gatherND($1[0], $1[1], batchAxes: batch)] }
    }
      + ScatterMode.allCases.map { mode in
        OperationCase(
          "scatterND \(mode)", .indexing,
          [.float([3, 3, 2]), .integers([7, 2], 0..<3, .int64), .float([7, 2])]
        ) { [try scatterND($1[0], $1[1], $1[2], mode: mode)] }
      }
  }

  private static var cumulativeCases: [OperationCase] {
    let spaces: [(Shape, Int)] = [
      ([1], 0), ([7], 0), ([0], 0), ([3, 0], 1), ([0, 3], 1), ([3, 37], 1), ([5, 3], 0),
      ([2, 7, 3], -2),
      ([11, 83], 0),
    ]
    let plain = spaces.map { shape, axis in
      OperationCase("cumulativeSum \(shape) axis \(axis)", .indexing, [.float(shape)]) {
        [try cumulativeSum($1[0], axis: axis)]
      }
    }
    let options = [(true, false), (false, true), (true, true)].flatMap { exclusive, reversed in
      [([3, 37] as Shape, 1), ([37, 3], 0)].map { shape, axis in
        OperationCase(
          "cumulative \(shape), exclusive \(exclusive), reversed \(reversed)", .indexing,
          [.float(shape, .uniform(0.7, 1.3))]
        ) {
          [
            try cumulativeSum($1[0], axis: axis, exclusive: exclusive, reversed: reversed),
            try cumulativeProduct($1[0], axis: axis, exclusive: exclusive, reversed: reversed),
          ]
        }
      }
    }
    return plain + options + [
      OperationCase("cumulativeProduct alone", .indexing, [.float([5, 3])]) {
        [try cumulativeProduct($1[0], axis: -1)]
      },
      OperationCase(
        "cumulativeProduct with one 0", .indexing, [.float([1, 3], .values([2, 0, 1.5]))]
      ) { [try cumulativeProduct($1[0], axis: 1)] },
      OperationCase(
        "cumulativeProduct with zeros", .indexing,
        [.float([4, 9], .values([1, 0, -1, 2, 0.5, 3, -2]))],
        order: 1
      ) {
        [
          try cumulativeProduct($1[0], axis: 1),
          try cumulativeProduct($1[0], axis: 0, reversed: true),
        ]
      },
      OperationCase(
        "cumulativeSum of symbolic rows", .indexing, [.float([.batch, .symbol("n")])],
        bindings: [["batch": 3, "n": 37], ["batch": 1, "n": 8]], order: 1
      ) { [try cumulativeSum($1[0], axis: 1), try cumulativeSum($1[0], axis: 0)] },
      OperationCase(
        "cumulativeSum of a computed row", .indexing, [.float([1009])], relative: 1e-4,
        absolute: 1e-4,
        order: 1
      ) { [try sin(cumulativeSum(tanh($1[0]), axis: 0, reversed: true))] },
      OperationCase(
        "cumulative of integers", .indexing, [.integers([2, 19], -2..<3)]
      ) { [try cumulativeSum($1[0], axis: 1), try cumulativeProduct($1[0], axis: 1)] },
      OperationCase(
        "cumulativeSum of NaN and infinity", .indexing,
        [.values([3, 11], [1, 2, .infinity, 3, -1, .nan, 4, 0, 1, 5, 6, 7, 8])], order: 0
      ) { [try cumulativeSum($1[0], axis: 1), try cumulativeSum($1[0], axis: 0, reversed: true)] },
    ]
  }

  private static var sortCases: [OperationCase] {
    let spaces: [(Shape, Int)] = [
      ([1], 0), ([7], 0), ([0], 0), ([3, 0], 1), ([0, 3], 1), ([5, 3], 0), ([2, 7, 3], 1),
      ([3, 59], -1),
    ]
    let plain = spaces.map { shape, axis in
      OperationCase("sort \(shape) axis \(axis)", .indexing, [.float(shape, .distinct)]) {
        [try sort($1[0], axis: axis)]
      }
    }
    let best: [(Shape, Int, Int, Bool)] = [
      ([3, 9], 9, 1, true), ([3, 67], 5, 1, true), ([3, 67], 5, -1, false), ([41, 3], 2, 0, true),
      ([3, 5], 0, 1, true), ([2, 301], 70, 1, false), ([200], 1, 0, true),
    ]
    let types: [(DType, Range<Int>)] = [
      (.int8, -40..<40), (.int16, -4000..<4000), (.int32, -400_000..<400_000), (.uint8, 0..<256),
      (.int64, -40_000_000_000..<40_000_000_000), (.bool, 0..<2),
    ]
    let whole = types.map { dtype, range in
      OperationCase("sorts of \(dtype)", .indexing, [.integers([2, 53], range, dtype)]) {
        [try sort($1[0]), try argsort($1[0], descending: true)]
      }
    }
    return plain + whole
      + best.map { shape, count, axis, largest in
        OperationCase(
          "topK \(shape), \(count) of axis \(axis), largest \(largest)", .indexing,
          [.float(shape, .distinct)]
        ) { graph, x in
          let (values, indices) = try topK(x[0], Dim(count), axis: axis, largest: largest)
          return [values, indices]
        }
      } + [
        OperationCase("argsort alone", .indexing, [.float([3, 45], gradient: false)]) {
          [try argsort($1[0])]
        },
        OperationCase(
          "sorts of equal elements", .indexing,
          [.float([3, 211], .integers(-3..<4), gradient: false)]
        ) { graph, x in
          [
            try argsort(x[0]), try argsort(x[0], descending: true),
            try sort(x[0], descending: true),
            try topK(x[0], 7).indices, try topK(x[0], 7, largest: false).indices,
          ]
        },
        OperationCase(
          "sorts of NaN, infinities and zeros", .indexing,
          [
            .values(
              [2, 131],
              [0, .nan, -1, .infinity, 0.0, -0.0, 2, -.infinity, .nan, 5, -0.0, 1e-30, -7])
          ], order: 0
        ) { graph, x in
          [
            try argsort(x[0]), try argsort(x[0], descending: true), try sort(x[0]),
            try topK(x[0], 12).indices, try topK(x[0], 12, largest: false).indices,
          ]
        },
        OperationCase(
          "topK of symbolic rows", .indexing, [.float([.batch, .symbol("n") + 1, 1], .distinct)],
          bindings: [["batch": 2, "n": 42], ["batch": 3, "n": 0]], order: 1
        ) { graph, x in [try topK(x[0], 1, axis: 1).values, try sort(x[0], axis: 1)] },
      ]
  }

  private static var dynamicCases: [OperationCase] {
    // Shape, part, starts.
    let spaces: [(Shape, Shape, [Double], DType)] = [
      ([7], [3], [2], .int32), ([5, 4], [2, 3], [1, 1], .int32),
      ([5, 4], [2, 3], [-3, 9], .int64),
      ([3, 37], [2, 20], [1, 5], .uint8), ([5, 4], [0, 3], [1, 1], .int32),
      ([2], [2], [8e9], .int64),
    ]
    return spaces.map { shape, part, starts, dtype in
      OperationCase(
        "dynamic slice and update of \(part) within \(shape), \(dtype)", .indexing,
        [.float(shape), .float(part), .values([Dim(starts.count)], starts, dtype)]
      ) {
        [
          try dynamicSlice($1[0], starts: $1[2], shape: part),
          try dynamicUpdate($1[0], $1[1], starts: $1[2]),
        ]
      }
    } + [
      OperationCase(
        "dynamicSlice alone", .indexing, [.float([4, 5]), .values([2], [1, 2], .int64)]
      ) { [try dynamicSlice($1[0], starts: $1[1], shape: [2, 2])] },
      OperationCase(
        "dynamicUpdate of one row", .indexing,
        [.float([.batch + 1, 5]), .float([1, 5]), .values([2], [2, 0], .int64)],
        bindings: [["batch": 3], ["batch": 0]]
      ) { [try dynamicUpdate($1[0], $1[1], starts: $1[2])] },
    ]
  }
}
