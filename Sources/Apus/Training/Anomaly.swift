/// A value that is not a number or not finite, and the operation that first computed one.
public struct Anomaly: Error, Hashable, Sendable {
  /// What was found.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Not a number: 0/0, ∞ − ∞, the logarithm of a negative number.
    case nan
    /// Positive or negative: an overflow, 1/0, the logarithm of 0. A mask of −∞ is one, too.
    case infinity
  }

  /// What was found; NaN where both were.
  public var kind: Kind
  /// The operation with its operands, such as `log(%12)`; of what is fed or learned, its name.
  public var place: String
  /// The type of the value.
  public var type: TensorType
  /// How many elements are so, of all that there are.
  public var count: Int
  /// All elements.
  public var total: Int
  /// The scope of the layer.
  public var scope: String
  /// Where user code asked for the operation; of the backward pass, for the operation it is of.
  public var site: CallSite?
  /// Whether the operation is of the backward pass or the update, and not of the loss.
  public var isGradient: Bool
  /// What to look at.
  var advice: String
}

extension Anomaly: CustomStringConvertible {
  public var description: String {
    let what = kind == .nan ? "NaN" : "infinite"
    var lines = ["anomaly: \(count) of \(total) elements are \(what)"]
    lines.append("  in \(isGradient ? "the backward pass, in " : "")\(place): \(type)")
    if !scope.isEmpty { lines.append("  in scope \(scope)") }
    if let site { lines.append("  at \(site)") }
    lines.append("  \(advice)")
    return lines.joined(separator: "\n")
  }
}

extension Trainer {
  /// Computes all that the next step would, for a batch, and looks at every value; changes nothing. It
  /// takes many times as long as a step, and the memory of all values at once.
  /// - Parameter kinds: what counts; NaN alone for graphs that mask with infinities.
  /// - Returns: the first anomaly in the order of computation, of the batch and the parameters first;
  ///   nil where everything is as it should be.
  /// - Throws: as `step`.
  public func findAnomaly(
    _ feeds: [Variable: any Feed], of kinds: Set<Anomaly.Kind> = Set(Anomaly.Kind.allCases)
  ) throws -> Anomaly? {
    let wanted = [lossID] + minimization.updates.map(\.value)
    let needed = try graph.needed(for: wanted)
    let forward = try graph.needed(for: [lossID])
    func advice(_ node: Node?) -> String {
      guard node != nil else { return "it was so before the step: look at where it comes from" }
      return kinds == Set(Anomaly.Kind.allCases)
        ? "what it was computed from is finite: look at its operands' ranges"
        : "what it was computed from may hold what was not looked for: look at its operands"
    }
    func anomaly(_ tensor: Tensor, _ index: Int, _ place: String, _ node: Node?) -> Anomaly? {
      let values = tensor.doubles
      let kind = Anomaly.Kind.allCases.first { kind in
        kinds.contains(kind) && values.contains { kind == .nan ? $0.isNaN : $0.isInfinite }
      }
      guard let kind else { return nil }
      return Anomaly(
        kind: kind, place: place, type: graph.variables[index].type,
        count: values.reduce(0) { $0 + ((kind == .nan ? $1.isNaN : $1.isInfinite) ? 1 : 0) },
        total: values.count, scope: node?.scope ?? "", site: node?.site,
        isGradient: node != nil && !forward.contains(index), advice: advice(node))
    }
    for (variable, feed) in feeds.sorted(by: { $0.key.id.index < $1.key.id.index })
    where variable.dtype.isFloatingPoint && needed.contains(variable.id.index) {
      guard let tensor = feed as? Tensor else { continue }
      if let found = anomaly(tensor, variable.id.index, "the input \(variable)", nil) {
        return found
      }
    }
    for index in needed.sorted() {
      let information = graph.variables[index]
      guard information.kind == .parameter || information.kind == .state,
        information.type.dtype.isFloatingPoint, let name = information.name
      else { continue }
      let what = "the \(information.kind.rawValue) \(name)"
      if let found = anomaly(try store.value(named: name), index, what, nil) { return found }
    }
    let outputs = graph.nodes.enumerated().flatMap { position, node in
      node.outputs.filter { needed.contains($0) && graph.variables[$0].type.dtype.isFloatingPoint }
        .map { (node: position, variable: $0) }
    }
    let ids = outputs.map { graph.handle($0.variable) }
    let executable =
      try anomalyExecutable
      ?? Executable(graph, outputs: ids, mode: .training, store: store, options: options)
    anomalyExecutable = executable
    let tensors = try executable.run(feeds)
    for (output, tensor) in zip(outputs, tensors) {
      let node = graph.nodes[output.node]
      let place = graph.expression(ofNode: output.node)
      if let found = anomaly(tensor, output.variable, place, node) { return found }
    }
    return nil
  }
}
