import Testing

@testable import ApusData

@Suite struct GzipTests {
  /// `gzip.compress(header + bytes((i * 7) % 5 for i in range(32)), 9, mtime=0)` of Python: a uint8
  /// IDX [4, 8], compressed with Huffman codes and back references.
  static let compressed: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x63, 0x60, 0xe0, 0x60, 0x62,
    0x60, 0x60, 0x60, 0x01, 0x62, 0x0e, 0x06, 0x26, 0x16, 0x46, 0x66, 0x3c, 0x04, 0x00, 0xa7,
    0xb3, 0x6e, 0x89, 0x2c, 0x00, 0x00, 0x00,
  ]
  static let expanded: [UInt8] =
    [0, 0, 8, 2, 0, 0, 0, 4, 0, 0, 0, 8] + (0..<32).map { UInt8($0 * 7 % 5) }

  @Test func expandsWhatPythonCompressed() throws {
    #expect(try Gzip.inflate(Self.compressed) == Self.expanded)
  }

  @Test func expandsMoreThanOneChunk() throws {
    let bytes = (0..<1_200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    #expect(try Gzip.inflate(gzipped(bytes)) == bytes)
    #expect(try Gzip.inflate(gzipped([])) == [])
  }

  @Test func joinsMembersAndDropsPadding() throws {
    let twice = Self.compressed + gzipped([1, 2, 3]) + [0, 0, 0]
    #expect(try Gzip.inflate(twice) == Self.expanded + [1, 2, 3])
  }

  @Test func refusesAWrongChecksum() throws {
    var bytes = Self.compressed
    bytes[bytes.count - 8] ^= 1
    let error = try #require(dataError { _ = try Gzip.inflate(bytes, path: "a.gz") })
    #expect(error.kind == .corrupt)
    #expect(error.found.contains("data check"))
    #expect(error.path == "a.gz")
  }

  @Test func refusesAWrongLength() throws {
    var bytes = Self.compressed
    bytes[bytes.count - 1] ^= 1
    #expect(dataError { _ = try Gzip.inflate(bytes) }?.kind == .corrupt)
  }

  @Test(arguments: 3..<37) func refusesEachTruncation(length: Int) throws {
    let cut = Array(Self.compressed.prefix(length))
    let error = try #require(dataError { _ = try Gzip.inflate(cut) })
    #expect(error.kind == .truncated)
    #expect(error.offset == length)
  }

  @Test func refusesATruncatedSecondMember() {
    let bytes = Self.compressed + gzipped([1, 2, 3]).dropLast()
    #expect(dataError { _ = try Gzip.inflate(bytes) }?.kind == .truncated)
  }

  @Test func refusesForeignBytes() {
    #expect(dataError { _ = try Gzip.inflate([]) }?.kind == .foreignFormat)
    #expect(dataError { _ = try Gzip.inflate([0x50, 0x4b, 3, 4]) }?.kind == .foreignFormat)
    #expect(dataError { _ = try Gzip.inflate(Self.compressed + [7]) }?.kind == .trailingBytes)
  }

  @Test func stopsAtTheLimit() throws {
    #expect(try Gzip.inflate(Self.compressed, limit: 44).count == 44)
    let error = try #require(dataError { _ = try Gzip.inflate(Self.compressed, limit: 43) })
    #expect(error.kind == .tooLarge)
  }

  @Test func namesThePackageWhenZlibIsMissing() throws {
    let error = try #require(
      dataError { _ = try Gzip.inflate(Self.compressed, path: "a.gz", libraryNames: ["no.so"]) })
    #expect(error.kind == .missingLibrary)
    #expect(error.advice.contains("zlib1g"))
    #expect(error.path == "a.gz")
  }

  @Test func refusesALibraryThatIsNotZlib() {
    let error = dataError { _ = try Zlib(names: ["libm.so.6", "libSystem.dylib"]) }
    #expect(error?.kind == .missingLibrary)
  }

  @Test func streamHasTheSizeOfC() {
    // sizeof(z_stream) of zlib.h on 64 bits; inflateInit2_ compares it too.
    if MemoryLayout<Int>.size == 8 { #expect(ZStream.size == 112) }
  }
}
