import ApusCompiler
import ApusGraph
import Testing

/// The stages between graph and program, without a device: what each one may drop, join and move.
@Suite struct StagesTests {
  private let builder = GraphBuilder(seed: 1)

  private func simplified(
    _ outputs: [Variable], mode: Mode = .training
  ) throws -> SimplifiedGraph {
    try Lowerer.simplify(
      Compilation(builder.finish(), outputs: outputs.map(\.id), mode: mode))
  }

  private func names(_ graph: SimplifiedGraph) -> [String] { graph.nodes.map(\.op.name) }

  // MARK: Simplify

  @Test func foldsScalars() throws {
    let two = try builder.constant(2.0)
    let x = try builder.input("x", [3])
    let y = try x * (two * 3 - 1)
    let graph = try simplified([y])
    #expect(graph.nodes.count == 2)
    let folded = try #require(graph.nodes.first?.op as? ScalarConstant)
    #expect(folded.value == 5 && graph.nodes[1].op is Multiply)
  }

  @Test func sharesEqualExpressionsButNotDraws() throws {
    let x = try builder.input("x", [3])
    let y = try exp(x) + exp(x)
    let graph = try simplified([y])
    #expect(names(graph) == ["exp", "add"])
    #expect(graph.nodes[1].inputs[0] == graph.nodes[1].inputs[1])
    let draws = try builder.random(.uniform, [3]) + builder.random(.uniform, [3])
    #expect(names(try simplified([draws])).count == 3)
  }

  @Test func dropsWhatReturnsItsInputAndWhatNothingNeeds() throws {
    let x = try builder.input("x", [3])
    _ = try tanh(x)
    let y = try exp(reshape((x * 1 + 0 - 0) / 1, to: [3]))
    let graph = try simplified([y])
    #expect(names(graph) == ["exp"])
    #expect(graph.nodes.first?.inputs == [x.id.index])
    #expect(names(try simplified([x])).isEmpty)
  }

  @Test func bindsTheMode() throws {
    let x = try builder.input("x", [3])
    let y = try modeSelect(training: exp(x), evaluation: tanh(x))
    #expect(names(try simplified([y])) == ["exp"])
    #expect(names(try simplified([y], mode: .evaluation)) == ["tanh"])
  }

  // MARK: Schedule

  private func schedule(_ outputs: [Variable], _ updates: [(Variable, Variable)]) throws -> Schedule
  {
    let compilation = Compilation(
      builder.finish(), outputs: outputs.map(\.id),
      updates: updates.map { StateUpdate($0.0.id, $0.1.id) })
    return Scheduler.run(try Lowerer.run(compilation))
  }

  /// The position in the schedule of the kernel that writes to the memory of `state`.
  private func writer(_ schedule: Schedule, of state: ValueID) throws -> Int {
    try #require(
      schedule.entries.firstIndex { entry in
        entry.kernel.results.contains { schedule.stored[$0.value] == state }
      })
  }

  private func value(_ schedule: Schedule, of variable: Variable) throws -> ValueID {
    ValueID(
      try #require(schedule.values.firstIndex { $0.origin == .variable(variable.id.index) }))
  }

  @Test func readersOfAStateComeBeforeItsOverwriter() throws {
    let a = try builder.state("a", [4])
    let b = try builder.state("b", [4])
    let (nextB, nextA) = (try b + 1, try a + 1)
    // It can run only after one update, and has to run before the other.
    let reader = try sum(nextA * b)
    let schedule = try schedule([reader], [(b, nextB), (a, nextA)])
    let (first, second) = (try value(schedule, of: a), try value(schedule, of: b))
    let overwriter = try writer(schedule, of: second)
    #expect(schedule.entries[overwriter].isUpdate)
    #expect(try writer(schedule, of: first) < overwriter)
    for (position, entry) in schedule.entries.enumerated() where position != overwriter {
      let reads = entry.kernel.accesses.contains { $0.value == second }
      #expect(!reads || position < overwriter, "\(schedule)")
    }
  }

  @Test func statesThatSwapGoThroughACopy() throws {
    let a = try builder.state("a", [4])
    let b = try builder.state("b", [4])
    let schedule = try schedule([], [(a, try b + 0.5), (b, try a * 2)])
    #expect(schedule.stored.count == 2 && schedule.entries.count(where: \.isUpdate) == 2)
    let last = try #require(schedule.entries.last)
    #expect(last.isUpdate && last.kernel.nodes.isEmpty, "\(schedule)")
  }

  @Test func whatCanFaultComesBeforeEveryUpdate() throws {
    let table = try builder.parameter("table", [5], initial: .constant(1))
    let index = try builder.state("index", [2], .int32)
    let next = try index + 1
    let rows = try gather(table, next)
    let schedule = try schedule([rows], [(index, next), (table, try table * 2)])
    let reporter = try #require(
      schedule.entries.firstIndex { entry in
        entry.kernel.body.instructions.contains { if case .gather = $0 { true } else { false } }
      })
    let firstUpdate = try #require(schedule.entries.firstIndex { $0.isUpdate })
    #expect(reporter < firstUpdate, "\(schedule)")
  }

  // MARK: Text

  /// XOR, 2 → 8 tanh → 1 sigmoid with momentum, by hand.
  private func xorStep() throws -> Compilation {
    let x = try builder.input("x", [.batch, 2])
    let targets = try builder.input("targets", [.batch, 1])
    let rate = try builder.hyperparameter("rate", 0.1)
    var parameters: [Variable] = []
    func dense(_ x: Variable, _ from: Int, _ to: Int, _ name: String) throws -> Variable {
      let w = try builder.parameter(
        "\(name).weight", [Dim(from), Dim(to)], initial: .uniform(low: -1, high: 1))
      let b = try builder.parameter("\(name).bias", [Dim(to)], initial: .constant(0))
      parameters += [w, b]
      return try builder.scope(name) { try matmul(x, w) + b }
    }
    let hidden = try tanh(dense(x, 2, 8, "dense1"))
    let difference = try sigmoid(dense(hidden, 8, 1, "dense2")) - targets
    let loss = try mean(difference * difference)
    var updates: [StateUpdate] = []
    let gradients = try builder.gradients(of: loss, withRespectTo: parameters)
    for (parameter, gradient) in zip(parameters, gradients) {
      let velocity = try builder.state("\(parameter).velocity", parameter.shape)
      let next = try velocity * 0.9 + gradient
      updates.append(StateUpdate(velocity.id, next.id))
      updates.append(StateUpdate(parameter.id, try (parameter - rate * next).id))
    }
    return Compilation(builder.finish(), outputs: [loss.id], updates: updates)
  }

  @Test func theStagesOfXORAreAsCommitted() throws {
    let compilation = try xorStep()
    let stages = try Stages(compilation, for: DeviceTraits(family: .cpu))
    try expectSnapshot(
      "\(compilation.graph)\n\n\(stages.simplified)\n\n\(stages.lowered)", "xor-stages.txt")
  }

  /// Launches, their kernels by the hash of their text, and memory: what changes here is a change
  /// of the engine. Look at it, and record it with RECORD_SNAPSHOTS=1.
  @Test(arguments: DeviceTraits.Family.allCases)
  func plansAreAsCommitted(family: DeviceTraits.Family) throws {
    let steps = [
      (name: "xor", step: try xorStep(), batches: [4, 1]),
      (name: "mlp", step: try perceptronStep(), batches: [128, 5]),
    ]
    for (name, step, batches) in steps {
      let program = try Compiler.compile(step, for: DeviceTraits(family: family))
      let plans = try batches.map { "\(try program.plan(for: ["batch": $0]))" }
      try expectSnapshot(plans.joined(separator: "\n\n"), "\(name)-plan-\(family).txt")
    }
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func everyStageCanBePrinted(family: DeviceTraits.Family) throws {
    let compilation = try xorStep()
    let text = try Stages(compilation, for: DeviceTraits(family: family)).description
    #expect(try Stages(compilation, for: DeviceTraits(family: family)).description == text)
    for part in [
      "simplified graph of ", "lowered program of ", "after fusion: lowered program of ",
      "schedule of ", "an update, into v", "kernels of the \(family) family, symbols batch",
    ] { #expect(text.contains(part), "'\(part)'") }
  }
}
