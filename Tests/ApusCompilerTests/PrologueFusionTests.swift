import ApusCompiler
import ApusGraph
import Testing

/// Which maps become part of the kernel that packs an operand, with fixed traits.
@Suite struct PrologueFusionTests {
  private func plan(
    _ outputs: [Variable], _ binding: [String: Int] = [:], family: DeviceTraits.Family = .cpu,
    fuses: Bool = true
  ) throws -> Plan {
    let compilation = Compilation(
      outputs[0].builder.finish(), outputs: outputs.map(\.id),
      options: .init(fuses: fuses, joinsLaunches: false))
    return try Compiler.compile(compilation, for: DeviceTraits(family: family)).plan(for: binding)
  }

  private func launches(
    _ outputs: [Variable], _ binding: [String: Int] = [:], family: DeviceTraits.Family = .cpu
  ) throws -> Int {
    try plan(outputs, binding, family: family).launches.count
  }

  /// Two packing kernels and the product.
  private static let product = 3

  private func operands(_ dtype: DType = .float32, width: Int = 768) throws -> (
    x: Variable, mask: Variable, w: Variable
  ) {
    let builder = GraphBuilder()
    return (
      try builder.input("x", [512, Dim(width)], dtype),
      try builder.input("mask", [512, Dim(width)]),
      try builder.input("w", [Dim(width), 768])
    )
  }

  @Test func anActivationAMaskAndACastAreComputedWhereTheyArePacked() throws {
    let (x, mask, w) = try operands()
    let integers = try operands(.int32)
    let products = try [
      matmul(relu(x), w), matmul(x * mask * 1.25, w),
      matmul(w, x * mask, transposeA: true, transposeB: true),
      matmul(cast(integers.x, to: .float32), integers.w),
    ]
    for product in products {
      let plan = try plan([product])
      #expect(plan.launches.count == Self.product)
      let plain = try self.plan([product], fuses: false)
      #expect(plain.launches.count > Self.product)
      #expect(plan.arenaBytes <= plain.arenaBytes - 512 * 768 * 4)
    }
  }

  @Test func bothOperandsCanBeComputed() throws {
    let (x, mask, w) = try operands()
    #expect(try launches([matmul(x * mask, relu(w))]) == Self.product)
  }

  @Test func whatIsReadElsewhereIsStored() throws {
    let (x, _, w) = try operands()
    let y = try relu(x)
    #expect(try launches([matmul(y, w), y]) == Self.product + 1)
    // Forward and backward, say.
    #expect(try launches([matmul(y, w), matmul(y, x, transposeA: true)]) == 2 * Self.product + 1)
    #expect(try launches([matmul(y, y, transposeB: true)]) == Self.product + 1)
    // The product's own write-back; there an exact one is computed again.
    let z = try tanh(x)
    #expect(try launches([matmul(z, w) + z]) == Self.product + 1)
    #expect(try launches([matmul(y, w) + y]) == Self.product)
  }

  @Test func whatIsReadInPlaceIsStored() throws {
    let (x, _, w) = try operands(width: 256)
    let product = try matmul(relu(x), w)
    let program = try Compiler.compile(
      Compilation(w.builder.finish(), outputs: [product.id]), for: DeviceTraits(family: .cpu))
    #expect(program.kernels.map(\.kind) == ["map", "gemm"])
  }

  @Test func dotProductsReadInPlace() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [3, 4096])
    let w = try builder.input("w", [4096, 4096])
    #expect(try launches([matmul(relu(x), w, transposeB: true)]) == 2)
  }

  @Test func theOtherFamilyStores() throws {
    let (x, _, w) = try operands()
    #expect(try launches([matmul(relu(x), w)], family: .gpu) == 2)
  }

  @Test func whatSeveralProductsOfABatchShareIsComputedOnce() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [4, 512, 768])
    let w = try builder.input("w", [768, 768])
    let v = try builder.input("v", [768])
    // Batches that share B are rows of one product; the second operand by rows is not shared.
    #expect(try launches([matmul(exp(w), x, transposeB: true)]) == Self.product + 1)
    #expect(try launches([matmul(x * v, w)]) == Self.product)
  }

  @Test func aDearElementIsStored() throws {
    let (x, mask, w) = try operands()
    #expect(try launches([matmul(tanh(exp(x) * mask), w)]) == Self.product + 1)
    #expect(try launches([matmul(tanh(x) * mask, w)]) == Self.product)
  }

  @Test func faultsAreReportedByKernelsOfTheirOwn() throws {
    let builder = GraphBuilder()
    let table = try builder.input("table", [1000, 768])
    let rows = try builder.input("rows", [512], .int32)
    let w = try builder.input("w", [768, 768])
    #expect(try launches([matmul(relu(gather(table, rows)), w)]) == Self.product + 1)
  }

  @Test func aStateIsReadBeforeItsUpdate() throws {
    let builder = GraphBuilder()
    let state = try builder.state("state", [768, 768])
    let step = try builder.input("step", [768, 768])
    let new = try state + step
    // The product waits for the new state, which overwrites what the operand is made of.
    let product = try matmul(tanh(state), new)
    let program = try Compiler.compile(
      Compilation(
        builder.finish(), outputs: [product.id], updates: [.init(state.id, new.id)],
        options: .init(joinsLaunches: false)), for: DeviceTraits(family: .cpu))
    #expect(program.steps.map(\.isUpdate) == [false, true, false])
    guard case .launch = program.steps[0].work else {
      Issue.record("the operand is not computed before the update")
      return
    }
  }

  @Test func sizesThatAreBoundLaterPackWhatIsComputed() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.batch, 1024])
    let w = try builder.input("w", [1024, 2048])
    let product = try matmul(relu(x), w)
    for batch in [16, 128, 2048] {
      #expect(try launches([product], ["batch": batch]) == (batch == 16 ? 2 : Self.product))
    }
    // At the usual size nothing is packed.
    let narrow = try builder.input("narrow", [1024, 512])
    #expect(try launches([matmul(relu(x), narrow)], ["batch": 16]) == 2)
    #expect(try launches([matmul(relu(x), narrow)], ["batch": 2048]) == Self.product + 1)
  }

  @Test func aTableDoesNotChooseToReadWhatIsNotThere() throws {
    let (x, _, w) = try operands()
    let product = try matmul(relu(x), w)
    let compilation = Compilation(
      w.builder.finish(), outputs: [product.id], options: .init(joinsLaunches: false))
    let traits = DeviceTraits(family: .cpu)
    let problem = GemmProblem(aUnit: .k, bUnit: .n)
    let shape = GemmShape(m: 512, n: 768, k: 768)
    let width = traits.vectorWidth
    for plan in GemmPlan.candidates(problem, shape, vectorWidth: width) {
      let table = TuningTable([.init(.init(problem, shape), plan)])
      let program = try Compiler.compile(compilation, for: traits, tuning: table)
      #expect(program.unknownPlans.isEmpty)
      #expect(try program.plan(for: [:]).launches.count >= 2)
      guard case .contract(let contract) = program.steps[0].work else { continue }
      let plans = contract.variants.map(\.plan) + contract.candidates(for: shape)
      #expect(program.steps.count == 1 && plans.count { !$0.packsA } == 0)
    }
  }
}
