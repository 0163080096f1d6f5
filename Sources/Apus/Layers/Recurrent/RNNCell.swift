/// One step of `RNN`, for loops of one's own: unrolled by hand, or in a `scan`, as PyTorch's
/// `RNNCell`. Called like any layer it begins with states of 0.
///
/// Shapes: x `[…, inputs]`, states `[…, units]` → `[…, units]`, float32. Variables, numbered in each
/// scope: `rnnCell1.inputWeight` `[inputs, units]`, `.hiddenWeight` `[units, units]`, `.inputBias` and
/// `.hiddenBias` `[units]`.
///
///     let (last, all) = try scan(
///       over: [x], carrying: [h], using: cell.parameters
///     ) { s throws(GraphError) in
///       let h = try cell.with(s.constants).step(s.inputs[0], hidden: s.carries[0])
///       return (carries: [h], outputs: [h])
///     }
///
/// In JSON: `{"type": "rnnCell", "units": 64}`, with `bias` (`none`, `one`, `both`), `inputWeights`,
/// `hiddenWeights`, `biases`, `activation` (`tanh`, `relu`) and `name` optional.
public struct RNNCell: LayerSpec {
  public static let typeName = "rnnCell"
  public static var defaults: RNNCell? { RNNCell(1) }
  public static var requiredFields: [String] { ["units"] }

  /// The width of the hidden state; at least 1.
  public var units: Int
  /// The activation.
  public var activation: RecurrentActivation
  /// Which biases there are.
  public var bias: RecurrentBias
  /// What the weights of the input start from.
  public var inputWeights: Initializer
  /// What the weights of the hidden state start from.
  public var hiddenWeights: Initializer
  /// What the biases start from.
  public var biases: Initializer
  /// The name of the layer's scope; nil for the next free `rnnCell1`, ….
  public var name: String?

  /// A cell of so many units.
  public init(
    _ units: Int, activation: RecurrentActivation = .tanh,
    bias: RecurrentBias = .both,
    inputWeights: Initializer = .glorotUniform(), hiddenWeights: Initializer = .orthogonal(),
    biases: Initializer = .zeros, name: String? = nil
  ) {
    self.units = units
    self.activation = activation
    self.bias = bias
    self.inputWeights = inputWeights
    self.hiddenWeights = hiddenWeights
    self.biases = biases
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// As `build(in:input:)`, with the layer's own type.
  /// - Throws: `GraphError` for units below 1, or an input without features.
  public func built(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> RNNCellLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      let inputs = try checkedInputs(input)
      let weights = try recurrentWeights(
        in: graph, inputs, units, RNN.gates, bias, inputWeights, hiddenWeights, biases
      ) { initial throws(GraphError) in initial }
      return RNNCellLayer(scope: scope, spec: self, weights: weights)
    }
  }

  public func output(for input: TensorType) throws(GraphError) -> TensorType {
    _ = try checkedInputs(input)
    return TensorType(Shape(input.shape.dims.dropLast() + [Dim(units)]), .float32)
  }

  private func checkedInputs(_ input: TensorType) throws(GraphError) -> Int {
    try expectField("units", units, of: Self.typeName)
    return try input.cellFeatures(for: Self.typeName)
  }
}

/// A built `RNNCell`.
public struct RNNCellLayer: Layer {
  let scope: String
  let spec: RNNCell
  /// The weights.
  public let weights: RecurrentWeights

  public var parameters: [Variable] { weights.all }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    let shape = Shape(x.shape.dims.dropLast() + [Dim(spec.units)])
    let zero = try zeros(in: x.builder, shape)
    return try step(x, hidden: zero)
  }

  /// What the cell makes of an input `[…, inputs]` and of a state `[…, units]`.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func step(
    _ x: Variable, hidden: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try x.builder.at(file, line) { () throws(GraphError) in
      try x.builder.layer(scope, RNNCell.typeName) { () throws(GraphError) in
        try rnnCell(x, hidden: hidden, weights: weights, activation: spec.activation)
      }
    }
  }

  /// The same cell with what stands for its parameters within a `scan`: those were passed in `using:`.
  /// - Throws: `GraphError` for another number of them.
  public func with(_ parameters: [Variable]) throws(GraphError) -> RNNCellLayer {
    RNNCellLayer(scope: scope, spec: spec, weights: try weights.replaced(by: parameters))
  }
}
