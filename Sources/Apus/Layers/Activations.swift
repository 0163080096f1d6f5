/// An operation of one input and no attributes that is a layer by itself: `Dense(300); ReLU()`.
///
/// The operations of the graph conform, so that the name in a model is the name in the graph; a
/// user's operation conforms the same way: `extension Swish: ActivationSpec {}`.
///
/// In JSON: `{"type": "relu"}`, the name of the operation.
public protocol ActivationSpec: LayerSpec, Op {}

extension ActivationSpec {
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
struct ActivationLayer<Function: Op>: Layer {
  let function: Function

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.append(function, [x])[0]
  }
}

/// max(x, 0), in JSON `relu`. Any shape, float32.
extension ReLU: ActivationSpec {}

/// The hyperbolic tangent, in JSON `tanh`. Any shape, float32.
extension Tanh: ActivationSpec {}

/// The logistic function 1/(1 + e⁻ˣ), in JSON `sigmoid`. Any shape, float32.
extension Sigmoid: ActivationSpec {}

/// Probabilities over the last axis, in JSON `softmax`. `[…, classes]`, float32.
extension Softmax: ActivationSpec {}

/// Logarithms of probabilities over the last axis, in JSON `logSoftmax`. `[…, classes]`, float32.
extension LogSoftmax: ActivationSpec {}

/// x · Φ(x) in the exact form, in JSON `gelu`. Any shape, float32.
extension GELU: ActivationSpec {}
