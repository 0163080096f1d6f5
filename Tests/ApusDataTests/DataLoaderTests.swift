import ApusGraph
import Testing

@testable import ApusData

@Suite struct DataLoaderTests {
  /// Row i holds 10 i and 10 i + 1, its label is i.
  private func data(_ rows: Int) throws -> [Tensor] {
    let values = (0..<rows).flatMap { [Float($0 * 10), Float($0 * 10 + 1)] }
    return [try Tensor(values, shape: [rows, 2]), Tensor((0..<rows).map { Int32($0) })]
  }

  private func labels(_ batches: some Sequence<Batch>) -> [Double] {
    batches.flatMap { $0[1].doubles }
  }

  @Test func givesAllRowsOnceAndKeepsThemTogether() throws {
    let loader = try DataLoader(try data(103), batchSize: 10, seed: 7)
    let batches = Array(loader.batches(epoch: 0))
    #expect(batches.map(\.count) == [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3])
    #expect(batches.last?[0].shape == [3, 2])
    #expect(labels(batches).sorted() == (0..<103).map { Double($0) })
    #expect(labels(batches) != (0..<103).map { Double($0) })
    for batch in batches {
      let firsts = batch[0].doubles.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      #expect(firsts == batch[1].doubles.map { $0 * 10 })
    }
  }

  @Test func dropsAShortLastBatch() throws {
    let loader = try DataLoader(try data(103), batchSize: 10, seed: 7, dropLast: true)
    #expect(loader.batchCount == 10)
    #expect(loader.batches(epoch: 0).allSatisfy { $0.count == 10 })
    #expect(try DataLoader(try data(3), batchSize: 10, seed: 7, dropLast: true).batchCount == 0)
  }

  @Test func orderDependsOnSeedAndEpochAlone() throws {
    let loader = try DataLoader(try data(50), batchSize: 8, seed: 7)
    let third = labels(loader.batches(epoch: 3))
    #expect(labels(loader.batches(epoch: 0)) != third)
    #expect(labels(loader.batches(epoch: 3)) == third)
    let other = try DataLoader(try data(50), batchSize: 5, seed: 7)
    #expect(labels(other.batches(epoch: 3)) == third)
    #expect(labels(try DataLoader(try data(50), batchSize: 8, seed: 8).batches(epoch: 3)) != third)
    // Seed and epoch are not interchangeable.
    let swapped = try DataLoader(try data(50), batchSize: 8, seed: 3)
    #expect(labels(swapped.batches(epoch: 7)) != third)
  }

  @Test func resumesInTheMiddle() throws {
    let loader = try DataLoader(try data(50), batchSize: 8, seed: 7)
    let rest = loader.batches(epoch: 2).dropFirst(4)
    #expect(labels(rest) == Array(labels(loader.batches(epoch: 2)).dropFirst(32)))
  }

  @Test func keepsTheOrderWithoutShuffling() throws {
    let loader = try DataLoader(try data(7), batchSize: 3, shuffle: false, seed: 7)
    #expect(labels(loader.batches(epoch: 4)) == [0, 1, 2, 3, 4, 5, 6])
    #expect(labels(try DataLoader(try data(1), batchSize: 3, seed: 7).batches(epoch: 0)) == [0])
    #expect(try DataLoader(try data(0), batchSize: 3, seed: 7).batches(epoch: 0).isEmpty)
  }

  @Test func findsTensorsByName() throws {
    let parts = try data(4)
    let loader = try DataLoader(["x": parts[0], "y": parts[1]], batchSize: 2, seed: 1)
    let batch = try #require(loader.batches(epoch: 0).first)
    #expect(try batch.tensor("y") == batch[1])
    let error = dataError { _ = try batch.tensor("z") }
    #expect(error?.expected.contains("x") == true)
    let twice = dataError {
      _ = try DataLoader(["x": parts[0], "x": parts[1]], batchSize: 2, seed: 1)
    }
    #expect(twice?.kind == .invalidArgument)
  }

  @Test func refusesWhatDoesNotFit() throws {
    let parts = [try Tensor.zeros([3, 2]), try Tensor.zeros([4])]
    let unequal = try #require(dataError { _ = try DataLoader(parts, batchSize: 2, seed: 1) })
    #expect(unequal.kind == .unequalCounts)
    #expect(unequal.found.contains("[3, 2]") && unequal.found.contains("[4]"))
    let scalar = dataError { _ = try DataLoader([2.0], batchSize: 2, seed: 1) }
    #expect(scalar?.kind == .unequalCounts)
    for size in [0, -1, .min] {
      let error = dataError { _ = try DataLoader(try data(3), batchSize: size, seed: 1) }
      #expect(error?.kind == .invalidArgument)
    }
    #expect(dataError { _ = try DataLoader([], batchSize: 1, seed: 1) }?.kind == .invalidArgument)
    #expect(try DataLoader(try data(3), batchSize: .max, seed: 1).batches(epoch: 0).count == 1)
  }

  @Test func shufflingIsFixedForever() {
    // The numbers of SplitMix64 and Lemire, worked out with Python; a change breaks recorded runs.
    var random = SplitMix64(seed: 42, stream: 0)
    #expect(random.permutation(of: 8) == [5, 1, 7, 0, 3, 4, 2, 6])
  }

  @Test func shufflingIsFair() {
    var counts = [[Int]: Int]()
    for stream in 0..<6_000 {
      var random = SplitMix64(seed: 1, stream: UInt64(stream))
      counts[random.permutation(of: 3), default: 0] += 1
    }
    #expect(counts.count == 6)
    // 1,000 expected each; 5 standard deviations are 144.
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 144 })
  }

  @Test func positionsOutOfBoundsThrowWhereAsked() throws {
    let loader = try DataLoader([[1, 2, 3] as Tensor], batchSize: 2, shuffle: false, seed: 1)
    let batches = loader.batches(epoch: 0)
    #expect(try batches.batch(at: 1) == batches[1])
    #expect(try batches[1].tensor(at: 0) == [3])
    for position in [-1, 2] {
      #expect(throws: DataError.self) { try batches.batch(at: position) }
      #expect(throws: DataError.self) { try batches[0].tensor(at: position) }
    }
  }
}
