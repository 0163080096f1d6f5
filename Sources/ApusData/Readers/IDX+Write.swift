import ApusGraph

extension IDX {
  /// Writes `tensor` as an uncompressed IDX file, all or nothing: under a temporary name in the same
  /// folder, flushed, then renamed to `path`.
  /// - Throws: `DataError` for a type that the format lacks (`int64`, `float16`, `bfloat16`), a rank
  ///   above 255, an extent beyond 32 bits, or a file that cannot be written.
  public static func write(_ tensor: Tensor, to path: String) throws(DataError) {
    do {
      try FileBytes.write(try encode(tensor), to: path)
    } catch {
      var located = error
      located.path = path
      throw located
    }
  }

  /// `tensor` as the bytes of an uncompressed IDX file; `bool` is stored as unsigned bytes.
  /// - Throws: `DataError` for a type, rank or extent that the format lacks.
  public static func encode(_ tensor: Tensor) throws(DataError) -> [UInt8] {
    let element: Element
    switch tensor.dtype {
    case .uint8, .bool: element = .uint8
    case .int8: element = .int8
    case .int16: element = .int16
    case .int32: element = .int32
    case .float32: element = .float32
    case .float64: element = .float64
    case .int64, .float16, .bfloat16:
      throw DataError(
        .unsupported, expected: "uint8, bool, int8, int16, int32, float32 or float64",
        found: "\(tensor.dtype)", advice: "cast the tensor first")
    }
    guard tensor.rank <= 255, tensor.shape.allSatisfy({ $0 <= Int(UInt32.max) }) else {
      throw DataError(
        .unsupported, expected: "at most 255 axes of at most 2^32 - 1 each",
        found: "\(tensor.shape)", advice: "reshape the tensor first")
    }
    var bytes: [UInt8] = [0, 0, element.rawValue, UInt8(tensor.rank)]
    for extent in tensor.shape {
      withUnsafeBytes(of: UInt32(extent).bigEndian) { bytes += $0 }
    }
    let start = bytes.count
    bytes += tensor.bytes
    #if _endian(little)
      let size = element.byteCount
      if size > 1 {
        for at in stride(from: start, to: bytes.count, by: size) {
          bytes[at..<at + size].reverse()
        }
      }
    #endif
    return bytes
  }
}
