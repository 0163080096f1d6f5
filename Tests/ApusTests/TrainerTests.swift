import ApusData
import Synchronization
import Testing

@testable import Apus

@Suite struct TrainerTests {
  /// y = 3 for every x, learned as one number.
  private struct Line {
    let graph = GraphBuilder(seed: 3)
    let x: Variable
    let y: Variable
    let trainer: Trainer

    init() throws {
      x = try graph.input("x", [.batch, 1])
      y = try graph.input("y", [.batch, 1])
      let w = try graph.parameter("w", [1, 1], initial: .constant(0))
      let error = try matmul(x, w) - y
      trainer = try Trainer(
        minimizing: mean(error * error), with: SGD(learningRate: 0.1),
        metrics: ["absolute": mean(abs(error))], on: TestDevice.device())
    }

    func loader(rows: Int, batchSize: Int) throws -> DataLoader {
      let ones = try Tensor(repeating: Float(1), shape: [rows, 1])
      let threes = try Tensor(repeating: Float(3), shape: [rows, 1])
      return try DataLoader([ones, threes], batchSize: batchSize, seed: 1)
    }
  }

  @Test func fitReportsEveryStepAndEpoch() throws {
    let line = try Line()
    let loader = try line.loader(rows: 10, batchSize: 4)
    var steps: [StepReport] = []
    var epochs: [EpochReport] = []
    let history = try line.trainer.fit(
      epochs: 4, batches: loader.batches(epoch:), validation: loader.batches(epoch: 0),
      display: nil, onStep: { steps.append($0) },
      onEpoch: {
        epochs.append($0)
        return $0.epoch == 2 ? .stop : .proceed
      }
    ) { batch in [line.x: batch[0], line.y: batch[1]] }
    #expect(steps.map(\.step) == Array(0..<9))
    #expect(steps.map(\.epoch) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(history.steps == steps)
    #expect(history.epochs == epochs)
    #expect(epochs.map(\.lastStep) == [2, 5, 8])
    // The error shrinks by 0.8 a step from 3.
    #expect(isClose(steps.map(\.loss), (0..<9).map { 9 * power(0.64, $0) }))
    let last = try #require(epochs.last?.validation)
    #expect(isClose([last["absolute"] ?? 0], [3 * power(0.8, 9)]))
    #expect(history.lossCurve(points: 3).map(\.0) == [0, 3, 6])
    #expect(history.validationCurve("loss").count == 3)
  }

  @Test func aRateThatIsNoNumberIsRefusedBeforeItSpoilsParameters() throws {
    let line = try Line()
    for number in [Double.nan, .infinity] {
      #expect(throws: GraphError.self) {
        try line.trainer.setHyperparameter("learningRate", number)
      }
    }
    #expect(try line.trainer.hyperparameter("learningRate") == 0.1)
  }

  @Test(arguments: ["learningRate": [-1, 1e39], "momentum": [1, -0.5, 0.99999999999]])
  func aNumberOutOfItsRangeNamesTheRuleAndTheRange(name: String, values: [Double]) throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 1])
    let w = try graph.parameter("w", [1, 1], initial: .constant(0))
    let trainer = try Trainer(
      minimizing: mean(matmul(x, w)), with: SGD(momentum: 0.5), on: TestDevice.device())
    for value in values {
      let error = #expect(throws: GraphError.self) {
        try trainer.setHyperparameter(name, value)
      }
      #expect(error?.operation == "sgd" && error?.found == "\(value)")
      #expect(error?.expected.hasPrefix(name) == true)
      #expect(error?.expected.contains(name == "momentum" ? "0..<1" : "≥ 0") == true)
    }
    try trainer.setHyperparameter(name, 0)
    #expect(try trainer.hyperparameter(name) == 0)
  }

  @Test func aBatchWithoutExamplesIsAnError() throws {
    let line = try Line()
    let none = try Tensor([Float](), shape: [0, 1])
    let before = try line.trainer.store.parameterDigest
    for call in [
      { try line.trainer.step([line.x: none, line.y: none]) },
      { try line.trainer.evaluate([line.x: none, line.y: none]).count },
    ] {
      let error = #expect(throws: GraphError.self) { try call() }
      #expect(error?.kind == .feedMismatch && error?.found == "float32[0, 1]")
    }
    #expect(try line.trainer.store.parameterDigest == before)
  }

  @Test func anEpochWithoutBatchesIsAnError() throws {
    let line = try Line()
    let error = #expect(throws: GraphError.self) {
      try line.trainer.fit(epochs: 1, batches: { _ in [Int]() }, display: nil) { _ in [:] }
    }
    #expect(error?.found == "none" && error?.operation == "fit")
  }

  @Test func aVariableAddedAfterTheTrainerWasMadeIsNamedAsSuch() throws {
    let line = try Line()
    let late = try line.x * 2
    let ones = try Tensor(repeating: Float(1), shape: [2, 1])
    let error = #expect(throws: GraphError.self) {
      try line.trainer.values(of: [late], [line.x: ones])
    }
    #expect(error?.kind == .foreignVariable)
    #expect(error?.found.contains("added to its builder later") == true)
  }

  /// Dropout draws by the number of the step: with values and step set, another store goes on as the
  /// first one does.
  @Test func aStoreGoesOnWhereAnotherOneEnded() throws {
    func trainer() throws -> (Trainer, [Variable: any Feed]) {
      let graph = GraphBuilder(seed: 4)
      let x = try graph.input("x", [.batch, 8])
      let y = try Dense(1)(Dropout(0.5)(x))
      let trainer = try Trainer(
        minimizing: mean(y * y), with: Adam(learningRate: 0.05), on: TestDevice.device())
      return (trainer, [x: try Tensor(repeating: Float(1), shape: [5, 8])])
    }
    let (first, feeds) = try trainer()
    for _ in 0..<5 { try first.step(feeds) }
    let (second, others) = try trainer()
    for name in first.store.names {
      try second.store.set(named: name, try first.store.value(named: name))
    }
    second.store.step = first.store.step
    for _ in 0..<5 {
      try first.step(feeds)
      try second.step(others)
    }
    #expect(try second.store.parameterDigest == first.store.parameterDigest)
  }

  @Test func aLossCurveMayAskForMorePointsThanSteps() throws {
    var history = TrainingHistory()
    history.steps = (0..<3).map { StepReport(step: $0, epoch: 0, loss: Double($0)) }
    for count in [3, 4, .max] { #expect(history.lossCurve(points: count).map(\.1) == [0, 1, 2]) }
    for count in [1, 0, -1, .min] { #expect(history.lossCurve(points: count).map(\.1) == [1]) }
  }

  /// Inputs whose first extents are different symbols, which sets of feeds give in any order.
  @Test(arguments: [["batch", "a", "b", "c", "d", "e"], ["b", "a", "batch", "c", "d", "e"]])
  func meansAreWeightedByTheBatch(symbols: [String]) throws {
    #expect(try weightedMean(symbols, rows: symbols.map { $0 == "batch" ? 3 : 1 }) == 3)
  }

  @Test func withoutABatchTheFirstInputCounts() throws {
    #expect(try weightedMean(["f", "e", "d", "c", "b", "a"], rows: [3, 1, 1, 1, 1, 1]) == 3)
  }

  /// The mean of a batch whose loss is 4 with these numbers of rows, and one of 0 with 1 row each.
  private func weightedMean(_ symbols: [String], rows: [Int]) throws -> Double? {
    let graph = GraphBuilder()
    let inputs = try symbols.map { try graph.input($0, [.symbol($0)]) }
    var loss = try graph.parameter("w", [], initial: .constant(0))
    for input in inputs { loss = try loss + mean(input) }
    let trainer = try Trainer(
      minimizing: loss, with: SGD(learningRate: 0.1), on: TestDevice.device())
    let value = 4 / Float(symbols.count)
    let batches: [(rows: [Int], value: Float)] = [
      (rows, value), (rows.map { _ in 1 }, 0),
    ]
    return try trainer.evaluate(batches) { batch in
      let tensors = try batch.rows.map { try Tensor(repeating: batch.value, shape: [$0]) }
      return Dictionary(uniqueKeysWithValues: zip(inputs, tensors))
    }["loss"].map { ($0 * 1e5).rounded() / 1e5 }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  @Test func aShortBatchCountsForWhatItHolds() throws {
    let line = try Line()
    let inputs = try Tensor([1, 1, 1, 1] as [Float], shape: [4, 1])
    let targets = try Tensor([1, 1, 1, 9] as [Float], shape: [4, 1])
    let loader = try DataLoader([inputs, targets], batchSize: 3, shuffle: false, seed: 0)
    let found = try line.trainer.evaluate(loader.batches(epoch: 0)) { batch in
      [line.x: batch[0], line.y: batch[1]]
    }
    #expect(isClose([found["absolute"] ?? 0, found["loss"] ?? 0], [3, 21]))
  }

  @Test func evaluationChangesNothing() throws {
    let line = try Line()
    let before = try line.trainer.store.parameterDigest
    let feeds: [Variable: any Feed] = [line.x: [[1]] as Tensor, line.y: [[3]] as Tensor]
    #expect(try line.trainer.evaluate(feeds)["loss"] == 9)
    #expect(try line.trainer.store.parameterDigest == before)
    try line.trainer.step(feeds)
    #expect(try line.trainer.store.parameterDigest != before)
  }

  @Test func oneSeedGivesOneResult() throws {
    func digest(seed: UInt64) throws -> String {
      let graph = GraphBuilder(seed: seed)
      let x = try graph.input("x", [.batch, 1])
      let model = try Sequential(in: graph, input: x) {
        Dense(4)
        Dropout(0.5)
        Dense(1)
      }
      let trainer = try Trainer(
        minimizing: mean(model(x)), with: Adam(), on: TestDevice.device())
      for _ in 0..<5 { try trainer.step([x: [[1], [2]] as Tensor]) }
      return try trainer.store.parameterDigest
    }
    #expect(try digest(seed: 1) == digest(seed: 1))
    #expect(try digest(seed: 1) != digest(seed: 2))
  }

  @Test func displaysPlainLinesAndBars() throws {
    for isTerminal in [false, true] {
      let text = Mutex("")
      let line = try Line()
      let loader = try line.loader(rows: 4, batchSize: 2)
      let display = TrainingDisplay(isTerminal: isTerminal) { part in
        text.withLock { $0 += part }
      }
      try line.trainer.fit(epochs: 2, batches: loader.batches(epoch:), display: display) {
        [line.x: $0[0], line.y: $0[1]]
      }
      let shown = text.withLock { $0 }
      #expect(shown.contains("epoch 2/2  loss"))
      let kernels = line.trainer.executable.statistics.kernels
      #expect(shown.contains("compiling \(kernels) kernel"))
      // Once: a second call compiles nothing.
      text.withLock { $0 = "" }
      try line.trainer.fit(epochs: 1, batches: loader.batches(epoch:), display: display) {
        [line.x: $0[0], line.y: $0[1]]
      }
      #expect(!text.withLock { $0 }.contains("compiling"))
      #expect(shown.contains("\u{1B}") == isTerminal)
    }
  }

  @Test func negativeEpochsAreRefused() throws {
    let line = try Line()
    let loader = try line.loader(rows: 4, batchSize: 2)
    #expect(throws: GraphError.self) {
      try line.trainer.fit(epochs: -1, batches: loader.batches(epoch:), display: nil) {
        [line.x: $0[0], line.y: $0[1]]
      }
    }
  }

  @Test func numbersAsText() {
    #expect(NumberText.fixed(0.98125, digits: 4) == "0.9813")
    #expect(NumberText.fixed(-0.05, digits: 1) == "-0.1")
    #expect(NumberText.fixed(12, digits: 0) == "12")
    #expect(NumberText.fixed(.nan, digits: 2) == "nan")
    #expect(NumberText.short(0.00012345) == "1.23e-4")
    #expect(NumberText.short(1.23456) == "1.235")
    #expect(NumberText.short(123456) == "1.23e5")
    #expect(NumberText.time(seconds: 59.6) == "1:00")
    #expect(NumberText.time(seconds: 3723) == "1:02:03")
  }

  /// What the rule takes may be scheduled, negative or not.
  @Test func aNegativeNumberMayBeScheduled() throws {
    let graph = GraphBuilder()
    let w = try graph.parameter("w", [2], initial: .constant(1))
    let trainer = try Trainer(
      minimizing: sum(w), with: Adafactor(),
      schedules: ["beta2Decay": LinearSchedule(from: -0.8, to: 0.2, over: 2)],
      on: TestDevice.device())
    try trainer.step([:])
    #expect(isClose([try trainer.hyperparameter("beta2Decay")], [-0.8]))
    try trainer.step([:])
    let error = #expect(throws: GraphError.self) { try trainer.step([:]) }
    #expect(error?.operation == "schedule 'linear' of beta2Decay at step 2")
    #expect(error?.expected.contains("≤ 0") == true)
  }
}
