import Testing

@testable import ApusCompiler

@Suite struct ArenaPlannerTests {
  @Test func reusesFreedMemoryAndJoinsNeighbours() throws {
    var arena = ArenaPlanner(alignment: 16, maximumChunk: 1 << 20, reuses: true)
    let blocks = [100, 100, 100].map { arena.allocate($0) }
    #expect(blocks.map { $0?.offset } == [0, 112, 224])
    for block in blocks.prefix(2) { arena.free(try #require(block)) }
    let wide = arena.allocate(200)
    #expect(wide?.offset == 0)
    #expect(arena.chunks == [336])
  }

  @Test func opensANewChunkAtTheLimit() throws {
    var arena = ArenaPlanner(alignment: 1, maximumChunk: 100, reuses: true)
    let blocks = [60, 60, 101].map { arena.allocate($0) }
    #expect(blocks.map { $0?.chunk } == [0, 1, nil])
  }
}
