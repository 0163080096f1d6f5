extension Binder {
  /// Makes one launch of the last `count` ones.
  mutating func join(_ count: Int, _ joined: JoinedKernel) throws {
    let parts = Array(launches.suffix(count))
    guard program.options.joinsLaunches, !program.options.separateBuffers, count > 1,
      let kernel = kernelIndex[joined.source.text]
    else { return }
    if joined.order == .inTurn, work > CompiledProgram.serialWork { return }
    var functions: [Int: Int] = [:]
    for (function, source) in joined.functions.enumerated() {
      if let index = kernelIndex[source.text] { functions[index] = function }
    }
    var members: [Plan.Joined.Part] = []
    for launch in parts {
      guard let function = functions[launch.kernel] else { return }
      members.append(.init(launch: launch, function: function))
    }
    var items = 1
    if joined.order == .together {
      // Launches of few work-items first, as those are small: drivers deal work out in chunks that
      // shrink towards the end, and equal ones at the end balance the threads.
      members = members.enumerated().sorted {
        ($0.element.launch.global.reduce(1, *), $0.offset)
          < ($1.element.launch.global.reduce(1, *), $1.offset)
      }.map(\.element)
      items = members.reduce(0) { $0 + $1.launch.global.reduce(1, *) }
    }
    // Work-items are numbered in 32 bits.
    guard items <= Int(Int32.max) else { return }
    var nodes: [Int] = []
    for part in parts { nodes += part.nodes.filter { !nodes.contains($0) } }
    var launch = Plan.Launch(
      kernel: kernel, arguments: [], global: [items],
      local: parts[0].local.map { [$0.reduce(1, *)] },
      nodes: nodes)
    launch.operations = parts.reduce(0) { $0 + $1.operations }
    launch.bytes = parts.reduce(0) { $0 + $1.bytes }
    launch.joined = .init(parts: members, stride: joined.stride, bases: joined.bases)
    launches.removeLast(count)
    launches.append(launch)
  }

  /// The work of the whole program at these sizes, in additions.
  private var work: Int {
    program.steps.reduce(0) { sum, step in
      guard case .launch(_, let geometry, _) = step.work else { return Int.max / 1024 }
      return sum + ((try? geometry.work { try $0.value(binding) }) ?? Int.max / 1024)
    }
  }
}
