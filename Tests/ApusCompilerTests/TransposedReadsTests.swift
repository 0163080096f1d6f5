import ApusCompiler
import ApusGraph
import Testing

/// Which maps are computed in square tiles, with vectors of 16 lanes.
@Suite struct TransposedReadsTests {
  private func kernel(
    _ output: Variable, family: DeviceTraits.Family = .cpu
  ) throws -> String {
    let compilation = Compilation(
      output.builder.finish(), outputs: [output.id], options: .init(joinsLaunches: false))
    let traits = DeviceTraits(family: family, vectorWidth: 16)
    let program = try Compiler.compile(compilation, for: traits)
    try #require(program.kernels.count == 1)
    return program.kernels[0].text
  }

  private func isInTiles(_ output: Variable, family: DeviceTraits.Family = .cpu) throws -> Bool {
    try kernel(output, family: family).contains("tile")
  }

  @Test func transposedMatricesAreReadInTiles() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [16, .symbol("rows"), 3, 64])
    #expect(try isInTiles(exp(transpose(x, [3, 2, 1, 0]))))
    #expect(try isInTiles(transpose(x, [3, 1, 2, 0])))
    #expect(try isInTiles(transpose(x, [3, 2, 1, 0]), family: .gpu) == false)
    // Of 16 bit, converted as it is read.
    let half = try builder.input("half", [40, 40], .float16)
    #expect(try isInTiles(transpose(half) * 2))
  }

  @Test func whatIsContiguousOrSmallIsReadRowByRow() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [64, 8, 32])
    // Rows stay rows.
    #expect(try isInTiles(transpose(x, [1, 0, 2])) == false)
    // Fewer columns, or rows, than a vector has lanes, and as many as a symbol.
    #expect(try isInTiles(transpose(slice(x, axis: 0, start: 0, count: 15))) == false)
    #expect(try isInTiles(transpose(slice(x, axis: 2, start: 0, count: 15))) == false)
    let symbolic = try builder.input("symbolic", [.symbol("n"), 32])
    #expect(try isInTiles(transpose(symbolic)) == false)
  }

  /// As many work-items as there are chunks of tiles, and all of the elements are theirs.
  @Test func unitsAreTilesOfAFewVectors() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [4096, 4096])
    let y = try transpose(x)
    let compilation = Compilation(builder.finish(), outputs: [y.id])
    let traits = DeviceTraits(family: .cpu, vectorWidth: 16, computeUnits: 2)
    let plan = try Compiler.compile(compilation, for: traits).plan(for: [:])
    // 256 strips of 16 rows, each of 16 units of 256 columns, dealt out in 16 chunks.
    #expect(plan.launches.map(\.global) == [[16]])
    #expect(plan.launches[0].arguments.contains(.int(4096)))
  }
}
