/// A fully connected layer: y = x·W + b.
///
/// Shapes: x `[…, inputs]`, W `[inputs, units]`, b `[units]`, y `[…, units]`, all of
/// one floating-point type. The
/// number of inputs is taken from what the layer is built for. Variables: `dense1.weight` and
/// `dense1.bias`, numbered in each scope; `dense1` is replaced by `name` where one is given.
///
/// In JSON: `{"type": "dense", "units": 300}`, with `bias`, `weights`, `biases` and `name` optional.
public struct Dense: LayerSpec {
  public static let typeName = "dense"
  public static var defaults: Dense? { Dense(1) }
  public static var requiredFields: [String] { ["units"] }

  /// The number of outputs; at least 1.
  public var units: Int
  /// Whether b is there.
  public var bias: Bool
  /// What W starts from.
  public var weights: Initializer
  /// What b starts from.
  public var biases: Initializer
  /// The name of the layer's scope; nil for the next free `dense1`, `dense2`, ….
  public var name: String?

  /// A layer of `units` outputs. The defaults are those of Keras: Glorot's uniform weights, and
  /// biases of zero.
  public init(
    _ units: Int, bias: Bool = true, weights: Initializer = .glorotUniform(),
    biases: Initializer = .zeros, name: String? = nil
  ) {
    self.units = units
    self.bias = bias
    self.weights = weights
    self.biases = biases
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    let inputs = try checkedInputs(of: input)
    let scope = name ?? graph.uniqueName(Self.typeName)
    let fans = Fans(in: inputs, out: units)
    return try graph.scope(scope) { () throws(GraphError) -> DenseLayer in
      let weight = try graph.parameter(
        "weight", [Dim(inputs), Dim(units)], input.dtype, initial: weights.initialValue(fans))
      let bias =
        bias
        ? try graph.parameter(
          "bias", [Dim(units)], input.dtype, initial: biases.initialValue(fans)) : nil
      return DenseLayer(scope: scope, weight: weight, bias: bias)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedInputs(of: input)
    return TensorType(Shape(input.shape.dims.dropLast() + [Dim(units)]), input.dtype)
  }

  /// The last extent of `input`, once all fields are known to be in range.
  private func checkedInputs(of input: TensorType) throws(GraphError) -> Int {
    try expectField("units", units, of: Self.typeName)
    guard input.dtype.isFloatingPoint else {
      throw GraphError(
        .dtypeMismatch, expected: "a floating-point input", found: "\(input)",
        advice: "cast the input to float32 before the layer", operation: Self.typeName)
    }
    guard input.shape.rank >= 2, let inputs = input.shape.dims.last?.fixed,
      (1...largestExtent).contains(inputs)
    else {
      throw GraphError(
        .invalidShape, expected: "an input [..., inputs] with a fixed last extent",
        found: "\(input)", advice: "the weight needs a fixed number of rows; flatten or reshape",
        operation: Self.typeName)
    }
    return inputs
  }
}

/// A built `Dense`.
public struct DenseLayer: Layer {
  let scope: String
  /// W, `[inputs, units]`.
  public let weight: Variable
  /// b, `[units]`; nil for a layer without.
  public let bias: Variable?

  public var parameters: [Variable] { [weight] + (bias.map { [$0] } ?? []) }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      let product = try matmul(x, weight)
      if let bias { return try product + bias }
      return product
    }
  }
}
