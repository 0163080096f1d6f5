import Testing

@testable import OpenCLKit

@Suite struct SHA256Tests {
  static func message(_ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: 7 * $0 + 3) }
  }

  @Test(arguments: sha256Vectors)
  func equalsHashlib(size: Int, hex: String) {
    #expect(SHA256.hash(Self.message(size)).hex == hex)
  }

  @Test(arguments: [1, 3, 63, 64, 65, 100])
  func isTheSameInPieces(of piece: Int) {
    let message = Self.message(1000)
    var hash = SHA256()
    for start in stride(from: 0, to: message.count, by: piece) {
      hash.update(message[start..<min(start + piece, message.count)])
    }
    #expect(hash.finalize() == SHA256.hash(message))
  }

  @Test func finalizeLeavesTheHashUsable() {
    var hash = SHA256()
    hash.update("ab".utf8)
    _ = hash.finalize()
    hash.update("c".utf8)
    // The example of FIPS 180-4.
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(hash.finalize().hex == expected)
  }

  @Test func readsSequencesWithoutContiguousStorage() {
    let bytes = stride(from: UInt8(1), to: 200, by: 1)
    #expect(SHA256.hash(bytes) == SHA256.hash(Array(bytes)))
  }
}
