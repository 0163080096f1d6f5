/// An operation of one input that is a layer by itself: `Dense(300); ReLU()`.
///
/// The operations of the graph conform, so that the name in a model is the name in the graph; a
/// user's operation conforms the same way: `extension Swish: ActivationSpec {}`.
///
/// In JSON: `{"type": "relu"}`, the name of the operation.
public protocol ActivationSpec: LayerSpec, Op {
  /// As `Layer.mixesPositions(of:)`.
  func mixesPositions(of input: TensorType) -> Bool
}

extension ActivationSpec {
  /// Each position by itself, unless a layer says otherwise.
  public func mixesPositions(of input: TensorType) -> Bool { false }

  public static var typeName: String { name }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    return ActivationLayer(function: self)
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    do {
      let types = try outputs(for: [input])
      if types.count == 1 { return types[0] }
    } catch {
      var wrapped =
        error as? GraphError
        ?? GraphError(
          .invalidArgument, expected: "an input that \(name) takes", found: "\(input): \(error)",
          advice: "see the documentation of \(name)")
      wrapped.operation = name
      wrapped.operands = ["\(input)"]
      throw wrapped
    }
    throw GraphError(
      .invalidArgument, expected: "an operation of one output", found: "another number",
      advice: "write a layer of its own around \(name)", operation: name, operands: ["\(input)"])
  }
}

/// A built activation: it owns nothing.
struct ActivationLayer<Function: ActivationSpec>: Layer {
  let function: Function

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.append(function, [x])[0]
  }

  func mixesPositions(of input: TensorType) -> Bool { function.mixesPositions(of: input) }
}

/// max(x, 0), in JSON `relu`. Any shape, floating point.
extension ReLU: ActivationSpec {}

/// The hyperbolic tangent, in JSON `tanh`. Any shape, floating point.
extension Tanh: ActivationSpec {}

/// The logistic function 1/(1 + e⁻ˣ), in JSON `sigmoid`. Any shape, floating point.
extension Sigmoid: ActivationSpec {}

/// Probabilities over an axis, in JSON `softmax` with `axis` (−1) optional. Any shape of rank 1 or more,
/// floating point.
extension Softmax: ActivationSpec {
  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }
}

/// Logarithms of probabilities over an axis, in JSON `logSoftmax` with `axis` (−1) optional. Any shape of
/// rank 1 or more, floating point.
extension LogSoftmax: ActivationSpec {
  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }
}

/// x · Φ(x), in JSON `gelu`; `"approximate": "tanh"` gives the form with tanh for erf. Any shape, floating point.
extension GELU: ActivationSpec {}

/// The sine, in JSON `sin`. Any shape, floating point.
extension Sin: ActivationSpec {}

/// Another element type, in JSON `{"type": "cast", "dtype": "float16"}`. Any shape and type.
extension Cast: ActivationSpec {}
