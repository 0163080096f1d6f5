import ApusGraph

/// Whether a graph is compiled for training or for evaluation.
public enum Mode: String, Hashable, Sendable, Codable {
  case training, evaluation
}

/// A change of state at the end of a step: `state` takes the value of `value`. All reads in the
/// step see the value at its start.
public struct StateUpdate: Hashable, Sendable {
  public var state: VariableID
  public var value: VariableID

  public init(_ state: VariableID, _ value: VariableID) {
    self.state = state
    self.value = value
  }
}

/// What to compile: a graph, what is wanted of it, and how.
public struct Compilation: Sendable {
  public var graph: Graph
  /// The variables to compute, in the order in which results are given.
  public var outputs: [VariableID]
  public var updates: [StateUpdate]
  public var mode: Mode
  public var options: Options

  /// Switches for tests, debugging and the manual session.
  public struct Options: Hashable, Sendable {
    /// Join kernels where that saves memory traffic or launches.
    public var fuses: Bool
    /// Let independent kernels share a launch, and tiny programs be one.
    public var joinsLaunches: Bool
    /// Share arena memory between values that are not alive at the same time.
    public var reusesMemory: Bool
    /// Give every value a buffer of exactly its size (for checkers of memory accesses).
    public var separateBuffers: Bool

    public init(
      fuses: Bool = true, joinsLaunches: Bool = true, reusesMemory: Bool = true,
      separateBuffers: Bool = false
    ) {
      self.fuses = fuses
      self.joinsLaunches = joinsLaunches
      self.reusesMemory = reusesMemory
      self.separateBuffers = separateBuffers
    }
  }

  public init(
    _ graph: Graph, outputs: [VariableID], updates: [StateUpdate] = [], mode: Mode = .training,
    options: Options = Options()
  ) {
    self.graph = graph
    self.outputs = outputs
    self.updates = updates
    self.mode = mode
    self.options = options
  }
}
