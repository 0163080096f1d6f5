import ApusGraph

/// A graph with what is to be computed of it: what a file has to hold to compile the very step that
/// was trained.
///
///     try trainer.saveProgram(to: "model.json")
///     let saved = try SavedProgram(contentsOf: "model.json")
///     let executable = try Executable(
///       saved.graph, outputs: saved.outputs, updates: saved.updates, store: store)
///
/// In JSON it is the graph with two more keys, so `Graph(contentsOf:)` reads such a file, and a file
/// of `Graph.save(to:)` is a program without outputs and updates.
public struct SavedProgram: Sendable {
  /// The graph.
  public let graph: Graph
  /// The variables to compute, in the order in which results are given.
  public let outputs: [VariableID]
  /// The changes of state at the end of a step.
  public let updates: [StateUpdate]

  /// A program of these outputs and updates.
  /// - Throws: `GraphError` for variables of another graph, or updates that do not fit.
  public init(
    _ graph: Graph, outputs: [VariableID], updates: [StateUpdate] = []
  ) throws(GraphError) {
    for output in outputs { _ = try graph.index(of: output) }
    try Lowerer.check(updates, in: graph)
    self.graph = graph
    self.outputs = outputs
    self.updates = updates
  }

  /// Writes the program as JSON, whole or not at all, as `Graph.save(to:)` does.
  /// - Throws: `GraphFileError` with the system's reason; nothing is left behind then.
  public func save(to path: String) throws(GraphFileError) {
    try GraphFile.save(self, to: path)
  }

  /// Reads a program, or a graph without more, and checks it as if it were being built. Operations
  /// of your own have to be registered with `OpRegistry` before.
  /// - Throws: `GraphFileError` as `Graph(contentsOf:)`, and where outputs or updates do not fit.
  public init(contentsOf path: String) throws(GraphFileError) {
    self = try GraphFile.load(from: path)
  }
}

extension SavedProgram: Codable {
  private enum Keys: String, CodingKey {
    case outputs, updates
  }

  /// A change of state by positions in the graph.
  private struct Update: Codable {
    var state: Int
    var value: Int
  }

  public func encode(to encoder: any Encoder) throws {
    try graph.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(outputs.map(\.index), forKey: .outputs)
    try container.encode(
      updates.map { Update(state: $0.state.index, value: $0.value.index) }, forKey: .updates)
  }

  /// - Throws: `GraphError` for a damaged graph, or for outputs and updates that it does not have.
  public init(from decoder: any Decoder) throws {
    let graph = try Graph(from: decoder)
    let container = try decoder.container(keyedBy: Keys.self)
    func variable(_ index: Int) throws(GraphError) -> VariableID {
      guard graph.variables.indices.contains(index) else {
        throw GraphError(
          .corruptGraph, expected: "a variable below \(graph.variables.count)", found: "\(index)",
          advice: "the file is damaged or was not written by Apus")
      }
      return VariableID(graph: graph.id, index: index)
    }
    let outputs = try container.decodeIfPresent([Int].self, forKey: .outputs) ?? []
    let updates = try container.decodeIfPresent([Update].self, forKey: .updates) ?? []
    try self.init(
      graph, outputs: outputs.map(variable),
      updates: updates.map { StateUpdate(try variable($0.state), try variable($0.value)) })
  }
}
