import ApusGraph

extension OperationCases {
  /// How much there is to compute in a case, and whether there is a remainder anywhere.
  private enum Size: Hashable, CaseIterable {
    /// Every tensor has one element at most.
    case one
    /// An operand is repeated along an axis.
    case broadcast
    /// More than one element, and no extent is a multiple of 8.
    case odd
    /// The one that takes the most.
    case largest
  }

  /// Cases whose gradients run on a device: for each combination of operations of each family,
  /// the first of one element, the first that broadcasts, the first of odd extents, and the
  /// largest. (On the reference the gradients of all cases are checked.)
  ///
  /// Cases are told apart by the operations they build, `extremum maximum` being another than
  /// `extremum minimum`, and not by the operations of their gradients: every gradient contains
  /// sums and products, and the products of other cases would stand for those of `multiply`.
  /// - Parameter limit: cases that cost more (see `GradientCase.cost()`) are left out.
  public static func gradientSelection(
    from cases: [OperationCase] = all, costing limit: Int
  ) throws -> [OperationCase] {
    var chosen: [String: [Size: Int]] = [:]
    var largest: [String: Int] = [:]
    for (number, operation) in cases.enumerated() {
      guard let binding = operation.bindings.last,
        let gradient = try GradientCase(operation, binding: binding)
      else { continue }
      let cost = try gradient.cost()
      guard cost <= limit else { continue }
      let graph = try BuiltCase(operation, binding: binding).graph
      let key = "\(operation.family) \(configurations(of: graph))"
      for size in try sizes(of: graph, binding) where chosen[key]?[size] == nil {
        chosen[key, default: [:]][size] = number
      }
      if cost > largest[key, default: 0] {
        largest[key] = cost
        chosen[key, default: [:]][.largest] = number
      }
    }
    let numbers = Set(chosen.values.flatMap(\.values))
    return numbers.sorted().map { cases[$0] }
  }

  /// The first case of each function that no case of the gradient selection calls.
  public static func withoutGradientSelection(
    from cases: [OperationCase] = all, costing limit: Int
  ) throws -> [OperationCase] {
    func functions(_ operation: OperationCase) throws -> Set<String> {
      Set(try BuiltCase(operation, binding: operation.bindings[0]).calls.keys)
    }
    var seen = Set(
      try gradientSelection(from: cases, costing: limit).flatMap { try functions($0) })
    return try cases.filter { operation in
      let own = try functions(operation)
      defer { seen.formUnion(own) }
      return !own.isSubset(of: seen)
    }
  }

  private static func configurations(of graph: Graph) -> [String] {
    Set(graph.nodes.map { configuration(of: $0.op) }).sorted()
  }

  /// The name of an operation with its choices: what it holds of enumerations and flags.
  static func configuration(of op: any Op) -> String {
    let choices = Mirror(reflecting: op).children.filter {
      $0.value is Bool || Mirror(reflecting: $0.value).displayStyle == .enum
    }
    return ([op.name] + choices.map { "\($0.value)" }).joined(separator: " ")
  }

  private static func sizes(of graph: Graph, _ binding: [String: Int]) throws -> [Size] {
    let shapes = try graph.variables.map { try $0.type.shape.extents(binding) }
    var sizes: [Size] = []
    if shapes.allSatisfy({ $0.reduce(1, *) == 1 }) { sizes.append(.one) }
    let repeats = graph.nodes.contains { node in
      node.inputs.count > 1 && !(node.op is MatMul)
        && node.inputs.contains { shapes[$0] != shapes[node.outputs[0]] }
    }
    if repeats { sizes.append(.broadcast) }
    let counts = shapes.map { $0.reduce(1, *) }
    let isOdd = shapes.allSatisfy { $0.allSatisfy { $0 % 8 != 0 } }
    if isOdd, (counts.max() ?? 0) > 1 { sizes.append(.odd) }
    return sizes
  }
}
