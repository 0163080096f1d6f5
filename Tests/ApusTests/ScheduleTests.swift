import Apus
import FoundationEssentials
import Testing

/// Schedules against PyTorch's and Optax's, from Tests/Fixtures/generate_schedules.py.
@Suite struct ScheduleGoldenTests {
  struct Fixture: Decodable {
    var values: [String: [Double]]
    var measures: [Measure]
    var plateaus: [String: [Double]]
  }

  /// A number, or "NaN", which JSON has no number for.
  struct Measure: Decodable {
    var value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      value = (try? container.decode(Double.self)) ?? .nan
    }
  }

  static let oneCycle = OneCycle(peak: 0.5, steps: 100)
  static let three = OneCycle(
    peak: 0.5, steps: 100, rise: 0.4, finalDivisor: 100, threePhases: true)
  static let flat = Cyclic(low: 0.01, high: 0.1, rise: 8)
  static let halving = Cyclic(low: 0.01, high: 0.1, rise: 5, fall: 13, mode: .triangular2)

  static let cases: [(name: String, schedule: any Schedule)] = [
    ("constant", ConstantSchedule(0.1)),
    ("step", StepDecay(from: 0.1, every: 30, factor: 0.3)),
    ("multiStep", MultiStepDecay(from: 0.1, milestones: [10, 25, 25, 80], factor: 0.5)),
    ("exponential", ExponentialDecay(from: 0.1, factor: 0.93)),
    ("polynomial", PolynomialDecay(from: 0.1, over: 70, power: 2.5)),
    ("polynomial to", PolynomialDecay(from: 0.1, to: 0.02, over: 60, power: 0.5)),
    ("linear", LinearSchedule(from: 0.02, to: 0.09, over: 40)),
    ("cosine", CosineDecay(from: 0.1, to: 0.01, over: 80)),
    ("cosine optax", CosineDecay(from: 0.1, to: 0.02, over: 30)),
    ("cosineRestarts", CosineRestarts(from: 0.1, to: 0.01, period: 7)),
    ("cosineRestarts longer", CosineRestarts(from: 0.1, period: 5, multiplier: 3)),
    ("oneCycle", oneCycle),
    ("oneCycle momentum", oneCycle.momentum()),
    (
      "oneCycle linear",
      OneCycle(peak: 0.5, steps: 100, rise: 0.42, annealing: .linear, divisor: 10)
    ),
    ("oneCycle three", three),
    (
      "oneCycle three momentum",
      OneCycleMomentum(
        low: 0.7, high: 0.9, steps: 100, rise: 0.4, annealing: .linear, threePhases: true)
    ),
    ("oneCycle short", OneCycle(peak: 0.5, steps: 7, rise: 0.25)),
    ("cyclic", flat),
    ("cyclic momentum", flat.momentum()),
    ("cyclic triangular2", halving),
    ("cyclic triangular2 momentum", halving.momentum(low: 0.5, high: 0.95)),
    (
      "cyclic exponential",
      Cyclic(low: 0.01, high: 0.1, rise: 10, fall: 3, mode: .exponential(gamma: 0.97))
    ),
    ("noam", Noam(width: 512, warmUp: 20)),
    ("noam torch", Noam(width: 64, warmUp: 30)),
    (
      "piecewiseConstant",
      PiecewiseConstant(
        boundaries: [10, 40, 70], values: [0.1, 0.05, 0.005, 0.015])
    ),
    ("piecewiseLinear", PiecewiseLinear([(0, 0.1), (10, 0.05), (40, 0.2), (70, 0.02)])),
    ("warmUp", WarmUp(CosineDecay(from: 0.1, over: 92), steps: 8, startFactor: 0.25)),
    ("warmUp optax", WarmUp(CosineDecay(from: 0.1, to: 0.01, over: 60), steps: 20)),
    (
      "warmUp overlaps",
      WarmUp(
        ExponentialDecay(from: 0.1, factor: 0.95), steps: 8, startFactor: 0.25, overlaps: true)
    ),
    (
      "sequential",
      SequentialSchedule([
        .init(LinearSchedule(from: 0.01, to: 0.1, over: 10), steps: 10),
        .init(ExponentialDecay(from: 0.1, factor: 0.9), steps: 30),
        .init(CosineDecay(from: 0.1, over: 200)),
      ])
    ),
    (
      "sequential optax",
      SequentialSchedule([
        .init(ConstantSchedule(0.3), steps: 15),
        .init(LinearSchedule(from: 0.3, to: 0.1, over: 20), steps: 35),
        .init(ExponentialDecay(from: 0.1, factor: 0.9)),
      ])
    ),
  ]

  @Test func followPyTorchAndOptax() throws {
    let fixture = try fixture("schedules.json", as: Fixture.self)
    for (name, schedule) in Self.cases {
      let expected = try #require(fixture.values[name], "\(name)")
      let found = try schedule.values(0..<expected.count)
      // PyTorch's products of a hundred factors differ from a power in the last digits.
      #expect(isClose(found, expected, tolerance: 1e-12, floor: 1e-3), "\(name): \(found)")
    }
    #expect(Set(fixture.values.keys) == Set(Self.cases.map(\.name)))
  }

  @Test func plateausFollowPyTorch() throws {
    let fixture = try fixture("schedules.json", as: Fixture.self)
    let measures = fixture.measures.map(\.value)
    let cases: [(name: String, rule: ReduceOnPlateau, measures: [Double])] = [
      ("plain", ReduceOnPlateau(patience: 4), measures),
      (
        "all",
        ReduceOnPlateau(
          factor: 0.5, patience: 2, threshold: 0.01, thresholdMode: .absolute, cooldown: 3,
          minimum: 0.004, epsilon: 1e-4), measures
      ),
      (
        "maximize",
        ReduceOnPlateau(
          direction: .maximize, factor: 0.7, patience: 1, threshold: 0.05,
          thresholdMode: .absolute), measures.map { -$0 }
      ),
      (
        "maximize relative",
        ReduceOnPlateau(direction: .maximize, factor: 0.7, patience: 3, threshold: 0.005),
        measures.map { 3 - $0 }
      ),
    ]
    for (name, rule, measures) in cases {
      let expected = try #require(fixture.plateaus[name])
      // Through JSON after each observation: what is kept is all that is needed.
      var (rule, value) = (rule, 0.1)
      var found: [Double] = []
      for measure in measures {
        value = try rule.observe(measure, value: value)
        found.append(value)
        let copy = try JSONDecoder().decode(
          ReduceOnPlateau.self, from: JSONEncoder().encode(rule))
        #expect(copy == rule)
        rule = copy
      }
      #expect(isClose(found, expected, tolerance: 1e-14), "\(name): \(found)")
      #expect(Set(expected).count > 2, "\(name) has to reduce several times to say anything")
    }
    #expect(Set(fixture.plateaus.keys) == Set(cases.map(\.name)))
  }
}

@Suite struct ScheduleTests {
  @Test func comeBackFromJSON() throws {
    for (name, schedule) in ScheduleGoldenTests.cases {
      let bytes = try JSONEncoder().encode(AnySchedule(schedule))
      let read = try JSONDecoder().decode(AnySchedule.self, from: bytes)
      #expect(read == AnySchedule(schedule), "\(name)")
      #expect(read.hashValue == AnySchedule(schedule).hashValue)
    }
    let covered = Set(ScheduleGoldenTests.cases.map { type(of: $0.schedule).typeName })
    #expect(covered == Set(ScheduleRegistry.names.filter { !$0.hasPrefix("test.") }))
    #expect(AnySchedule(ConstantSchedule(1)) != AnySchedule(ConstantSchedule(2)))
    #expect(
      AnySchedule(WarmUp(ConstantSchedule(1), steps: 2))
        != AnySchedule(WarmUp(ConstantSchedule(2), steps: 2)))
  }

  @Test func shortJSONHasTheDefaults() throws {
    let short: [(String, any Schedule)] = [
      (#"{"type": "step", "from": 1, "every": 3}"#, StepDecay(from: 1, every: 3)),
      (
        #"{"type": "multiStep", "from": 1, "milestones": [3]}"#,
        MultiStepDecay(from: 1, milestones: [3])
      ),
      (#"{"type": "polynomial", "from": 1, "over": 9}"#, PolynomialDecay(from: 1, over: 9)),
      (#"{"type": "cosine", "from": 1, "over": 9}"#, CosineDecay(from: 1, over: 9)),
      (#"{"type": "cosineRestarts", "from": 1, "period": 9}"#, CosineRestarts(from: 1, period: 9)),
      (#"{"type": "oneCycle", "peak": 1, "steps": 9}"#, OneCycle(peak: 1, steps: 9)),
      (#"{"type": "oneCycleMomentum", "steps": 9}"#, OneCycleMomentum(steps: 9)),
      (#"{"type": "cyclic", "low": 0, "high": 1, "rise": 9}"#, Cyclic(low: 0, high: 1, rise: 9)),
      (#"{"type": "cyclicMomentum", "rise": 9}"#, CyclicMomentum(rise: 9)),
      (#"{"type": "noam", "width": 8, "warmUp": 9}"#, Noam(width: 8, warmUp: 9)),
      (
        #"{"type": "warmUp", "steps": 2, "schedule": {"type": "constant", "value": 1}}"#,
        WarmUp(ConstantSchedule(1), steps: 2)
      ),
      (
        #"{"type": "sequential", "parts": [{"schedule": {"type": "constant", "value": 1}}]}"#,
        SequentialSchedule([.init(ConstantSchedule(1))])
      ),
    ]
    for (json, schedule) in short {
      let read = try JSONDecoder().decode(AnySchedule.self, from: Data(json.utf8))
      #expect(read == AnySchedule(schedule), "\(json)")
    }
  }

  @Test func unknownNamesAreTypedWithTheNearest() throws {
    let json = #"{"type": "warmUp", "steps": 2, "schedule": {"type": "cosin", "value": 1}}"#
    let error = #expect(throws: GraphError.self) {
      try JSONDecoder().decode(AnySchedule.self, from: Data(json.utf8))
    }
    #expect(error?.kind == .unknownName)
    #expect(error?.advice.hasPrefix("did you mean 'cosine'?") == true)
    #expect(error?.expected.contains("cosineRestarts") == true)
  }

  /// A schedule of a user's own.
  struct Ramp: Schedule {
    static let typeName = "test.ramp"
    var slope: Double
    func value(at step: Int) throws(GraphError) -> Double { slope * Double(step) }
  }

  struct OtherRamp: Schedule {
    static let typeName = "test.ramp"
    func value(at step: Int) throws(GraphError) -> Double { 1 }
  }

  @Test func usersSchedulesCanBeRead() throws {
    try ScheduleRegistry.register(Ramp.self)
    try ScheduleRegistry.register(Ramp.self)
    let schedule = AnySchedule(WarmUp(Ramp(slope: 2), steps: 3))
    let read = try JSONDecoder().decode(AnySchedule.self, from: JSONEncoder().encode(schedule))
    #expect(read == schedule)
    let error = #expect(throws: GraphError.self) { try ScheduleRegistry.register(OtherRamp.self) }
    #expect(error?.kind == .duplicateName)
  }

  @Test func stepsOutOfRangeAreTyped() throws {
    let cycle = OneCycle(peak: 1, steps: 10)
    let finite = SequentialSchedule([.init(ConstantSchedule(1), steps: 5), .init(cycle)])
    let ending: [(any Schedule, Int)] = [
      (cycle, 10), (cycle.momentum(), 10), (WarmUp(cycle, steps: 5), 15),
      (WarmUp(cycle, steps: 5, overlaps: true), 10), (finite, 15),
      (SequentialSchedule([.init(finite, steps: 12)]), 12),
      (SequentialSchedule([.init(ConstantSchedule(1), steps: 4)]), 4),
    ]
    for (schedule, length) in ending {
      #expect(schedule.length == length, "\(schedule)")
      _ = try schedule.value(at: length - 1)
      let error = #expect(throws: GraphError.self, "\(schedule)") {
        try schedule.value(at: length)
      }
      #expect(error?.expected == "a step of 0..<\(length)")
    }
    for (name, schedule) in ScheduleGoldenTests.cases {
      #expect(throws: GraphError.self, "\(name)") { try schedule.value(at: -1) }
      if schedule.length == nil {
        #expect(try schedule.value(at: .max).isFinite, "\(name)")
      }
    }
  }

  @Test func fieldsOutOfRangeAreTyped() throws {
    let cycle = OneCycle(peak: 1, steps: 10)
    let wrong: [any Schedule] = [
      ConstantSchedule(.nan), StepDecay(from: 1, every: 0), StepDecay(from: .infinity, every: 1),
      StepDecay(from: 1, every: 1, factor: 0), MultiStepDecay(from: 1, milestones: [3, 2]),
      MultiStepDecay(from: 1, milestones: [-1]),
      MultiStepDecay(from: 1, milestones: [], factor: -1),
      ExponentialDecay(from: 1, factor: .nan), ExponentialDecay(from: 1, factor: -0.5),
      PolynomialDecay(from: 1, over: 0), PolynomialDecay(from: 1, over: 2, power: 0),
      PolynomialDecay(from: 1, over: .max), LinearSchedule(from: 1, to: .nan, over: 3),
      LinearSchedule(from: 1, to: 0, over: -3), CosineDecay(from: 1, over: 0),
      CosineRestarts(from: 1, period: 0), CosineRestarts(from: 1, period: 1, multiplier: 0),
      OneCycle(peak: .nan, steps: 3), OneCycle(peak: 1, steps: 0),
      OneCycle(peak: 1, steps: 3, rise: 1.5), OneCycle(peak: 1, steps: 3, divisor: 0),
      OneCycle(peak: 1, steps: 3, finalDivisor: -1),
      OneCycle(peak: 1, steps: 3, rise: 0.6, threePhases: true), OneCycleMomentum(steps: 0),
      OneCycleMomentum(low: .nan, steps: 3), Cyclic(low: 0, high: 1, rise: 0),
      Cyclic(low: 0, high: 1, rise: 1, fall: 0), Cyclic(low: .nan, high: 1, rise: 1),
      Cyclic(low: 0, high: 1, rise: 1, mode: .exponential(gamma: 0)), CyclicMomentum(rise: 0),
      Noam(width: 0, warmUp: 1), Noam(width: 1, warmUp: 0), Noam(width: 1, warmUp: 1, factor: .nan),
      PiecewiseConstant(boundaries: [2, 2], values: [1, 2, 3]),
      PiecewiseConstant(boundaries: [2], values: [1]),
      PiecewiseConstant(boundaries: [], values: [.nan]), PiecewiseLinear([]),
      PiecewiseLinear([(0, .nan)]), PiecewiseLinear([(1, 0), (1, 0)]), PiecewiseLinear([(-1, 0)]),
      WarmUp(ConstantSchedule(1), steps: 0), WarmUp(ConstantSchedule(1), steps: 1, startFactor: 2),
      WarmUp(ConstantSchedule(.nan), steps: 1), SequentialSchedule([]),
      SequentialSchedule([.init(ConstantSchedule(1)), .init(ConstantSchedule(1))]),
      SequentialSchedule([.init(ConstantSchedule(1), steps: 0)]),
      SequentialSchedule([.init(cycle, steps: 11)]),
      SequentialSchedule([.init(ConstantSchedule(.nan), steps: 1)]),
    ]
    for schedule in wrong {
      let error = #expect(throws: GraphError.self, "\(schedule)") { try schedule.value(at: 0) }
      #expect(error?.kind == .invalidArgument)
      #expect(throws: GraphError.self, "\(schedule)") { try schedule.validate() }
    }
    let json = #"{"type": "step", "from": 1, "every": 0}"#
    #expect(throws: GraphError.self) {
      try JSONDecoder().decode(AnySchedule.self, from: Data(json.utf8))
    }
    let rules = [
      ReduceOnPlateau(factor: 1), ReduceOnPlateau(factor: -0.1), ReduceOnPlateau(patience: -1),
      ReduceOnPlateau(threshold: -1), ReduceOnPlateau(cooldown: -1),
      ReduceOnPlateau(minimum: .nan), ReduceOnPlateau(epsilon: .infinity),
    ]
    for var rule in rules {
      #expect(throws: GraphError.self, "\(rule)") { try rule.observe(1, value: 1) }
    }
  }

  /// Cycles so short that a phase has no step of its own.
  @Test func shortestCyclesAreFinite() throws {
    for steps in 1...12 {
      for rise in [0, 0.1, 0.25, 0.5] {
        for three in [false, true] {
          for annealing in Annealing.allCases {
            let cycle = OneCycle(
              peak: 1, steps: steps, rise: rise, annealing: annealing, threePhases: three)
            let values = try cycle.values(0..<steps) + cycle.momentum().values(0..<steps)
            #expect(values.allSatisfy { (0...1.0001).contains($0) }, "\(cycle): \(values)")
            #expect(abs(try cycle.value(at: steps - 1) - 1 / 25e4) < 1e-9, "\(cycle)")
          }
        }
      }
    }
  }
}

@Suite struct TrainerScheduleTests {
  /// A trainer whose parameter falls by the rate in each step.
  private func trainer(
    _ schedules: [String: any Schedule], _ optimizer: some Optimizer = SGD(learningRate: 9)
  ) throws -> (trainer: Trainer, p: Variable, x: Variable) {
    let graph = GraphBuilder()
    let p = try graph.parameter("p", [2], initial: .constant(0))
    let x = try graph.input("x", [2])
    let trainer = try Trainer(
      minimizing: sum(x * p), with: optimizer, schedules: schedules, on: TestDevice.device(),
      options: ExecutableOptions())
    return (trainer, p, x)
  }

  @Test func setNumbersBeforeEachStepAndCompileNothing() throws {
    let rates = PiecewiseConstant(boundaries: [1, 2, 3], values: [0.5, 0.25, 2, 0])
    let (trainer, p, x) = try trainer(["learningRate": rates])
    let slope: Tensor = [1, -1]
    try trainer.step([x: slope])
    let first = trainer.executable.statistics
    var expected: Float = -0.5
    for rate in [0.25, 2, 0] as [Float] {
      expected -= rate
      try trainer.step([x: slope])
      #expect(try trainer.store.value(p.id) == Tensor([expected, -expected]))
      #expect(try trainer.hyperparameter("learningRate") == Double(rate))
    }
    let last = trainer.executable.statistics
    #expect(last.steps == 4)
    #expect(last.plans == first.plans && last.kernels == first.kernels)
    #expect(last.programsBuilt == first.programsBuilt)
    // One event a step, as without schedules.
    #expect(last.launchesPerStep == first.launchesPerStep)

    // A resumed run goes on where the store says.
    trainer.store.step = 1
    try trainer.step([x: slope])
    #expect(try trainer.hyperparameter("learningRate") == 0.25)
  }

  @Test func severalNumbersMayHaveSchedules() throws {
    let cycle = OneCycle(peak: 1, steps: 3)
    let (trainer, _, x) = try trainer(
      ["learningRate": cycle, "momentum": cycle.momentum()], SGD(momentum: 0.5))
    let slope: Tensor = [1, -1]
    for step in 0..<3 {
      try trainer.step([x: slope])
      #expect(try trainer.hyperparameter("learningRate") == cycle.value(at: step))
      #expect(try trainer.hyperparameter("momentum") == cycle.momentum().value(at: step))
    }
    // Past the end nothing happens: neither a step nor a change of a number.
    let error = #expect(throws: GraphError.self) { try trainer.step([x: slope]) }
    #expect(error?.operation == "schedule 'oneCycle' of learningRate at step 3")
    #expect(trainer.store.step == 3)
  }

  @Test func unusableNumbersNameScheduleAndStep() throws {
    let late: (Double) -> PiecewiseConstant = {
      PiecewiseConstant(boundaries: [1], values: [0.5, $0])
    }
    let overflow = ExponentialDecay(from: 1, factor: 1e200)
    let wrong: [(String, any Schedule, step: Int)] = [
      ("learningRate", late(-1), 1), ("learningRate", overflow, 2), ("momentum", late(1), 1),
      // Finite as a Double, not as a float32.
      ("learningRate", late(1e300), 1), ("learningRate", ScheduleTests.Ramp(slope: .nan), 0),
    ]
    for (name, schedule, step) in wrong {
      let (trainer, p, x) = try trainer([name: schedule], SGD(momentum: 0.5))
      if schedule is ExponentialDecay { trainer.store.step = 2 }
      let slope: Tensor = [1, -1]
      for _ in trainer.store.step..<step { try trainer.step([x: slope]) }
      let before = try trainer.store.value(p.id)
      let rate = try trainer.hyperparameter(name)
      let error = #expect(throws: GraphError.self, "\(schedule)") {
        try trainer.step([x: slope])
      }
      let type = type(of: schedule).typeName
      #expect(error?.operation == "schedule '\(type)' of \(name) at step \(step)")
      #expect(try trainer.store.value(p.id) == before)
      #expect(try trainer.hyperparameter(name) == rate)
    }
  }

  @Test func namesAndFieldsAreCheckedAtOnce() throws {
    let error = #expect(throws: GraphError.self) {
      try trainer(["learningrate": ConstantSchedule(1)])
    }
    #expect(error?.kind == .unknownName)
    #expect(error?.advice.hasPrefix("did you mean 'learningRate'?") == true)
    #expect(throws: GraphError.self) { try trainer(["momentum": ConstantSchedule(0.5)]) }
    #expect(throws: GraphError.self) { try trainer(["learningRate": ConstantSchedule(.nan)]) }
  }

  @Test func plateausReduceInFit() throws {
    let (trainer, _, x) = try trainer([:], SGD(learningRate: 0.5))
    // No slope: the loss stays at 0, and after two epochs without improvement the rate falls.
    let batches: [Tensor] = [[0, 0]]
    let history = try trainer.fit(
      epochs: 4, batches: { _ in batches }, validation: batches,
      plateau: ReduceOnPlateau(factor: 0.5, patience: 1), display: nil
    ) { [x: $0] }
    #expect(try trainer.hyperparameter("learningRate") == 0.25)
    // Going on with the memory: another bad epoch is the second in a row.
    let plateau = try #require(history.plateau)
    #expect(plateau.badCount == 1 && plateau.best == 0)
    try trainer.fit(epochs: 1, batches: { _ in batches }, plateau: plateau, display: nil) {
      [x: $0]
    }
    #expect(try trainer.hyperparameter("learningRate") == 0.125)
  }

  @Test func plateausThatCannotWorkAreTyped() throws {
    let batches: [Tensor] = [[0, 0]]
    func fit(_ plateau: ReduceOnPlateau, _ schedules: [String: any Schedule] = [:]) throws {
      let (trainer, _, x) = try trainer(schedules)
      try trainer.fit(epochs: 1, batches: { _ in batches }, plateau: plateau, display: nil) {
        [x: $0]
      }
    }
    let wrong: [(ReduceOnPlateau, [String: any Schedule])] = [
      (ReduceOnPlateau(factor: 2), [:]), (ReduceOnPlateau(hyperparameter: "rate"), [:]),
      (ReduceOnPlateau(metric: "los"), [:]),
      (ReduceOnPlateau(), ["learningRate": ConstantSchedule(1)]),
    ]
    for (plateau, schedules) in wrong {
      #expect(throws: GraphError.self, "\(plateau)") { try fit(plateau, schedules) }
    }
  }
}
