import ApusGraph
import FoundationEssentials

/// All cases, assembled from one file for each family.
public enum OperationCases {
  /// All cases; while one works on an operation, those whose names contain one of the texts in
  /// `APUS_CASES`, which are separated by commas.
  public static let all: [OperationCase] = {
    guard let texts = ProcessInfo.processInfo.environment["APUS_CASES"] else { return complete }
    let wanted = texts.split(separator: ",")
    return complete.filter { operation in wanted.contains { operation.name.contains($0) } }
  }()

  private static let complete: [OperationCase] =
    elementwise + functions + activations + comparisons + reductions + matrixProducts + movement
    + indexing
    + softmaxes
    + transformers + fusedAttention + random + fusion
    + severalOutputs + rowGroups + sequenceLosses + convolutions + control + recurrentCells + scans
    + pooling + neural + ofEveryType + statistics
    + pads + arrangements + creations + linearAlgebra + empty + viewsOfLayers

  /// Makes the cases' own operations known, so that their graphs can be loaded.
  /// - Throws: `GraphError` if another operation has the name of one.
  public static func registerOperations() throws {
    try OpRegistry.register(SquaresAndSums.self)
  }

  /// The operations among `names` that no case reaches, with its gradients.
  public static func uncovered(among names: [String] = OpRegistry.names) throws -> [String] {
    var missing = Set(names)
    for operation in all where !missing.isEmpty {
      let binding = operation.bindings[0]
      let built = try BuiltCase(operation, binding: binding)
      missing.subtract(built.graph.nodes.map(\.op.name))
      for order in 1...2 {
        if let gradient = try GradientCase(operation, binding: binding, order: order) {
          missing.subtract(gradient.graph.nodes.map(\.op.name))
        }
      }
    }
    return missing.sorted()
  }

  /// The cases whose inputs and outputs have few elements, for slow devices such as Oclgrind.
  public static func small(below limit: Int = 300) throws -> [OperationCase] {
    try all.filter { operation in
      try operation.bindings.allSatisfy { binding in
        let graph = try BuiltCase(operation, binding: binding).graph
        return try graph.variables.allSatisfy {
          try $0.type.shape.extents(binding).reduce(1, *) < limit
        }
      }
    }
  }

  /// Those of a family, or whose name contains a text.
  public static func matching(
    _ family: OperationCase.Family? = nil, containing text: String = ""
  ) -> [OperationCase] {
    all.filter {
      (family == nil || $0.family == family) && (text.isEmpty || $0.name.contains(text))
    }
  }

  /// Shapes that every element-wise operation must take: a scalar, one element, none, odd
  /// extents, ranks up to 5, and a prime number of elements.
  static let shapes: [Shape] = [
    [], [1], [0], [7], [3, 5], [4, 0, 2], [2, 1, 3, 5], [2, 3, 1, 2, 2], [10007],
  ]

  /// Pairs of shapes that broadcast, to both sides.
  static let pairs: [(Shape, Shape)] = [
    ([], []), ([1], [1]), ([0], [0]), ([5], [5]), ([3, 4], [3, 4]), ([101, 103], [101, 103]),
    ([], [3]), ([3], []), ([1], [4, 3]), ([4, 3], [3]), ([3], [4, 3]), ([4, 1], [1, 3]),
    ([1, 3], [4, 1]), ([2, 3, 4], [3, 1]), ([2, 1, 4], [5, 1]), ([0, 3], [1, 3]), ([1], [0]),
    ([2, 3, 1, 5], [1, 4, 1]), ([2, 1, 2, 1, 3], [3, 1, 2, 1]), ([97, 1], [1, 107]),
  ]
}
