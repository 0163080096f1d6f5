/// The results of a segment of the graph, whose gradient computes the segment again instead of reading
/// what it kept (T. Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016).
///
/// Inputs: the results, then everything that the segment reads from outside. Outputs: the results.
public struct Checkpoint: StorageOp, CustomStringConvertible {
  public static let name = "checkpoint"
  /// The segment: the positions of its nodes in the graph.
  public let nodes: Range<Int>
  /// How many of the inputs are results.
  public let resultCount: Int
  /// The indices of the variables that the inputs are.
  public let variables: [Int]

  init(nodes: Range<Int>, resultCount: Int, variables: [Int]) {
    self.nodes = nodes
    self.resultCount = resultCount
    self.variables = variables
  }

  public var description: String { "checkpoint of nodes \(nodes)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    guard resultCount >= 0, inputs.count == variables.count, resultCount <= inputs.count else {
      throw GraphError(
        .invalidArgument, expected: "\(variables.count) inputs", found: "\(inputs.count)",
        advice: "use GraphBuilder.checkpoint, which finds out what a segment reads")
    }
    return Array(inputs[..<resultCount])
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let builder = context.inputs[0].builder
    let given = Array(context.inputs[resultCount...])
    var copies: [Int: Variable] = [:]
    var cuts: [Variable] = []
    let results = try builder.inNewSegment { () throws(GraphError) -> [Variable] in
      for (variable, input) in zip(variables[resultCount...], given) {
        let cut = try builder.append(Cut(), [input])[0]
        copies[variable] = cut
        cuts.append(cut)
      }
      try builder.repeatNodes(nodes, &copies)
      var results: [Variable] = []
      for variable in variables[..<resultCount] {
        guard let copy = copies[variable] else { throw damage() }
        results.append(copy)
      }
      return results
    }
    let needed = Array(context.needed[resultCount...])
    let targets = zip(cuts, needed).filter(\.1).map(\.0)
    var starts: [(Variable, Variable)] = []
    for (result, gradient) in zip(results, context.outputGradients) {
      if let gradient { starts.append((result, gradient)) }
    }
    var gradients = try builder.appendGradients(
      starts, withRespectTo: targets, builder.site(#fileID, #line))[...]
    let none = [Variable?](repeating: nil, count: resultCount)
    return none + needed.map { $0 ? gradients.popFirst() : nil }
  }

  private func damage() -> GraphError {
    GraphError(
      .corruptGraph, expected: "nodes \(nodes) that compute the results", found: "others",
      advice: "the file is damaged or was not written by Apus")
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] { Array(inputs[..<resultCount]) }
}

extension GraphBuilder {
  /// Adds the nodes at `positions` once more; `copies` says which variables stand for their inputs,
  /// and takes up their outputs.
  func repeatNodes(_ positions: Range<Int>, _ copies: inout [Int: Variable]) throws(GraphError) {
    guard positions.upperBound <= nodeList.count else {
      throw GraphError(
        .corruptGraph, expected: "nodes within 0..<\(nodeList.count)", found: "\(positions)",
        advice: "the file is damaged or was not written by Apus")
    }
    for node in nodeList[positions] {
      let inputs = zip(node.inputs, handles(node.inputs)).map { copies[$0] ?? $1 }
      let outputs = try append(node.op, inputs, node.site)
      for (old, new) in zip(node.outputs, outputs) { copies[old] = new }
    }
  }

  /// What `body` builds, with less memory for more time: the backward pass does not keep what is
  /// computed in between but computes it again, with the same bits and the same random numbers.
  /// `body` may read whatever the graph holds and make parameters.
  ///
  ///     let y = try graph.checkpoint { () throws(GraphError) in try block(x) }
  ///
  /// - Formula: y = body()
  /// - Shapes: any → those that body gives
  /// - DTypes: any
  /// - Gradient: that of body, whose intermediate values are computed once more
  /// - PyTorch: torch.utils.checkpoint.checkpoint
  /// - ONNX: —
  public func checkpoint(
    file: String = #fileID, line: Int = #line, _ body: () throws(GraphError) -> [Variable]
  ) throws(GraphError) -> [Variable] {
    let first = nodeList.count
    let results = try body()
    return try composed(results, file, line) { () throws(GraphError) in
      let nodes = first..<nodeList.count
      let made = Set(nodeList[nodes].flatMap(\.outputs))
      var read: [Int] = []
      var seen: Set<Int> = []
      for input in nodeList[nodes].flatMap(\.inputs)
      where !made.contains(input) && seen.insert(input).inserted {
        read.append(input)
      }
      // What is no result of a node here needs no gradient of ours.
      let indices = try results.map { result throws(GraphError) in try variable(result.id).id.index
      }
      let computed = indices.filter(made.contains)
      guard !computed.isEmpty else { return results }
      let op = Checkpoint(nodes: nodes, resultCount: computed.count, variables: computed + read)
      let outputs = try append(op, handles(computed + read))
      var kept = outputs[...]
      return zip(indices, results).map { made.contains($0) ? kept.removeFirst() : $1 }
    }
  }

  /// The same for a body with one result.
  public func checkpoint(
    file: String = #fileID, line: Int = #line, _ body: () throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try checkpoint(file: file, line: line) { () throws(GraphError) in [try body()] }[0]
  }
}
