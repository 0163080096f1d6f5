import ApusGraph

/// An operation as a user would write it, with two outputs of different shapes: the square of
/// every element, and the sum of every row (along the last axis).
struct SquaresAndSums: Op {
  static let name = "test.squaresAndSums"

  func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    let x = inputs[0]
    return [x, TensorType(Shape(Array(x.shape.dims.dropLast())), x.dtype)]
  }

  func gradient(_ context: GradientContext) throws -> [Variable?] {
    let x = context.inputs[0]
    var gradient: Variable?
    if let squares = context.outputGradients[0] { gradient = try squares * x * 2 }
    if let sums = context.outputGradients[1] {
      let column = try reshape(sums, to: Shape(sums.shape.dims + [1]))
      let rows = try broadcast(column, to: x.shape)
      gradient = try gradient.map { try $0 + rows } ?? rows
    }
    return [gradient]
  }

  func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, shape) = (inputs[0], inputs[0].shape)
    let squares = lowering.elementwise([x], shape) { $0.binary(.multiply, $1[0], $1[0]) }
    let sums = lowering.reduce(.sum, shape, axes: [shape.rank - 1]) { body, order in
      body.load(Access(x.value, order(.rowMajor(shape))), x.dtype)
    }
    return [squares, sums]
  }

  /// What `Reference` computes for it.
  static func reference(_ x: [ReferenceArray]) -> [ReferenceArray] {
    let width = x[0].shape.last ?? 1
    let rows = x[0].shape.dropLast().reduce(1, *)
    let sums = (0..<rows).map { row in
      x[0].values[row * width..<(row + 1) * width].reduce(0, +)
    }
    return [x[0].map { $0 * $0 }, ReferenceArray(sums, shape: Array(x[0].shape.dropLast()))]
  }
}

extension OperationCases {
  /// Both outputs, and each alone: no gradient arrives at the other one then.
  static let severalOutputs: [OperationCase] =
    ([[1], [7], [3, 5], [0, 4], [3, 0], [101, 103]] as [Shape]).flatMap { shape in
      [[0, 1], [0], [1]].map { used in
        OperationCase("outputs \(used) of two, \(shape)", .fusion, [.float(shape)]) { graph, x in
          let outputs = try graph.add(SquaresAndSums(), [tanh(x[0])])
          return try used.map { try sin(outputs[$0]) }
        }
      }
    }
}
