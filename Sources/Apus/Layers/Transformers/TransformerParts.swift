/// What encoder and decoder layers are built from; fields as in `TransformerEncoderLayer`.
struct TransformerParts {
  let heads: Int
  /// The width between the two products.
  let width: Int
  let dropout: Double
  let activation: AnyLayerSpec
  let normFirst: Bool
  let epsilon: Double
  let bias: Bool
  let keyValueHeads: Int?
  let rotaryBase: Double?
  let weights: Initializer

  var residual: TransformerResidual { TransformerResidual(dropout: dropout, normFirst: normFirst) }

  func attention(isCausal: Bool) -> MultiHeadAttention {
    MultiHeadAttention(
      heads: heads, keyValueHeads: keyValueHeads, isCausal: isCausal, bias: bias,
      dropout: dropout, rotaryBase: rotaryBase, weights: weights, name: "selfAttention")
  }

  /// To a memory, whose positions are its own affair.
  func crossAttention() -> MultiHeadAttention {
    MultiHeadAttention(
      heads: heads, bias: bias, dropout: dropout, weights: weights, name: "crossAttention")
  }

  func feedForward(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> TransformerFeedForward {
    let features = try input.features(for: "feedForward")
    let first = try Dense(width, bias: bias, weights: weights, name: "feedForward1")
      .build(in: graph, input: input)
    let hidden = TensorType(Shape(input.shape.dims.dropLast() + [Dim(width)]), .float32)
    let activation = try self.activation.spec.build(in: graph, input: hidden)
    let second = try Dense(features, bias: bias, weights: weights, name: "feedForward2")
      .build(in: graph, input: self.activation.spec.output(for: hidden))
    return TransformerFeedForward(
      first: first, activation: activation, second: second, dropout: dropout)
  }

  func norms(
    _ count: Int, in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> [any Layer] {
    var norms: [any Layer] = []
    for number in 1...count {
      norms.append(
        try LayerNorm(epsilon: epsilon, name: "norm\(number)").build(in: graph, input: input))
    }
    return norms
  }
}

/// How a part of a transformer's layer is added to what it was made of.
struct TransformerResidual {
  let dropout: Double
  let normFirst: Bool

  /// x + part(norm(x)), or norm(x + part(x)).
  func add(
    _ x: Variable, _ norm: any Layer, _ part: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    let y = try part(normFirst ? norm.forward(x) : x)
    let sum = try x + (dropout == 0 ? y : ApusGraph.dropout(y, dropout))
    return normFirst ? sum : try norm.forward(sum)
  }
}

/// Two products at each position, with an activation and dropout between.
struct TransformerFeedForward {
  let first: any Layer
  let activation: any Layer
  let second: any Layer
  let dropout: Double

  var parameters: [Variable] {
    first.parameters + activation.parameters + second.parameters
  }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    let hidden = try activation.forward(first.forward(x))
    return try second.forward(dropout == 0 ? hidden : ApusGraph.dropout(hidden, dropout))
  }
}
