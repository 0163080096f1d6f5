/// What the gate of a `GatedDense` goes through.
public enum Gate: String, Hashable, Sendable, Codable, CaseIterable {
  /// The logistic function: GLU.
  case sigmoid
  /// Rectified: ReGLU.
  case relu
  /// Gaussian error linear units: GeGLU.
  case gelu
  /// x · σ(x): SwiGLU.
  case silu
  /// Nothing: a bilinear layer.
  case identity

  func callAsFunction(_ x: Variable) throws(GraphError) -> Variable {
    switch self {
    case .sigmoid: try ApusGraph.sigmoid(x)
    case .relu: try ApusGraph.relu(x)
    case .gelu: try ApusGraph.gelu(x)
    case .silu: try ApusGraph.silu(x)
    case .identity: x
    }
  }
}

/// Two fully connected layers, of which one gates the other: y = (x·V + c) · f(x·W + b)
/// (N. Shazeer, "GLU Variants Improve Transformer", 2020). With a `Dense` behind, it is the
/// feed-forward part of a transformer: `GatedDense(hidden, gate: .silu, bias: false)`, then
/// `Dense(features, bias: false)`.
///
/// Shapes: x `[…, inputs]`, W and V `[inputs, units]`, b and c `[units]`, y `[…, units]`, all
/// float32. Variables, numbered in each scope: `gatedDense1.gate.weight` (W), `.gate.bias`,
/// `.value.weight` (V), `.value.bias`.
///
/// In JSON: `{"type": "gatedDense", "units": 300}`, with `gate`, `bias`, `weights`, `biases` and `name`
/// optional.
public struct GatedDense: LayerSpec {
  public static let typeName = "gatedDense"
  public static var defaults: GatedDense? { GatedDense(1) }
  public static var requiredFields: [String] { ["units"] }

  /// The number of outputs; at least 1.
  public var units: Int
  /// The function f.
  public var gate: Gate
  /// Whether b and c are there.
  public var bias: Bool
  /// What W and V start from.
  public var weights: Initializer
  /// What b and c start from.
  public var biases: Initializer
  /// The name of the layer's scope; nil for the next free `gatedDense1`, ….
  public var name: String?

  /// A layer of `units` outputs.
  public init(
    _ units: Int, gate: Gate = .silu, bias: Bool = true,
    weights: Initializer = .glorotUniform(), biases: Initializer = .zeros, name: String? = nil
  ) {
    self.units = units
    self.gate = gate
    self.bias = bias
    self.weights = weights
    self.biases = biases
    self.name = name
  }

  private func dense(_ name: String) -> Dense {
    Dense(units, bias: bias, weights: weights, biases: biases, name: name)
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    _ = try output(for: input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> GatedDenseLayer in
      GatedDenseLayer(
        scope: scope, function: gate, gate: try dense("gate").build(in: graph, input: input),
        value: try dense("value").build(in: graph, input: input))
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    do { return try dense("value").output(for: input) } catch {
      var error = error
      error.operation = Self.typeName
      throw error
    }
  }
}

/// A built `GatedDense`.
struct GatedDenseLayer: Layer {
  let scope: String
  let function: Gate
  let gate: any Layer
  let value: any Layer
  var parameters: [Variable] { gate.parameters + value.parameters }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) in
      try value.forward(x) * function(gate.forward(x))
    }
  }
}
