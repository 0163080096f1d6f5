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
    guard order <= operation.order else { return nil }
    let built = try BuiltCase(operation, binding: binding)
    let builder = GraphBuilder(editing: built.graph)
    let part = built.parts[0]
    // The identities in the graph of the case: they are the keys of the feeds.
    inputs = zip(part.inputs, operation.inputs)
      .filter { $1.isDifferentiable && $1.dtype.isFloatingPoint }.map(\.0)
    let targets = try inputs.map { try builder.variable($0) }
    var outputs = try part.outputs.map { try builder.variable($0) }
      .filter { $0.dtype.isFloatingPoint }
    guard !targets.isEmpty, !outputs.isEmpty else { return nil }
    var feeds = built.feeds
    var loss: Variable?
    var gradients: [Variable] = []
    for level in 1...order {
      let sum = try GradientCase.weightedSum(
        outputs, level, operation, builder, binding, &feeds)
      gradients = try builder.gradients(of: sum, withRespectTo: targets)
      loss = sum
      outputs = gradients
    }
    guard let loss else { return nil }
    self.operation = operation
    graph = builder.finish()
    self.loss = loss.id
    self.gradients = gradients.map(\.id)
    self.feeds = feeds
    self.binding = binding
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
