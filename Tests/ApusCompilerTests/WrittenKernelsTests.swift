import ApusCompiler
import ApusGraph
import Testing

/// Kernels of one form are written once, and each gets places of its own as arguments.
@Suite struct WrittenKernelsTests {
  /// A recurrent network that reads a slice of the sequence in each step, with its gradient.
  private func recurrent(
    steps: Int, _ family: DeviceTraits.Family
  ) throws -> CompiledProgram {
    let builder = GraphBuilder()
    let v = try builder.parameter("v", [24, 16], initial: .constant(0.1))
    let w = try builder.parameter("w", [16, 16], initial: .constant(0.1))
    let x = try builder.input("x", [Dim(steps), .batch, 24])
    var h = try builder.input("h", [.batch, 16])
    for step in 0..<steps {
      let own = try slice(x, axis: 0, start: Dim(step), count: 1)
      h = try tanh(matmul(reshape(own, to: [.batch, 24]), v) + matmul(h, w))
    }
    let loss = try mean(h * h)
    let gradients = try builder.gradients(of: loss, withRespectTo: [v, w])
    return try Compiler.compile(
      Compilation(builder.finish(), outputs: [loss.id] + gradients.map(\.id)),
      for: DeviceTraits(family: family))
  }

  /// Layers of attention and a softmax, with the gradients of their weights.
  private func layers(_ count: Int, _ family: DeviceTraits.Family) throws -> CompiledProgram {
    let builder = GraphBuilder()
    var x = try builder.input("x", [.batch, 16, 32])
    var weights: [Variable] = []
    for layer in 0..<count {
      let w = try builder.parameter("w\(layer)", [32, 32], initial: .constant(0.1))
      let y = try matmul(x, w)
      x = try softmax(x + scaledDotProductAttention(y, y, y), axis: -1)
      weights.append(w)
    }
    let loss = try mean(x * x)
    let gradients = try builder.gradients(of: loss, withRespectTo: weights)
    return try Compiler.compile(
      Compilation(builder.finish(), outputs: [loss.id] + gradients.map(\.id)),
      for: DeviceTraits(family: family))
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func stepsAreWrittenOnce(family: DeviceTraits.Family) throws {
    let (some, more) = (try recurrent(steps: 25, family), try recurrent(steps: 50, family))
    #expect(more.steps.count > some.steps.count + 50)
    #expect(more.formCount <= some.formCount)
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func layersAreWrittenOnce(family: DeviceTraits.Family) throws {
    let (some, more) = (try layers(3, family), try layers(6, family))
    #expect(more.steps.count > some.steps.count)
    #expect(more.formCount <= some.formCount)
  }

  @Test func productsOfOneFormReadPlacesOfTheirOwn() throws {
    let program = try recurrent(steps: 4, .cpu)
    let x = try #require(program.variables[2]).value
    var offsets: Set<Dim> = []
    for step in program.steps {
      guard case .contract(let contract) = step.work else { continue }
      for source in contract.variants.flatMap(\.sources) {
        for case .offset(x, let plus) in source.arguments { offsets.insert(plus) }
        for case .buffer(let value) in source.arguments {
          #expect((step.reads + step.writes).contains(value))
        }
      }
    }
    #expect(offsets == Set((0..<4).map { Dim.batch * Dim($0 * 24) }))
  }
}
