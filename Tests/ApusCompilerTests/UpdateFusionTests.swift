import ApusCompiler
import ApusGraph
import Testing

/// What updates absorb, with fixed traits and without a device.
@Suite struct UpdateFusionTests {
  private let elements = 4096

  private func compiled(
    _ builder: GraphBuilder, _ updates: [(Variable, Variable)], _ family: DeviceTraits.Family
  ) throws -> CompiledProgram {
    let list = updates.map { StateUpdate($0.0.id, $0.1.id) }
    let compilation = Compilation(builder.finish(), outputs: [], updates: list)
    return try Compiler.compile(compilation, for: DeviceTraits(family: family))
  }

  private func parameter(_ builder: GraphBuilder, _ name: String) throws -> Variable {
    try builder.parameter(name, [Dim(elements)], initial: .constant(1))
  }

  /// Momentum with scaling, weight decay and clipping: what is read of each element is gradient,
  /// momentum and parameter, what is written is momentum and parameter.
  @Test func anUpdateTakesTheTailOfItsGradientAlong() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let gradient = try builder.input("gradient", [Dim(elements)])
      let (p, m) = (try parameter(builder, "p"), try parameter(builder, "m"))
      let tail = try minimum(maximum(gradient * 0.25 + p * 0.01, -1), 1)
      let moved = try m * 0.9 + tail
      let plan = try compiled(builder, [(m, moved), (p, p - (moved + tail * tail) * 0.1)], family)
        .plan(for: [:])
      #expect(plan.launches.count == 1, "\(plan)")
      #expect(plan.launches[0].bytes == 5 * 4 * elements, "\(plan)")
      #expect(plan.arenaBytes == 0)
    }
  }

  /// The norm of all gradients is known after the kernels that make them, so the scaled gradients
  /// can only be part of the updates.
  @Test func clippingByTheNormIsPartOfTheUpdate() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let x = try builder.input("x", [32, 64])
      let y = try builder.input("y", [32, 64])
      let w = try builder.parameter("w", [64, 64], initial: .constant(1))
      let m = try builder.parameter("m", [64, 64], initial: .constant(0))
      let gradient = try matmul(x, y, transposeA: true)
      let norm = try sqrt(sum(gradient * gradient))
      let clipped = try gradient * (1 / maximum(norm, 1))
      let moved = try m * 0.9 + clipped
      let program = try compiled(builder, [(m, moved), (w, w - (moved + clipped) * 0.1)], family)
      let update = try #require(program.steps.last { $0.isUpdate })
      #expect(program.steps.count { $0.isUpdate } == 1)
      // Gradient, moment, parameter and the norm.
      #expect(update.reads.count == 4, "\(program)")
      #expect(update.writes.count == 2)
    }
  }

  /// Two updates that each read the other's state are one kernel, rather than that states are copied.
  @Test func noUpdateHasToWaitForItself() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let (p, q) = (try parameter(builder, "p"), try parameter(builder, "q"))
      let program = try compiled(builder, [(p, p - exp(q)), (q, q - exp(p))], family)
      #expect(program.steps.count == 1, "\(program)")
      #expect(program.steps.allSatisfy { !$0.nodes.isEmpty }, "a state is copied: \(program)")
    }
  }

  /// What a rule keeps and the parameter need not be made of each other to be one kernel.
  @Test func updatesThatReadTheSameAreOne() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let gradient = try builder.input("gradient", [Dim(elements)])
      let rate = try builder.hyperparameter("rate", 0.1)
      let (p, m) = (try parameter(builder, "p"), try parameter(builder, "m"))
      let blend = try m * 0.9 + gradient * 0.1
      let direction = try minimum(maximum(blend, -1), 1)
      let program = try compiled(
        builder, [(m, m * 0.99 + gradient * 0.01), (p, p - direction * rate)], family)
      #expect(program.steps.count == 1, "\(program)")
      #expect(program.steps[0].reads.count == 4 && program.steps[0].writes.count == 2)
    }
  }

  /// The decay of a gradient that two updates read is theirs: the product stores the gradient as it is,
  /// and adds up the columns for the bias on the way.
  @Test func theDecayOfAGradientIsPartOfItsUpdates() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let x = try builder.input("x", [.batch, 64])
      let dy = try builder.input("dy", [.batch, 96])
      var updates: [(Variable, Variable)] = []
      for (name, gradient) in [
        ("w", try matmul(x, dy, transposeA: true)), ("b", try sum(dy, axes: [0])),
      ] {
        let p = try builder.parameter(name, gradient.shape, initial: .constant(1))
        let m = try builder.state("\(name).m", gradient.shape)
        let v = try builder.state("\(name).v", gradient.shape)
        let decayed = try gradient + p * 0.01
        let moved = try m * 0.9 + decayed * 0.1
        let spread = try v * 0.9 + decayed * decayed * 0.1
        updates += [(m, moved), (v, spread), (p, try p - moved / sqrt(spread))]
      }
      let program = try compiled(builder, updates, family)
      #expect(program.steps.count == 3, "\(program)")
      #expect(program.steps.filter(\.isUpdate).map(\.reads.count) == [4, 4], "\(program)")
    }
  }

  /// What two updates read that cannot be one kernel stays with what makes it.
  @Test func whatUpdatesCannotTakeJoinsTheProduct() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let (x, dy) = (try builder.input("x", [64, 64]), try builder.input("dy", [64, 96]))
      let gradient = try matmul(x, dy)
      let p = try builder.parameter("p", [64, 96], initial: .constant(1))
      let q = try builder.parameter("q", [96, 64], initial: .constant(1))
      let decayed = try tanh(gradient + p * 0.01)
      let program = try compiled(
        builder, [(p, p - decayed), (q, q - transpose(decayed))], family)
      #expect(program.steps.count == 3, "\(program)")
    }
  }

  /// Counters are written beside what reads them, which reads copies made before. They share the first
  /// launch that they may, even where other kernels that are ready have barriers and may not.
  @Test func countersDoNotWaitForTheirReaders() throws {
    for family in DeviceTraits.Family.allCases {
      let builder = GraphBuilder()
      let x = try builder.input("x", [Dim(elements)])
      let c = try builder.state("c", [])
      let next = try c * 0.9 + 0.1
      var updates = [(c, next)]
      for (name, count) in [("p", Dim(elements)), ("q", Dim(1 << 22))] {
        let gradient = try builder.input("gradient of \(name)", [count])
        let p = try builder.parameter(name, [count], initial: .constant(1))
        updates.append((p, try p - gradient / next))
      }
      let outputs = [try exp(x).id, try sum(x * x).id]
      var compilation = Compilation(
        builder.finish(), outputs: outputs, updates: updates.map { StateUpdate($0.0.id, $0.1.id) })
      compilation.options.makesTiny = false
      let program = try Compiler.compile(compilation, for: DeviceTraits(family: family))
      let steps = program.steps
      let copy = try #require(steps.first { $0.nodes.isEmpty })
      #expect(!copy.isUpdate && copy.reads.count == 1 && copy.writes.count == 1)
      for step in steps where step.isUpdate && step.reads.count > 1 {
        #expect(!step.reads.contains(copy.reads[0]) && step.reads.contains(copy.writes[0]))
      }
      let plan = try program.plan(for: [:])
      #expect(plan.launches.last?.joined?.parts.count == 3, "\(plan)")
      #expect(plan.launches.count == (family == .cpu ? 2 : 3), "\(plan)")
    }
  }

  /// A tiny step is one launch that does one thing after another: it needs no copies.
  @Test func aTinyStepCopiesNoCounter() throws {
    let builder = GraphBuilder()
    let c = try builder.state("c", [])
    let p = try builder.parameter("p", [8], initial: .constant(1))
    let program = try compiled(builder, [(c, c + 1), (p, p / (c + 1))], .cpu)
    #expect(program.steps.count == 2 && program.steps.allSatisfy(\.isUpdate), "\(program)")
  }
}
