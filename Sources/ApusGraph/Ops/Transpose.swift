/// The axes in another order; the gradient's axes go back.
public struct Transpose: StorageOp, CustomStringConvertible {
  public static let name = "transpose"
  /// For each axis of the output, the axis of the input.
  public let permutation: [Int]

  /// The operation that puts axis `permutation[i]` of the input at position `i`.
  public init(_ permutation: [Int]) { self.permutation = permutation }

  public var description: String { "transpose \(permutation)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let shape = inputs[0].shape
    guard permutation.sorted() == Array(0..<shape.rank) else {
      throw GraphError(
        .invalidAxis, expected: "each of the \(shape.rank) axes once", found: "\(permutation)",
        advice: "the input is \(shape)")
    }
    return [TensorType(Shape(permutation.map { shape[$0] }), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    var inverse = permutation
    for (to, from) in permutation.enumerated() { inverse[from] = to }
    return [try transpose(context.gradient, inverse)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (shape, strides) = (inputs[0].shape, inputs[0].shape.strides)
    let index = AffineIndex(strides: permutation.map { strides[$0] })
    return [lowering.view(inputs[0], Shape(permutation.map { shape[$0] }), index)]
  }
}

/// The axes in another order; the last two swapped if `permutation` is nil.
///
/// - Formula: y[i₀, i₁, …] = x with axis order[k] in place k
/// - Shapes: x → its extents in the given order
/// - DTypes: any
/// - Gradient: g, transposed back
/// - PyTorch: torch.permute
/// - ONNX: Transpose
/// - Throws: `GraphError` if it does not name each axis once.
public func transpose(
  _ x: Variable, _ permutation: [Int]? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  var order = permutation ?? Array(0..<x.shape.rank)
  if permutation == nil && order.count >= 2 { order.swapAt(order.count - 1, order.count - 2) }
  order = order.map { $0 < 0 ? $0 + x.shape.rank : $0 }
  return try apply(Transpose(order), x, file, line)
}
