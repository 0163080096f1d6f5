import ApusGraph

/// The kernels in the order of execution, with state updates made in place where that is safe.
package struct Schedule: Sendable {
  package struct Entry: Sendable {
    package var kernel: LoweredKernel
    /// Whether it changes state, and so does nothing after a device fault.
    package var isUpdate: Bool
  }

  package var entries: [Entry]
  package var values: [LoweredValue]
  /// Results that live in the memory of a state variable.
  package var stored: [ValueID: ValueID]
  package var outputs: [LoweredTensor]
}

/// LoweredProgram → Schedule.
///
/// All reads see the value at step start: a kernel that overwrites a state runs after every kernel
/// that reads it. Updates run last, after all kernels that can report a device fault.
package struct Scheduler {
  private var program: LoweredProgram
  private var entries: [Schedule.Entry] = []
  private var stored: [ValueID: ValueID] = [:]

  /// - Parameter separatesOutputs: whether no two outputs may be one value.
  package static func run(
    _ program: LoweredProgram, separatesOutputs: Bool = false
  ) -> Schedule {
    var scheduler = Scheduler(program: program)
    scheduler.copyGivenOutputs(separatesOutputs)
    scheduler.placeUpdates()
    let order = scheduler.order()
    return Schedule(
      entries: order.map { scheduler.entries[$0] }, values: scheduler.program.values,
      stored: scheduler.stored, outputs: scheduler.program.outputs)
  }

  private init(program: LoweredProgram) {
    self.program = program
    entries = program.kernels.map { .init(kernel: $0, isUpdate: false) }
  }

  private func isComputed(_ value: ValueID) -> Bool {
    program.values[value.index].origin == .kernel
  }

  /// An output that is a feed, a state or a constant gets a copy of its own.
  private mutating func copyGivenOutputs(_ separatesOutputs: Bool) {
    var seen: Set<ValueID> = []
    for index in program.outputs.indices {
      let value = program.outputs[index].value
      let isSecond = !seen.insert(value).inserted && separatesOutputs
      if isSecond || !isComputed(value) { program.outputs[index].value = copy(value) }
    }
  }

  /// Adds a kernel that copies a value whole; the copy is a new value.
  private mutating func copy(_ source: ValueID, isUpdate: Bool = false) -> ValueID {
    let (kernel, target) = LoweredKernel.copying(source, &program.values)
    entries.append(.init(kernel: kernel, isUpdate: isUpdate))
    return target
  }

  /// A kernel writes a new state in the state's memory where it may. One that reports faults itself does
  /// not: it would have written some elements before it met one.
  private mutating func placeUpdates() {
    var producer: [ValueID: Int] = [:]
    for (position, entry) in entries.enumerated() {
      for result in entry.kernel.results { producer[result.value] = position }
    }
    for update in program.updates {
      if let position = producer[update.value], stored[update.value] == nil,
        canOverwrite(update.state, from: entries[position].kernel),
        !canFault(entries[position].kernel)
      {
        stored[update.value] = update.state
        entries[position].isUpdate = true
      } else {
        stored[copy(update.value, isUpdate: true)] = update.state
      }
    }
  }

  /// Whether `kernel` reads `state` only at the element that it writes.
  private func canOverwrite(_ state: ValueID, from kernel: LoweredKernel) -> Bool {
    guard kernel.isMap else { return false }
    let here = AffineIndex.rowMajor(Shape(kernel.domain)).withoutUnitLoops(kernel.domain)
    return kernel.body.instructions.allSatisfy { instruction in
      guard let access = instruction.access, access.value == state else { return true }
      guard case .load = instruction else { return false }
      return access.bounds.isEmpty && access.index.withoutUnitLoops(kernel.domain) == here
    }
  }

  // MARK: Order

  /// A topological order: data first, then fault sites before updates, readers of a state before
  /// the kernel that overwrites it; among what is ready, the original order, updates last.
  private mutating func order() -> [Int] {
    while true {
      let (order, stuck) = attempt()
      guard let stuck else { return order }
      // Two updates each read what the other overwrites: one of them goes through a copy.
      entries[stuck].isUpdate = false
      for result in entries[stuck].kernel.results {
        guard let state = stored.removeValue(forKey: result.value) else { continue }
        stored[copy(result.value, isUpdate: true)] = state
      }
    }
  }

  private func attempt() -> (order: [Int], stuck: Int?) {
    var producer: [ValueID: Int] = [:]
    var readers: [ValueID: [Int]] = [:]
    for (position, entry) in entries.enumerated() {
      for result in entry.kernel.results { producer[result.value] = position }
      for value in Set(entry.kernel.accesses.map(\.value)) {
        readers[value, default: []].append(position)
      }
    }
    var followers = [[Int]](repeating: [], count: entries.count)
    var waiting = [Int](repeating: 0, count: entries.count)
    func edge(_ from: Int, _ to: Int) {
      followers[from].append(to)
      waiting[to] += 1
    }
    let updates = entries.indices.filter { entries[$0].isUpdate }
    for (value, list) in readers {
      guard let from = producer[value] else { continue }
      for reader in list where reader != from { edge(from, reader) }
    }
    for (value, state) in stored {
      guard let writer = producer[value] else { continue }
      for reader in readers[state] ?? [] where reader != writer { edge(reader, writer) }
    }
    let reporters = entries.indices.filter { canFault(entries[$0].kernel) }
    for reporter in reporters where !entries[reporter].isUpdate {
      for update in updates { edge(reporter, update) }
    }

    var ready = ReadyQueue()
    func add(_ position: Int) { ready.insert(position, isLate: entries[position].isUpdate) }
    for position in entries.indices where waiting[position] == 0 { add(position) }
    var order: [Int] = []
    while let next = ready.popFirst() {
      order.append(next)
      for follower in followers[next] {
        waiting[follower] -= 1
        if waiting[follower] == 0 { add(follower) }
      }
    }
    if order.count == entries.count { return (order, nil) }
    return (order, updates.first { waiting[$0] > 0 } ?? order.count)
  }

  private func canFault(_ kernel: LoweredKernel) -> Bool {
    func reports(_ body: Body) -> Bool {
      body.instructions.contains(where: \.canFault)
    }
    switch kernel.core {
    case .reduce(let reduction) where reports(reduction.body): return true
    case .rows(let stages): return stages.contains(where: canFault)
    case .table(let table): return table.canFault
    // Its body may.
    case .scan: return true
    default: break
    }
    return reports(kernel.body)
  }
}

/// Positions in ascending order, late ones after all others: two binary heaps.
struct ReadyQueue {
  private var early: [Int] = []
  private var late: [Int] = []

  mutating func insert(_ position: Int, isLate: Bool) {
    if isLate { ReadyQueue.push(position, &late) } else { ReadyQueue.push(position, &early) }
  }

  mutating func popFirst() -> Int? {
    early.isEmpty ? ReadyQueue.pop(&late) : ReadyQueue.pop(&early)
  }

  private static func push(_ value: Int, _ heap: inout [Int]) {
    heap.append(value)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private static func pop(_ heap: inout [Int]) -> Int? {
    guard let first = heap.first else { return nil }
    heap[0] = heap[heap.count - 1]
    heap.removeLast()
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let least = children.min(by: { heap[$0] < heap[$1] }), heap[least] < heap[parent]
      else { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
