import ApusGraph

extension OperationCases {
  /// Functions that compute nothing, and take any type, alone: the other cases of them do something with
  /// their results that not all types allow.
  static let ofEveryType: [OperationCase] =
    alone
    + [(1, "rnn"), (3, "gru"), (4, "lstm")].map { gates, name in
      let total = Dim(2 * gates)
      return OperationCase(
        "\(name) of two steps", .matmul,
        [
          .float([2, 2, 3]), .float([1, 2, 2]), .values([2], [2, 1], .int32), .float([3, total]),
          .float([2, total]), .float([total]), .float([total]),
        ], order: 1
      ) { _, x in try sequence(gates, x, layers: 1, directions: 1, lengths: nil) }
    }

  private static let alone: [OperationCase] = [
    OperationCase("scan of what only moves", .movement, [.float([3, 2]), .float([2])]) { _, x in
      let (last, all) = try scan(over: [x[0]], carrying: [x[1]]) { step throws(GraphError) in
        (carries: [step.inputs[0]], outputs: [step.carries[0]])
      }
      return last + all
    },
    OperationCase(
      "casts of whole numbers", .movement, [.float([37], .integers(-3..<4), gradient: false)]
    ) { _, x in
      try [DType.float32, .float16, .bfloat16, .int8, .int16, .int32, .int64, .uint8, .bool].map {
        try cast(x[0], to: $0)
      }
    },
    // Scalars that every integer type has.
    OperationCase(
      "clamp from a whole number", .elementwise, [.float([7], .integers(0..<9), gradient: false)]
    ) {
      [try clamp($1[0], low: 3)]
    },
    OperationCase(
      "clamp to a whole number", .elementwise, [.float([7], .integers(0..<9), gradient: false)]
    ) {
      [try clamp($1[0], high: 5)]
    },
    OperationCase(
      "clamp to whole numbers", .elementwise, [.float([7], .integers(0..<9), gradient: false)]
    ) {
      [try clamp($1[0], low: 3, high: 5)]
    },
    OperationCase(
      "maskedFill with a whole number", .elementwise,
      [.float([7]), .values([7], [0, 1, 1, 0, 0, 1, 0], .bool)]
    ) { [try maskedFill($1[0], $1[1], 3)] },
    OperationCase(
      "remainder by a whole number", .elementwise, [.float([7], .integers(0..<9), gradient: false)]
    ) {
      [try remainder($1[0], 4)]
    },
    OperationCase("classification of plain numbers", .elementwise, [.float([7])]) {
      [try isNaN($1[0]), try isInf($1[0]), try isFinite($1[0])]
    },
    OperationCase("stopGradient alone", .movement, [.float([5], gradient: false)]) {
      [try stopGradient($1[0])]
    },
    OperationCase("modeSelect of what only moves", .movement, [.float([3, 5])]) {
      [try modeSelect(training: transpose($1[0]), evaluation: reshape($1[0], to: [5, 3]))]
    },
    OperationCase("checkpoint of what only moves", .movement, [.float([3, 5])]) { graph, x in
      [try graph.checkpoint { () throws(GraphError) in try transpose(x[0]) }]
    },
    OperationCase("custom gradient of what only moves", .movement, [.float([3, 5])]) { _, x in
      try customGradient(of: [x[0]]) { x throws(GraphError) in
        [try transpose(x[0])]
      } gradient: { context throws(GraphError) in
        [try transpose(context.outputGradients[0])]
      }
    },
    OperationCase("conv1d alone", .matmul, [.float([2, 4, 9]), .float([6, 2, 3])]) {
      [try conv1d($1[0], $1[1], groups: 2)]
    },
    OperationCase(
      "maxUnpool1d alone", .pooling,
      [.float([2, 3]), .values([2, 3], [0, 3, 5, 1, 2, 4], .int64)]
    ) { [try maxUnpool1d($1[0], $1[1], kernel: 2)] },
    OperationCase(
      "maxUnpool3d alone", .pooling,
      [.float([1, 1, 1, 2]), .values([1, 1, 1, 2], [5, 8], .int64)]
    ) { [try maxUnpool3d($1[0], $1[1], kernel: 2)] },
  ]
}
