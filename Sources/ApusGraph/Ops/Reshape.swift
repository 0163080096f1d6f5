/// The same elements, in row-major order, under another shape; the gradient is reshaped back.
/// Nothing is computed or copied.
public struct Reshape: StorageOp, CustomStringConvertible {
  public static let name = "reshape"
  /// The shape of the result, of as many elements.
  public let shape: Shape

  /// The operation that gives a tensor `shape`.
  public init(to shape: Shape) { self.shape = shape }

  public var description: String { "reshape to \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    guard shape.elementCount == inputs[0].shape.elementCount else {
      throw GraphError(
        .shapeMismatch, expected: "a shape of \(inputs[0].shape.elementCount) elements",
        found: "\(shape) of \(shape.elementCount)", advice: "the input is \(inputs[0].shape)")
    }
    return [TensorType(shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    [try reshape(context.gradient, to: context.inputs[0].shape)]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [inputs[0].reshaped(shape)]
  }
}

/// The same elements in row-major order under another shape. One extent may be −1: it is computed
/// from the others.
///
/// - Formula: the elements in row-major order
/// - Shapes: x → a shape of as many elements
/// - DTypes: any
/// - Gradient: g under the shape of x
/// - PyTorch: torch.reshape
/// - ONNX: Reshape
/// - Throws: `GraphError` if the numbers of elements are not equal for every binding of symbols, for
///   more than one extent of −1 or one next to a 0, or any other extent below 0.
public func reshape(
  _ x: Variable, to shape: Shape, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  func refuse(
    _ kind: GraphError.Kind, _ expected: String, _ found: String, _ advice: String
  ) -> GraphError {
    placed(
      GraphError(kind, expected: expected, found: found, advice: advice), "reshape", [x], file, line
    )
  }
  let input = "the input is \(x.shape), of \(x.shape.elementCount) elements"
  if let negative = shape.first(where: { $0 != -1 && $0.fixed ?? 0 < 0 }) {
    throw refuse(
      .invalidShape, "extents of 0 or more, or one -1 for the rest", "\(negative) in \(shape)",
      input)
  }
  guard shape.count(where: { $0 == -1 }) <= 1 else {
    throw refuse(
      .invalidShape, "at most one extent of -1", "\(shape)",
      "-1 is what the others leave: write out all but one; \(input)")
  }
  var target = shape
  if let open = shape.firstIndex(of: -1) {
    target[open] = 1
    guard target.elementCount != 0 else {
      throw refuse(
        .invalidShape, "other extents above 0 next to -1", "\(shape)",
        "any extent would do: write it out; \(input)")
    }
    guard let extent = x.shape.elementCount.dividedExactly(by: target.elementCount) else {
      throw refuse(
        .shapeMismatch, "\(x.shape.elementCount) elements to divide evenly", "\(shape)", input)
    }
    target[open] = extent
  }
  return target == x.shape ? x : try apply(Reshape(to: target), x, file, line)
}
