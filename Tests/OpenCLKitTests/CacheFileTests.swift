import Testing

@testable import OpenCLKit

@Suite struct CacheFileTests {
  @Test func theFolderFollowsTheEnvironment() {
    func path(_ variables: [String: String]) -> String? {
      CacheFolder.defaultPath { variables[$0] }
    }
    #expect(path(["APUS_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/x", "HOME": "/h"]) == "/a")
    #expect(path(["XDG_CACHE_HOME": "/x", "HOME": "/h"]) == "/x/apus")
    #expect(path([:]) == nil)
    #if os(Linux)
      #expect(path(["HOME": "/h"]) == "/h/.cache/apus")
      #expect(path(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/apus")
    #endif
  }

  @Test func everyPartOfTheKeyCounts() {
    let parts = ["source", "options", "name", "vendor", "version", "driver", "platform", "1.0"]
    let key = CacheKey.make(parts: parts)
    #expect(key == CacheKey.make(parts: parts))
    for index in parts.indices {
      var changed = parts
      changed[index] += "x"
      #expect(CacheKey.make(parts: changed) != key)
    }
    #expect(CacheKey.make(parts: ["ab", "c"]) != CacheKey.make(parts: ["a", "bc"]))
  }

  @Test func everyTruncationAndEveryFlippedBitIsSeen() {
    let key = SHA256.hash([1, 2, 3])
    let payload: [UInt8] = Array(0..<40)
    let file = CacheEntry.encode(payload, key: key)
    #expect(CacheEntry.decode(file, key: key) == payload)
    #expect(CacheEntry.decode(file, key: SHA256.hash([4])) == nil)
    for count in 0..<file.count {
      #expect(CacheEntry.decode(Array(file.prefix(count)), key: key) == nil)
    }
    for index in file.indices {
      var damaged = file
      damaged[index] ^= 0x40
      #expect(CacheEntry.decode(damaged, key: key) == nil)
    }
    #expect(CacheEntry.decode(file + [0], key: key) == nil)
  }

  @Test func abandonedTemporaryFilesGoOnlyWhenOld() throws {
    let folder = try TemporaryFolder()
    let fresh = folder.path + "/aa.part-1-2"
    let stale = folder.path + "/bb.part-1-3"
    let other = folder.path + "/notes.txt"
    for path in [fresh, stale, other] { try #require(PosixFile.write([0], to: path)) }
    try #require(FileTimes.makeOld(stale))
    #expect(CacheFolder(path: folder.path).evict(downTo: 0) == 0)
    #expect(folder.files.sorted() == ["aa.part-1-2", "notes.txt"])
  }
}
