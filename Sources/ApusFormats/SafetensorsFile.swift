import ApusGraph

/// A file of named tensors in the safetensors format, as PyTorch, JAX and others write them
/// (https://github.com/huggingface/safetensors). Little-endian, as all machines that Apus runs on.
///
///     let file = try SafetensorsFile(contentsOf: "model.safetensors")
///     for entry in file.entries { print(entry.name, entry.dtype, entry.shape) }
///     let weight = try file.tensor(named: "encoder.weight")
///
///     try SafetensorsFile.write(["weight": weight], to: "small.safetensors")
///
/// Opening reads the header and checks all of it; tensors are read one by one when asked for. Of the
/// types, F16, BF16, F32, F64, I8, I16, I32, I64, U8 and BOOL are known.
public final class SafetensorsFile {
  /// The file.
  public let path: String
  /// What it says about itself: texts by their names.
  public let metadata: [String: String]
  /// All tensors, in the order of the file.
  public let entries: [SafetensorsEntry]

  private let header: SafetensorsHeader
  private let places: [String: Int]
  private let file: InputFile

  /// Opens a file and checks its header.
  /// - Throws: `FormatError` for a file that is missing, cut short, of another kind, or whose tensors
  ///   overlap, leave gaps, do not fit their shapes, come twice or are of an unknown type.
  public init(contentsOf path: String) throws(FormatError) {
    let file: InputFile
    do throws(FileFailure) {
      file = try InputFile(path)
    } catch { throw FormatError(error, path: path) }
    header = try SafetensorsHeader(file, path: path)
    self.file = file
    self.path = path
    metadata = header.metadata
    entries = header.tensors.map(\.entry)
    places = Dictionary(
      zip(entries.map(\.name), entries.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The names of all tensors, sorted.
  public var names: [String] { places.keys.sorted() }

  /// What the file says about a tensor; nil where it has none of that name.
  public func entry(named name: String) -> SafetensorsEntry? { places[name].map { entries[$0] } }

  /// Reads one tensor.
  /// - Throws: `FormatError` for a name that the file does not have, and where the system refuses.
  public func tensor(named name: String) throws(FormatError) -> Tensor {
    guard let index = places[name] else {
      let near = nearestName(to: name, among: places.keys)
      throw FormatError(
        .unknownName, path: path, expected: "the name of one of \(entries.count) tensors",
        found: "'\(name)'",
        advice: near.map { "did you mean '\($0)'?" } ?? "`names` lists them")
    }
    let placed = header.tensors[index]
    let bytes = try SafetensorsHeader.read(
      file, placed.range.count, at: header.dataStart + placed.range.lowerBound, path)
    do {
      return try Tensor(bytes: bytes, shape: placed.entry.shape, dtype: placed.entry.dtype)
    } catch {
      throw FormatError(
        .unsupported, path: path, expected: "a shape that Apus has for '\(name)'",
        found: "\(placed.entry.shape)", advice: "\(error)")
    }
  }

  /// Reads all tensors.
  /// - Throws: as `tensor(named:)`.
  public func tensors() throws(FormatError) -> [String: Tensor] {
    var found: [String: Tensor] = [:]
    for entry in entries { found[entry.name] = try tensor(named: entry.name) }
    return found
  }

  /// Writes a file of these tensors; `path` holds either its old contents or all of the new ones.
  /// Equal tensors make equal bytes, those of the reference implementation.
  /// - Throws: `FormatError` for a name that cannot be written, and where the system refuses; nothing
  ///   is left behind then.
  public static func write(
    _ tensors: [String: Tensor], metadata: [String: String] = [:], to path: String
  ) throws(FormatError) {
    let entries = tensors.map { name, tensor in
      SafetensorsEntry(name: name, dtype: tensor.dtype, shape: tensor.shape)
    }
    do {
      try write(entries, metadata: metadata, to: path) { entry in
        // Each entry was made of one.
        tensors[entry.name] ?? Tensor(scalar: 0 as Float)
      }
    } catch let error as FormatError {
      throw error
    } catch {
      throw FormatError(
        .invalidArgument, path: path, expected: "tensors that can be written", found: "\(error)",
        advice: "correct the tensors")
    }
  }

  /// Writes a file whose tensors are asked for one after the other, so that only one of them has to be
  /// in memory at a time.
  /// - Parameter tensor: the tensor of an entry; of its type and shape.
  /// - Throws: what `tensor` throws, else as `write(_:metadata:to:)`; nothing is left behind then.
  public static func write(
    _ entries: [SafetensorsEntry], metadata: [String: String] = [:], to path: String,
    tensor: (SafetensorsEntry) throws -> Tensor
  ) throws {
    let header = try SafetensorsHeader(entries, metadata: metadata, path: path)
    do {
      let file = try AtomicFile(path)
      try file.write(header.bytes)
      for placed in header.tensors {
        let tensor = try tensor(placed.entry)
        guard tensor.dtype == placed.entry.dtype, tensor.shape == placed.entry.shape else {
          throw FormatError(
            .invalidArgument, path: path,
            expected: "\(placed.entry.dtype)\(placed.entry.shape) for '\(placed.entry.name)'",
            found: "\(tensor.dtype)\(tensor.shape)", advice: "give the tensor of the entry")
        }
        try file.write(tensor.bytes)
      }
      try file.commit()
    } catch let failure as FileFailure {
      throw FormatError(failure, path: path)
    }
  }
}
