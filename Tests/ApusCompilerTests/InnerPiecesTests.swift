import ApusCompiler
import ApusGraph
import Testing

/// Rows that are made of several parts are written part by part.
@Suite struct InnerPiecesTests {
  /// How many pieces the rows of the only kernel have; 0 where each vector asks where it is.
  private func pieces(
    _ type: Shape, _ build: (Variable) throws -> Variable
  ) throws -> Int {
    let builder = GraphBuilder()
    let result = try build(builder.input("x", type))
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [result.id]),
      for: DeviceTraits(family: .cpu, cacheBytes: 0))
    let kernel = try #require(program.kernels.first)
    #expect(program.kernels.count == 1)
    return kernel.text.occurrences(of: "pieceEnd =")
  }

  @Test func whatIsJoinedHasAPieceForEachPart() throws {
    #expect(try pieces([9, 40]) { try concatenate([$0, $0, $0], axis: 1) } == 3)
    #expect(try pieces([9, .symbol("n")]) { try concatenate([$0, $0], axis: 1) } == 2)
    #expect(try pieces([9, 40]) { try concatenate([$0, $0], axis: 0) } == 0)
  }

  @Test func whatIsPaddedHasAnInside() throws {
    #expect(try pieces([9, 40]) { try pad($0, [(1, 1), (1, 2)]) } == 3)
    #expect(try pieces([9, 40]) { try pad($0, [(1, 1), (0, 2)], value: 3) } == 2)
    #expect(try pieces([9, 40]) { try pad($0, [(1, 1), (0, 0)]) } == 0)
  }

  @Test func shortRowsAndManyPartsAreNot() throws {
    #expect(try pieces([9, 5]) { try concatenate([$0, $0], axis: 1) } == 0)
    #expect(
      try pieces([9, 40]) { try concatenate([Variable](repeating: $0, count: 9), axis: 1) } == 0)
  }
}

extension String {
  /// How often `text` occurs.
  fileprivate func occurrences(of text: String) -> Int { ranges(of: text).count }
}
