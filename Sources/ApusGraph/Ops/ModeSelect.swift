/// One value in training, another in evaluation. The mode is bound when the graph is compiled:
/// only the chosen side is computed, and gradients flow to it. In a frozen layer it is the value of
/// evaluation, always.
public struct ModeSelect: StorageOp {
  public static let name = "modeSelect"

  /// Whether the layer around it is frozen; see `GraphBuilder.freeze`.
  public var isFrozen: Bool

  /// A choice by the mode or, if it is frozen, none.
  public init(isFrozen: Bool = false) { self.isFrozen = isFrozen }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    isFrozen = try container.decodeIfPresent(Bool.self, forKey: .isFrozen) ?? false
  }

  /// Which of the two inputs counts.
  package func chosenInput(isTraining: Bool) -> Int { isTraining && !isFrozen ? 0 : 1 }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    guard inputs[0] == inputs[1] else {
      throw GraphError(
        .shapeMismatch, expected: "two values of one type and shape",
        found: "\(inputs[0]) and \(inputs[1])", advice: "broadcast or cast one of them")
    }
    return [inputs[0]]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    if isFrozen { return [nil, g] }
    let zero = try broadcast(g.scalar(0), to: g.shape)
    return [
      try modeSelect(training: g, evaluation: zero), try modeSelect(training: zero, evaluation: g),
    ]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    throw GraphError(
      .unsupported, expected: "a mode", found: "a graph compiled without one",
      advice: "the compiler binds the mode before it lowers; please report this")
  }
}

/// `training` when the graph is compiled for training, else `evaluation`.
///
/// - Formula: y = training ? a : b
/// - Shapes: both of one shape
/// - DTypes: any
/// - Gradient: g to the chosen side
/// - PyTorch: Module.training
/// - ONNX: —
/// - Throws: `GraphError` unless both have one type and shape.
public func modeSelect(
  training: Variable, evaluation: Variable, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try apply(
    ModeSelect(isFrozen: training.builder.isFreezing), training, evaluation, file, line)
}
