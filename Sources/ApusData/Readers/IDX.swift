import ApusGraph

/// IDX, the file format of MNIST: `00 00 type rank`, then `rank` extents, then the elements, all
/// big endian (LeCun, Cortes, Burges, http://yann.lecun.com/exdb/mnist).
///
///     let images = try IDX.read(path: "train-images-idx3-ubyte.gz")   // uint8 [60000, 28, 28]
public enum IDX {
  /// The element types of the format, by their code.
  enum Element: UInt8, CaseIterable {
    case uint8 = 0x08
    case int8 = 0x09
    case int16 = 0x0b
    case int32 = 0x0c
    case float32 = 0x0d
    case float64 = 0x0e

    var byteCount: Int {
      switch self {
      case .uint8, .int8: 1
      case .int16: 2
      case .int32, .float32: 4
      case .float64: 8
      }
    }
  }

  /// The tensor in the file at `path`, plain or gzip-compressed, which is told from its contents.
  ///
  /// Elements keep their type; the shape is the one in the file.
  /// - Parameter limit: the most bytes a compressed file may expand to.
  /// - Throws: `DataError` if the file is missing, is not IDX, or is not exactly as long as its
  ///   header says.
  public static func read(
    path: String, limit: Int = Gzip.defaultLimit
  ) throws(DataError) -> Tensor {
    try read(path: path, limit: limit, libraryNames: Zlib.usualNames)
  }

  static func read(
    path: String, limit: Int = Gzip.defaultLimit, libraryNames: [String]
  ) throws(DataError) -> Tensor {
    let stored = try FileBytes.read(path)
    guard Gzip.isCompressed(stored) else { return try decode(stored, path: path) }
    let expanded = try Gzip.inflate(
      stored, path: path, limit: limit, libraryNames: libraryNames)
    return try decode(expanded, path: path)
  }

  /// The tensor in `bytes`, which are uncompressed IDX.
  /// - Parameter path: the file that the bytes came from, for errors.
  /// - Throws: `DataError` if the bytes are not IDX or not exactly as many as their header says.
  public static func decode(_ bytes: [UInt8], path: String? = nil) throws(DataError) -> Tensor {
    let header = try Header(bytes, path: path)
    let body = bytes.count - header.byteCount
    guard body == header.bodyByteCount else {
      throw DataError(
        body < header.bodyByteCount ? .truncated : .trailingBytes,
        expected: "\(header.bodyByteCount) bytes for \(header.element)\(header.shape)",
        found: "\(body) after the header of \(header.byteCount)",
        advice: "the file is damaged or only partly downloaded: fetch it again", path: path,
        offset: min(bytes.count, header.byteCount + header.bodyByteCount))
    }
    let (values, dtype) = hostBytes(bytes, header)
    do {
      return try Tensor(bytes: values, shape: header.shape, dtype: dtype)
    } catch {
      throw DataError(
        .tooLarge, expected: "a shape that a tensor can have", found: "\(header.shape)",
        advice: "\(error)", path: path, offset: 4)
    }
  }

  /// The body in the host's byte order.
  private static func hostBytes(_ bytes: [UInt8], _ header: Header) -> ([UInt8], DType) {
    let body = bytes[header.byteCount...]
    func swapped<Value: FixedWidthInteger>(_: Value.Type) -> [UInt8] {
      let size = MemoryLayout<Value>.size
      let count = body.count / size
      return body.withUnsafeBytes { source in
        [UInt8](unsafeUninitializedCapacity: count * size) { buffer, used in
          let target = UnsafeMutableRawBufferPointer(buffer)
          for index in 0..<count {
            let value = source.loadUnaligned(fromByteOffset: index * size, as: Value.self)
            target.storeBytes(
              of: Value(bigEndian: value), toByteOffset: index * size, as: Value.self)
          }
          used = count * size
        }
      }
    }
    return switch header.element {
    case .uint8: (Array(body), .uint8)
    case .int8: (Array(body), .int8)
    case .int16: (swapped(UInt16.self), .int16)
    case .int32: (swapped(UInt32.self), .int32)
    case .float32: (swapped(UInt32.self), .float32)
    case .float64: (swapped(UInt64.self), .float64)
    }
  }
}
