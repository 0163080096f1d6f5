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
///
/// A step with updates in training mode counts: it adds one to `store.step`, which schedules and random
/// streams follow. In evaluation mode none does, not even one that writes states, as a cache.
public final class Executable {
  /// What was compiled.
  public let graph: Graph
  /// Whether it is the program for training or the one for evaluation.
  public let mode: Mode
  /// The parameters and other states that steps read and update.
  public let store: VariableStore
  /// The compiled program: kernels and launches before sizes are bound.
  /// It is compiled again without a kernel that the driver refuses.
  public var program: CompiledProgram { programs.program }
  /// Counts of what was done so far: steps, launches, plans, objects, bytes.
  public internal(set) var statistics = Statistics()

  private let options: ExecutableOptions
  private let hasUpdates: Bool
  private var programs: DevicePrograms
  /// The types of the graph's inputs, by position; nil for other variables.
  private let inputTypes: [DType?]
  private let graphID: UInt64
  private let scalarImage: ScalarImage
  let scalars: SlotMemory
  var reportMemory: SlotMemory
  private let fault: Buffer
  let ring = StepRing()
  private var plans: [[String: Int]: BoundPlan] = [:]
  var current: BoundPlan?
  /// Shapes of feeds that fit the current sizes, but that no kernel reads.
  private var idleFeeds: [Int: [Int]] = [:]
  /// The feeds of the step being enqueued: empty between steps, so that only its room is kept.
  private var indexed: [(index: Int, feed: any Feed)] = []
  /// The number of the next step of this executable.
  private var sequence = 0
  var latestStep: Int { sequence - 1 }
  /// The slot of the step that is being enqueued, else of the latest one.
  var latestSlot: Int { max(0, isEnqueueing ? sequence : sequence - 1) % StepRing.depth }
  private var isEnqueueing = false
  /// What the last steps report, by slot.
  var reports: [StepReport?] = [nil, nil, nil]

  /// - Throws: `GraphError` for outputs or updates that do not fit the graph, `OpenCLError`.
  public convenience init(
    _ graph: Graph, outputs: [VariableID], updates: [StateUpdate] = [], mode: Mode = .training,
    store: VariableStore, options: ExecutableOptions = ExecutableOptions()
  ) throws {
    var compilation = Compilation(
      graph, outputs: outputs, updates: updates, mode: mode, options: options.compilation)
    for refused in store.context.refusedKernels {
      compilation.options.barredKernels.insert(refused.name)
    }
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
    programs = DevicePrograms(compilation, program, in: store.context)
    try store.adopt(graph)
    graphID = graph.id
    inputTypes = graph.variables.map { $0.kind == .input ? $0.type.dtype : nil }
    scalarImage = ScalarImage(graph)
    scalars = try SlotMemory(store.context, byteCount: scalarImage.byteCount)
    reportMemory = try SlotMemory(store.context, byteCount: 64)
    fault = try Buffer(
      context: store.context.context, byteCount: Prelude.faultWords.count * 4)
    try store.context.queue.fill(fault, with: UInt32(0))
    statistics.kernels = programs.kernels
    statistics.objectsCreated = 1 + scalars.objectCount + reportMemory.objectCount
    store.register(self)
    TuningFile.report(program.unknownPlans)
  }

  /// Kernels in flight still use the memory of all slots.
  deinit { ring.drain() }

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
    defer {
      (statistics.kernels, statistics.programsBuilt) = (programs.kernels, programs.programsBuilt)
    }
    let (plan, queue, program) = try programs.planned(for: binding, check: checkFits)
    let largest = plans.values.max { $0.plan.arenaBytes < $1.plan.arenaBytes }
    let bound = try BoundPlan(
      plan, program: program, queue: queue, store: store, graph: graph, fault: fault,
      reusing: largest?.arena ?? [])
    try makeRoom(for: bound)
    plans[binding] = bound
    statistics.plans += 1
    statistics.objectsCreated += bound.objectsCreated
    statistics.arenaBytes = max(statistics.arenaBytes, plan.arenaBytes)
    return bound
  }

  /// Makes room for what a step sends and reports; where there is not enough, waits for the steps
  /// that use the old one.
  private func makeRoom(for bound: BoundPlan) throws {
    let feeds = bound.plan.feeds.values.reduce(0) { $0 + $1.byteCount + 64 }
    let bytes =
      feeds + scalarImage.byteCount + bound.layout.copiedBytes + bound.layout.reportBytes + 256
    let isReportLarger = bound.layout.reportBytes > reportMemory.byteCount
    if ring.fits(bytes), !isReportLarger { return }
    try synchronize()
    // The memory that earlier reports lie in goes away.
    for slot in reports.indices { reports[slot]?.keep() }
    ring.reserve(bytes)
    guard isReportLarger else { return }
    reportMemory = try SlotMemory(store.context, byteCount: bound.layout.reportBytes)
    statistics.objectsCreated += reportMemory.objectCount
  }

  /// Before anything is allocated: the arena is checked by the compiler, feeds and states here.
  private func checkFits(_ plan: Plan) throws {
    let traits = store.context.traits
    let feeds = plan.feeds.map { (name: graph.label($0.key), bytes: $0.value.byteCount) }
    let states = store.slots.map { (name: $0.key, bytes: $0.value.byteCount) }
    let arena = plan.arenaBytes > 0 ? [("intermediate values", plan.arenaBytes)] : []
    try traits.check(feeds + states + arena, together: "with feeds and states a plan")
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
      let isOwn = variable.graph == graphID && inputTypes.indices.contains(variable.index)
      let index = try isOwn ? variable.index : graph.index(of: variable)
      guard inputTypes[index] != nil else {
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
    try store.checkIsSound()
    let bound = try self.bound(for: feeds)
    while ring.isFull { try retire(waits: true) }
    isEnqueueing = true
    defer { isEnqueueing = false }
    let slot = sequence % StepRing.depth
    ring.begin(slot: slot)
    reports[slot] = nil

    let completion: Event?
    do {
      try store.context.use(bound.queue)
      completion = try enqueue(feeds, bound, slot, part: part, recorder: recorder)
    } catch let error as OpenCLError {
      // What was enqueued still reads the slot's memory; a second error says no more than the first.
      try? bound.queue.finish()
      throw failure(of: sequence, error)
    }
    let number = sequence
    ring.append(.init(step: number, completion: completion, slot: slot, plan: bound))

    current = bound
    sequence += 1
    if hasUpdates && mode == .training { store.step += 1 }
    statistics.count(launches: bound.commands.count)
    return number
  }

  /// Enqueues all commands of a step; what to wait for until it is done, if there is anything.
  private func enqueue(
    _ feeds: [(index: Int, feed: any Feed)], _ bound: BoundPlan, _ slot: Int, part: Range<Int>?,
    recorder: ((BoundPlan) throws -> Void)?
  ) throws -> Event? {
    for (index, feed) in feeds { try stage(index, feed, bound, slot) }
    try stageScalars(bound, slot)
    // The second part of a session's step reads what the first one left in memory.
    if options.fillsMemoryWithNaN, part.map({ $0.lowerBound == 0 }) ?? true {
      try fillWithNaN(bound, slot)
    }
    var completion: Event?
    if let recorder {
      try recorder(bound)
    } else if let part {
      for (launch, planned) in zip(bound.commands, bound.planned)
      where planned.nodes.allSatisfy(part.contains) {
        try bound.queue.enqueue(launch.kernel, over: launch.range)
      }
    } else {
      completion = try enqueueLaunches(bound)
    }
    completion = try report(bound, slot) ?? completion
    if !bound.queue.runsInline {
      completion = try completion ?? bound.queue.marker()
      try bound.queue.flush()
    }
    return completion
  }

  /// Enqueues the launches; the event of the last one, if no command is to follow.
  private func enqueueLaunches(_ bound: BoundPlan) throws -> Event? {
    let queue = bound.queue
    let tracksLast = !queue.runsInline && !reports(bound)
    var remaining = bound.commands.count
    for command in bound.commands {
      remaining -= 1
      if remaining == 0, tracksLast, !command.range.isEmpty {
        return try queue.enqueueWithEvent(command.kernel, over: command.range)
      }
      try queue.enqueue(command.kernel, over: command.range)
    }
    return nil
  }

  private func fillWithNaN(_ bound: BoundPlan, _ slot: Int) throws {
    for chunk in bound.arena {
      try bound.queue.fill(chunk, with: UInt8(0xff), byteCount: chunk.byteCount)
    }
    if let bytes = reportMemory.bytes.isEmpty ? nil : reportMemory.bytes[slot] {
      bytes.initializeMemory(as: UInt8.self, repeating: 0xff)
    } else {
      try bound.queue.fill(reportMemory.buffers[slot], with: UInt8(0xff))
    }
  }

  /// The plan for these feeds; the latest one if no size has changed.
  private func bound(for feeds: [(index: Int, feed: any Feed)]) throws -> BoundPlan {
    if let current, fits(feeds, current) { return current }
    statistics.bindingsSolved += 1
    let binding = try FeedBinding.solve(feeds, graph: graph, required: programs.requiredFeeds)
    let bound = try boundPlan(binding.filter { program.symbolNames.contains($0.key) })
    // Their sizes agree with these; with the next plan they may not.
    idleFeeds = [:]
    for (index, feed) in feeds where bound.plan.feeds[index] == nil {
      idleFeeds[index] = feed.shape
    }
    return bound
  }

  private func fits(_ feeds: [(index: Int, feed: any Feed)], _ bound: BoundPlan) -> Bool {
    var needed = programs.requiredFeeds.count
    for (index, feed) in feeds {
      if let location = bound.feed(index)?.location {
        guard location.shape == feed.shape, location.dtype == feed.dtype else { return false }
        needed -= 1
      } else {
        guard idleFeeds[index] == feed.shape, inputTypes[index] == feed.dtype else { return false }
      }
    }
    return needed == 0
  }

  private func stage(
    _ index: Int, _ feed: any Feed, _ bound: BoundPlan, _ slot: Int
  ) throws {
    guard let memory = bound.feed(index), memory.byteCount > 0 else { return }
    if let storage = feed.deviceStorage {
      guard storage.buffer.context === store.context.context else {
        throw RuntimeError(
          .foreignContext, expected: "a device tensor of the store's context",
          found: "one of another context", advice: "make it with store.context")
      }
      try bind(memory, to: storage)
      return
    }
    guard let tensor = feed as? Tensor else { return }
    let own = try ownBuffer(memory)
    let copy = ring.take(tensor.bytes.count, slot: slot)
    tensor.withUnsafeBytes { copy.copyMemory(from: $0) }
    try bound.queue.enqueueUntrackedWrite(UnsafeRawBufferPointer(copy), to: own)
    statistics.bytesStaged += tensor.bytes.count
  }

  private func bind(_ memory: BoundPlan.FeedMemory, to storage: DeviceStorage?) throws {
    if memory.bound === storage { return }
    let former = memory.bound
    if let storage { try memory.bind(to: storage) } else { try memory.bindOwn() }
    if let former, sequence > 0 { retained[latestStep % StepRing.depth].append(former) }
  }

  /// The memory for host tensors, which the launches then read.
  private func ownBuffer(_ memory: BoundPlan.FeedMemory) throws -> Buffer {
    let isNew = memory.own == nil
    let own = try memory.makeOwn(store.context)
    if isNew { statistics.objectsCreated += 1 }
    try bind(memory, to: nil)
    return own
  }

  /// Device tensors that a step in flight reads, and that are no longer bound.
  private var retained: [[DeviceStorage]] = [[], [], []]

  private func stageScalars(_ bound: BoundPlan, _ slot: Int) throws {
    try bound.point(to: slot, scalars: scalars, report: reportMemory)
    if !scalars.bytes.isEmpty { return scalarImage.write(store, to: scalars.bytes[slot]) }
    let memory = ring.take(scalarImage.byteCount, slot: slot)
    scalarImage.write(store, to: memory)
    try bound.queue.enqueueUntrackedWrite(
      UnsafeRawBufferPointer(memory), to: scalars.buffers[slot])
  }

  // MARK: Reports

  /// Whether a step of the plan ends with reads.
  private func reports(_ bound: BoundPlan) -> Bool {
    !bound.plan.faultSites.isEmpty || !bound.layout.copies.isEmpty
      || (reportMemory.bytes.isEmpty && bound.layout.reportBytes > 0)
  }

  /// Has what the host cannot see copied to it when the step is done: the fault words, the report
  /// if it is not shared, and small outputs that lie elsewhere. The event of the last copy.
  private func report(_ bound: BoundPlan, _ slot: Int) throws -> Event? {
    let layout = bound.layout
    let copied = ring.take(layout.copiedBytes, slot: slot)
    copied.storeBytes(of: 0, as: Int32.self)
    let isShared = !reportMemory.bytes.isEmpty
    let written =
      isShared ? reportMemory.bytes[slot] : ring.take(layout.reportBytes, slot: slot)
    reports[slot] = StepReport(step: sequence, copied: copied, written: written, plan: bound)
    guard reports(bound) else { return nil }

    var last: Event?
    if !bound.plan.faultSites.isEmpty {
      let words = UnsafeMutableRawBufferPointer(rebasing: copied[..<layout.faultBytes])
      last = try bound.queue.enqueueRead(from: fault, into: words)
    }
    if !isShared, layout.reportBytes > 0 {
      last = try bound.queue.enqueueRead(from: reportMemory.buffers[slot], into: written)
    }
    for (index, bytes) in layout.copies {
      let (buffer, start) = try memory(of: bound.plan.outputs[index], bound)
      let part = UnsafeMutableRawBufferPointer(rebasing: copied[bytes])
      last = try bound.queue.enqueueRead(from: buffer, at: start, into: part)
    }
    return last
  }

  /// Takes the oldest step out of flight and looks at its fault words.
  func retire(waits: Bool) throws {
    guard let entry = ring.removeFirst() else { return }
    if waits { statistics.backPressureWaits += 1 }
    do {
      try entry.completion?.wait()
    } catch {
      dropStepsInFlight()
      throw failure(of: entry.step, error)
    }
    retained[entry.slot].removeAll(keepingCapacity: true)
    guard let report = reports[entry.slot], report.step == entry.step else { return }
    if let (site, index) = report.fault { try fail(site, index, entry) }
  }

  /// Waits for all steps in flight, without a look at what they report: none of it is a result.
  private func dropStepsInFlight() {
    ring.drain()
    reports = [nil, nil, nil]
    // Nor may their device tensors be kept alive.
    for slot in retained.indices { retained[slot].removeAll(keepingCapacity: true) }
  }

  /// The error for a step that the device did not carry out. If it may have changed half of the
  /// states, the store is told.
  private func failure(of step: Int, _ error: OpenCLError) -> RuntimeError {
    let failure = RuntimeError(
      .deviceFailed, expected: "step \(step) to be carried out", found: "\(error)",
      advice: hasUpdates
        ? "Parameters and states may be half updated. Make a new context and store, or set each "
          + "of them, from values read earlier or a checkpoint."
        : "No parameter or state was changed by that step.")
    if hasUpdates { store.distrust(after: failure) }
    return failure
  }

  /// Clears the fault, so that later steps work, and throws it.
  private func fail(_ site: Int, _ index: Int, _ entry: StepRing.Entry) throws {
    dropStepsInFlight()
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
      place: "in \(known.map { place(of: $0) } ?? "?")")
  }

  private func place(of site: Plan.FaultSite) -> String {
    let own = graph.place(ofNode: site.node)
    return site.place.map { "\($0), in a step of \(own)" } ?? own
  }

  /// Waits for every step in flight.
  /// - Throws: `RuntimeError` for a device fault in one of them, `OpenCLError`.
  public func synchronize() throws {
    while ring.first != nil { try retire(waits: false) }
  }
}
