import ApusCompiler
import ApusGraph
import OpenCLKit

/// A compiled graph on a device: outputs are computed and states updated by `step`.
///
///     let executable = try Executable(
///       graph.finish(), outputs: [loss.id], updates: updates, store: store)
///     try executable.step([x: images, y: labels])
///     print(try executable.outputs()[0])
///
/// A warm `step` compiles nothing, allocates no device memory, waits only while three steps are in
/// flight, and reads nothing back but a few bytes that arrive on their own. It is confined to one
/// thread.
public final class Executable {
  /// What was compiled.
  public let graph: Graph
  /// Whether it is the program for training or the one for evaluation.
  public let mode: Mode
  /// The parameters and other states that steps read and update.
  public let store: VariableStore
  /// The compiled program: kernels and launches before sizes are bound.
  public let program: CompiledProgram
  /// Counts of what was done so far: steps, launches, plans, objects, bytes.
  public private(set) var statistics = Statistics()

  private let options: ExecutableOptions
  private let hasUpdates: Bool
  private let requiredFeeds: [Int]
  private let scalarBlock: ScalarBlock
  /// The hyper-parameters with their places in the scalar block, in bytes.
  private let hyperparameters: [(name: String, offset: Int)]
  private let scalars: Buffer
  private let fault: Buffer
  private let ring = StepRing()
  private var built: Program?
  private var plans: [[String: Int]: BoundPlan] = [:]
  private var current: BoundPlan?
  /// Shapes of feeds that fit the current sizes, but that no kernel reads.
  private var idleFeeds: [Int: [Int]] = [:]
  /// The feeds of the step being enqueued: empty between steps, so that only its room is kept.
  private var indexed: [(index: Int, feed: any Feed)] = []
  /// The number of the next step of this executable.
  private var sequence = 0
  private var latestStep: Int { sequence - 1 }
  /// Reported bytes of the last steps, by slot: fault words, then small outputs.
  private var reports: [Report?] = [nil, nil, nil]

  private struct Report {
    var step: Int
    var bytes: UnsafeMutableRawBufferPointer
    /// The plan of that step: its outputs have other shapes than those of another plan.
    var plan: BoundPlan
  }

  /// - Throws: `GraphError` for outputs or updates that do not fit the graph, `OpenCLError`.
  public convenience init(
    _ graph: Graph, outputs: [VariableID], updates: [StateUpdate] = [], mode: Mode = .training,
    store: VariableStore, options: ExecutableOptions = ExecutableOptions()
  ) throws {
    let compilation = Compilation(
      graph, outputs: outputs, updates: updates, mode: mode, options: options.compilation)
    try self.init(
      compilation, store: store, options: options,
      program: Compiler.compile(
        compilation, for: store.context.traits, tuning: store.context.tuning))
  }

  /// - Parameter program: what `compilation` was compiled to.
  package init(
    _ compilation: Compilation, store: VariableStore,
    options: ExecutableOptions = ExecutableOptions(), program: CompiledProgram
  ) throws {
    let graph = compilation.graph
    self.graph = graph
    mode = compilation.mode
    self.store = store
    self.options = options
    hasUpdates = !compilation.updates.isEmpty
    self.program = program
    try store.adopt(graph)
    requiredFeeds = program.requiredFeeds
    scalarBlock = ScalarBlock(graph)
    hyperparameters = scalarBlock.slots.sorted { $0.value < $1.value }.compactMap { index, slot in
      guard graph.variables[index].kind == .hyperparameter else { return nil }
      return graph.variables[index].name.map { ($0, slot * ScalarBlock.slotBytes) }
    }
    let context = store.context.context
    scalars = try Buffer(context: context, byteCount: scalarBlock.byteCount)
    fault = try Buffer(context: context, byteCount: 16)
    try store.context.queue.fill(fault, with: UInt32(0))
    statistics.kernels = program.kernelNames.count
    statistics.objectsCreated = 2
  }

  // MARK: Plans

  /// The plan of the latest step, or of the sizes prepared last.
  /// - Throws: `RuntimeError` if there is none yet.
  public var plan: Plan {
    get throws {
      guard let current else {
        throw RuntimeError(
          .noSuchResult, expected: "a plan", found: "none yet",
          advice: "run a step, or call prepare(for:) with the sizes")
      }
      return current.plan
    }
  }

  /// Compiles and allocates for given sizes ahead of the first step.
  /// - Throws: `GraphError` for a symbol without a number or a plan that does not fit the device,
  ///   `OpenCLError` with the build log for a kernel that does not build.
  public func prepare(for binding: [String: Int] = [:]) throws {
    current = try boundPlan(binding)
    idleFeeds = [:]
  }

  private func boundPlan(_ binding: [String: Int]) throws -> BoundPlan {
    if let known = plans[binding] { return known }
    let plan = try program.plan(for: binding)
    try checkFits(plan)
    let layout = ReportLayout(plan)
    let bytes =
      plan.feeds.values.reduce(0) { $0 + $1.byteCount + 64 } + scalarBlock.byteCount + 64
      + layout.byteCount
    if !ring.reserve(bytes) {
      try synchronize()
      reports = [nil, nil, nil]
      _ = ring.reserve(bytes)
    }
    let program = try builtProgram()
    let largest = plans.values.max { $0.plan.arenaBytes < $1.plan.arenaBytes }
    let bound = try BoundPlan(
      plan, layout: layout, program: program, context: store.context, store: store, graph: graph,
      scalars: scalars, fault: fault, reusing: largest?.arena ?? [])
    plans[binding] = bound
    statistics.plans += 1
    statistics.objectsCreated += bound.objectsCreated
    statistics.arenaBytes = max(statistics.arenaBytes, plan.arenaBytes)
    return bound
  }

  /// Before anything is allocated: the arena is checked by the compiler, feeds and states here.
  private func checkFits(_ plan: Plan) throws {
    let traits = store.context.traits
    let feeds = plan.feeds.map { (name: graph.label($0.key), bytes: $0.value.byteCount) }
    let states = store.slots.map { (name: $0.key, bytes: $0.value.byteCount) }
    let arena = plan.arenaBytes > 0 ? [("intermediate values", plan.arenaBytes)] : []
    try traits.check(feeds + states + arena, together: "with feeds and states a plan")
  }

  private func builtProgram() throws -> Program {
    if let built { return built }
    let before = store.context.programsBuilt
    let fresh = try store.context.program(of: program)
    statistics.programsBuilt += store.context.programsBuilt - before
    built = fresh
    return fresh
  }

  // MARK: Steps

  /// Enqueues one step and returns its number; results are read with `outputs`.
  ///
  /// Host feeds are copied before it returns. Symbols take their numbers from the shapes of the
  /// feeds; sizes seen for the first time make a plan, not a kernel.
  /// - Throws: `GraphError` for feeds that are missing or do not fit; `RuntimeError` for an index
  ///   out of range in an earlier step (no state has changed since); `OpenCLError`.
  @discardableResult
  public func step(_ feeds: [Variable: any Feed] = [:]) throws -> Int {
    try step(feeds.lazy.map { ($0.key.id, $0.value) })
  }

  /// As `step(_:)`, for callers that keep identities rather than handles.
  @discardableResult
  public func step(feeding feeds: [VariableID: any Feed]) throws -> Int {
    try step(feeds.lazy.map { ($0.key, $0.value) })
  }

  private func step(_ feeds: some Sequence<(VariableID, any Feed)>) throws -> Int {
    defer { indexed.removeAll(keepingCapacity: true) }
    try index(feeds)
    return try step(indexed: indexed)
  }

  /// Puts the positions of `feeds` into `indexed`, whose memory is kept from step to step.
  private func index(_ feeds: some Sequence<(VariableID, any Feed)>) throws {
    for (variable, feed) in feeds {
      let index = try graph.index(of: variable)
      guard graph.variables[index].kind == .input else {
        throw GraphError(
          .unexpectedFeed, expected: "feeds for inputs",
          found: "one for the \(graph.variables[index].kind.rawValue) \(graph.label(index))",
          advice: "set parameters and hyper-parameters through the variable store")
      }
      // A graph and its edit may each have a handle of the same input.
      guard !indexed.contains(where: { $0.index == index }) else {
        throw GraphError(
          .unexpectedFeed, expected: "one feed for each input",
          found: "two for \(graph.label(index))", advice: "leave one of them out")
      }
      indexed.append((index, feed))
    }
  }

  /// One step whose launches `recorder` enqueues, to time them.
  func step(
    _ feeds: [VariableID: any Feed], recorder: (BoundPlan) throws -> Void
  ) throws {
    defer { indexed.removeAll(keepingCapacity: true) }
    try index(feeds.lazy.map { ($0.key, $0.value) })
    _ = try withoutActuallyEscaping(recorder) { try step(indexed: indexed, recorder: $0) }
  }

  /// - Parameter part: the graph nodes whose launches run; all if nil. Copies of given values run
  ///   with every part.
  /// - Parameter recorder: takes the launches over, to time them.
  func step(
    indexed feeds: [(index: Int, feed: any Feed)], part: Range<Int>? = nil,
    recorder: ((BoundPlan) throws -> Void)? = nil
  ) throws -> Int {
    let bound = try self.bound(for: feeds)
    while ring.inFlight.count >= StepRing.depth { try retire(waits: true) }
    let slot = sequence % StepRing.depth
    let queue = store.context.queue
    ring.begin(slot: slot)
    reports[slot] = nil

    for (index, feed) in feeds { try stage(index, feed, bound, slot) }
    try stageScalars(slot)
    // The second part of a session's step reads what the first one left in memory.
    if options.fillsMemoryWithNaN, part.map({ $0.lowerBound == 0 }) ?? true {
      for chunk in bound.arena {
        try queue.fill(chunk, with: UInt8(0xff), byteCount: chunk.byteCount)
      }
    }
    if let recorder {
      try recorder(bound)
    } else if let part {
      for (launch, planned) in zip(bound.launches, bound.plan.launches)
      where planned.nodes.allSatisfy(part.contains) {
        try queue.enqueue(launch.kernel, over: launch.range)
      }
    } else {
      for launch in bound.launches { try queue.enqueue(launch.kernel, over: launch.range) }
    }
    try report(bound, slot)
    let number = sequence
    ring.append(.init(step: number, completion: try queue.marker(), slot: slot, plan: bound))
    try queue.flush()

    current = bound
    sequence += 1
    if hasUpdates { store.step += 1 }
    statistics.steps += 1
    statistics.launches += bound.launches.count
    statistics.launchesPerStep = bound.launches.count
    return number
  }

  /// The plan for these feeds; the latest one if no size has changed.
  private func bound(for feeds: [(index: Int, feed: any Feed)]) throws -> BoundPlan {
    if let current, fits(feeds, current) { return current }
    statistics.bindingsSolved += 1
    let binding = try FeedBinding.solve(feeds, graph: graph, required: requiredFeeds)
    let bound = try boundPlan(binding.filter { program.symbolNames.contains($0.key) })
    // Their sizes agree with these; with the next plan they may not.
    idleFeeds = [:]
    for (index, feed) in feeds where bound.plan.feeds[index] == nil {
      idleFeeds[index] = feed.shape
    }
    return bound
  }

  private func fits(_ feeds: [(index: Int, feed: any Feed)], _ bound: BoundPlan) -> Bool {
    var needed = requiredFeeds.count
    for (index, feed) in feeds {
      if let location = bound.plan.feeds[index] {
        guard location.shape == feed.shape, location.dtype == feed.dtype else { return false }
        needed -= 1
      } else {
        let dtype = graph.variables[index].type.dtype
        guard idleFeeds[index] == feed.shape, dtype == feed.dtype else { return false }
      }
    }
    return needed == 0
  }

  private func stage(
    _ index: Int, _ feed: any Feed, _ bound: BoundPlan, _ slot: Int
  ) throws {
    guard let location = bound.plan.feeds[index], location.byteCount > 0 else { return }
    if let tensor = feed as? DeviceTensor {
      guard tensor.context === store.context else {
        throw RuntimeError(
          .foreignContext, expected: "a device tensor of the store's context",
          found: "one of another context", advice: "make it with store.context")
      }
      try bound.bind(index, to: tensor.storage)
      retained[slot].append(tensor.storage)
      return
    }
    guard let tensor = feed as? Tensor else { return }
    let (own, isNew) = try bound.bindOwnBuffer(index, location.byteCount, store.context)
    if isNew { statistics.objectsCreated += 1 }
    let memory = ring.take(tensor.bytes.count, slot: slot)
    tensor.withUnsafeBytes { memory.copyMemory(from: $0) }
    try store.context.queue.enqueueUntrackedWrite(UnsafeRawBufferPointer(memory), to: own)
    statistics.bytesStaged += tensor.bytes.count
  }

  /// Device tensors that steps in flight read.
  private var retained: [[DeviceStorage]] = [[], [], []]

  private func stageScalars(_ slot: Int) throws {
    let memory = ring.take(scalarBlock.byteCount, slot: slot)
    memory.storeBytes(of: Int32(truncatingIfNeeded: store.step), toByteOffset: 0, as: Int32.self)
    let seed = ScalarBlock.seedSlot * ScalarBlock.slotBytes
    memory.storeBytes(of: store.seed, toByteOffset: seed, as: UInt64.self)
    for (name, offset) in hyperparameters {
      let value = Float(store.hyperparameters[name] ?? 0)
      memory.storeBytes(of: value, toByteOffset: offset, as: Float.self)
    }
    try store.context.queue.enqueueUntrackedWrite(UnsafeRawBufferPointer(memory), to: scalars)
  }

  // MARK: Reports

  /// Has the fault words and the small outputs copied to the host when the step is done.
  private func report(_ bound: BoundPlan, _ slot: Int) throws {
    let queue = store.context.queue
    let memory = ring.take(bound.layout.byteCount, slot: slot)
    memory.storeBytes(of: 0, as: UInt64.self)
    if !bound.plan.faultSites.isEmpty {
      let words = UnsafeMutableRawBufferPointer(rebasing: memory[..<ReportLayout.faultBytes])
      try queue.enqueueUntrackedRead(from: fault, into: words)
    }
    for (index, bytes) in bound.layout.smallOutputs {
      let (buffer, start) = try self.memory(of: bound.plan.outputs[index], bound)
      let part = UnsafeMutableRawBufferPointer(rebasing: memory[bytes])
      try queue.enqueueUntrackedRead(from: buffer, at: start, into: part)
    }
    reports[slot] = Report(step: sequence, bytes: memory, plan: bound)
  }

  private func memory(of location: Plan.Location, _ bound: BoundPlan) throws -> (Buffer, Int) {
    switch location.storage {
    case .arena(let chunk): return (bound.arena[chunk], location.offset)
    case .state(let index):
      guard let name = graph.variables[index].name, let slot = store.slots[name] else { break }
      return (slot.buffer, slot.offset + location.offset)
    case .feed(let index):
      if let buffer = bound.feedBuffer(index) { return (buffer, location.offset) }
    case .scalars: return (scalars, location.offset)
    case .constant, .nothing: break
    }
    throw RuntimeError(
      .noSuchResult, expected: "a tensor in device memory", found: "\(location.storage)",
      advice: "please report this")
  }

  /// Takes the oldest step out of flight and looks at its fault words.
  private func retire(waits: Bool) throws {
    guard let entry = ring.removeFirst() else { return }
    if waits { statistics.backPressureWaits += 1 }
    try entry.completion.wait()
    retained[entry.slot].removeAll(keepingCapacity: true)
    guard let report = reports[entry.slot], report.step == entry.step else { return }
    let site = Int(report.bytes.load(as: Int32.self))
    let index = Int(report.bytes.load(fromByteOffset: 4, as: Int32.self))
    if site != 0 { try fail(site, index, entry) }
  }

  /// Clears the fault, so that later steps work, and throws it.
  private func fail(_ site: Int, _ index: Int, _ entry: StepRing.Entry) throws {
    while let rest = ring.removeFirst() { try rest.completion.wait() }
    // What those steps computed is no result; nor may their device tensors be kept alive.
    reports = [nil, nil, nil]
    for slot in retained.indices { retained[slot].removeAll(keepingCapacity: true) }
    try store.context.queue.fill(fault, with: UInt32(0))
    let later = latestStep - entry.step
    let sites = entry.plan.plan.faultSites
    let known = sites.indices.contains(site - 1) ? sites[site - 1] : nil
    let discarded =
      later > 0 ? " The \(later) steps enqueued after it changed nothing either." : ""
    throw RuntimeError(
      .indexOutOfRange, expected: "an index from 0 to \((known?.extent ?? 0) - 1)",
      found: "\(index) in step \(entry.step)",
      advice: "No parameter or state was changed by that step.\(discarded) Mend the indices.",
      place: "in \(known.map { graph.place(ofNode: $0.node) } ?? "?")")
  }

  /// Waits for every step in flight.
  /// - Throws: `RuntimeError` for a device fault in one of them, `OpenCLError`.
  public func synchronize() throws {
    while !ring.inFlight.isEmpty { try retire(waits: false) }
  }

  /// The outputs of a step, in the order asked for; waits for that step only.
  ///
  /// Outputs of at most 256 bytes are kept for the last three steps; larger ones, which are read
  /// here, exist for the latest step only.
  /// - Parameter step: a number that `step` returned; the latest if nil.
  /// - Throws: `RuntimeError` for results that are gone or a device fault, `OpenCLError`.
  public func outputs(ofStep step: Int? = nil) throws -> [Tensor] {
    let wanted = step ?? latestStep
    while let first = ring.inFlight.first, first.step <= wanted { try retire(waits: false) }
    guard wanted >= 0, let report = reports.compactMap({ $0 }).last(where: { $0.step == wanted })
    else {
      throw RuntimeError(
        .noSuchResult, expected: "a step among the last \(StepRing.depth)", found: "\(wanted)",
        advice: "read results at most \(StepRing.depth - 1) steps late")
    }
    let plan = report.plan.plan
    return try plan.outputs.indices.map { index in
      let output = plan.outputs[index]
      if let bytes = report.plan.layout.bytes(ofOutput: index) {
        return try Tensor(
          bytes: Array(report.bytes[bytes]), shape: output.shape, dtype: output.dtype)
      }
      if output.byteCount == 0 {
        return try Tensor(bytes: [], shape: output.shape, dtype: output.dtype)
      }
      guard wanted == latestStep else {
        throw RuntimeError(
          .noSuchResult, expected: "the latest step, \(latestStep), for outputs over 256 bytes",
          found: "\(wanted)", advice: "read large outputs before the next step")
      }
      let (buffer, start) = try memory(of: output, report.plan)
      statistics.blockingReads += 1
      return try store.context.read(buffer, at: start, shape: output.shape, dtype: output.dtype)
    }
  }

  /// One step and its outputs.
  /// - Throws: as `step` and `outputs`.
  public func run(_ feeds: [Variable: any Feed] = [:]) throws -> [Tensor] {
    try outputs(ofStep: step(feeds))
  }

  /// As `run(_:)`, for callers that keep identities rather than handles.
  public func run(feeding feeds: [VariableID: any Feed]) throws -> [Tensor] {
    try outputs(ofStep: step(feeding: feeds))
  }

  /// Copies an output of the latest step to other device memory, without waiting.
  func copyOutput(_ location: Plan.Location, to target: Buffer) throws {
    guard let current, location.byteCount > 0 else { return }
    let (buffer, start) = try memory(of: location, current)
    try store.context.queue.copy(
      from: buffer, at: start, to: target, at: 0, byteCount: location.byteCount)
  }

  /// A tensor of the latest step, for sessions; waits for it.
  func value(at location: Plan.Location) throws -> Tensor {
    guard let current else {
      throw RuntimeError(
        .noSuchResult, expected: "a plan", found: "none yet", advice: "run a step first")
    }
    if location.byteCount == 0 {
      return try Tensor(bytes: [], shape: location.shape, dtype: location.dtype)
    }
    let (buffer, start) = try memory(of: location, current)
    return try store.context.read(
      buffer, at: start, shape: location.shape, dtype: location.dtype)
  }
}

extension CompiledProgram {
  /// The inputs that the kernels read, by position in the graph.
  var requiredFeeds: [Int] {
    values.compactMap { value in
      guard case .variable(let index) = value.origin, graph.variables[index].kind == .input
      else { return nil }
      return index
    }
  }
}
