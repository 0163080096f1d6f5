import ApusCompiler
import ApusGraph
import Testing

/// Facts about plans, with fixed traits and without a device: how many kernels run, and what they
/// have absorbed. A change of these numbers is a change of the engine.
@Suite struct FusionTests {
  private func launches(
    _ outputs: [Variable], _ binding: [String: Int] = [:],
    family: DeviceTraits.Family = .gpu
  ) throws -> Int {
    let compilation = Compilation(outputs[0].builder.finish(), outputs: outputs.map(\.id))
    return try Compiler.compile(compilation, for: DeviceTraits(family: family))
      .plan(for: binding).launches.count
  }

  @Test func elementwiseChainsAreOneKernel() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 7])
    let b = try builder.input("b", [7])
    #expect(try launches([exp(tanh(x * 2 + b)) / 3], ["batch": 5]) == 1)
  }

  @Test func movementIsAbsorbedByLoads() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [4, 6])
    let y = try reshape(
      slice(transpose(x), axis: 0, start: 5, count: 3, step: -2), to: [2, 6])
    #expect(try launches([exp(y)]) <= 2)
    #expect(try launches([exp(transpose(slice(x, axis: 1, start: 1, count: 4)))]) == 1)
  }

  @Test func biasAndActivationAreWrittenBackByTheContraction() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 9])
    let w = try builder.input("w", [9, 5])
    let b = try builder.input("b", [5])
    #expect(try launches([relu(matmul(x, w) + b)], ["batch": 3]) == 1)
    #expect(try launches([matmul(transpose(w), transpose(x))], ["batch": 3]) == 1)
  }

  @Test func aBatchReshapedAroundAProductIsStillOneKernel() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, .time, 9])
    let w = try builder.input("w", [9, 5])
    let b = try builder.input("b", [5])
    #expect(try launches([relu(matmul(x, w) + b)], ["batch": 3, "time": 4]) == 1)
  }

  @Test func severalOutputsOfOneShapeAreOneKernel() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [100])
    let y = try tanh(x)
    #expect(try launches([y, y * y, 1 - y]) == 1)
  }

  @Test func aReductionTakesItsInputAndItsFinishAlong() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 33])
    #expect(try launches([sqrt(mean(x * x, axes: [1]) + 1)], ["batch": 3]) == 1)
  }

  @Test func longReductionsToFewResultsAreSplit() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, .time, 3])
    let sizes = ["batch": 2, "time": 2]
    #expect(try launches([sum(x)], sizes) == 2)
    #expect(try launches([sum(x, axes: [0, 1])], sizes) == 2)
    #expect(try launches([sum(x, axes: [1])], sizes) == 1)
  }

  @Test func equalPartsOfOperationsAreComputedOnce() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 33])
    let alone = try launches([softmax(x)], ["batch": 3])
    #expect(alone == 1)
    #expect(try launches([softmax(x), logSoftmax(x)], ["batch": 3]) == 1)
  }

  @Test func aTrainingStepHasFewKernels() throws {
    let program = try Compiler.compile(perceptronStep(), for: DeviceTraits(family: .gpu))
    let plan = try program.plan(for: ["batch": 128])
    #expect(plan.launches.count <= 18, "\(plan)")
    #expect(plan.arenaBytes < plan.unsharedBytes)
  }

  /// The gradient of a bias is summed where the gradient of the weights reads the same matrix, if
  /// that is one matrix and nobody waits for the sum before.
  @Test func aBiasGradientIsPartOfTheWeightGradient() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let x = try builder.input("x", [.batch, 8, 300])
      let dy = try builder.input("dy", [.batch, 8, 96])
      func flat(_ x: Variable, _ width: Int) throws -> Variable {
        try reshape(x, to: [.batch * 8, Dim(width)])
      }
      let weights = try matmul(flat(x, 300), flat(dy, 96), transposeA: true)
      let bias = try sum(dy, axes: [0, 1])
      #expect(try launches([weights, bias], ["batch": 16], family: family) == 1)
      #expect(try launches([weights, sum(dy, axes: [0])], ["batch": 16], family: family) == 2)
      #expect(
        try launches([weights, sum(dy * dy, axes: [0, 1])], ["batch": 16], family: family) == 2)
      let before = try matmul(flat(x * sum(bias), 300), flat(dy, 96), transposeA: true)
      #expect(try launches([before, bias], ["batch": 16], family: family) == 4)
      let members = try matmul(x, dy, transposeA: true)
      #expect(try launches([members, sum(dy, axes: [1])], ["batch": 16], family: family) == 2)
    }
  }

  @Test func updatesOfOneRuleAreOneLaunch() throws {
    for family in DeviceTraits.Family.allCases {
      let program = try Compiler.compile(perceptronStep(), for: DeviceTraits(family: family))
      let plan = try program.plan(for: ["batch": 128])
      let last = try #require(plan.launches.last)
      #expect(last.joined?.parts.count == 4, "\(plan)")
    }
  }

  @Test func aTinyStepIsOneLaunch() throws {
    let tiny = try perceptronStep(inputs: 2, hidden: 8, classes: 2)
    let program = try Compiler.compile(tiny, for: DeviceTraits(family: .cpu))
    #expect(try program.plan(for: ["batch": 4]).launches.count == 1)
    #expect(try program.plan(for: ["batch": 40_000]).launches.count > 1)
  }

  @Test func sizesChangeThePlanButNoKernel() throws {
    for family in DeviceTraits.Family.allCases {
      let program = try Compiler.compile(perceptronStep(), for: DeviceTraits(family: family))
      let whole = Set(program.steps.flatMap(\.nodes))
      for batch in [1, 5, 127, 128] {
        let plan = try program.plan(for: ["batch": batch])
        #expect(Set(plan.launches.flatMap(\.nodes)) == whole, "\(family), \(batch)")
        for case .contract(let contract) in program.steps.map(\.work) {
          let sizes = try [contract.m, contract.n, contract.k].map {
            try $0.value(["batch": batch])
          }
          let shape = GemmShape(m: sizes[0], n: sizes[1], k: sizes[2])
          #expect(contract.variants.contains { $0.plan.supports(shape) }, "\(family), \(shape)")
        }
      }
      // Of no samples the sums are 0, and the updates still run.
      let none = try program.plan(for: ["batch": 0])
      let updates = Set(program.steps.filter(\.isUpdate).flatMap(\.nodes))
      #expect(updates.isSubset(of: none.launches.flatMap(\.nodes)))
    }
  }

  @Test func theSameGraphGivesTheSameText() throws {
    for family in DeviceTraits.Family.allCases {
      let traits = DeviceTraits(family: family)
      let first = try Compiler.compile(perceptronStep(), for: traits)
      #expect(try Compiler.compile(perceptronStep(), for: traits).source == first.source)
    }
  }
}
