import Apus
import Testing

@Suite struct GradientOptionsTests {
  let graph = GraphBuilder()

  private func dense(_ gradients: GradientOptions, _ optimizer: some Optimizer) throws -> (
    trainer: Trainer, x: Variable, y: Variable
  ) {
    let graph = GraphBuilder(seed: 3)
    let x = try graph.input("x", [.batch, 3])
    let y = try graph.input("y", [.batch, 2])
    let model = try Sequential(in: graph, input: x) {
      Dense(5)
      Tanh()
      Dense(2)
    }
    let trainer = try Trainer(
      minimizing: meanSquaredError(model(x), y), with: optimizer, gradients: gradients,
      on: TestDevice.device())
    return (trainer, x, y)
  }

  private func numbers(_ count: Int, _ seed: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7 + seed * 5) % 11) / 5 - 1 }
  }

  /// Four small batches change what one large batch does, in the last of their steps; nothing is
  /// compiled, and nothing but the sums changes before.
  @Test func severalBatchesAreOneLargeOne() throws {
    let rule = Adam(learningRate: 0.05, weightDecay: 0.01)
    let (small, x, y) = try dense(
      GradientOptions(clipping: .globalNorm(0.3), accumulating: 4), rule)
    let (large, bigX, bigY) = try dense(GradientOptions(clipping: .globalNorm(0.3)), rule)
    let kept = small.store.names.filter { !$0.hasSuffix(".sum") && $0 != "adam.accumulated" }
    var kernels: Int?
    for round in 0..<3 {
      let (inputs, targets) = (numbers(24, round), numbers(16, round + 1))
      var before: [Tensor] = []
      for part in 0..<4 {
        before = try kept.map { try small.store.value(named: $0) }
        try small.step([
          x: Tensor(Array(inputs[part * 6..<part * 6 + 6]), shape: [2, 3]),
          y: Tensor(Array(targets[part * 4..<part * 4 + 4]), shape: [2, 2]),
        ])
        let after = try kept.map { try small.store.value(named: $0) }
        #expect((after == before) == (part < 3))
        kernels = kernels ?? small.executable.statistics.kernels
        #expect(small.executable.statistics.kernels == kernels)
      }
      try large.step([
        bigX: Tensor(inputs, shape: [8, 3]), bigY: Tensor(targets, shape: [8, 2]),
      ])
      for name in large.store.names {
        let found = try small.store.value(named: name).doubles
        let expected = try large.store.value(named: name).doubles
        #expect(isClose(found, expected, tolerance: 1e-4, floor: 1e-2), "\(name), round \(round)")
      }
    }
  }

  /// A step that meets an index out of range changes nothing: neither counters nor sums, moments,
  /// averages, nor what a rule returns to.
  @Test func aFaultyStepDoesNotCount() throws {
    let device = try TestDevice.device()
    func run(_ faultAfter: Int?) throws -> [String: Tensor] {
      let graph = GraphBuilder(seed: 1)
      let index = try graph.input("index", [.batch], .int32)
      let table = try graph.parameter("table", [4, 3], initial: .uniform(low: -1, high: 1))
      let offset = try graph.parameter("offset", [3], initial: .constant(0.5))
      let error = try embedding(table, index) * offset - 1
      let trainer = try Trainer(
        minimizing: mean(error * error),
        with: Lookahead(RAdam(learningRate: 0.1, beta2: 0.7), steps: 2),
        groups: [
          ParameterGroup("offset", [offset], with: AdaGrad(learningRateDecay: 0.3))
        ],
        gradients: GradientOptions(accumulating: 2), averaging: .stochastic(from: 1),
        on: device)
      for step in 0..<12 {
        try trainer.step([index: Tensor([0, Int32(step % 4)])])
        if step == faultAfter {
          try trainer.step([index: Tensor([0, 9] as [Int32])])
          #expect(throws: (any Error).self) { try trainer.executable.synchronize() }
        }
      }
      return try Dictionary(
        uniqueKeysWithValues: trainer.store.names.map { ($0, try trainer.store.value(named: $0)) })
    }
    let expected = try run(nil)
    #expect(expected["lookahead.steps"] == Tensor(scalar: Int32(6)))
    for step in [0, 5] { #expect(try run(step) == expected) }
  }

  /// The norm of large gradients of a half type is no infinity.
  @Test func normsOfHalvesAreFloat32() throws {
    let p = try graph.parameter("p", [4], .float16, initial: .constant(0))
    let loss = try sum(p * 20_000)
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 1),
      gradients: GradientOptions(clipping: .globalNorm(2)), on: TestDevice.device())
    try trainer.step([:])
    #expect(try trainer.store.value(p.id).doubles == [-1, -1, -1, -1])
  }

  /// Gradients of 0 stay 0, and a NaN is not hidden.
  @Test(arguments: [
    (GradientClipping.value(1), "clipValue"), (.norm(1), "clipNorm"),
    (.globalNorm(1), "clipGlobalNorm"),
  ])
  func edgesOfClipping(_ clipping: GradientClipping, _ name: String) throws {
    let p = try graph.parameter("p", [2], initial: .constant(3))
    let x = try graph.input("x", [2])
    let trainer = try Trainer(
      minimizing: sum(p * x), with: SGD(learningRate: 1),
      gradients: GradientOptions(clipping: clipping), on: TestDevice.device())
    try trainer.step([x: [0, 0] as Tensor])
    #expect(try trainer.store.value(p.id).doubles == [3, 3])
    try trainer.step([x: [0.25, -0.5] as Tensor])
    #expect(try trainer.store.value(p.id).doubles == [2.75, 3.5])
    try trainer.step([x: Tensor([Float.nan, 0])])
    #expect(try trainer.store.value(p.id).doubles[0].isNaN)
    #expect(throws: GraphError.self) { try trainer.setHyperparameter(name, 0) }
  }

  @Test func numbersOutOfRangeAreTyped() throws {
    let p = try graph.parameter("p", [2], initial: .constant(3))
    let loss = try sum(p)
    let wrong: [GradientOptions] = [
      .init(clipping: .value(0)), .init(clipping: .norm(-1)), .init(clipping: .globalNorm(.nan)),
      .init(l1: -1), .init(l2: .nan), .init(l1: .infinity), .init(accumulating: 0),
      .init(accumulating: -2),
    ]
    for (index, options) in wrong.enumerated() {
      let error = #expect(throws: GraphError.self, "\(options)") {
        try graph.minimize(loss, with: SGD(), gradients: options, name: "gradients\(index)")
      }
      #expect(error?.kind == .invalidArgument)
    }
    for (index, constraint) in [MaxNorm(0), MaxNorm(.nan), MaxNorm(1, axes: [1])].enumerated() {
      #expect(throws: GraphError.self) {
        try graph.minimize(loss, with: SGD(), constraint: constraint, name: "constraint\(index)")
      }
    }
  }
}
