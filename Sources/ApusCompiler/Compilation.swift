import ApusGraph

/// Whether a graph is compiled for training or for evaluation.
public enum Mode: String, Hashable, Sendable, Codable {
  /// For `training`, with dropout and the like; for `evaluation`, without.
  case training, evaluation
}

/// What to compile: a graph, what is wanted of it, and how.
public struct Compilation: Sendable {
  /// Where everything below is found.
  public var graph: Graph
  /// The variables to compute, in the order in which results are given.
  public var outputs: [VariableID]
  /// Changes of state, all at the end of the step.
  public var updates: [StateUpdate]
  /// Which input of each `modeSelect` is taken.
  public var mode: Mode
  /// How.
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
    /// Make a program that is tiny at nominal sizes one launch, its products plain sums. False is for
    /// sizes at which it is not tiny.
    public var makesTiny = true
    /// Outputs lie where the caller says, each a value of its own: the body of a loop.
    package var placesOutputs = false
    /// How many numbers of places that can fault are taken by the program that this is a part of.
    package var sitesBefore = 0
    /// Inputs that are the same each time the program runs, by their places in the graph: what the
    /// steps of a loop share.
    package var invariants: Set<Int> = []
    /// Inputs that a step has from the one before.
    package var carried: Set<Int> = []
    /// Kernels, by name, to do without: a compiler refused them.
    public var barredKernels: Set<String> = []

    /// The defaults are for use; the rest is for tests and tools.
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

  /// Everything needed to compile `graph`: the wanted outputs and changes of state.
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
