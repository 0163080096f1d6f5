import ApusGraph

/// A case, or several cases, made into one graph, with the numbers to feed.
public struct BuiltCase: Sendable {
  /// A case within the graph.
  public struct Part: Sendable {
    public var operation: OperationCase
    public var inputs: [VariableID]
    public var outputs: [VariableID]
  }

  public var graph: Graph
  public var parts: [Part]
  public var feeds: [VariableID: ReferenceArray]
  public var binding: [String: Int]
  public var mode: Reference.Mode
  /// The public functions that the cases called, with the types of their operands.
  public var calls: [String: Set<[DType]>]

  public var outputs: [VariableID] { parts.flatMap(\.outputs) }

  /// - Throws: whatever the case throws while building.
  public init(_ operation: OperationCase, binding: [String: Int]) throws {
    try self.init(merging: [operation], binding: binding)
  }

  /// One graph of many cases, each in a scope of its own, so that they are compiled together.
  /// - Parameter cases: of one mode.
  public init(merging cases: [OperationCase], binding: [String: Int]) throws {
    let builder = GraphBuilder(seed: 20_260)
    builder.calls = [:]
    var (parts, feeds): ([Part], [VariableID: ReferenceArray]) = ([], [:])
    for operation in cases {
      // The scope is the case's own, so that it draws the same random numbers alone and merged.
      let part = try builder.scope(operation.name) {
        try BuiltCase.add(operation, to: builder, binding, &feeds)
      }
      parts.append(part)
    }
    (self.graph, self.parts, self.feeds) = (builder.finish(), parts, feeds)
    self.binding = binding
    calls = builder.calls ?? [:]
    mode = cases.first?.mode ?? .training
  }

  static func add(
    _ operation: OperationCase, to builder: GraphBuilder, _ binding: [String: Int],
    _ feeds: inout [VariableID: ReferenceArray]
  ) throws -> Part {
    var inputs: [Variable] = []
    for (position, input) in operation.inputs.enumerated() {
      let variable = try builder.input("x\(position)", input.shape, input.dtype)
      feeds[variable.id] = input.generator.array(
        shape: try input.shape.extents(binding), dtype: input.dtype,
        seed: streamNumber("\(operation.name)/\(position)"))
      inputs.append(variable)
    }
    let outputs = try operation.build(builder, inputs)
    return Part(operation: operation, inputs: inputs.map(\.id), outputs: outputs.map(\.id))
  }

  /// What the reference computes for all outputs.
  public func expected() throws -> [ReferenceArray] {
    try Reference.evaluate(graph, feeds: feeds, outputs: outputs, binding: binding, mode: mode)
  }
}
