/// Repetition along axes of extent 1 and new leading axes, by NumPy's rule; the gradient is summed
/// over them.
public struct Broadcast: StorageOp, CustomStringConvertible {
  public static let name = "broadcast"
  /// The shape of the result.
  public let shape: Shape

  /// The operation that repeats a tensor up to `shape`.
  public init(to shape: Shape) { self.shape = shape }

  public var description: String { "broadcast to \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    guard inputs[0].shape.broadcasts(to: shape) else {
      throw GraphError(
        .shapeMismatch, expected: "a shape that broadcasts to \(shape)",
        found: "\(inputs[0].shape)", advice: "extents must be equal, or 1, from the right")
    }
    return [TensorType(shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    // The driver sums over the repeated axes.
    [try context.gradient]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    [lowering.view(inputs[0], shape, .broadcast(inputs[0].shape, to: shape))]
  }
}

/// `x` repeated to `shape` by NumPy's rule.
///
/// - Formula: x repeated along axes of extent 1 and new leading ones
/// - Shapes: x → shape
/// - DTypes: any
/// - Gradient: g, summed along them
/// - PyTorch: torch.broadcast_to
/// - ONNX: Expand
/// - Throws: `GraphError` if it does not broadcast.
public func broadcast(
  _ x: Variable, to shape: Shape, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  x.shape == shape ? x : try apply(Broadcast(to: shape), x, file, line)
}
