/// Reads gzip (RFC 1952) through zlib, which is opened at run time.
public enum Gzip {
  /// The most bytes a file may expand to unless said otherwise: 4 GiB.
  public static let defaultLimit = 1 << 32

  /// Whether `bytes` begin as a gzip file does.
  public static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The expanded contents of `bytes`; concatenated members are joined, zero padding is dropped.
  /// - Parameters:
  ///   - path: the file that the bytes came from, for errors.
  ///   - limit: the most bytes to expand to, against decompression bombs.
  /// - Throws: `DataError` if the data is truncated or corrupt, a checksum differs, the limit is
  ///   passed, or zlib is not installed.
  public static func inflate(
    _ bytes: [UInt8], path: String? = nil, limit: Int = defaultLimit
  ) throws(DataError) -> [UInt8] {
    try inflate(bytes, path: path, limit: limit, libraryNames: Zlib.usualNames)
  }

  static func inflate(
    _ bytes: [UInt8], path: String? = nil, limit: Int = defaultLimit, libraryNames: [String]
  ) throws(DataError) -> [UInt8] {
    guard isCompressed(bytes) else {
      throw DataError(
        .foreignFormat, expected: "gzip, which begins with 1f 8b",
        found: bytes.isEmpty ? "no bytes" : hexadecimal(bytes.prefix(4)),
        advice: "check that the file is what its name says", path: path, offset: 0)
    }
    let zlib: Zlib
    do {
      zlib = try Zlib(names: libraryNames)
    } catch {
      var located = error
      located.path = path
      throw located
    }
    return try Inflation(zlib: zlib, path: path, limit: limit).run(bytes)
  }
}

/// One run of zlib's inflate over a whole file.
private struct Inflation {
  let zlib: Zlib
  let path: String?
  let limit: Int

  private enum Code {
    static let ok: Int32 = 0
    static let streamEnd: Int32 = 1
    static let dataError: Int32 = -3
    static let bufferError: Int32 = -5
    /// 15 bits of window, and 16 asks for the gzip wrapper with its checksum.
    static let gzipWindow: Int32 = 15 + 16
  }

  func run(_ bytes: [UInt8]) throws(DataError) -> [UInt8] {
    let stream = ZStream()
    guard
      zlib.inflateInit2(stream.memory, Code.gzipWindow, zlib.version(), Int32(ZStream.size))
        == Code.ok
    else {
      throw DataError(
        .missingLibrary, expected: "a zlib with the usual z_stream of \(ZStream.size) bytes",
        found: "a library that refuses it", advice: "install the package zlib1g", path: path)
    }
    defer { _ = zlib.inflateEnd(stream.memory) }

    var output: [UInt8] = []
    output.reserveCapacity(min(limit, min(bytes.count, 1 << 30) * 4))
    var position = 0
    while true {
      let (code, part) = step(stream, bytes, &position)
      guard output.count + part.count <= limit else {
        throw DataError(
          .tooLarge, expected: "at most \(limit) bytes once expanded", found: "more",
          advice: "raise the limit if the file can be trusted", path: path, offset: position)
      }
      output += part
      switch code {
      case Code.ok: continue
      case Code.streamEnd:
        let rest = bytes[position...]
        if rest.allSatisfy({ $0 == 0 }) { return output }
        guard rest.starts(with: [0x1f, 0x8b]) else {
          throw DataError(
            .trailingBytes, expected: "the end of the file, or another gzip member",
            found: "\(rest.count) bytes that begin with \(hexadecimal(rest.prefix(4)))",
            advice: "the file may be damaged: fetch it again", path: path, offset: position)
        }
        _ = zlib.inflateReset(stream.memory)
      case Code.bufferError where position == bytes.count:
        throw DataError(
          .truncated, expected: "the end of the compressed data",
          found: "the end of the file, after \(output.count) expanded bytes",
          advice: "the download may be incomplete: fetch the file again", path: path,
          offset: position)
      default:
        throw DataError(
          .corrupt, expected: "intact compressed data",
          found: stream.message ?? "zlib code \(code)",
          advice: "the file is damaged: fetch it again", path: path, offset: position)
      }
    }
  }

  /// Expands up to 1 MiB more and moves `position` past what was read.
  private func step(
    _ stream: borrowing ZStream, _ bytes: [UInt8], _ position: inout Int
  ) -> (code: Int32, part: [UInt8]) {
    let memory = stream.memory
    var code = Code.ok
    let given = min(bytes.count - position, 1 << 30)
    let start = position
    var unread = 0
    let chunk = 1 << 20
    var room = 0
    let part = bytes.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        stream.setInput(input.baseAddress.map { $0 + start }, count: UInt32(given))
        stream.setOutput(buffer.baseAddress, count: UInt32(chunk))
        code = zlib.inflate(memory, 0)
        unread = stream.availableIn
        room = stream.availableOut
        count = chunk - room
      }
    }
    position += given - unread
    return (code, part)
  }
}

/// Bytes as in `1f 8b 08`.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
