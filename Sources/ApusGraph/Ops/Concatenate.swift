/// Tensors joined along an axis; each gradient is the part of g that belongs to it.
public struct Concatenate: StorageOp, CustomStringConvertible {
  public static let name = "concatenate"
  /// The resolved axis.
  public let axis: Int

  /// - Parameter axis: resolved, as `Shape.resolve(axis:)` gives it.
  public init(axis: Int) { self.axis = axis }

  public var description: String { "concatenate along \(axis)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    guard let first = inputs.first else {
      throw GraphError(
        .invalidArgument, expected: "at least one input", found: "none",
        advice: "pass the parts to join")
    }
    var shape = try first.shape.checked([axis])
    for input in inputs.dropFirst() {
      var fitted = input.shape
      guard fitted.rank == shape.rank else { throw mismatch(first, input) }
      fitted[axis] = shape[axis]
      guard fitted == shape, input.dtype == first.dtype else { throw mismatch(first, input) }
      shape[axis] = shape[axis] + input.shape[axis]
    }
    return [TensorType(shape, first.dtype)]
  }

  private func mismatch(_ first: TensorType, _ other: TensorType) -> GraphError {
    GraphError(
      .shapeMismatch, expected: "parts like \(first), but for axis \(axis)", found: "\(other)",
      advice: "parts differ only along the axis that they are joined on")
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    var start: Dim = 0
    var gradients: [Variable?] = []
    for (input, isNeeded) in zip(context.inputs, context.needed) {
      let count = input.shape[axis]
      gradients.append(isNeeded ? try slice(g, axis: axis, start: start, count: count) : nil)
      start = start + count
    }
    return gradients
  }

  /// Parts that one kernel joins; more are joined in groups first.
  private static let partsPerKernel = 12

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    if inputs.count > Concatenate.partsPerKernel {
      var groups: [LoweredTensor] = []
      for start in stride(from: 0, to: inputs.count, by: Concatenate.partsPerKernel) {
        let end = Swift.min(start + Concatenate.partsPerKernel, inputs.count)
        groups += try lower(Array(inputs[start..<end]), &lowering)
      }
      return try lower(groups, &lowering)
    }
    var shape = inputs[0].shape
    shape[axis] = inputs.reduce(0) { $0 + $1.shape[axis] }
    let along = AffineIndex(strides: (0..<shape.rank).map { $0 == axis ? 1 : 0 })
    let joined = lowering.map(shape) { body in
      let position = body.index(along, .int32)
      var starts: [Dim] = [0]
      for input in inputs.dropLast() {
        starts.append((starts.last ?? 0) + input.shape[axis])
      }
      var result: Ref?
      for (input, start) in zip(inputs, starts).reversed() {
        let strides = input.shape.strides
        let bound = Bound(
          AffineIndex(offset: -start, strides: along.strides), within: input.shape[axis])
        let part = body.load(
          Access(
            input.value, AffineIndex(offset: -start * strides[axis], strides: strides),
            bounds: [bound]), input.dtype)
        guard let rest = result else {
          result = part
          continue
        }
        let end = body.number(start + input.shape[axis], loops: shape.rank)
        result = body.select(body.binary(.less, position, end), part, rest)
      }
      return result ?? body.constant(0, inputs[0].dtype)
    }
    return [joined]
  }
}

/// Tensors of one type joined along `axis`; the other extents are equal.
///
/// - Formula: the parts one after another along the axis
/// - Shapes: parts of one shape but for the axis → their extents added there
/// - DTypes: any
/// - Gradient: the parts of g
/// - PyTorch: torch.cat
/// - ONNX: Concat
/// - Throws: `GraphError` for no inputs, or inputs that differ elsewhere.
public func concatenate(
  _ parts: [Variable], axis: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  guard let first = parts.first else {
    throw GraphError(
      .invalidArgument, expected: "at least one input", found: "none",
      advice: "pass the parts to join", operation: "concatenate",
      site: CallSite(file: file, line: line))
  }
  let axis = try resolve([axis], of: first, "concatenate", file, line)[0]
  let joined = try promoted(parts, first.builder.site(file, line))
  return try first.builder.add(Concatenate(axis: axis), joined, file: file, line: line)[0]
}
