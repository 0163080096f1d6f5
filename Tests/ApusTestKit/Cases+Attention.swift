import ApusGraph

extension OperationCases {
  /// The fused operation, also at sizes at which `scaledDotProductAttention` would take another way.
  public static let fusedAttention: [OperationCase] =
    attentionShapes + attentionOfViews + attentionOfSymbols + specialAttention

  /// Sizes around those of blocks: 16 or 32 lanes, 64 rows, 16 of each on GPU-like devices.
  private static let blocks: [(q: Shape, k: Shape, v: Shape)] = [
    ([1, 1], [1, 1], [1, 1]), ([3, 2, 1], [3, 2, 1], [3, 2, 1]), ([3, 4], [5, 4], [5, 3]),
    ([2, 1, 3, 4], [2, 5, 4], [5, 3]), ([5, 3, 4], [3, 4], [1, 3, 2]),
    ([0, 3, 4], [0, 5, 4], [0, 5, 2]), ([2, 0, 4], [2, 3, 4], [2, 3, 2]),
    ([3, 4], [0, 4], [0, 5]), ([7, 3, 4], [7, 0, 4], [7, 0, 5]), ([9, 4], [5, 4], [5, 3]),
    ([6, 70, 3], [6, 5, 3], [6, 5, 2]), ([37, 8], [41, 8], [41, 9]), ([41, 9], [37, 9], [37, 8]),
    ([16, 16], [16, 16], [16, 16]), ([2, 3, 20, 6], [2, 3, 23, 6], [2, 3, 23, 5]),
    ([33, 20], [33, 20], [33, 12]), ([5, 70, 33], [5, 67, 33], [5, 67, 35]),
    ([130, 5], [131, 5], [131, 7]), ([4, 64, 32], [4, 64, 32], [4, 64, 32]),
    ([1, 65, 64], [1, 129, 64], [1, 129, 64]), ([17, 130], [19, 130], [19, 3]),
    ([8, 17, 40], [8, 19, 40], [8, 19, 131]), ([200, 1], [200, 1], [200, 1]),
  ]

  private static func fused(
    _ isCausal: Bool, _ used: [Int] = [0]
  ) -> @Sendable (GraphBuilder, [Variable]) throws -> [Variable] {
    {
      let outputs = try $0.add(Attention(scale: 0.4, isCausal: isCausal), $1)
      return used.map { outputs[$0] }
    }
  }

  private static var attentionShapes: [OperationCase] {
    [false, true].flatMap { isCausal in
      blocks.map { q, k, v in
        OperationCase(
          "\(isCausal ? "causal " : "")fused attention \(q) \(k) \(v)", .softmax,
          [.float(q), .float(k), .float(v)], fused(isCausal))
      }
        + [[0, 1], [1]].map { used in
          OperationCase(
            "\(isCausal ? "causal " : "")fused attention, results \(used)", .softmax,
            [.float([2, 5, 4]), .float([2, 6, 4]), .float([6, 3])], fused(isCausal, used))
        }
    }
  }

  /// Heads that lie beside each other, as a layer has them, and operands without a unit stride.
  private static var attentionOfViews: [OperationCase] {
    @Sendable func headsOf(_ x: Variable, _ number: Int) throws -> Variable {
      let own = try slice(x, axis: 2, start: Dim(number), count: 1)
      let dims = x.shape.dims
      return try transpose(
        reshape(own, to: [dims[0], dims[1], dims[3], dims[4]]), [0, 2, 1, 3])
    }
    @Sendable func turn(_ x: Variable) throws -> Variable { try transpose(x, [0, 2, 1]) }
    return [false, true].flatMap { isCausal in
      [[2, 19, 3, 2, 5], [1, 3, 3, 1, 1], [2, 40, 3, 3, 16]].map { (shape: Shape) in
        OperationCase(
          "\(isCausal ? "causal " : "")fused attention of heads \(shape)", .softmax,
          [.float(shape)]
        ) {
          let x = $1[0]
          let heads = try (0..<3).map { try headsOf(x, $0) }
          let made = try fused(isCausal)($0, heads)[0]
          return [try reshape(transpose(made, [0, 2, 1, 3]), to: [shape[0], shape[1], -1])]
        }
      } + [
        OperationCase(
          "\(isCausal ? "causal " : "")fused attention of transposes", .softmax,
          [.float([2, 9, 34]), .float([2, 9, 34]), .float([2, 7, 34])]
        ) {
          let turned = try $1.map(turn)
          return [try transpose(fused(isCausal)($0, turned)[0], [2, 1, 0])]
        },
        OperationCase(
          "\(isCausal ? "causal " : "")fused attention to itself", .softmax, [.float([3, 21, 6])]
        ) { try fused(isCausal)($0, [$1[0], $1[0], $1[0]]) },
        // The result is read as it is and transposed.
        OperationCase(
          "\(isCausal ? "causal " : "")fused attention read twice", .softmax,
          [.float([2, 3, 13, 4])]
        ) {
          let made = try fused(isCausal)($0, [$1[0], $1[0], $1[0]])[0]
          return [made, try transpose(made, [0, 2, 1, 3])]
        },
        OperationCase(
          "\(isCausal ? "causal " : "")fused attention cut", .softmax,
          [.float([2, 30, 9]), .float([2, 9, 30, 2]), .float([2, 30, 20])]
        ) {
          let q = try slice($1[0], axis: 1, start: 29, count: 28, step: -1)
          let k = try reshape(
            slice(transpose($1[1], [0, 2, 1, 3]), axis: 3, start: 1, count: 1), to: [2, 30, 9])
          let v = try slice($1[2], axis: 2, start: 1, count: 9, step: 2)
          return try fused(isCausal)($0, [q, k, v])
        },
      ]
    }
  }

  private static var attentionOfSymbols: [OperationCase] {
    let bindings = [(0, 3), (1, 1), (3, 5), (2, 33), (9, 66), (1, 130)].map {
      ["batch": $0.0, "time": $0.1]
    }
    let heads = Shape([.batch, 2, .time, 5])
    return [false, true].map { isCausal in
      OperationCase(
        "\(isCausal ? "causal " : "")fused attention of a batch", .softmax,
        [.float(heads), .float([.batch, 2, .time + 1, 5]), .float([.batch, 1, .time + 1, 3])],
        bindings: bindings
      ) { [try scaledDotProductAttention($1[0], $1[1], $1[2], isCausal: isCausal)] }
    } + [
      OperationCase(
        "fused attention of symbolic widths", .softmax,
        [.float([7, 5, .batch]), .float([7, 6, .batch]), .float([7, 6, .time])],
        bindings: bindings, fused(true))
    ]
  }

  private static var specialAttention: [OperationCase] {
    func input(_ rows: Int, _ at: Int, _ value: Double) -> OperationCase.Input {
      var values = (0..<rows * 4).map { Double($0 * 7 % 5) / 2 + 0.5 }
      values[at] = value
      return .values([Dim(rows), 4], values)
    }
    let specials: [(String, Double)] = [("NaN", .nan), ("∞", .infinity), ("−∞", -.infinity)]
    return specials.flatMap { name, value in
      (0..<3).map { operand in
        OperationCase(
          "fused attention with \(name) in operand \(operand)", .softmax,
          (0..<3).map { input($0 == 0 ? 40 : 70, 5, $0 == operand ? value : 1) }, order: 0,
          fused(false, [0, 1]))
      }
    } + [
      // The first 64 keys score −∞: nothing is seen until the second block.
      OperationCase(
        "fused attention after a block of −∞", .softmax,
        [
          .values([3, 1], [1]),
          .values(
            [70, 1],
            [Double](repeating: -.infinity, count: 64)
              + [1, 2, 3, 4, 5, 6]), .float([70, 3], gradient: false),
        ], order: 0, fused(false, [0, 1])),
      OperationCase(
        "fused attention of −∞ only", .softmax,
        [.values([3, 1], [1]), .values([5, 1], [-.infinity]), .values([5, 2], [1, 2])],
        order: 0, fused(false, [0, 1])),
      OperationCase(
        "fused attention of large scores", .softmax,
        [
          .values([33, 2], [1e4, -1e4, -1e4, 3e4]), .values([70, 2], [1, 2, 5, 1, -3, 0.5]),
          .float([70, 3], gradient: false),
        ], order: 0, fused(true, [0, 1])),
    ]
  }
}
