import ApusCompiler
import ApusGraph
import OpenCLKit

/// How long each launch of a step takes on the device.
public struct Profile: Sendable, Hashable {
  /// One launch of the plan.
  public struct Launch: Sendable, Hashable {
    /// The kernel's name.
    public var kernel: String
    /// The graph's operations it computes.
    public var operations: [String]
    /// From its start to its end on the device, the median of all steps, in seconds.
    public var seconds: Double
    /// When it started in the last step, from the start of the first launch, in seconds.
    public var start: Double
    /// How long it took in that step, in seconds.
    public var lastSeconds: Double
    /// Arithmetic operations, a multiply-add counted as two.
    public var arithmetic: Int
    /// Bytes that have to move.
    public var bytes: Int
    /// The number of work-items.
    public var workItems: Int
    /// Whether `apus tune` chose its plan, against what is chosen without measurements.
    public var isTuned = false
    /// What a table of measurements would call it.
    var contraction: TuningTable.Contraction?
  }

  /// In the order of execution.
  public var launches: [Launch]
  /// Whether the launches ran in the thread that made them, on the device's companion.
  public var ranInline = false
  /// From the start of the first launch to the end of the last one, the median, in seconds.
  public var seconds: Double

  /// The sum of all launches, in seconds; the rest of `seconds` is between them.
  public var busySeconds: Double { launches.reduce(0) { $0 + $1.seconds } }
}

extension Executable {
  /// Runs some steps with a clock on each launch. They are steps like any other: states change.
  /// - Throws: as `step(_:)`.
  public func profile(_ feeds: [Variable: any Feed], steps: Int = 10) throws -> Profile {
    try profile(
      feeding: Dictionary(feeds.map { ($0.key.id, $0.value) }, uniquingKeysWith: { $1 }),
      steps: steps)
  }

  /// As `profile(_:steps:)`, for callers that keep identities rather than handles.
  public func profile(
    feeding feeds: [VariableID: any Feed], steps: Int = 10
  ) throws -> Profile {
    try step(feeding: feeds)
    let queue = try Queue(
      context: store.context.context, on: store.context.queue.device, profiling: true)
    try synchronize()
    var samples: [[EventProfile]] = []
    var planned: [Plan.Launch] = []
    var names: [String] = []
    for _ in 0..<max(1, steps) {
      try step(feeds) { bound in
        // What was staged must be there, and what follows must not begin before the end.
        try self.store.context.queue.finish()
        let events = try bound.commands.map {
          try queue.enqueueWithEvent($0.kernel, over: $0.range)
        }
        try queue.finish()
        samples.append(try events.map { (event) throws in try event.profile() })
        (planned, names) = (bound.planned, bound.plan.kernelNames)
      }
      try synchronize()
    }
    var profile = Profile(samples, planned, graph, names)
    profile.ranInline = queue.runsInline
    return profile
  }
}

extension Profile {
  fileprivate init(
    _ samples: [[EventProfile]], _ planned: [Plan.Launch], _ graph: Graph, _ names: [String]
  ) {
    let origin = samples.last?.first?.started ?? 0
    launches = planned.enumerated().map { position, launch in
      let times = samples.map { Double($0[position].ended - $0[position].started) / 1e9 }
      let started = samples.last?[position].started ?? origin
      let ended = samples.last?[position].ended ?? started
      return Launch(
        kernel: names[launch.kernel],
        operations: launch.nodes.filter { $0 >= 0 }.map { graph.nodes[$0].op.name },
        seconds: times.median, start: Double(started - origin) / 1e9,
        lastSeconds: Double(ended - started) / 1e9,
        arithmetic: launch.operations, bytes: launch.bytes,
        workItems: launch.global.reduce(1, *), isTuned: launch.isTuned,
        contraction: launch.contraction)
    }
    seconds =
      samples.compactMap { sample -> Double? in
        guard let first = sample.first, let last = sample.last else { return nil }
        return Double(last.ended - first.started) / 1e9
      }.median
  }
}

extension [Double] {
  /// The middle value; 0 for none.
  fileprivate var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
