import ApusCompiler
import ApusGraph
import Testing

/// What is computed again where it is read, and what goes through memory instead: with fixed traits
/// and without a device.
@Suite struct RecomputationTests {
  private let builder = GraphBuilder()

  /// How many kernels, or stages of row kernels, read `variable` itself.
  private func readers(of variable: Variable, in program: LoweredProgram) throws -> Int {
    let value = ValueID(
      try #require(program.values.firstIndex { $0.origin == .variable(variable.id.index) }))
    return program.kernels.reduce(0) { sum, kernel in
      var parts = [kernel]
      if case .rows(let stages) = kernel.core { parts = stages }
      return sum + parts.count { part in part.accesses.contains { $0.value == value } }
    }
  }

  /// Values in memory that kernels make for each other.
  private func stored(_ program: LoweredProgram) -> Int {
    let outputs = Set(program.outputs.map(\.value))
    let read = Set(program.kernels.flatMap(\.accesses).map(\.value))
    return Set(program.kernels.flatMap(\.results).map(\.value)).subtracting(outputs)
      .intersection(read).count
  }

  private func fused(_ outputs: [Variable]) throws -> LoweredProgram {
    let compilation = Compilation(builder.finish(), outputs: outputs.map(\.id))
    return Fusion.run(try Lowerer.run(compilation), fuses: true)
  }

  /// A ReLU is one instruction: both sums read x and apply it, and it is never written.
  @Test func aCheapProducerOfSeveralReadersIsComputedInEach() throws {
    let x = try builder.input("x", [512, 384])
    let y = try relu(x)
    let program = try fused([try sum(y, axes: [0]), try sum(y, axes: [1])])
    #expect(try readers(of: x, in: program) == 2 && stored(program) == 0, "\(program)")
  }

  /// What takes many instructions is read from memory, which is cheaper.
  @Test func aDearProducerIsStored() throws {
    let x = try builder.input("x", [512, 384])
    let y = try tanh(x)
    let program = try fused([try sum(y, axes: [0]), try sum(y, axes: [1])])
    #expect(try readers(of: x, in: program) == 1 && stored(program) == 1, "\(program)")
  }

  /// x / 2 rounds, as far as the compiler knows. Were it computed once for the maximum and again for
  /// e^(x/2 − max), a difference in the last bit could make an exponent above 0, and infinity of it.
  @Test(arguments: [[1, 40_000], [64, 33]])
  func whatEntersAMaximumAndAnExponentialIsComputedOnce(shape: [Int]) throws {
    let x = try builder.input("x", Shape(shape))
    for y in [try softmax(x * 0.5), try logSoftmax(x - 3)] {
      let program = try fused([y])
      #expect(try readers(of: x, in: program) == 1, "\(program)")
    }
    // The same by hand: the maximum and the exponential as operations of their own.
    let scaled = try x * 0.5
    let weights = try exp(scaled - max(scaled, axes: [1], keepingDims: true))
    #expect(try readers(of: x, in: fused([weights])) == 1)
  }
}
