import ApusCompiler
import ApusGraph
import OpenCLKit

/// A plan with memory and kernels: every launch has a kernel object of its own, whose arguments
/// are set once.
final class BoundPlan {
  struct Launch {
    let planned: Plan.Launch
    let kernel: Kernel
    let range: NDRange
    /// Where the launch reads a fed variable: set again when a device tensor is bound.
    let feedArguments: [(variable: Int, argument: Int)]
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
      return try context.memory(bytes)
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
    func number(_ argument: Plan.Argument) -> UInt64 {
      switch argument {
      case .buffer, .fault: return 0
      case .offset(let storage, let elements, let size):
        return UInt64(elements + memory(storage).1 / size)
      case .int(let number): return UInt64(bitPattern: Int64(number))
      case .float(let number): return UInt64(number.bitPattern)
      }
    }
    func launch(_ launch: Plan.Launch) throws -> Launch {
      let kernel = try Kernel(program, name: plan.kernelNames[launch.kernel])
      created += 1
      var fed: [(Int, Int)] = []
      for (position, argument) in launch.arguments.enumerated() {
        switch argument {
        case .buffer(let storage):
          try kernel.set(position, memory(storage).0)
          if case .feed(let index) = storage { fed.append((index, position)) }
        case .offset: try kernel.set(position, number(argument))
        case .int(let number): try kernel.set(position, number)
        case .float(let number): try kernel.set(position, number)
        case .fault: try kernel.set(position, fault)
        }
      }
      return Launch(
        planned: launch, kernel: kernel,
        range: try NDRange(global: launch.global, local: launch.local),
        feedArguments: fed)
    }
    /// Nil where the parts use more buffers than the kernel can be passed.
    func joinedLaunch(_ joint: Plan.Launch, _ joined: Plan.Joined) throws -> Launch? {
      var bases: [Buffer] = []
      var fed: [(Int, Int)] = []
      func base(_ argument: Plan.Argument) -> UInt64 {
        var own = fault
        if case .buffer(let storage) = argument {
          if case .feed(let index) = storage {
            if let known = fed.first(where: { $0.0 == index }) { return UInt64(known.1 - 2) }
            fed.append((index, bases.count + 2))
            bases.append(context.nothing)
            return UInt64(bases.count - 1)
          }
          own = memory(storage).0
        }
        let isFed = Set(fed.map { $0.1 - 2 })
        if let known = bases.indices.first(where: { bases[$0] === own && !isFed.contains($0) }) {
          return UInt64(known)
        }
        bases.append(own)
        return UInt64(bases.count - 1)
      }
      var table: [UInt64] = []
      var first = 0
      for part in joined.parts {
        let global = part.launch.global + [1, 1, 1]
        var row = [first, part.function, global[0], global[1], global[2]].map(UInt64.init)
        for argument in part.launch.arguments {
          switch argument {
          case .buffer, .fault: row.append(base(argument))
          default: row.append(number(argument))
          }
        }
        row += [UInt64](repeating: 0, count: joined.stride - row.count)
        table += row
        first += part.launch.global.reduce(1, *)
      }
      guard bases.count <= joined.bases else { return nil }
      let memory = try buffer(table.count * 8)
      try table.withUnsafeBytes { try context.queue.write($0, to: memory) }
      let kernel = try Kernel(program, name: plan.kernelNames[joint.kernel])
      created += 1
      try kernel.set(0, memory)
      try kernel.set(1, Int32(joined.parts.count))
      for slot in 0..<joined.bases {
        try kernel.set(slot + 2, slot < bases.count ? bases[slot] : context.nothing)
      }
      return Launch(
        planned: joint, kernel: kernel,
        range: try NDRange(global: joint.global, local: joint.local),
        feedArguments: fed)
    }
    for planned in plan.launches {
      guard let joined = planned.joined else {
        launches.append(try launch(planned))
        continue
      }
      if let one = try joinedLaunch(planned, joined) {
        launches.append(one)
      } else {
        for part in joined.parts { launches.append(try launch(part.launch)) }
      }
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
    let own = try known?.own ?? context.memory(byteCount)
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
