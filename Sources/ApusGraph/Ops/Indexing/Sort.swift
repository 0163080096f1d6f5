/// The first elements of each row along an axis in order, and their int32 positions. Equal elements
/// keep their order, and NaN counts as larger than all numbers. The gradient goes to the positions.
public struct Sort: StorageOp, CustomStringConvertible {
  public static let name = "sort"
  /// The resolved axis.
  public let axis: Int
  /// How many elements are wanted.
  public let count: Dim
  /// Whether the largest element comes first.
  public let isDescending: Bool

  /// - Parameter axis: resolved, as `Shape.resolve(axis:)` gives it.
  public init(axis: Int, count: Dim, isDescending: Bool) {
    (self.axis, self.count, self.isDescending) = (axis, count, isDescending)
  }

  public var description: String {
    "sort along \(axis)\(isDescending ? " from the largest" : ""), first \(count)"
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    var shape = try inputs[0].shape.checked([axis])
    guard !Positions(axis: axis, of: shape[axis], count: count).isRefuted else {
      throw GraphError(
        .invalidArgument, expected: "0 to \(shape[axis]) elements of axis \(axis)",
        found: "\(count)", advice: "the input is \(shape)")
    }
    shape[axis] = count
    return [TensorType(shape, inputs[0].dtype), TensorType(shape, .int32)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    guard let g = context.outputGradients[0] else { return [nil] }
    let op = TakeAlongAxisGradient(axis: axis, extent: context.inputs[0].shape[axis])
    return [try g.builder.append(op, [g, context.outputs[1]])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let x = inputs[0]
    lowering.expect(Positions(axis: axis, of: x.shape[axis], count: count))
    let core = TableCore(.sort(isDescending: isDescending), x.shape, axis, count, [x.value])
    var shape = x.shape
    shape[axis] = count
    return lowering.table(
      core, outputs: [TensorType(shape, x.dtype), TensorType(shape, .int32)])
  }
}

/// The elements of each row along `axis` in ascending order, or a descending one. NaN counts as larger
/// than all numbers, as in PyTorch.
///
/// - Formula: y[…, i, …] = the i-th smallest (largest) of x[…, :, …]
/// - Shapes: any
/// - DTypes: any
/// - Gradient: g at the positions that the elements came from
/// - PyTorch: torch.sort
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range.
public func sort(
  _ x: Variable, axis: Int = -1, descending: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "sort", file, line)[0]
  return try apply(
    Sort(axis: axis, count: x.shape[axis], isDescending: descending), x, file, line)
}

/// The int32 positions (int64 in PyTorch) that sort each row along `axis`; equal elements keep their order.
///
/// - Formula: x[…, y[…, i, …], …] = the i-th smallest (largest) of x[…, :, …]
/// - Shapes: any; int32
/// - DTypes: any
/// - Gradient: none
/// - PyTorch: torch.argsort(stable=True)
/// - ONNX: —
/// - Throws: `GraphError` for an axis out of range.
public func argsort(
  _ x: Variable, axis: Int = -1, descending: Bool = false, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  let axis = try resolve([axis], of: x, "argsort", file, line)[0]
  return try x.builder.composed([x], file, line) { () throws(GraphError) in
    let op = Sort(axis: axis, count: x.shape[axis], isDescending: descending)
    return try x.builder.append(op, [x])[1]
  }
}

/// The `count` largest (or smallest) elements of each row along `axis`, the best first, and their int32
/// positions. Of equal elements the first ones are taken; NaN counts as larger than all numbers.
///
/// - Formula: the first `count` of each row, sorted
/// - Shapes: x […, n, …] → two of […, count, …]; the positions are int32
/// - DTypes: any
/// - Gradient: g of the values at their positions
/// - PyTorch: torch.topk
/// - ONNX: TopK
/// - Throws: `GraphError` for an axis out of range, or more elements than there are.
public func topK(
  _ x: Variable, _ count: Dim, axis: Int = -1, largest: Bool = true, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> (values: Variable, indices: Variable) {
  let axis = try resolve([axis], of: x, "topK", file, line)[0]
  return try x.builder.composed([x], file, line) { () throws(GraphError) in
    let op = Sort(axis: axis, count: count, isDescending: largest)
    let results = try x.builder.append(op, [x])
    return (results[0], results[1])
  }
}
