/// Several layers that all read the same input, and whose results are joined: the branches of an
/// Inception block, the towers of a wide network.
///
///     Parallel {
///       Conv2d(16, kernel: 1)
///       SequentialSpec { Conv2d(16, kernel: 1); Conv2d(24, kernel: 3, padding: .same) }
///     }
///
/// Each layer in braces is a branch. Variables: those of the branches, within `parallel1.branch1`, …;
/// numbered in each scope.
///
/// In JSON: `{"type": "parallel", "branches": […]}`, with `merge` (`concatenate`), `axis` (1) and
/// `name` optional.
public struct Parallel: LayerSpec {
  public static let typeName = "parallel"
  public static var defaults: Parallel? { Parallel(branches: LayerList([])) }
  public static var requiredFields: [String] { ["branches"] }

  /// How results are joined.
  public enum Merge: String, Hashable, Sendable, Codable, CaseIterable {
    /// Side by side along `axis`.
    case concatenate
    /// Along a new axis, which becomes `axis`.
    case stack
    /// Added up.
    case add
    /// Multiplied.
    case multiply
    /// Their mean.
    case average
    /// The largest of each element.
    case maximum
    /// The smallest of each element.
    case minimum
  }

  /// The branches, at least one.
  public var branches: LayerList
  /// How their results are joined.
  public var merge: Merge
  /// The axis of `concatenate` and `stack`; the others have none.
  public var axis: Int
  /// The name of the scope; nil for the next free `parallel1`, ….
  public var name: String?

  /// Branches of a list.
  public init(
    branches: LayerList, merge: Merge = .concatenate, axis: Int = 1, name: String? = nil
  ) {
    self.branches = branches
    self.merge = merge
    self.axis = axis
    self.name = name
  }

  /// A branch for each layer listed in braces.
  public init(
    merge: Merge = .concatenate, axis: Int = 1, name: String? = nil,
    @LayerListBuilder _ branches: () -> [any LayerSpec]
  ) {
    self.init(branches: LayerList(branches()), merge: merge, axis: axis, name: name)
  }

  public func build(
    in graph: GraphBuilder, input: TensorType
  ) throws(GraphError) -> any Layer {
    guard !branches.specs.isEmpty else {
      throw GraphError(
        .invalidArgument, expected: "at least one branch", found: "none",
        advice: "as in Parallel { Dense(3); Dense(4) }", operation: Self.typeName)
    }
    let scope = name ?? graph.uniqueName(Self.typeName)
    return try graph.scope(scope) { () throws(GraphError) -> ParallelLayer in
      var chains: [LayerChain] = []
      for (number, spec) in branches.specs.enumerated() {
        chains.append(
          try graph.scope("branch\(number + 1)") { () throws(GraphError) in
            try LayerChain(LayerList([spec]), in: graph, input: input)
          })
      }
      return ParallelLayer(scope: scope, spec: self, branches: chains)
    }
  }

  /// Whether parts of this type are joined along their sequences or positions.
  func joinsPositions(of part: TensorType) -> Bool {
    switch merge {
    case .concatenate: part.hasPositions && part.isOfPositions(axis)
    case .stack: part.hasPositions && part.isOfPositions(axis, adding: 1)
    case .add, .multiply, .average, .maximum, .minimum: false
    }
  }

  func join(_ parts: [Variable]) throws(GraphError) -> Variable {
    switch merge {
    case .concatenate: return try concatenate(parts, axis: axis)
    case .stack: return try stack(parts, axis: axis)
    case .add, .multiply, .average, .maximum, .minimum: break
    }
    // What is computed element by element does not broadcast: [n, 1] and [n] would give pairs.
    for part in parts where part.type != parts[0].type {
      throw GraphError(
        .shapeMismatch, expected: "branches of one type, \(parts[0].type)", found: "\(part.type)",
        advice: "reshape one of them, or merge by concatenation", operation: Self.typeName)
    }
    var result = parts[0]
    for part in parts.dropFirst() {
      switch merge {
      case .multiply: result = try result * part
      case .maximum: result = try ApusGraph.maximum(result, part)
      case .minimum: result = try ApusGraph.minimum(result, part)
      default: result = try result + part
      }
    }
    return merge == .average ? try result * (1 / Double(parts.count)) : result
  }
}

/// A built `Parallel`.
struct ParallelLayer: CachingLayer {
  let scope: String
  let spec: Parallel
  let branches: [LayerChain]
  var parameters: [Variable] { branches.flatMap(\.parameters) }

  func forward(_ x: Variable) throws(GraphError) -> Variable {
    try joined(x) { branch throws(GraphError) in try branch.forward(x) }
  }

  func step(_ x: Variable, cache: DecodingCache) throws(GraphError) -> Variable {
    try joined(x) { branch throws(GraphError) in
      let part = try branch.step(x, cache)
      guard !spec.joinsPositions(of: part.type) else {
        throw GraphError(
          .unsupported, expected: "branches that are joined along features, axis 2 or more",
          found: "\(spec.merge) along axis \(spec.axis) of \(part.type)",
          advice: "positions come one after the other: take axis: -1", operation: Parallel.typeName)
      }
      return part
    }
  }

  private func joined(
    _ x: Variable, _ call: (LayerChain) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    try x.builder.scope(scope) { () throws(GraphError) -> Variable in
      var parts: [Variable] = []
      for (number, branch) in branches.enumerated() {
        parts.append(
          try x.builder.scope("branch\(number + 1)") { () throws(GraphError) in
            try call(branch)
          })
      }
      return try spec.join(parts)
    }
  }
}
