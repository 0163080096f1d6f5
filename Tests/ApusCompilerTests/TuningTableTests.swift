import ApusCompiler
import ApusGraph
import Testing

/// What a table of measurements changes in a program, without a device.
@Suite struct TuningTableTests {
  private let traits = DeviceTraits(family: .cpu)

  private func contracts(_ program: CompiledProgram) -> [ContractKernel] {
    program.steps.compactMap { step in
      if case .contract(let contract) = step.work { contract } else { nil }
    }
  }

  private func shape(_ contract: ContractKernel, _ batch: Int) throws -> GemmShape {
    try ContractKernel.shape(contract.m, contract.n, contract.k, contract.batch) {
      try $0.value(["batch": batch])
    }
  }

  @Test func aChoiceHoldsForItsShapeOnly() throws {
    let untuned = try Compiler.compile(perceptronStep(), for: traits)
    let first = try #require(contracts(untuned).first)
    let shape = try shape(first, 100)
    let plans = first.candidates(for: shape)
    let other = try #require(plans.last)
    #expect(plans.first == first.variant(for: shape)?.plan && other != plans.first)
    let table = TuningTable([TuningTable.Choice(first.contraction(shape), other)])
    let tuned = try Compiler.compile(perceptronStep(), for: traits, tuning: table)
    let changed = try #require(contracts(tuned).first)
    #expect(changed.variant(for: shape)?.plan == other && changed.isTuned(for: shape))
    let elsewhere = try self.shape(changed, 99)
    #expect(changed.variant(for: elsewhere) == first.variant(for: elsewhere))
    #expect(!changed.isTuned(for: elsewhere))
    #expect(try tuned.plan(for: ["batch": 100]).launches.contains { $0.isTuned })
    #expect(
      "\(try tuned.plan(for: ["batch": 99]))" == "\(try untuned.plan(for: ["batch": 99]))")
  }

  @Test func whatAVersionDoesNotOfferIsPassedOver() throws {
    let untuned = try Compiler.compile(perceptronStep(), for: traits)
    let first = try #require(contracts(untuned).first)
    let shape = try shape(first, 100)
    // No plan of that name; a plan that is no candidate; another layout; other extents.
    var dot = GemmPlan(strategy: .dot, width: 8, rows: 4, vectors: 4)
    dot.vectors = 3
    let other = try #require(first.candidates(for: shape).last)
    let foreign = TuningTable.Contraction(GemmProblem(aUnit: .none, bUnit: .none), shape)
    var wider = first.contraction(shape)
    wider.n += 1
    let table = TuningTable([
      TuningTable.Choice(first.contraction(shape), dot), TuningTable.Choice(foreign, other),
      TuningTable.Choice(wider, other),
    ])
    let tuned = try Compiler.compile(perceptronStep(), for: traits, tuning: table)
    #expect(tuned.source == untuned.source)
    // Of these, the first is for a product of this program.
    #expect(tuned.unknownPlans == ["'\(dot.name)' for \(first.contraction(shape))"])
    #expect(untuned.unknownPlans.isEmpty)
  }

  @Test func plansOfAnotherOrderAreNotOffered() throws {
    let vector = GemmPlan.candidates(
      GemmProblem(aUnit: .k, bUnit: .k), GemmShape(m: 1, n: 512, k: 512), vectorWidth: 8)
    #expect(vector.count == 1 && vector[0].strategy == .dot)
    for (a, b) in [(GemmProblem.Unit.k, GemmProblem.Unit.n), (.m, .k), (.k, .k)] {
      let problem = GemmProblem(aUnit: a, bUnit: b)
      for (m, n, k) in [(128, 300, 784), (5, 7, 9), (2048, 3, 64), (1, 1024, 1024)] {
        let shape = GemmShape(m: m, n: n, k: k)
        let plans = GemmPlan.candidates(problem, shape, vectorWidth: 16)
        #expect(plans.first == GemmPlan.cpu(problem, shape, vectorWidth: 16))
        #expect(plans.allSatisfy { $0.supports(shape) && $0.strategy != .workGroup })
        #expect(plans.count == 1 || plans.allSatisfy { $0.strategy == .registerTile })
        #expect(Set(plans.map(\.name)).count == plans.count, "\(plans.map(\.name))")
      }
    }
  }
}
