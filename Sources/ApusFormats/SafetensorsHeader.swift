import ApusGraph

/// What a safetensors file says about one tensor.
public struct SafetensorsEntry: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The element type.
  public var dtype: DType
  /// The extents, outermost first.
  public var shape: [Int]

  /// A tensor of this name, type and shape.
  public init(name: String, dtype: DType, shape: [Int]) {
    self.name = name
    self.dtype = dtype
    self.shape = shape
  }
}

/// The beginning of a safetensors file: the length of the header in eight bytes, little-endian, and
/// the header, JSON with blanks behind it (https://github.com/huggingface/safetensors, "Format").
struct SafetensorsHeader {
  struct Placed {
    var entry: SafetensorsEntry
    /// The bytes, counted from the end of the header.
    var range: Range<Int>
  }

  /// A longer header is refused, as by the reference implementation: nobody has so many names.
  static let longest = 100_000_000

  /// In the order of their bytes.
  var tensors: [Placed]
  var metadata: [String: String]
  /// Where the bytes of tensors begin.
  var dataStart: Int
}

// MARK: Writing

extension SafetensorsHeader {
  /// A header for tensors in the order of the reference implementation: wide types first, so that
  /// all elements are aligned, and by name among those of one type.
  /// - Throws: `FormatError` for a name that comes twice or is reserved, a shape that is none, or too
  ///   many names.
  init(
    _ entries: [SafetensorsEntry], metadata: [String: String], path: String
  ) throws(FormatError) {
    var names: Set<String> = []
    var placed: [Placed] = []
    var end = 0
    for entry in entries.sorted(by: SafetensorsHeader.precedes) {
      func refused(_ expected: String) -> FormatError {
        FormatError(
          .invalidArgument, path: path, expected: expected,
          found: "'\(entry.name)' \(entry.dtype)\(entry.shape)",
          advice: "give the tensor another name or shape")
      }
      guard entry.name != "__metadata__" else { throw refused("a name that is not reserved") }
      guard names.insert(entry.name).inserted else { throw refused("a name only once") }
      guard let count = byteCount(entry.shape, entry.dtype) else { throw refused("a shape") }
      placed.append(Placed(entry: entry, range: end..<end + count))
      end += count
    }
    self.init(tensors: placed, metadata: metadata, dataStart: 0)
    dataStart = bytes.count
    guard dataStart - 8 <= SafetensorsHeader.longest else {
      throw FormatError(
        .invalidArgument, path: path,
        expected: "a header of at most \(SafetensorsHeader.longest) bytes",
        found: "\(dataStart - 8) bytes for \(entries.count) tensors and \(metadata.count) notes",
        advice: "shorten the metadata, or write several files")
    }
  }

  /// The length and the padded text.
  var bytes: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let notes = metadata.sorted { isBefore($0.key, $1.key) }
        .map { "\(jsonText($0.key)):\(jsonText($0.value))" }
      members.append("\"__metadata__\":{\(notes.joined(separator: ","))}")
    }
    for tensor in tensors {
      let shape = tensor.entry.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(jsonText(tensor.entry.name)):{\"dtype\":\"\(tensor.entry.dtype.safetensorsName)\","
          + "\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(tensor.range.lowerBound),\(tensor.range.upperBound)]}")
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text
  }

  private static func precedes(_ a: SafetensorsEntry, _ b: SafetensorsEntry) -> Bool {
    let ranks = (a.dtype.safetensorsRank, b.dtype.safetensorsRank)
    return ranks.0 == ranks.1 ? isBefore(a.name, b.name) : ranks.0 > ranks.1
  }
}

/// The order of the bytes in UTF-8, the same on every machine.
private func isBefore(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}

/// The bytes of a tensor; nil for a negative extent or more than a `Tensor` holds.
private func byteCount(_ shape: [Int], _ dtype: DType) -> Int? {
  var (count, isEmpty) = (1, false)
  for extent in shape {
    guard extent >= 0 else { return nil }
    if extent == 0 {
      isEmpty = true
      continue
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: extent)
    guard !overflow, product <= Shape.maximumElementCount else { return nil }
    count = product
  }
  return isEmpty ? 0 : count * dtype.byteCount
}

// MARK: Reading

extension SafetensorsHeader {
  /// Reads and checks the beginning of a file: afterwards each tensor has its bytes, no two share
  /// any, and the file has no others.
  /// - Throws: `FormatError` for everything else.
  init(_ file: borrowing InputFile, path: String) throws(FormatError) {
    func failure(
      _ kind: FormatError.Kind, _ expected: String, _ found: String
    ) -> FormatError {
      FormatError(
        kind, path: path, expected: expected, found: found,
        advice: kind == .truncated
          ? "copy or download the file again"
          : kind == .unsupported
            ? "convert the tensor with the program that wrote it"
            : "name a safetensors file; if it is one, copy or download it again")
    }
    let size = file.byteCount
    guard size >= 8 else {
      throw failure(.truncated, "a safetensors file of at least 8 bytes", "\(size) bytes")
    }
    let length = try SafetensorsHeader.read(file, 8, at: 0, path)
      .reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= SafetensorsHeader.longest else {
      throw failure(
        .corrupt, "a header of at most \(SafetensorsHeader.longest) bytes", "\(length) bytes")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= size else {
      throw failure(
        .truncated, "a header of \(length) bytes", "\(size - 8) bytes behind its length")
    }
    let text = try SafetensorsHeader.read(file, Int(length), at: 8, path)

    var metadata: [String: String] = [:]
    var tensors: [Placed] = []
    var names: Set<String> = []
    var hasMetadata = false
    func malformed(_ error: JSONScanner.Failure) -> FormatError {
      failure(.corrupt, "\(error.expected) in the header", "another byte at \(8 + error.place)")
    }
    guard text.first == UInt8(ascii: "{") else {
      throw malformed(.init(place: 0, expected: "'{'"))
    }
    var scanner = JSONScanner(text)
    try scanner.object(
      { (scanner, name) throws(FormatError) in
        if name == "__metadata__" {
          guard !hasMetadata else {
            throw failure(.corrupt, "metadata once", "twice")
          }
          hasMetadata = true
          do throws(JSONScanner.Failure) {
            try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
              metadata[key] = try scanner.string()
            }
          } catch { throw malformed(error) }
          return
        }
        guard names.insert(name).inserted else {
          throw failure(.corrupt, "the tensor '\(name)' once", "twice")
        }
        let fields: Fields
        do throws(JSONScanner.Failure) {
          fields = try Fields(&scanner)
        } catch { throw malformed(error) }
        guard let typeName = fields.dtype, let shape = fields.shape, let offsets = fields.offsets,
          offsets.count == 2
        else {
          throw failure(
            .corrupt, "dtype, shape and two data_offsets of '\(name)'", "not all of them")
        }
        guard let dtype = DType(safetensorsName: typeName) else {
          let known = DType.allCases.map(\.safetensorsName).sorted().joined(separator: ", ")
          throw failure(.unsupported, "a type of \(known)", "\(typeName) of the tensor '\(name)'")
        }
        let entry = SafetensorsEntry(name: name, dtype: dtype, shape: shape)
        guard offsets[0] <= offsets[1], let count = byteCount(shape, dtype),
          offsets[1] - offsets[0] == count
        else {
          throw failure(
            .corrupt, "as many bytes as \(typeName) \(shape) of '\(name)' takes",
            "offsets \(offsets)")
        }
        tensors.append(Placed(entry: entry, range: offsets[0]..<offsets[1]))
      }, orThrow: malformed)
    guard scanner.isAtEnd() else {
      throw malformed(.init(place: scanner.place, expected: "only blanks behind the last brace"))
    }

    // Empty tensors come before the one that starts where they are.
    tensors.sort {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var end = 0
    for tensor in tensors {
      guard tensor.range.lowerBound == end else {
        throw failure(
          .corrupt,
          "the bytes of '\(tensor.entry.name)' to start at \(end), behind the tensor before",
          "\(tensor.range.lowerBound): tensors \(tensor.range.lowerBound < end ? "overlap" : "leave a gap")"
        )
      }
      end = tensor.range.upperBound
    }
    let rest = size - dataStart
    guard end <= rest else {
      throw failure(.truncated, "\(end) bytes of tensors behind the header", "\(rest)")
    }
    guard end == rest else {
      throw failure(.corrupt, "\(end) bytes of tensors behind the header", "\(rest)")
    }
    self.init(tensors: tensors, metadata: metadata, dataStart: dataStart)
  }

  /// The fields of a tensor as they stand.
  private struct Fields {
    var dtype: String?
    var shape: [Int]?
    var offsets: [Int]?

    init(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) {
      var (dtype, shape, offsets): (String?, [Int]?, [Int]?)
      try scanner.object { (scanner, field) throws(JSONScanner.Failure) in
        let isKnown = (field == "dtype" && dtype != nil) || (field == "shape" && shape != nil)
        if isKnown || (field == "data_offsets" && offsets != nil) {
          throw JSONScanner.Failure(place: scanner.place, expected: "\(field) only once")
        }
        switch field {
        case "dtype": dtype = try scanner.string()
        case "shape": shape = try scanner.integers()
        case "data_offsets": offsets = try scanner.integers()
        default: try scanner.skip()
        }
      }
      (self.dtype, self.shape, self.offsets) = (dtype, shape, offsets)
    }
  }

  /// Exactly `count` bytes.
  static func read(
    _ file: borrowing InputFile, _ count: Int, at offset: Int, _ path: String
  ) throws(FormatError) -> [UInt8] {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try file.read(count, at: offset)
    } catch { throw FormatError(error, path: path) }
    guard bytes.count == count else {
      throw FormatError(
        .truncated, path: path, expected: "\(count) bytes from byte \(offset)",
        found: "\(bytes.count): the file became shorter while it was read",
        advice: "read files that nothing writes to")
    }
    return bytes
  }
}

// MARK: Types

extension DType {
  /// The name in a safetensors file.
  var safetensorsName: String {
    switch self {
    case .float32: "F32"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .float64: "F64"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .uint8: "U8"
    case .bool: "BOOL"
    }
  }

  init?(safetensorsName name: String) {
    guard let dtype = DType.allCases.first(where: { $0.safetensorsName == name }) else {
      return nil
    }
    self = dtype
  }

  /// The place in the order of the reference implementation.
  var safetensorsRank: Int {
    switch self {
    case .bool: 0
    case .uint8: 1
    case .int8: 2
    case .int16: 3
    case .float16: 4
    case .bfloat16: 5
    case .int32: 6
    case .float32: 7
    case .float64: 8
    case .int64: 9
    }
  }
}
