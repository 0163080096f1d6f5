import ApusCompiler
import ApusGraph
import OpenCLKit

/// A plan with memory and kernels: every launch has a kernel object of its own, whose arguments
/// are set once.
final class BoundPlan {
  /// A launch as it is enqueued: no more than that, since steps go through all of them.
  struct Command {
    let kernel: Kernel
    let range: NDRange
  }

  /// Memory that is not the same in every step.
  private enum Moving: Hashable {
    case feed(Int)
    case scalars
    case report
  }

  /// An argument that points at such memory.
  fileprivate struct Pointer {
    let kernel: Kernel
    let argument: Int
  }

  let plan: Plan
  let layout: ReportLayout
  /// The queue that it runs on, for whose device its kernels were built.
  let queue: Queue
  let commands: [Command]
  /// What each command was planned as.
  let planned: [Plan.Launch]
  let arena: [Buffer]
  /// What the plan knows of each variable of the graph that is fed, by position.
  private let feeds: [FeedMemory?]
  private let scalarPointers: [Pointer]
  private let reportPointers: [Pointer]
  private(set) var objectsCreated = 0

  /// What a feed must look like, and the memory it is bound to.
  final class FeedMemory {
    let location: Plan.Location
    let byteCount: Int
    /// What host tensors are copied into; made for the first one.
    fileprivate(set) var own: Buffer?
    /// The device tensor that is read instead, if the latest feed was one.
    fileprivate(set) var bound: DeviceStorage?
    fileprivate let pointers: [Pointer]

    fileprivate init(_ location: Plan.Location, _ pointers: [Pointer]) {
      self.location = location
      byteCount = location.byteCount
      self.pointers = pointers
    }

    /// Points every launch that reads the variable at `buffer`.
    fileprivate func point(to buffer: Buffer) throws {
      for pointer in pointers { try pointer.kernel.set(pointer.argument, buffer) }
    }

    /// Has the variable read from a device tensor.
    func bind(to storage: DeviceStorage) throws {
      try point(to: storage.buffer)
      bound = storage
    }

    /// The buffer for host tensors, which is made for the first one.
    func makeOwn(_ context: ComputeContext) throws -> Buffer {
      if let own { return own }
      let buffer = try context.memory(byteCount)
      own = buffer
      // A device tensor that is bound stays so until `bindOwn`.
      if bound == nil { try point(to: buffer) }
      return buffer
    }

    /// Has the variable read from the buffer for host tensors.
    func bindOwn() throws {
      guard let own else { return }
      try point(to: own)
      bound = nil
    }
  }

  /// - Parameter reusing: chunks of another plan of the same executable, which never runs at the
  ///   same time.
  init(
    _ plan: Plan, program: Program, queue: Queue, store: VariableStore, graph: Graph,
    fault: Buffer, reusing: [Buffer]
  ) throws {
    let context = store.context
    self.plan = plan
    self.queue = queue
    layout = ReportLayout(plan)
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
      // Set by the first feed, or for the step's slot, which comes before the first launch.
      case .feed, .scalars, .report: return (context.nothing, 0)
      case .state(let index):
        let slot = graph.variables[index].name.flatMap { store.slots[$0] }
        return slot.map { ($0.buffer, $0.offset) } ?? (context.nothing, 0)
      case .constant(let slot): return (constants[slot], 0)
      case .nothing, .output: return (context.nothing, 0)
      }
    }
    func moving(_ storage: Plan.Storage) -> Moving? {
      switch storage {
      case .feed(let index): .feed(index)
      case .scalars: .scalars
      case .report: .report
      case .arena, .state, .constant, .output, .nothing: nil
      }
    }
    var commands: [Command] = []
    commands.reserveCapacity(plan.launches.count)
    var planned: [Plan.Launch] = []
    var pointers: [Moving: [Pointer]] = [:]
    func number(_ argument: Plan.Argument) -> UInt64 {
      switch argument {
      case .buffer, .fault: return 0
      case .offset(let storage, let elements, let size):
        return UInt64(elements + memory(storage).1 / size)
      case .int(let number): return UInt64(bitPattern: Int64(number))
      case .float(let number): return UInt64(number.bitPattern)
      }
    }
    func add(_ launch: Plan.Launch, _ kernel: Kernel) throws {
      commands.append(
        Command(kernel: kernel, range: try NDRange(global: launch.global, local: launch.local)))
      planned.append(launch)
    }
    func add(_ launch: Plan.Launch) throws {
      let kernel = try Kernel(program, name: plan.kernelNames[launch.kernel])
      created += 1
      for (position, argument) in launch.arguments.enumerated() {
        switch argument {
        case .buffer(let storage):
          try kernel.set(position, memory(storage).0)
          if let memory = moving(storage) {
            pointers[memory, default: []].append(Pointer(kernel: kernel, argument: position))
          }
        case .offset: try kernel.set(position, number(argument))
        case .int(let number): try kernel.set(position, number)
        case .float(let number): try kernel.set(position, number)
        case .fault: try kernel.set(position, fault)
        }
      }
      try add(launch, kernel)
    }
    /// False where the parts use more buffers than the kernel can be passed.
    func add(_ joint: Plan.Launch, _ joined: Plan.Joined) throws -> Bool {
      var bases: [(memory: Moving?, buffer: Buffer)] = []
      func base(_ argument: Plan.Argument) -> UInt64 {
        var own: (memory: Moving?, buffer: Buffer) = (nil, fault)
        if case .buffer(let storage) = argument {
          own = (moving(storage), memory(storage).0)
        }
        if let known = bases.firstIndex(where: {
          $0.memory == own.memory && $0.buffer === own.buffer
        }) {
          return UInt64(known)
        }
        bases.append(own)
        return UInt64(bases.count - 1)
      }
      var table: [UInt64] = []
      var first = 0
      for part in joined.parts {
        let global = part.launch.global + [1, 1, 1]
        var row = [part.laneAxis ?? first, part.function, global[0], global[1], global[2]].map(
          UInt64.init)
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
      guard bases.count <= joined.bases else { return false }
      let memory = try buffer(table.count * 8)
      try table.withUnsafeBytes { try context.queue.write($0, to: memory) }
      let kernel = try Kernel(program, name: plan.kernelNames[joint.kernel])
      created += 1
      try kernel.set(0, memory)
      try kernel.set(1, Int32(joined.parts.count))
      for slot in 0..<joined.bases {
        try kernel.set(slot + 2, slot < bases.count ? bases[slot].buffer : context.nothing)
      }
      for (slot, base) in bases.enumerated() {
        guard let memory = base.memory else { continue }
        pointers[memory, default: []].append(Pointer(kernel: kernel, argument: slot + 2))
      }
      try add(joint, kernel)
      return true
    }
    for launch in plan.launches {
      guard let joined = launch.joined else {
        try add(launch)
        continue
      }
      if try add(launch, joined) { continue }
      for part in joined.parts { try add(part.launch) }
    }
    self.arena = arena
    self.commands = commands
    self.planned = planned
    feeds = graph.variables.indices.map { index in
      plan.feeds[index].map { FeedMemory($0, pointers[.feed(index)] ?? []) }
    }
    scalarPointers = pointers[.scalars] ?? []
    reportPointers = pointers[.report] ?? []
    objectsCreated = created
  }

  /// What the plan knows of a variable of the graph; nil if no kernel reads it.
  func feed(_ variable: Int) -> FeedMemory? { feeds[variable] }

  /// The memory of the latest feed of `variable`.
  func feedBuffer(_ variable: Int) -> Buffer? {
    feeds[variable].flatMap { $0.bound?.buffer ?? $0.own }
  }

  /// Has the launches read the scalars, and write the report, of a step in `slot`.
  func point(to slot: Int, scalars: SlotMemory, report: SlotMemory) throws {
    for pointer in scalarPointers {
      try pointer.kernel.set(pointer.argument, scalars.buffers[slot])
    }
    for pointer in reportPointers {
      try pointer.kernel.set(pointer.argument, report.buffers[slot])
    }
  }
}
