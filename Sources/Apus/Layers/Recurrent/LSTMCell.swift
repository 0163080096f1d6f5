/// One step of `LSTM`, for loops of one's own: unrolled by hand, or in a `scan`, as PyTorch's
/// `LSTMCell`. Called like any layer it begins with states of 0.
///
/// Shapes: x `[…, inputs]`, states `[…, units]` → `[…, units]`, float32. Variables, numbered in each
/// scope: `lstmCell1.inputWeight` `[inputs, 4 · units]`, `.hiddenWeight` `[units, 4 · units]`, `.inputBias` and
/// `.hiddenBias` `[4 · units]`.
///
///     let (last, all) = try scan(
///       over: [x], carrying: [h, c], using: cell.parameters
///     ) { s throws(GraphError) in
///       let next = try cell.with(s.constants).step(
///         s.inputs[0], hidden: s.carries[0], cell: s.carries[1])
///       return (carries: [next.hidden, next.cell], outputs: [next.hidden])
///     }
///
/// In JSON: `{"type": "lstmCell", "units": 64}`, with `bias` (`none`, `one`, `both`), `inputWeights`,
/// `hiddenWeights`, `biases`, `forgetBias` and `name` optional.
public struct LSTMCell: LayerSpec {
  public static let typeName = "lstmCell"
  public static var defaults: LSTMCell? { LSTMCell(1) }
  public static var requiredFields: [String] { ["units"] }

  /// The width of the hidden state; at least 1.
  public var units: Int
  /// Which biases there are.
  public var bias: RecurrentBias
  /// What the weights of the input start from.
  public var inputWeights: Initializer
  /// What the weights of the hidden state start from.
  public var hiddenWeights: Initializer
  /// What the biases start from.
  public var biases: Initializer
  /// What the bias of the forget gate starts from, added to what `biases` gives; 0 for nothing special.
  public var forgetBias: Double
  /// The name of the layer's scope; nil for the next free `lstmCell1`, ….
  public var name: String?

  /// A cell of so many units.
  public init(
    _ units: Int, bias: RecurrentBias = .both,
    inputWeights: Initializer = .glorotUniform(), hiddenWeights: Initializer = .orthogonal(),
    biases: Initializer = .zeros, forgetBias: Double = 1,
    name: String? = nil
  ) {
    self.units = units
    self.bias = bias
    self.inputWeights = inputWeights
    self.hiddenWeights = hiddenWeights
    self.biases = biases
    self.forgetBias = forgetBias
    self.name = name
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer { try built(in: graph, input: input) }

  /// As `build(in:input:)`, with the layer's own type.
  /// - Throws: `GraphError` for units below 1, or an input without features.
  public func built(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> LSTMCellLayer {
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.layer(scope, Self.typeName) { () throws(GraphError) in
      let inputs = try checkedInputs(input)
      let weights = try recurrentWeights(
        in: graph, inputs, units, LSTM.gates, bias, inputWeights, hiddenWeights, biases
      ) { initial throws(GraphError) in
        try withForgetBias(initial, forgetBias, units: units, in: graph)
      }
      return LSTMCellLayer(scope: scope, spec: self, weights: weights)
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

/// A built `LSTMCell`.
public struct LSTMCellLayer: Layer {
  let scope: String
  let spec: LSTMCell
  /// The weights.
  public let weights: RecurrentWeights

  public var parameters: [Variable] { weights.all }

  public func forward(_ x: Variable) throws(GraphError) -> Variable {
    let shape = Shape(x.shape.dims.dropLast() + [Dim(spec.units)])
    let zero = try zeros(in: x.builder, shape)
    return try step(x, hidden: zero, cell: zero).hidden
  }

  /// What the cell makes of an input `[…, inputs]` and of states `[…, units]`.
  /// - Throws: `GraphError` for shapes that do not fit.
  public func step(
    _ x: Variable, hidden: Variable, cell: Variable, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> (hidden: Variable, cell: Variable) {
    try x.builder.at(file, line) { () throws(GraphError) in
      try x.builder.layer(scope, LSTMCell.typeName) { () throws(GraphError) in
        try lstmCell(x, hidden: hidden, cell: cell, weights: weights)
      }
    }
  }

  /// The same cell with what stands for its parameters within a `scan`: those were passed in `using:`.
  /// - Throws: `GraphError` for another number of them.
  public func with(_ parameters: [Variable]) throws(GraphError) -> LSTMCellLayer {
    LSTMCellLayer(scope: scope, spec: spec, weights: try weights.replaced(by: parameters))
  }
}
