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

  @Test func joinsTheGapBehind() throws {
    var arena = ArenaPlanner(alignment: 16, maximumChunk: 1 << 20, reuses: true)
    let blocks = [100, 100, 100].map { arena.allocate($0) }
    for block in blocks.prefix(2).reversed() { arena.free(try #require(block)) }
    #expect(arena.allocate(200)?.offset == 0)
    #expect(arena.chunks == [336])
  }

  @Test func takesTheTightestGap() throws {
    var arena = ArenaPlanner(alignment: 1, maximumChunk: 1 << 20, reuses: true)
    let blocks = [300, 10, 100, 10].map { arena.allocate($0) }
    for position in [0, 2] { arena.free(try #require(blocks[position])) }
    #expect(arena.allocate(90)?.offset == 310)
    #expect(arena.allocate(90)?.offset == 0)
  }

  @Test func growsFromTheGapAtTheEnd() throws {
    var arena = ArenaPlanner(alignment: 1, maximumChunk: 1 << 20, reuses: true)
    let blocks = [100, 100].map { arena.allocate($0) }
    arena.free(try #require(blocks[1]))
    #expect(arena.allocate(150)?.offset == 100)
    #expect(arena.chunks == [250])
  }

  @Test func withoutReuseNothingIsSharedAndAllIsCounted() throws {
    for reuses in [true, false] {
      var arena = ArenaPlanner(alignment: 16, maximumChunk: 1 << 20, reuses: reuses)
      let first = arena.allocate(100)
      arena.free(try #require(first))
      #expect(arena.allocate(100)?.offset == (reuses ? 0 : 112))
      #expect(arena.chunks == [reuses ? 112 : 224])
      #expect(arena.total == 224)
    }
  }
}
