import FoundationEssentials
import Testing

@testable import ApusGraph

/// Graphs in files: written whole or not at all, read back as they were, and refused with a reason.
@Suite struct GraphFileTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/apus-graph-files"

  private func path(_ name: String = #function) throws -> String {
    let own = "\(folder)-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    return "\(own)/graph.json"
  }

  /// A graph with its gradients, and with numbers that JSON does not know.
  private func graph() throws -> Graph {
    let builder = GraphBuilder(seed: .max)
    let x = try builder.input("x", [.batch, 3])
    let w = try builder.parameter("w", [3, 2], initial: .normal(mean: 0, standardDeviation: 0.1))
    let y = try relu(matmul(x, w)) + builder.constant(-.infinity)
    _ = try builder.gradients(of: sum(y * 0.1), withRespectTo: [w])
    return builder.finish()
  }

  private func error(_ body: () throws -> Void) -> GraphFileError? {
    do { try body() } catch { return error as? GraphFileError }
    return nil
  }

  @Test func comesBackAsItWas() throws {
    let (graph, path) = (try graph(), try path())
    try graph.save(to: path)
    let loaded = try Graph(contentsOf: path)
    #expect(loaded == graph && loaded.description == graph.description)
    #expect(loaded.id != graph.id)
  }

  @Test func replacesAFileWholeAndLeavesNothingBehind() throws {
    let (graph, path) = (try graph(), try path())
    try GraphBuilder().finish().save(to: path)
    try graph.save(to: path)
    #expect(try Graph(contentsOf: path) == graph)
    let folder = String(path.dropLast("/graph.json".count))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["graph.json"])
  }

  @Test func keepsTheOldFileWhereItCannotWrite() throws {
    let (graph, path) = (try graph(), try path())
    let missing = error { try graph.save(to: path + "/no/such/folder.json") }
    #expect(missing?.kind == .inputOutput || missing?.kind == .missingFile)
    // A folder cannot be replaced by a file.
    let folder = String(path.dropLast("/graph.json".count)) + "/full"
    try FileManager.default.createDirectory(
      atPath: folder + "/inside", withIntermediateDirectories: true)
    #expect(error { try graph.save(to: folder) }?.kind == .inputOutput)
    let parent = String(path.dropLast("/graph.json".count))
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["full"])
  }

  @Test func namesAMissingFile() throws {
    let path = try path()
    let found = error { _ = try Graph(contentsOf: path) }
    #expect(found?.kind == .missingFile && found?.path == path)
    #expect(found?.description.contains(path) == true)
  }

  @Test func refusesAFolder() throws {
    let folder = String(try path().dropLast("/graph.json".count))
    #expect(error { _ = try Graph(contentsOf: folder) }?.kind == .inputOutput)
  }

  @Test func tellsTruncatedFromForeign() throws {
    let path = try path()
    try graph().save(to: path)
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    func kind(_ bytes: some Sequence<UInt8>) throws -> GraphFileError.Kind? {
      try Data(bytes).write(to: URL(filePath: path))
      return error { _ = try Graph(contentsOf: path) }?.kind
    }
    for count in [0, 1, bytes.count / 3, bytes.count / 2, bytes.count - 1] {
      #expect(try kind(bytes.prefix(count)) == .truncated, "\(count) bytes")
    }
    #expect(try kind([0x89, 0x50, 0x4e, 0x47, 0x0d]) == .foreign)
    #expect(try kind(#"{"layers": []}"#.utf8) == .foreign)
    #expect(try kind(#"[1, 2, 3]"#.utf8) == .foreign)
    #expect(try kind(#"{"format": "one"}"#.utf8) == .foreign)
    #expect(try kind("plain text, {not} JSON".utf8) == .foreign)
  }

  @Test func checksWhatItReads() throws {
    let path = try path()
    try graph().save(to: path)
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    func cause(_ old: String, _ new: String) throws -> GraphError? {
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path))
      let found = error { _ = try Graph(contentsOf: path) }
      #expect(found?.kind == .invalidGraph)
      return found?.cause
    }
    #expect(try cause(#""op":"relu""#, #""op":"nobody.knows""#)?.kind == .unknownOp)
    #expect(try cause(#""format":1"#, #""format":99"#)?.kind == .corruptGraph)
    #expect(try cause(#""inputs":[0,1]"#, #""inputs":[0,77]"#)?.kind == .corruptGraph)
  }
}
