import ApusGraph

/// A case with a random-weighted sum of its outputs as loss, and the symbolic gradient of it.
///
/// The weights matter: a plain sum of a softmax has gradient zero and hides every error.
public struct GradientCase: Sendable {
  public var operation: OperationCase
  public var graph: Graph
  public var loss: VariableID
  /// The inputs that the loss was differentiated with respect to.
  public var inputs: [VariableID]
  /// The symbolic gradients, one for each of `inputs`.
  public var gradients: [VariableID]
  public var feeds: [VariableID: ReferenceArray]
  public var binding: [String: Int]

  /// nil if the case has nothing to differentiate.
  /// - Parameter order: 1, or 2 for the gradient of a random-weighted sum of the gradients.
  public init?(_ operation: OperationCase, binding: [String: Int], order: Int = 1) throws {
    let builder = GraphBuilder(seed: 20_260)
    var feeds: [VariableID: ReferenceArray] = [:]
    let part = try GradientCase.add(operation, to: builder, binding, order: order, &feeds)
    guard let part else { return nil }
    self.operation = operation
    graph = builder.finish()
    loss = part.loss
    inputs = part.inputs
    gradients = part.gradients
    self.feeds = feeds
    self.binding = binding
  }

  /// A gradient within a graph.
  struct Part: Sendable {
    var operation: OperationCase
    var loss: VariableID
    var inputs: [VariableID]
    var gradients: [VariableID]
  }

  /// Adds a case with its loss and gradients to a graph, in a scope of its own; nil if it has
  /// nothing to differentiate.
  static func add(
    _ operation: OperationCase, to builder: GraphBuilder, _ binding: [String: Int],
    order: Int = 1, _ feeds: inout [VariableID: ReferenceArray]
  ) throws -> Part? {
    guard order <= operation.order else { return nil }
    return try builder.scope(operation.name) { () throws -> Part? in
      let built = try BuiltCase.add(operation, to: builder, binding, &feeds)
      let inputs = zip(built.inputs, operation.inputs)
        .filter { $1.isDifferentiable && $1.dtype.isFloatingPoint }.map(\.0)
      let targets = try inputs.map { try builder.variable($0) }
      var outputs = try built.outputs.map { try builder.variable($0) }
        .filter { $0.dtype.isFloatingPoint }
      guard !targets.isEmpty, !outputs.isEmpty else { return nil }
      var loss = try builder.constant(0)
      for level in 1...order {
        loss = try weightedSum(outputs, level, operation, builder, binding, &feeds)
        outputs = try builder.gradients(of: loss, withRespectTo: targets)
      }
      return Part(
        operation: operation, loss: loss.id, inputs: inputs, gradients: outputs.map(\.id))
    }
  }

  private static func weightedSum(
    _ outputs: [Variable], _ level: Int, _ operation: OperationCase, _ builder: GraphBuilder,
    _ binding: [String: Int], _ feeds: inout [VariableID: ReferenceArray]
  ) throws -> Variable {
    var total: Variable?
    for (position, output) in outputs.enumerated() {
      let name = "weight\(level).\(position)"
      let weight = try builder.input(name, output.shape)
      feeds[weight.id] = Generator.normal.array(
        shape: try output.shape.extents(binding), dtype: .float32,
        seed: streamNumber("\(operation.name)/\(name)"))
      let part = try sum(output * weight)
      total = try total.map { try $0 + part } ?? part
    }
    return try total ?? builder.constant(0)
  }

  /// The symbolic gradients as the reference computes them.
  public func symbolic() throws -> [ReferenceArray] {
    try Reference.evaluate(
      graph, feeds: feeds, outputs: gradients, binding: binding, mode: operation.mode)
  }

  /// The loss as the reference computes it.
  public func lossValue(_ feeds: [VariableID: ReferenceArray]) throws -> Double {
    try Reference.evaluate(
      graph, feeds: feeds, outputs: [loss], binding: binding, mode: operation.mode)[0].values[0]
  }

  /// How many multiply-adds one evaluation of the loss takes, roughly.
  public func cost() throws -> Int {
    var cost = 1
    for node in graph.nodes {
      for index in node.inputs + node.outputs {
        cost += try graph.variables[index].type.shape.extents(binding).reduce(1, *)
      }
      if node.op is Attention || node.op is AttentionGradient {
        // The scores, which no variable holds.
        let shape = try graph.variables[node.inputs[0]].type.shape.extents(binding)
        let keys = try graph.variables[node.inputs[1]].type.shape.extents(binding)
        cost += shape.reduce(1, *) * keys[keys.count - 2]
      }
      if let g = (node.op as? Convolution)?.geometry ?? (node.op as? ConvolutionWeights)?.geometry {
        // Each of the counts' places times the weights, for each element of the batch.
        let shapes = try (node.inputs + node.outputs).map {
          try graph.variables[$0].type.shape.extents(binding)
        }
        let places = try g.counts.map { try $0.value(binding) }.reduce(1, *)
        let weights = node.op is Convolution ? shapes[1] : shapes[2]
        cost += shapes[0][0] * places * weights.reduce(1, *) / 20
      }
      if node.op is MatMul {
        let shapes = try (node.inputs + node.outputs).map {
          try graph.variables[$0].type.shape.extents(binding).reduce(1, *)
        }
        // √(mk · kn · mn) = mnk; the reference's inner loop is faster than its bookkeeping.
        cost += Int(shapes.map { Double($0) }.reduce(1, *).squareRoot()) / 20
      }
    }
    return cost
  }
}

/// The gradients of many cases in one graph, so that they are compiled together. What they should
/// be, the `GradientCase` of each says: it has the same numbers.
struct MergedGradients: Sendable {
  var graph: Graph
  var parts: [GradientCase.Part] = []
  var feeds: [VariableID: ReferenceArray] = [:]

  /// - Parameter cases: of one mode and without symbols, unless there is one case only; those
  ///   that have nothing to differentiate are left out.
  init(_ cases: [OperationCase], binding: [String: Int], order: Int = 1) throws {
    let builder = GraphBuilder(seed: 20_260)
    for operation in cases {
      if let part = try GradientCase.add(operation, to: builder, binding, order: order, &feeds) {
        parts.append(part)
      }
    }
    graph = builder.finish()
  }
}
