import FoundationEssentials

extension Graph {
  /// Writes the graph as JSON, to be read back by `init(contentsOf:)` and drawn or compiled by
  /// `apus inspect`.
  ///
  ///     try graph.finish().save(to: "model.json")
  ///     let graph = try Graph(contentsOf: "model.json")
  ///
  /// `path` holds either its old contents or all of the new ones: the text is written under a
  /// temporary name in the same folder, flushed to the disk, and renamed. A graph holds no learned
  /// numbers: those are in the `VariableStore`; a `SavedProgram` keeps outputs and state updates too.
  /// - Throws: `GraphFileError` with the system's reason; nothing is left behind then.
  public func save(to path: String) throws(GraphFileError) {
    try GraphFile.save(self, to: path)
  }

  /// Reads a graph that `save(to:)` wrote, and checks it as if it were being built. Operations of
  /// your own have to be registered with `OpRegistry` before.
  /// - Throws: `GraphFileError` for a file that is missing, cut short, of another kind, or whose
  ///   nodes do not fit each other.
  public init(contentsOf path: String) throws(GraphFileError) {
    self = try GraphFile.load(from: path)
  }
}

/// A graph could not be written to or read from a file.
public struct GraphFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, for programs to branch on.
  public enum Kind: String, Sendable, Hashable {
    /// The file, or the folder to write into, is not there.
    case missingFile
    /// The system refused to open, read or write.
    case inputOutput
    /// The file ends before its contents do.
    case truncated
    /// The file is of another kind.
    case foreign
    /// The file is a graph, with an unknown operation or with nodes that do not fit each other.
    case invalidGraph
  }

  /// What went wrong, for programs to branch on.
  public var kind: Kind
  /// The file.
  public var path: String
  /// What should have been there.
  public var expected: String
  /// What was there.
  public var found: String
  /// What to do about it.
  public var advice: String
  /// What the graph's own checks said.
  public var cause: GraphError?

  init(
    _ kind: Kind, path: String, expected: String, found: String, advice: String,
    cause: GraphError? = nil
  ) {
    self.kind = kind
    self.path = path
    self.expected = expected
    self.found = found
    self.advice = advice
    self.cause = cause
  }

  public var description: String {
    "\(kind.rawValue): expected \(expected); found \(found)\n  in \(path)\n  \(advice)"
  }
}

/// Graphs, and what holds one, as JSON in files.
package enum GraphFile {
  /// - Throws: `GraphFileError` with the system's reason; nothing is left behind then.
  package static func save(_ content: some Encodable, to path: String) throws(GraphFileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(content)
    } catch {
      throw GraphFileError(
        .invalidGraph, path: path, expected: "a graph that JSON can hold", found: "\(error)",
        advice: "mend the encoding of your own operations")
    }
    try write(data, to: path)
  }

  /// - Throws: `GraphFileError` for a file that is missing, cut short, of another kind, or refused
  ///   by the content's own checks.
  package static func load<Content: Decodable>(
    from path: String
  ) throws(GraphFileError) -> Content {
    let data = try read(path)
    func failure(_ kind: GraphFileError.Kind, _ found: String) -> GraphFileError {
      GraphFileError(
        kind, path: path, expected: "a graph saved by Apus", found: found,
        advice: kind == .truncated
          ? "copy or save the file again" : "name a file that Graph.save(to:) wrote")
    }
    do {
      return try JSONDecoder().decode(Content.self, from: data)
    } catch let error as GraphError {
      throw GraphFileError(
        .invalidGraph, path: path, expected: error.expected, found: error.found,
        advice: error.advice, cause: error)
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      throw isCutShort(data)
        ? failure(.truncated, "\(data.count) bytes that end too early")
        : failure(.foreign, "no JSON")
    } catch let error as DecodingError {
      throw failure(.foreign, describe(error))
    } catch {
      throw failure(.foreign, "\(error)")
    }
  }

  private static func write(_ data: Data, to path: String) throws(GraphFileError) {
    do {
      let file = try AtomicFile(path)
      // Typed throws are not inferred through `withUnsafeBytes` of `Data`.
      let written = data.withUnsafeBytes { bytes in
        Result { () throws(FileFailure) in try file.write(bytes) }
      }
      try written.get()
      try file.commit()
    } catch {
      throw failure(error, path)
    }
  }

  private static func read(_ path: String) throws(GraphFileError) -> Data {
    do {
      let file = try InputFile(path)
      return Data(try file.read(file.byteCount, at: 0))
    } catch {
      throw failure(error, path)
    }
  }

  private static func failure(_ failure: FileFailure, _ path: String) -> GraphFileError {
    GraphFileError(
      failure.isMissing ? .missingFile : .inputOutput, path: path, expected: failure.expected,
      found: failure.text, advice: "check the path and its permissions")
  }

  /// Whether text that is no JSON is the beginning of some: nothing, or braces that stay open.
  private static func isCutShort(_ data: Data) -> Bool {
    var (depth, isInText, isEscaped) = (0, false, false)
    for byte in data {
      if isInText {
        if byte == UInt8(ascii: "\""), !isEscaped { isInText = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
      default: if depth <= 0 { return false }
      }
    }
    return data.isEmpty || depth > 0
  }

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): return "no \"\(key.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return context.debugDescription + (place.isEmpty ? "" : " at \(place)")
    @unknown default: return "\(error)"
    }
  }
}
