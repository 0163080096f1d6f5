import ApusCompiler
import ApusGraph
import OpenCLKit

/// A plan with memory and kernels: every launch has a kernel object of its own, whose arguments
/// are set once.
final class BoundPlan {
  struct Launch {
    let kernel: Kernel
    let range: NDRange
    /// Where the launch reads a fed variable: set again when a device tensor is bound.
    let feedArguments: [(variable: Int, argument: Int, offset: Int)]
  }

  let plan: Plan
  let layout: ReportLayout
  let launches: [Launch]
  let arena: [Buffer]
  /// The memory that each fed variable is bound to, from its first feed on.
  private var feeds: [Int: FeedMemory] = [:]
  private(set) var objectsCreated = 0

  private struct FeedMemory {
    /// What host tensors are copied into; made for the first one.
    var own: Buffer?
    /// The device tensor that is read instead, if the latest feed was one.
    var bound: DeviceStorage?
  }

  /// - Parameter reusing: chunks of another plan of the same executable, which never runs at the
  ///   same time.
  init(
    _ plan: Plan, layout: ReportLayout, program: Program, context: ComputeContext,
    store: VariableStore,
    graph: Graph, scalars: Buffer, fault: Buffer, reusing: [Buffer]
  ) throws {
    self.plan = plan
    self.layout = layout
    var created = 0
    func buffer(_ bytes: Int) throws -> Buffer {
      created += 1
      return try Buffer(context: context.context, byteCount: bytes)
    }
    var arena: [Buffer] = []
    for (slot, bytes) in plan.arenaChunks.enumerated() {
      let known = slot < reusing.count && reusing[slot].byteCount >= bytes ? reusing[slot] : nil
      arena.append(try known ?? buffer(bytes))
    }
    var constants: [Buffer] = []
    for tensor in plan.constants {
      let memory = try buffer(max(tensor.bytes.count, 1))
      try tensor.withUnsafeBytes { try context.queue.write($0, to: memory) }
      constants.append(memory)
    }
    func memory(_ storage: Plan.Storage) -> (Buffer, Int) {
      switch storage {
      case .arena(let chunk): return (arena[chunk], 0)
      // Bound by the first feed, which comes before the first launch.
      case .feed: return (context.nothing, 0)
      case .state(let index):
        let slot = graph.variables[index].name.flatMap { store.slots[$0] }
        return slot.map { ($0.buffer, $0.offset) } ?? (context.nothing, 0)
      case .scalars: return (scalars, 0)
      case .constant(let slot): return (constants[slot], 0)
      case .nothing: return (context.nothing, 0)
      }
    }
    var launches: [Launch] = []
    launches.reserveCapacity(plan.launches.count)
    for launch in plan.launches {
      let kernel = try Kernel(program, name: plan.kernelNames[launch.kernel])
      created += 1
      var fed: [(Int, Int, Int)] = []
      for (position, argument) in launch.arguments.enumerated() {
        switch argument {
        case .buffer(let storage):
          try kernel.set(position, memory(storage).0)
          if case .feed(let index) = storage { fed.append((index, position, 0)) }
        case .offset(let storage, let elements, let size):
          try kernel.set(position, UInt64(elements + memory(storage).1 / size))
        case .int(let number): try kernel.set(position, number)
        case .float(let number): try kernel.set(position, number)
        case .fault: try kernel.set(position, fault)
        }
      }
      launches.append(
        Launch(
          kernel: kernel, range: try NDRange(global: launch.global, local: launch.local),
          feedArguments: fed))
    }
    self.arena = arena
    self.launches = launches
    objectsCreated = created
  }

  /// The memory of the latest feed of `variable`.
  func feedBuffer(_ variable: Int) -> Buffer? {
    feeds[variable].flatMap { $0.bound?.buffer ?? $0.own }
  }

  /// Has `variable` read from a device tensor.
  func bind(_ variable: Int, to storage: DeviceStorage) throws {
    let known = feeds[variable]
    if known?.bound === storage { return }
    try point(variable, to: storage.buffer)
    feeds[variable] = FeedMemory(own: known?.own, bound: storage)
  }

  /// Has `variable` read from a buffer of its own, and tells whether that had to be made.
  func bindOwnBuffer(
    _ variable: Int, _ byteCount: Int, _ context: ComputeContext
  ) throws -> (buffer: Buffer, isNew: Bool) {
    let known = feeds[variable]
    if let own = known?.own, known?.bound == nil { return (own, false) }
    let own = try known?.own ?? Buffer(context: context.context, byteCount: byteCount)
    try point(variable, to: own)
    feeds[variable] = FeedMemory(own: own, bound: nil)
    return (own, known?.own == nil)
  }

  /// Points every launch that reads `variable` at `buffer`.
  private func point(_ variable: Int, to buffer: Buffer) throws {
    for launch in launches {
      for fed in launch.feedArguments where fed.variable == variable {
        try launch.kernel.set(fed.argument, buffer)
      }
    }
  }
}
