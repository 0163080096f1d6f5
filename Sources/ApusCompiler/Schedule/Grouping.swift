import ApusGraph

/// Which steps share a launch.
package struct StepGroup: Hashable, Sendable {
  package var steps: Range<Int>
  /// nil: each step has launches of its own.
  package var joined: JoinedKernel?
}

/// Puts independent steps next to each other and lets them share a launch, so that a step costs
/// few of them: all updates of an optimiser are one. Decided by structure and nominal sizes, never
/// by a binding.
struct Grouping {
  private let program: CompiledProgram
  /// The first output that each value is.
  private let outputs: [ValueID: Int]
  private var followers: [[Int]]
  private var waiting: [Int]
  /// The work-group of the kernels with these texts; nil for one that cannot be called.
  private var groupSizes: [String: String?] = [:]

  /// More functions make a kernel that is slow to compile.
  private static let maximumFunctions = 6
  private static let maximumSteps = 64
  private static let maximumBases = 12
  /// How many ready steps are looked at for one launch: wide graphs have thousands.
  private static let lookahead = 128
  /// How many places before its turn a wide copy of a half tensor may run: until it is read, the half one
  /// is all that has to be in memory.
  private static let advance = 8
  /// Work, in additions, up to which kernels of different text share a launch, if they are no updates.
  private static let smallWork = 1 << 20
  /// The extent that symbols are taken for.
  private static let nominal = 128

  static func run(_ program: CompiledProgram) -> CompiledProgram {
    guard program.options.joinsLaunches, !program.options.separateBuffers else {
      return program.with(program.steps.indices.map { StepGroup(steps: $0..<$0 + 1) })
    }
    if program.isTiny, let joined = inTurn(program) { return joined }
    var grouping = Grouping(program)
    return grouping.together()
  }

  private init(_ program: CompiledProgram) {
    self.program = program
    outputs = program.outputPlaces
    let steps = program.steps
    followers = [[Int]](repeating: [], count: steps.count)
    waiting = [Int](repeating: 0, count: steps.count)
    var producer: [ValueID: Int] = [:]
    var readers: [ValueID: [Int]] = [:]
    var reporters: [Int] = []
    for (position, step) in steps.enumerated() {
      // What must come first: producers, readers of a state that this step overwrites, and, for
      // updates, all that can report a device fault.
      var before = Set(step.reads.compactMap { producer[$0] })
      for value in step.writes {
        if let state = program.stored[value] { before.formUnion(readers[state] ?? []) }
      }
      if step.isUpdate { before.formUnion(reporters) }
      before.remove(position)
      for other in before { followers[other].append(position) }
      waiting[position] = before.count
      for value in step.writes { producer[value] = position }
      for value in step.reads { readers[value, default: []].append(position) }
      if step.canFault && !step.isUpdate { reporters.append(position) }
    }
  }

  /// Takes what is ready in the given order, each time with all that may join it.
  private mutating func together() -> CompiledProgram {
    var ready = ReadyQueue()
    func add(_ position: Int) {
      ready.insert(position, isLate: program.steps[position].isUpdate)
    }
    for position in waiting.indices where waiting[position] == 0 { add(position) }
    var order: [Int] = []
    var groups: [StepGroup] = []
    while let first = ready.popFirst() {
      var members = [first]
      if let caller = callable(first) {
        var (texts, passed) = ([caller.text], [Int]())
        var areSmall = isSmall(first)
        var buffers = buffers(first)
        while members.count < Grouping.maximumSteps, passed.count < Grouping.lookahead,
          let other = ready.popFirst()
        {
          guard let next = callable(other), next.group == caller.group,
            program.steps[other].isUpdate == program.steps[first].isUpdate,
            program.steps[other].segment == program.steps[first].segment,
            texts == [next.text] || areSmall && isSmall(other) || program.steps[first].isUpdate,
            other - first <= Grouping.advance || !isWideCopy(other),
            texts.contains(next.text) || texts.count < Grouping.maximumFunctions,
            buffers.union(self.buffers(other)).count <= Grouping.maximumBases
          else {
            passed.append(other)
            continue
          }
          members.append(other)
          areSmall = areSmall && isSmall(other)
          buffers.formUnion(self.buffers(other))
          if !texts.contains(next.text) { texts.append(next.text) }
        }
        passed.forEach(add)
      }
      let joined = members.count > 1 ? self.joined(.together, members) : nil
      if joined == nil {
        members.dropFirst().forEach(add)
        members = [first]
      }
      groups.append(StepGroup(steps: order.count..<order.count + members.count, joined: joined))
      order += members
      for member in members {
        for follower in followers[member] {
          waiting[follower] -= 1
          if waiting[follower] == 0 { add(follower) }
        }
      }
    }
    var result = program
    result.steps = order.map { program.steps[$0] }
    return result.with(groups)
  }

  /// The text and the work-group of a step's kernel; nil for one that cannot be called as a function.
  private mutating func callable(_ position: Int) -> (text: String, group: String)? {
    guard case .launch(let source, let geometry, _) = program.steps[position].work else {
      return nil
    }
    if case .native = geometry { return nil }
    let known = groupSizes[source.text] ?? JoinedKernel.group(of: source)
    groupSizes[source.text] = .some(known)
    return known.map { (source.text, $0) }
  }

  private func buffers(_ position: Int) -> Set<String> {
    program.buffers(of: [program.steps[position]], outputs)
  }

  /// Whether a step makes nothing but float32 numbers of half ones that another kernel writes.
  private func isWideCopy(_ position: Int) -> Bool {
    let step = program.steps[position]
    guard !step.isUpdate, step.reads.count == 1, step.writes.count == 1 else { return false }
    let read = program.values[step.reads[0].index]
    return read.origin == .kernel && read.dtype.isHalf
      && program.values[step.writes[0].index].dtype == .float32
  }

  private func isSmall(_ position: Int) -> Bool {
    program.steps[position].work.nominalWork(Grouping.nominal) <= Grouping.smallWork
  }

  private func joined(_ order: JoinedKernel.Order, _ members: [Int]) -> JoinedKernel? {
    Grouping.joined(order, members.map { program.steps[$0] }, program, outputs)
  }

  private static func joined(
    _ order: JoinedKernel.Order, _ steps: [CompiledProgram.Step], _ program: CompiledProgram,
    _ outputs: [ValueID: Int]
  ) -> JoinedKernel? {
    let bases = program.buffers(of: steps, outputs).count
    guard bases <= maximumBases else { return nil }
    let joined = JoinedKernel(order, steps.flatMap(\.work.sources), bases: bases)
    return joined.flatMap { program.options.barredKernels.contains($0.source.name) ? nil : $0 }
  }

  // MARK: In turn

  private static func inTurn(_ program: CompiledProgram) -> CompiledProgram? {
    guard program.traits.family == .cpu, program.steps.count > 1,
      let joined = joined(.inTurn, program.steps, program, program.outputPlaces)
    else { return nil }
    return program.with([StepGroup(steps: program.steps.indices, joined: joined)])
  }
}

extension CompiledProgram {
  fileprivate func with(_ groups: [StepGroup]) -> CompiledProgram {
    var result = self
    result.groups = groups
    return result
  }

  fileprivate var outputPlaces: [ValueID: Int] {
    Dictionary(outputs.enumerated().map { ($1.value, $0) }) { first, _ in first }
  }

  /// The buffers that hold what `steps` use: the arena and each kind of state is one (rarely
  /// more; then the launches stay apart), feeds and constants have their own.
  fileprivate func buffers(of steps: [Step], _ outputs: [ValueID: Int]) -> Set<String> {
    var kinds: Set<String> = []
    for step in steps {
      for value in step.reads + step.writes {
        kinds.insert(bufferKind(stored[value] ?? value, outputs))
        // At some sizes it is a small one, which lies in the report.
        if outputs[value] != nil { kinds.insert("report") }
      }
      if step.work.sources.contains(where: { $0.arguments.contains(.fault) }) {
        kinds.insert("fault")
      }
      if case .launch(_, _, let scratch) = step.work, !scratch.isEmpty { kinds.insert("arena") }
    }
    return kinds
  }

  private func bufferKind(_ value: ValueID, _ outputs: [ValueID: Int]) -> String {
    switch values[value.index].origin {
    case .kernel where options.placesOutputs:
      // In a loop's body an output lies where the loop's result does.
      return outputs[value].map { "output \($0)" } ?? "arena"
    case .kernel: return "arena"
    case .constant: return "constant \(value.index)"
    case .variable(let index):
      switch graph.variables[index].kind {
      case .input, .computed: return "feed \(index)"
      case .parameter: return "parameters"
      case .state: return "states"
      case .hyperparameter, .step, .seed: return "scalars"
      }
    }
  }
}

extension CompiledProgram.Step {
  /// Whether it may report a device fault.
  var canFault: Bool { work.sources.contains { $0.arguments.contains(.fault) } }
}

extension CompiledProgram.Work {
  /// Work in additions when every symbol is taken for `number`.
  func nominalWork(_ number: Int) -> Int {
    func value(_ dim: Dim) -> Int {
      min(dim.extent(nominally: number) ?? Int.max, Int.max / 1024)
    }
    switch self {
    case .launch(_, let geometry, _): return geometry.work(value)
    case .contract(let contract):
      return value(contract.m * contract.n * contract.k * contract.batch) / 8
    case .scan: return Int.max / 1024
    }
  }
}

extension Geometry {
  /// Work in additions; a guess where the cost is not known.
  func work(_ value: (Dim) throws -> Int) rethrows -> Int {
    func product(_ a: Int, _ b: Int) -> Int {
      let (result, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? Int.max / 1024 : result
    }
    switch self {
    case .chunked(let units, let cost): return product(try value(units), try value(cost))
    case .blocks(let rows, let columns, let width, let cost):
      let blocks = (try value(columns) + width - 1) / width
      return product(product(try value(rows), blocks), try value(cost))
    case .tiles(let count, let rows, let height, let columns, let width, let cost):
      let down = (try value(rows) + height - 1) / height
      let across = (try value(columns) + width - 1) / width
      return product(product(product(try value(count), down), across), try value(cost))
    case .items(let count): return product(try value(count), 16)
    case .groups(let count, let size): return product(try value(count), size * 4)
    case .groupBlocks(let rows, let columns, let width, let size):
      let blocks = (try value(columns) + width - 1) / width
      return product(product(try value(rows), blocks), size * 4)
    case .native(let sizes, _): return try sizes.map(value).reduce(1, product)
    }
  }
}
