import Foundation
import Testing

@testable import OpenCLKit

/// A folder for one test, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/apus-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names of the files in it.
  var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }
}

extension OpenCLTests {
  @Suite struct CacheTests {
    static let source = "kernel void f(global int *x) { x[get_global_id(0)] = 11; }"

    /// Runs the cached program, so that a hit is known to be the right program.
    static func run(_ program: Program) throws -> [Int32] {
      let queue = try Queue(context: program.context)
      let buffer = try Buffer(context: program.context, byteCount: 8)
      let kernel = try Kernel(program, name: "f")
      try kernel.set(0, buffer)
      try queue.enqueue(kernel, global: [2])
      return try queue.read(Int32.self, from: buffer)
    }

    @Test func missesThenHits() throws {
      let folder = try TemporaryFolder()
      let (context, _) = try OpenCLTests.setUp()
      // Not yet there: the cache makes it, with the folders above.
      let path = folder.path + "/deep/er"
      let first = try BinaryCache(directory: path).program(source: Self.source, context: context)
      #expect(first.outcome == .built)
      let cache = BinaryCache(directory: path)
      let second = try cache.program(source: Self.source, context: context)
      #expect(second.outcome == .hit)
      #expect(try Self.run(second.program) == [11, 11])
      let other = try cache.program(source: Self.source, options: "-DX=1", context: context)
      #expect(other.outcome == .built)
      #expect(cache.statistics == CacheStatistics(hits: 1, builds: 1))
    }

    @Test func storingAgainReplacesTheEntry() throws {
      let folder = try TemporaryFolder()
      let (context, _) = try OpenCLTests.setUp()
      let cache = BinaryCache(directory: folder.path)
      let (program, _) = try cache.program(source: Self.source, context: context)
      _ = try Self.run(program)
      #expect(cache.store(program, source: Self.source))
      #expect(folder.files.count == 1)
      let again = try cache.program(source: Self.source, context: context)
      #expect(again.outcome == .hit)
      #expect(try Self.run(again.program) == [11, 11])
    }

    @Test func aSourceErrorIsStillAnError() throws {
      let folder = try TemporaryFolder()
      let (context, _) = try OpenCLTests.setUp()
      let cache = BinaryCache(directory: folder.path)
      #expect(throws: OpenCLError.self) { try cache.program(source: "nonsense", context: context) }
      #expect(folder.files.isEmpty)
    }

    enum Damage: CaseIterable { case flippedByte, truncated, empty, foreignKey, refused, oldFormat }

    @Test(arguments: Damage.allCases)
    func damagedEntriesAreRebuilt(_ damage: Damage) throws {
      let folder = try TemporaryFolder()
      let (context, _) = try OpenCLTests.setUp()
      _ = try BinaryCache(directory: folder.path).program(source: Self.source, context: context)
      let path = try #require(folder.files.first.map { folder.path + "/" + $0 })
      var bytes = try #require(PosixFile.read(path))
      let key = CacheKey.make(source: Self.source, options: "", device: context.device)
      switch damage {
      case .flippedByte: bytes[bytes.count / 2] ^= 1
      case .truncated: bytes.removeLast(bytes.count / 3)
      case .empty: bytes = []
      case .foreignKey: bytes = CacheEntry.encode(Array(bytes[80...]), key: SHA256.hash([1]))
      // Well formed, but the driver will not take it.
      case .refused: bytes = CacheEntry.encode(Array("not a program".utf8), key: key)
      case .oldFormat: bytes[7] += 1
      }
      try #require(unlink(path) == 0 && PosixFile.write(bytes, to: path))

      let cache = BinaryCache(directory: folder.path)
      let rebuilt = try cache.program(source: Self.source, context: context)
      #expect(rebuilt.outcome == .built)
      #expect(cache.statistics == CacheStatistics(builds: 1, rejects: 1))
      #expect(try Self.run(rebuilt.program) == [11, 11])
      #expect(try cache.program(source: Self.source, context: context).outcome == .hit)
    }

    @Test func anUnwritableFolderIsNotFatal() throws {
      let folder = try TemporaryFolder()
      // A file where the folder should be: unwritable for root as well.
      try #require(PosixFile.write([1], to: folder.path + "/file"))
      let (context, _) = try OpenCLTests.setUp()
      for directory in [folder.path + "/file", folder.path + "/file/below", "/proc/apus"] {
        let cache = BinaryCache(directory: directory)
        let result = try cache.program(source: Self.source, context: context)
        #expect(result.outcome == .built)
        #expect(cache.statistics == CacheStatistics(builds: 1, failedStores: 1))
      }
    }

    @Test func theLeastRecentlyUsedEntryGoesFirst() throws {
      let folder = try TemporaryFolder()
      let (context, _) = try OpenCLTests.setUp()
      let cache = BinaryCache(directory: folder.path)
      for number in 0..<3 {
        _ = try cache.program(source: Self.source, options: "-DN=\(number)", context: context)
        usleep(20_000)
      }
      let sizes = PosixFile.list(folder.path).map(\.byteCount)
      #expect(sizes.count == 3)
      // Touch the oldest, then allow what three entries take: the fourth evicts number 1.
      _ = try cache.program(source: Self.source, options: "-DN=0", context: context)
      usleep(20_000)
      let limit = sizes.reduce(0, +) + (sizes.min() ?? 0) / 2
      let tight = BinaryCache(directory: folder.path, byteLimit: limit)
      _ = try tight.program(source: Self.source, options: "-DN=3", context: context)
      #expect(tight.statistics.evictions == 1)
      let left = try (0..<4).filter {
        let key = CacheKey.make(
          source: Self.source, options: "-DN=\($0)", device: try Device.default)
        return folder.files.contains(key.hex + ".clbin")
      }
      #expect(left == [0, 2, 3])
    }

    @Test func twoThreadsMayShareAFolder() async throws {
      let folder = try TemporaryFolder()
      let path = folder.path
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask {
            let cache = BinaryCache(directory: path)
            let context = try Context(.default)
            for number in 0..<4 {
              let options = "-DN=\(number)"
              let result = try cache.program(
                source: Self.source, options: options, context: context)
              #expect(try Self.run(result.program) == [11, 11])
            }
            #expect(cache.statistics.rejects == 0)
          }
        }
        try await group.waitForAll()
      }
      #expect(folder.files.count == 4)
    }
  }
}
