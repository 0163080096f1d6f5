import Apus
import Testing

@Suite struct AnomalyTests {
  let graph = GraphBuilder()

  private func trainer(
    _ make: (Variable, Variable) throws -> Variable
  ) throws -> (Trainer, Variable) {
    let x = try graph.input("x", [.batch, 2])
    let w = try graph.parameter("w", [2], initial: .constant(1))
    let trainer = try Trainer(
      minimizing: mean(make(x, w)), with: SGD(learningRate: 0), on: TestDevice.device())
    trainer.detectsAnomalies = true
    return (trainer, x)
  }

  private func anomaly(_ trainer: Trainer, _ x: Variable, _ value: Tensor) throws -> Anomaly? {
    let before = try trainer.store.value(named: "w")
    do {
      try trainer.step([x: value])
      return nil
    } catch let anomaly as Anomaly {
      #expect(try trainer.store.value(named: "w") == before)
      return anomaly
    }
  }

  @Test func theFirstValueThatIsNoNumberIsNamed() throws {
    let line = #line + 2
    let (trainer, x) = try trainer { x, w in
      try graph.scope("encoder") { try exp(log(x * w)) * 2 }
    }
    #expect(try anomaly(trainer, x, [[1, 2]]) == nil)
    let found = try #require(try anomaly(trainer, x, [[1, -2], [3, 4]]))
    #expect(found.kind == .nan)
    #expect(found.place.hasPrefix("log("))
    #expect((found.count, found.total) == (1, 4))
    #expect(found.scope == "encoder")
    #expect(found.site?.line == line)
    #expect(!found.isGradient)
    #expect(found.description.contains("1 of 4 elements are NaN"))
    #expect(found.description.contains("what it was computed from is finite"))
  }

  /// The loss is finite, its gradient is not: the slope of a root at 0.
  @Test func theBackwardPassIsLookedAt() throws {
    let (trainer, x) = try trainer { x, w in try sqrt(x * w) }
    let found = try #require(try anomaly(trainer, x, [[0, 4]]))
    #expect(found.kind == .infinity)
    #expect(found.isGradient)
    #expect(found.description.contains("in the backward pass"))
    let nan = try trainer.findAnomaly([x: [[0, 4]] as Tensor], of: [.nan])
    #expect(nan?.kind == .nan)
    // It was computed from an infinity.
    #expect(nan?.description.contains("is finite") == false)
    #expect(try trainer.findAnomaly([x: [[0, 4]] as Tensor], of: []) == nil)
  }

  @Test func whatIsFedOrLearnedComesFirst() throws {
    let (trainer, x) = try trainer { x, w in try x * w }
    let fed = try #require(try anomaly(trainer, x, Tensor([Float.nan, 1], shape: [1, 2])))
    #expect(fed.place == "the input x")
    #expect(fed.description.contains("before the step"))
    try trainer.store.set(named: "w", Tensor([Float.infinity, 1]))
    let learned = try trainer.findAnomaly([x: [[1, 1]] as Tensor])
    #expect(learned?.place == "the parameter w")
    #expect(learned?.kind == .infinity)
  }
}
