import ApusGraph

extension OperationCases {
  /// A way to read an input as a 4×6 matrix.
  struct View: Sendable {
    var name: String
    var source: Shape
    var read: Unary
  }

  static let views: [View] = [
    View(name: "transposed", source: [6, 4]) { try transpose($0) },
    View(name: "cut", source: [6, 9]) {
      try slice(slice($0, axis: 0, start: 1, count: 4), axis: 1, start: 2, count: 6)
    },
    View(name: "stepped", source: [4, 13]) {
      try slice($0, axis: 1, start: 1, count: 6, step: 2)
    },
    View(name: "reversed", source: [4, 6]) {
      try slice($0, axis: 1, start: 5, count: 6, step: -1)
    },
    View(name: "reversed and stepped", source: [9, 6]) {
      try slice($0, axis: 0, start: 7, count: 4, step: -2)
    },
    View(name: "row repeated", source: [6]) { try broadcast($0, to: [4, 6]) },
    View(name: "column repeated", source: [4, 1]) { try broadcast($0, to: [4, 6]) },
    View(name: "reshaped", source: [24]) { try reshape($0, to: [4, 6]) },
    View(name: "reshaped and transposed", source: [2, 3, 4]) {
      try reshape(transpose($0, [2, 0, 1]), to: [4, 6])
    },
    View(name: "transposed, cut and transposed", source: [4, 8]) {
      try transpose(slice(transpose($0), axis: 0, start: 1, count: 6))
    },
    View(name: "joined", source: [2, 6]) { try concatenate([$0, $0 * 2], axis: 0) },
    View(name: "gathered", source: [3, 6]) {
      let rows = try Tensor([2, 0, 1, 1] as [Int32], shape: [4])
      return try gather($0, $0.builder.constant(rows))
    },
  ]

  /// What consumes the view `a` (4×6) beside an input `b` (6×5) and `c` (4×6).
  private static let uses: [(String, @Sendable (Variable, Variable, Variable) throws -> Variable)] =
    [
      ("exp", { a, _, _ in try exp(a) }),
      ("multiply", { a, _, c in try a * c }),
      ("matmul left", { a, b, _ in try matmul(a, b) }),
      ("matmul left transposed", { a, _, c in try matmul(a, c, transposeA: true) }),
      (
        "matmul right",
        { a, b, _ in try matmul(b, a, transposeA: true, transposeB: true) }
      ),
      ("sum of rows", { a, _, _ in try sum(a, axes: [0]) }),
      ("mean of columns", { a, _, _ in try mean(a, axes: [1], keepingDims: true) }),
      ("softmax", { a, _, _ in try softmax(a) }),
      ("slice", { a, _, _ in try slice(a, axis: 1, start: 4, count: 2, step: -3) }),
      ("reshape", { a, _, _ in try reshape(a, to: [3, 8]) }),
      ("concatenate", { a, _, c in try concatenate([c, a, c], axis: 1) }),
      (
        "gather",
        { a, _, _ in
          try gather(a, a.builder.constant(Tensor([5, 0, 3] as [Int32], shape: [3])), axis: 1)
        }
      ),
    ]

  static var viewCases: [OperationCase] {
    views.flatMap { view in
      uses.map { name, use in
        OperationCase(
          "\(name) of \(view.name)", .fusion,
          [.float(view.source), .float([6, 5]), .float([4, 6])]
        ) { [try use(view.read($1[0]), $1[1], $1[2])] }
      }
    }
  }
}
