import ApusGraph

extension CompiledProgram {
  /// The plan for given sizes. Takes milliseconds; no kernel changes.
  /// - Throws: `GraphError` for a symbol without a number, an extent that 32-bit indices cannot
  ///   reach, or a plan that does not fit the device's memory.
  public func plan(for binding: [String: Int]) throws -> Plan {
    var binder = try Binder(self, binding)
    return try binder.run()
  }
}

/// Carries out `CompiledProgram.plan(for:)`.
struct Binder {
  let program: CompiledProgram
  let binding: [String: Int]
  private(set) var counts: [Int] = []
  private var arena: ArenaPlanner
  private var blocks: [ValueID: ArenaPlanner.Block] = [:]
  var constants: [Tensor] = []
  private var constantSlot: [ValueID: Int] = [:]
  private var scalarSlot: [Int: Int] = [:]
  private(set) var kernelIndex: [String: Int] = [:]
  var launches: [Plan.Launch] = []

  init(_ program: CompiledProgram, _ binding: [String: Int]) throws {
    self.program = program
    self.binding = binding
    let separate = program.options.separateBuffers
    arena = ArenaPlanner(
      alignment: separate ? 1 : program.traits.alignment,
      maximumChunk: program.traits.maximumAllocation,
      reuses: program.options.reusesMemory && !separate)
    for check in program.sizeChecks {
      do {
        try check.check(binding)
      } catch let error as GraphError {
        throw located(error, [check.node])
      }
    }
    for position in program.values.indices {
      do {
        counts.append(try count(program.values[position].elementCount))
      } catch let error as GraphError {
        throw located(error, ValueID(position))
      }
    }
    for (slot, kernel) in program.kernels.enumerated() { kernelIndex[kernel.text] = slot }
    scalarSlot = ScalarBlock(program.graph).slots
  }

  private func count(_ elements: Dim) throws -> Int {
    let count = try elements.value(binding)
    if count < 0 {
      throw GraphError(
        .invalidShape, expected: "sizes that make no extent negative",
        found: "\(elements) = \(count) elements", advice: "feed larger sizes")
    }
    if count > Int(Int32.max) {
      throw GraphError(
        .unsupported, expected: "tensors of fewer than 2^31 elements",
        found: "\(elements) = \(count) elements",
        advice: "use smaller batches, or split the tensor: indices are 32 bits wide")
    }
    return count
  }

  // MARK: Errors

  /// The same error with the operation that makes `value`, or the first one that reads it.
  private func located(_ error: GraphError, _ value: ValueID) -> GraphError {
    if case .variable(let index) = program.values[value.index].origin {
      return error.located(program.graph, readersOf: index)
    }
    let makers = program.steps.filter { $0.writes.contains(value) }.flatMap(\.nodes)
    return located(error, makers)
  }

  /// The same error with the operations of `nodes`, and the first line that asked for one.
  private func located(_ error: GraphError, _ nodes: [Int]) -> GraphError {
    let known = nodes.filter { $0 >= 0 }.map { program.graph.nodes[$0] }
    guard let last = known.last, error.operation == nil else { return error }
    var error = error
    error.operation = known.map { describe($0.op) }.joined(separator: " + ")
    error.operands = last.inputs.map { program.graph.typedLabel($0) }
    error.site = known.lazy.compactMap(\.site).first
    error.scope = last.scope
    return error
  }

  // MARK: Memory

  func isInArena(_ value: ValueID) -> Bool {
    program.values[value.index].origin == .kernel && program.stored[value] == nil
      && reported[value] == nil && placed[value] == nil
  }

  /// Outputs of at most this many bytes come back on their own.
  private static let smallOutput = 256
  /// Where the small outputs lie in the report, in bytes.
  private var reported: [ValueID: Int] = [:]
  private var reportBytes = 0
  /// The outputs of a loop's body, which the loop has places for.
  private var placed: [ValueID: Int] = [:]
  /// Launches that come once before the repeated ones of a loop's body.
  var once: [Plan.Launch] = []
  /// The rows of a work-item, where the steps of a loop run in lanes.
  var lanes: LaneSizes?

  /// Small outputs are written where the host looks for them. (Where everything is kept, another
  /// step may come back for them.)
  private mutating func placeReport() {
    if program.options.placesOutputs {
      for (slot, output) in program.outputs.enumerated() { placed[output.value] = slot }
      return
    }
    guard program.options.reusesMemory, !program.options.separateBuffers else { return }
    for output in program.outputs where isInArena(output.value) {
      let bytes = byteCount(output.value)
      guard bytes > 0, bytes <= Binder.smallOutput else { continue }
      reported[output.value] = reportBytes
      reportBytes += (bytes + 63) / 64 * 64
    }
  }

  func byteCount(_ value: ValueID) -> Int {
    counts[value.index] * program.values[value.index].dtype.byteCount
  }

  mutating func run() throws -> Plan {
    placeReport()
    // The last step that needs each value; outputs are needed to the end. Steps that run side by
    // side are one as far as memory is concerned.
    var slots = Array(program.steps.indices)
    for group in program.groups where group.joined?.order == .together {
      for position in group.steps { slots[position] = group.steps.upperBound - 1 }
    }
    var lastUse: [ValueID: Int] = [:]
    for (position, step) in program.steps.enumerated() {
      for value in step.reads + step.writes { lastUse[value] = slots[position] }
    }
    for output in program.outputs { lastUse[output.value] = program.steps.count }
    if !program.options.reusesMemory {
      for value in lastUse.keys { lastUse[value] = program.steps.count }
    }
    activationBytes = activationBytes(lastUse)
    var expiring = [[ValueID]](repeating: [], count: program.steps.count + 1)
    for (value, position) in lastUse where isInArena(value) { expiring[position].append(value) }

    try expectPacks()
    try hoistPacks()
    for group in program.groups {
      let first = launches.count
      let isTogether = group.joined?.order == .together
      for steps in isTogether ? [group.steps] : group.steps.map({ $0..<$0 + 1 }) {
        try run(steps, lastUse, slots[steps.lowerBound], &expiring)
      }
      if let joined = group.joined { try join(launches.count - first, joined) }
    }
    return try finish()
  }

  private var activationBytes = 0

  /// Places and binds steps that run side by side: what one frees, none of the others may use.
  private mutating func run(
    _ steps: Range<Int>, _ lastUse: [ValueID: Int], _ slot: Int, _ expiring: inout [[ValueID]]
  ) throws {
    // A value that is replaced keeps its place until the launch, which reads it, is bound.
    var replaced: Set<ValueID> = []
    for position in steps {
      let step = program.steps[position]
      for value in step.writes where isInArena(value) && blocks[value] == nil {
        let others = steps.filter { $0 != position }
        if let heir = heir(step, value, slot, lastUse),
          !others.contains(where: { program.steps[$0].reads.contains(heir) }),
          replaced.insert(heir).inserted
        {
          blocks[value] = blocks[heir]
          inPlace.insert(value)
          expiring[slot].removeAll { $0 == heir }
        } else {
          blocks[value] = try allocate(byteCount(value), for: step)
        }
      }
    }
    freed = []
    for position in steps {
      do {
        try bind(position)
      } catch let error as GraphError {
        throw located(error, program.steps[position].nodes)
      }
    }
    for block in freed { arena.free(block) }
    for value in replaced { blocks[value] = nil }
    for value in expiring[slot].sorted(by: { $0.index < $1.index }) {
      if let block = blocks[value] { arena.free(block) }
    }
  }

  // MARK: Memory of results

  /// Values that were given the memory of one that their kernel reads.
  private var inPlace: Set<ValueID> = []

  /// The kernel whose stores go past the cache, for a step whose results the cache would lose before
  /// they are read: if from its start to the first reader, or to the end of all steps, at least as
  /// many bytes are read and written as the cache holds.
  private func pastCache(at position: Int) throws -> PastCache? {
    let step = program.steps[position]
    guard let past = step.pastCache, !program.options.separateBuffers,
      PastCache.isLarge(step.writes.reduce(0) { $0 + byteCount($1) }, program.traits),
      try past.rows.allSatisfy({ try $0.value(binding) % past.width == 0 }),
      // What is read there already is in the cache.
      step.writes.allSatisfy({ !inPlace.contains($0) && program.stored[$0] == nil }),
      step.writes.allSatisfy({ (blocks[$0]?.offset ?? 1) % PastCache.alignment == 0 })
    else { return nil }
    let results = Set(step.writes)
    var moved = 0
    for (offset, other) in program.steps[position...].enumerated() {
      if offset > 0 && other.reads.contains(where: results.contains) { break }
      moved += (other.reads + other.writes).reduce(0) { $0 + byteCount($1) }
    }
    return moved >= program.traits.cacheBytes ? past : nil
  }

  /// Operands that several products pack in the same way.
  var sharedPacks = SharedPacks()

  /// Scratch memory to free when the steps that run side by side are bound.
  var freed: [ArenaPlanner.Block] = []

  /// A value that ends here and whose memory `value` can take over.
  private func heir(
    _ step: CompiledProgram.Step, _ value: ValueID, _ position: Int, _ lastUse: [ValueID: Int]
  ) -> ValueID? {
    guard program.options.reusesMemory, !program.options.separateBuffers else { return nil }
    return step.replaceable.first {
      isInArena($0) && lastUse[$0] == position && byteCount($0) == byteCount(value)
        && blocks[$0] != nil && byteCount(value) > 0
    }
  }

  mutating func allocate(
    _ bytes: Int, for step: CompiledProgram.Step
  ) throws -> ArenaPlanner.Block? {
    if bytes == 0 { return nil }
    if program.options.separateBuffers {
      return ArenaPlanner.Block(chunk: separate(bytes), offset: 0, size: bytes)
    }
    guard let block = arena.allocate(bytes) else {
      throw located(
        GraphError(
          .unsupported,
          expected: "tensors of at most \(program.traits.maximumAllocation) bytes on this device",
          found: "one of \(bytes) bytes", advice: "use smaller batches or a larger device"),
        step.nodes)
    }
    let used = arena.chunks.reduce(0, +)
    if used > program.traits.memory {
      throw located(
        GraphError(
          .unsupported, expected: "a plan within \(program.traits.memory) bytes of device memory",
          found: "\(used) bytes and more, \(used - program.traits.memory) too many; the largest "
            + "are \(largest())", advice: "use smaller batches or a larger device"),
        step.nodes)
    }
    return block
  }

  private var separateSizes: [Int] = []

  private mutating func separate(_ bytes: Int) -> Int {
    separateSizes.append(bytes)
    return separateSizes.count - 1
  }

  private func largest() -> String {
    let live = blocks.sorted { ($1.value.size, $0.key.index) < ($0.value.size, $1.key.index) }
    return live.prefix(3).map { entry in
      let makers = program.steps.filter { $0.writes.contains(entry.key) }.flatMap(\.nodes)
      return "\(names(makers)) (\(entry.value.size) bytes)"
    }.joined(separator: ", ")
  }

  private func names(_ nodes: [Int]) -> String {
    nodes.filter { $0 >= 0 }.map { describe(program.graph.nodes[$0].op) }
      .joined(separator: " + ")
  }

  /// Where a value lives, and its position there in bytes.
  mutating func place(_ value: ValueID) -> (Plan.Storage, Int) {
    if let state = program.stored[value] { return place(state) }
    if counts[value.index] == 0 { return (.nothing, 0) }
    switch program.values[value.index].origin {
    case .kernel:
      if let offset = reported[value] { return (.report, offset) }
      if let slot = placed[value] { return (.output(slot), 0) }
      guard let block = blocks[value] else { return (.nothing, 0) }
      return (.arena(block.chunk), block.offset)
    case .constant(let tensor):
      if let slot = constantSlot[value] { return (.constant(slot), 0) }
      constants.append(tensor)
      constantSlot[value] = constants.count - 1
      return (.constant(constants.count - 1), 0)
    case .variable(let index):
      switch program.graph.variables[index].kind {
      case .input, .computed: return (.feed(index), 0)
      case .parameter, .state: return (.state(index), 0)
      case .hyperparameter, .step, .seed:
        return (.scalars, (scalarSlot[index] ?? 0) * ScalarBlock.slotBytes)
      }
    }
  }

  // MARK: Launches

  private mutating func bind(_ position: Int) throws {
    let step = program.steps[position]
    let first = launches.count
    defer { count(step, from: first) }
    switch step.work {
    case .launch(let source, let geometry, let scratch):
      let passing = lanes == nil ? try pastCache(at: position) : nil
      try launch(passing?.source ?? source, geometry, step, scratch)
      if passing != nil, let last = launches.indices.last, last >= first {
        launches[last].storesPastCache = true
      }
    case .contract(let contract): try bind(contract, step)
    case .scan(let scan): try bind(scan, step)
    }
  }

  /// Notes what the launches of a step compute and move; packing moves, and computes nothing.
  private mutating func count(_ step: CompiledProgram.Step, from first: Int) {
    guard let last = launches.indices.last, last >= first else { return }
    switch step.work {
    case .launch(_, let geometry, _):
      launches[last].bytes = (step.reads + step.writes).reduce(0) { $0 + byteCount($1) }
      launches[last].operations = (try? geometry.work { try $0.value(binding) }) ?? 0
    case .contract(let contract): count(contract, step, launches[first...].indices)
    case .scan: break
    }
  }

  mutating func launch(
    _ source: KernelSource, _ geometry: Geometry, _ step: CompiledProgram.Step,
    _ scratch: [Dim] = []
  ) throws {
    var sizes = try geometry.resolved({ try $0.value(binding) }, traits: program.traits)
    if let lanes {
      (sizes.chunk, sizes.global) = (sizes.total / lanes.all * lanes.rows, [lanes.count])
    }
    var numbers = Numbers(sizes)
    var owners = sizes.global.reduce(1, *)
    if case .native = geometry { owners /= sizes.local?.reduce(1, *) ?? 1 }
    numbers.scratch = try scratch.map { try allocate($0.value(binding) * owners * 4, for: step) }
    try append(source, sizes.global, sizes.local, step, numbers)
    freed += numbers.scratch.compactMap { $0 }
  }

  /// Numbers that only a launch knows.
  struct Numbers {
    var total = 0
    var chunk = 1
    var scratch: [ArenaPlanner.Block?] = []
    var tilePanelsM = 1
    var tilePanelsN = 1
    var parts = 1

    init() {}

    init(_ sizes: Geometry.Resolved) {
      total = sizes.total
      chunk = sizes.chunk
    }
  }

  mutating func append(
    _ source: KernelSource, _ global: [Int], _ local: [Int]?, _ step: CompiledProgram.Step,
    _ numbers: Numbers
  ) throws {
    if global.contains(0) { return }
    guard let kernel = kernelIndex[source.text] else { return }
    var arguments: [Plan.Argument] = []
    for argument in source.arguments {
      arguments.append(try bound(argument, numbers, isMap: source.kind == "map"))
    }
    launches.append(
      Plan.Launch(
        kernel: kernel, arguments: arguments, global: global, local: local, nodes: step.nodes))
  }

  /// Kernels other than maps add a vector, a tile or a part to a position before they compare it
  /// with an extent: that much below 2^31 the sum must stay.
  private static let headroom = 4096

  private mutating func bound(
    _ argument: SymbolicArgument, _ numbers: Numbers, isMap: Bool
  ) throws -> Plan.Argument {
    switch argument {
    case .buffer(let value): return .buffer(place(value).0)
    case .offset(let value, let plus):
      let (storage, bytes) = place(value)
      let size = program.values[value.index].dtype.byteCount
      let elements = bytes / size + (try plus.value(binding))
      return .offset(storage, elements: elements, elementBytes: size)
    case .int(let dim):
      return .int(try int32(dim.value(binding), dim, headroom: isMap ? 0 : Binder.headroom))
    case .count(let dim): return .int(try int32(dim.value(binding), dim))
    case .float(let number): return .float(number)
    case .fault: return .fault
    case .total: return .int(try int32(numbers.total, Dim(numbers.total)))
    case .chunk: return .int(try int32(numbers.chunk, Dim(numbers.chunk)))
    case .tilePanelsM: return .int(Int32(numbers.tilePanelsM))
    case .tilePanelsN: return .int(Int32(numbers.tilePanelsN))
    case .parts: return .int(Int32(numbers.parts))
    case .scratch(let slot):
      return .buffer(numbers.scratch[slot].map { .arena($0.chunk) } ?? .nothing)
    case .scratchOffset(let slot):
      guard let block = numbers.scratch[slot] else {
        return .offset(.nothing, elements: 0, elementBytes: 4)
      }
      return .offset(.arena(block.chunk), elements: block.offset / 4, elementBytes: 4)
    }
  }

  private func int32(_ number: Int, _ dim: Dim, headroom: Int = 0) throws -> Int32 {
    guard let narrow = Int32(exactly: number), number <= Int(Int32.max) - headroom else {
      let limit = headroom > 0 ? "2^31 - \(headroom)" : "2^31"
      throw GraphError(
        .unsupported, expected: "extents and strides below \(limit)",
        found: "\(dim) = \(number)",
        advice: "use smaller batches, or split the tensor: indices are 32 bits wide")
    }
    return narrow
  }

  // MARK: Result

  private mutating func finish() throws -> Plan {
    var feeds: [Int: Plan.Location] = [:]
    for value in program.values.indices {
      guard case .variable(let index) = program.values[value].origin,
        program.graph.variables[index].kind == .input
      else { continue }
      feeds[index] = try location(index, .feed(index), 0)
    }
    var outputs: [Plan.Location] = []
    for output in program.outputs {
      let (storage, offset) = place(output.value)
      outputs.append(
        Plan.Location(
          storage: storage, offset: offset, shape: try output.shape.extents(binding),
          dtype: output.dtype))
    }
    var variables: [Int: Plan.Location] = [:]
    if !program.options.reusesMemory {
      for (index, tensor) in program.variables {
        let (storage, offset) = place(tensor.value)
        variables[index] = try location(index, storage, offset)
      }
    }
    let sites = try program.faultSites.map {
      Plan.FaultSite(node: $0.node, extent: try $0.extent.value(binding), place: $0.place)
    }
    return Plan(
      binding: binding, kernelNames: program.kernels.map(\.name), launches: launches,
      arenaChunks: program.options.separateBuffers ? separateSizes : arena.chunks,
      reportBytes: reportBytes, feeds: feeds, outputs: outputs, variables: variables,
      constants: constants, faultSites: sites,
      unsharedBytes: arena.total, activationBytes: activationBytes)
  }

  private func location(
    _ variable: Int, _ storage: Plan.Storage, _ offset: Int
  ) throws -> Plan.Location {
    let type = program.graph.variables[variable].type
    return Plan.Location(
      storage: storage, offset: offset, shape: try type.shape.extents(binding),
      dtype: type.dtype)
  }
}
