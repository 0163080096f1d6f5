import ApusCompiler
import ApusGraph
import Testing

/// Parts of a gradient that one kernel makes are stored where they belong.
@Suite struct MapStoresTests {
  /// The gradient of gates that lie side by side along an axis, each with a function of
  /// its own, and of what else is made of it.
  private func program(
    axis: Int, family: DeviceTraits.Family = .cpu,
    _ more: (Variable) throws -> [Variable] = { [$0] }
  ) throws -> CompiledProgram {
    let builder = GraphBuilder()
    var shape: Shape = [.symbol("batch"), 48, 40]
    shape[axis] = shape[axis] * 4
    let x = try builder.input("x", shape)
    let parts = try split(x, count: 4, axis: axis)
    let y = try sigmoid(parts[0]) * tanh(parts[1]) * (exp(parts[2]) + parts[3])
    let upstream = try builder.input("upstream", y.shape)
    let gradient = try builder.gradients(of: y, withRespectTo: [x], seed: upstream)[0]
    let outputs = try more(gradient)
    return try Compiler.compile(
      Compilation(builder.finish(), outputs: outputs.map(\.id)),
      for: DeviceTraits(family: family))
  }

  @Test(arguments: DeviceTraits.Family.allCases, [1, 2])
  func fourPartsAreOneKernel(family: DeviceTraits.Family, axis: Int) throws {
    let program = try program(axis: axis, family: family)
    #expect(try program.plan(for: ["batch": 3]).launches.count == 1)
  }

  @Test func aGradientThatIsReadOnIsStoredOnce() throws {
    let program = try program(axis: 2) { [$0, try transpose($0, [1, 0, 2])] }
    #expect(try program.plan(for: ["batch": 3]).launches.count == 2)
  }
}
