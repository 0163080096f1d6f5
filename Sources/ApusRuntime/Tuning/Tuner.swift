import ApusCompiler
import ApusGraph

/// Measures, for each distinct contraction of a program, the plans that add in the same order, and
/// tells which one was the fastest.
///
/// All plans are kernels of one program. In round r every contraction runs by its plan r, in whole
/// steps, so that each is measured among its neighbours and with what they leave in the caches.
/// Rounds are repeated in turn: what else the machine does hits all plans alike.
package struct Tuner {
  private let compilation: Compilation
  private let store: VariableStore
  private let feeds: [VariableID: any Feed]
  /// Steps that are timed in each round.
  private let steps: Int

  /// How often all rounds are gone through.
  private static let passes = 3
  /// Another plan is chosen where it takes less than this share of the usual one's time: what is
  /// nearer than that is noise.
  private static let worthwhile = 0.97

  /// - Parameters:
  ///   - compilation: the program; its steps change the states in `store`.
  ///   - feeds: what a step reads. Their shapes are what is tuned for.
  package init(
    _ compilation: Compilation, store: VariableStore, feeds: [VariableID: any Feed], steps: Int = 5
  ) {
    self.compilation = compilation
    self.store = store
    self.feeds = feeds
    self.steps = steps
  }

  /// A contraction with the plans for it.
  private struct Subject {
    var contraction: TuningTable.Contraction
    var plans: [GemmPlan]
    /// The least seconds of each plan, of all contractions like this one together.
    var seconds: [Double]
    /// How many there are in a step.
    var count = 0
  }

  /// Runs the rounds. Each plan's kernels are compiled when they first run, which takes a fraction of
  /// a second each.
  /// - Parameter progress: called with (round, rounds) before each round.
  /// - Returns: a choice for each contraction that has several plans; empty for a program without.
  /// - Throws: as `Executable.step`.
  package func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> TuningTable {
    let traits = store.context.traits
    var subjects = try self.subjects(Compiler.compile(compilation, for: traits))
    guard !subjects.isEmpty else { return TuningTable() }
    // A table that names every plan makes all of them kernels of the program.
    let all = subjects.flatMap { subject in
      subject.plans.map { TuningTable.Choice(subject.contraction, $0) }
    }
    var program = try Compiler.compile(compilation, for: traits, tuning: TuningTable(all))
    let launchSeconds = try store.context.measureLaunchCost()
    let rounds = subjects.map(\.plans.count).max() ?? 0
    for pass in 0..<Tuner.passes {
      for round in 0..<rounds {
        progress(pass * rounds + round, Tuner.passes * rounds)
        program.choose(round)
        let executable = try Executable(
          compilation, store: store, program: program)
        let profile = try executable.profile(feeding: feeds, steps: steps)
        var seconds: [TuningTable.Contraction: Double] = [:]
        for launch in profile.launches {
          guard let contraction = launch.contraction else { continue }
          seconds[contraction, default: 0] += launch.seconds + launchSeconds
        }
        for index in subjects.indices where round < subjects[index].plans.count {
          guard let found = seconds[subjects[index].contraction] else { continue }
          subjects[index].seconds[round] = min(subjects[index].seconds[round], found)
        }
      }
    }
    return TuningTable(subjects.compactMap(choice))
  }

  /// The distinct contractions of a program that have several plans, in order.
  private func subjects(_ program: CompiledProgram) throws -> [Subject] {
    let graph = compilation.graph
    let binding = try FeedBinding.solve(
      feeds.map { (index: try graph.index(of: $0.key), feed: $0.value) }, graph: graph,
      required: program.requiredFeeds)
    var subjects: [Subject] = []
    for step in program.steps {
      guard case .contract(let contract) = step.work else { continue }
      let shape = try ContractKernel.shape(contract.m, contract.n, contract.k, contract.batch) {
        try $0.value(binding)
      }
      let contraction = contract.contraction(shape)
      if let known = subjects.firstIndex(where: { $0.contraction == contraction }) {
        subjects[known].count += 1
        continue
      }
      let plans = contract.candidates(for: shape)
      guard plans.count > 1 else { continue }
      let unknown = [Double](repeating: .infinity, count: plans.count)
      subjects.append(
        Subject(contraction: contraction, plans: plans, seconds: unknown, count: 1))
    }
    return subjects
  }

  private func choice(_ subject: Subject) -> TuningTable.Choice? {
    let usual = subject.seconds[0]
    guard usual.isFinite,
      let best = subject.seconds.indices.min(by: { subject.seconds[$0] < subject.seconds[$1] })
    else { return nil }
    let chosen = subject.seconds[best] < usual * Tuner.worthwhile ? best : 0
    func each(_ seconds: Double) -> Double { seconds / Double(subject.count) * 1e6 }
    return TuningTable.Choice(
      subject.contraction, subject.plans[chosen],
      microseconds: each(subject.seconds[chosen]), untunedMicroseconds: each(usual))
  }
}

extension CompiledProgram {
  /// Has every contraction run by one of several plans that a table names for it.
  package mutating func choose(_ choice: Int) {
    for index in steps.indices {
      guard case .contract(var contract) = steps[index].work else { continue }
      contract.choice = choice
      steps[index].work = .contract(contract)
    }
  }
}
