import ApusFormats
import ApusGraph
import Foundation
import Testing

/// Safetensors files: as the reference implementation writes them, byte by byte, and what is refused.
@Suite struct SafetensorsTests {
  struct Fixture: Decodable {
    struct Stored: Decodable {
      var dtype: String
      var shape: [Int]
      var values: [Double]
    }
    var tensors: [String: Stored]
  }

  @Test func readsWhatPyTorchWrote() throws {
    let json = try Data(contentsOf: URL(filePath: fixturePath("safetensors.json")))
    let expected = try JSONDecoder().decode(Fixture.self, from: json).tensors
    let file = try SafetensorsFile(contentsOf: fixturePath("safetensors.safetensors"))
    #expect(file.metadata == ["made by": "generate_safetensors.py"])
    #expect(Set(file.names) == Set(expected.keys))
    #expect(Set(file.entries.map(\.dtype)) == Set(DType.allCases))
    for (name, stored) in expected {
      let tensor = try file.tensor(named: name)
      #expect(tensor.dtype.rawValue == stored.dtype && tensor.shape == stored.shape, "\(name)")
      #expect(tensor.doubles == stored.values, "\(name)")
      #expect(file.entry(named: name)?.shape == stored.shape)
    }
  }

  @Test func writesTheBytesOfTheReference() throws {
    let folder = try TemporaryFolder()
    let original = fixturePath("safetensors.safetensors")
    let file = try SafetensorsFile(contentsOf: original)
    let copy = folder.file("copy.safetensors")
    try SafetensorsFile.write(file.tensors(), metadata: file.metadata, to: copy)
    #expect(
      try Data(contentsOf: URL(filePath: copy)) == Data(contentsOf: URL(filePath: original)))
    // No tensors are a file, too.
    try SafetensorsFile.write([:], to: copy)
    let empty = try Data(contentsOf: URL(filePath: copy))
    #expect(Array(empty) == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
    #expect(try SafetensorsFile(contentsOf: copy).entries.isEmpty)
    #expect(try folder.names() == ["copy.safetensors"])
  }

  @Test func metadataIsSortedAndEscaped() throws {
    let folder = try TemporaryFolder()
    let notes = ["b": "2", "a": "\"\\\u{8}\u{C}\n\r\t\u{1F}/é🜲", "ä": "", "B": "{}"]
    let tensors: [String: Tensor] = ["x": [1, 2]]
    try SafetensorsFile.write(tensors, metadata: notes, to: folder.file("notes"))
    let file = try SafetensorsFile(contentsOf: folder.file("notes"))
    #expect(file.metadata == notes)
    let text = try Data(contentsOf: URL(filePath: folder.file("notes"))).dropFirst(8)
    let start = #"{"__metadata__":{"B":"{}","a":"\"\\\b\f\n\r\t\u001f/é🜲","b":"2","ä":""},"x":"#
    #expect(text.starts(with: Data(start.utf8)))
    #expect((text.count - 8) % 8 == 0)
  }

  @Test func whatCannotBeWrittenLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    try SafetensorsFile.write(["x": [1]], to: path)
    let x = SafetensorsEntry(name: "x", dtype: .float32, shape: [1])
    var reserved = x
    reserved.name = "__metadata__"
    var negative = x
    negative.shape = [-1]
    var huge = x
    huge.shape = [1 << 40, 1 << 40]
    var larger = x
    larger.shape = [2]
    for entries in [[x, x], [reserved], [negative], [huge], [larger]] {
      let error = #expect(throws: FormatError.self, "\(entries)") {
        try SafetensorsFile.write(entries, to: path) { _ in [1] }
      }
      #expect(error?.kind == .invalidArgument)
    }
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try SafetensorsFile.write([x], to: path) { _ in throw Stop() }
    }
    #expect(try SafetensorsFile(contentsOf: path).tensor(named: "x") == [1])
    #expect(try folder.names() == ["file"])
    let missing = #expect(throws: FormatError.self) {
      try SafetensorsFile.write(["x": [1]], to: folder.file("no/such/file"))
    }
    #expect(missing?.kind == .missingFile)
  }

  @Test func missingFilesAndNamesAreTyped() throws {
    let folder = try TemporaryFolder()
    func kind(_ path: String) -> FormatError.Kind? {
      do { _ = try SafetensorsFile(contentsOf: path) } catch { return error.kind }
      return nil
    }
    #expect(kind(folder.file("none")) == .missingFile)
    #expect(kind(folder.path) == .inputOutput)
    #expect(kind("/dev/null") == .inputOutput)
    let file = try SafetensorsFile(contentsOf: fixturePath("safetensors.safetensors"))
    let error = #expect(throws: FormatError.self) { try file.tensor(named: "doubel") }
    #expect(error?.kind == .unknownName && error?.advice == "did you mean 'double'?")
  }

  // MARK: Files that are not to be trusted

  private func bytes(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let text = Array(header.utf8)
    let count = length ?? UInt64(text.count)
    return withUnsafeBytes(of: count.littleEndian) { Array($0) } + text
      + [UInt8](repeating: 1, count: data)
  }

  private func tensor(_ dtype: String, _ shape: String, _ from: String, _ to: String) -> String {
    #"{"dtype":"\#(dtype)","shape":[\#(shape)],"data_offsets":[\#(from),\#(to)]}"#
  }

  @Test func damagedFilesAreTyped() throws {
    let x = tensor("F32", "2", "0", "8")
    let wrong: [(String, [UInt8], FormatError.Kind)] = [
      ("nothing", [], .truncated),
      ("seven bytes", [UInt8](repeating: 0, count: 7), .truncated),
      ("a header without text", bytes(""), .corrupt),
      ("a header longer than the file", bytes("{}", length: 3), .truncated),
      ("a huge header", bytes("{}", length: 100_000_001), .corrupt),
      ("the longest header", bytes("{}", length: .max), .corrupt),
      ("no object", bytes("[]"), .corrupt), ("leading blanks", bytes(" {}"), .corrupt),
      ("an open object", bytes(#"{"x":"# + x), .corrupt),
      ("two objects", bytes("{}{}"), .corrupt),
      ("a name twice", bytes(#"{"x":\#(x),"x":\#(x)}"#, data: 8), .corrupt),
      ("a name twice, escaped", bytes(#"{"x":\#(x),"\u0078":\#(x)}"#, data: 8), .corrupt),
      (
        "a field twice",
        bytes(
          #"{"x":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}"#, data: 8),
        .corrupt
      ),
      ("metadata twice", bytes(#"{"__metadata__":{},"__metadata__":{}}"#), .corrupt),
      ("metadata of numbers", bytes(#"{"__metadata__":{"a":1}}"#), .corrupt),
      ("no shape", bytes(#"{"x":{"dtype":"F32","data_offsets":[0,8]}}"#, data: 8), .corrupt),
      (
        "one offset",
        bytes(#"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, data: 8), .corrupt
      ),
      ("a number for a tensor", bytes(#"{"x":1}"#), .corrupt),
      (
        "an unknown type", bytes(#"{"x":\#(tensor("F8_E4M3", "8", "0", "8"))}"#, data: 8),
        .unsupported
      ),
      ("a negative extent", bytes(#"{"x":\#(tensor("F32", "-2", "0", "8"))}"#, data: 8), .corrupt),
      ("a fraction", bytes(#"{"x":\#(tensor("F32", "2.0", "0", "8"))}"#, data: 8), .corrupt),
      ("an exponent", bytes(#"{"x":\#(tensor("F32", "2e0", "0", "8"))}"#, data: 8), .corrupt),
      ("a leading zero", bytes(#"{"x":\#(tensor("F32", "02", "0", "8"))}"#, data: 8), .corrupt),
      (
        "an extent beyond 2⁶³",
        bytes(#"{"x":\#(tensor("F32", "9223372036854775808", "0", "8"))}"#, data: 8), .corrupt
      ),
      (
        "a product beyond 2⁶³",
        bytes(#"{"x":\#(tensor("F32", "4294967296,4294967296,2", "0", "8"))}"#, data: 8), .corrupt
      ),
      ("too few bytes", bytes(#"{"x":\#(tensor("F32", "2", "0", "4"))}"#, data: 4), .corrupt),
      (
        "offsets turned round", bytes(#"{"x":\#(tensor("F32", "2", "8", "0"))}"#, data: 8), .corrupt
      ),
      (
        "a gap at the start", bytes(#"{"x":\#(tensor("F32", "2", "4", "12"))}"#, data: 12), .corrupt
      ),
      (
        "a gap between", bytes(#"{"x":\#(x),"y":\#(tensor("U8", "1", "9", "10"))}"#, data: 10),
        .corrupt
      ),
      (
        "an overlap", bytes(#"{"x":\#(x),"y":\#(tensor("U8", "2", "7", "9"))}"#, data: 9), .corrupt
      ),
      ("the same bytes", bytes(#"{"x":\#(x),"y":\#(x)}"#, data: 8), .corrupt),
      ("bytes left over", bytes(#"{"x":\#(x)}"#, data: 9), .corrupt),
      ("bytes missing", bytes(#"{"x":\#(x)}"#, data: 7), .truncated),
      (
        "no UTF-8",
        withUnsafeBytes(of: 5.littleEndian) { Array($0) } + [0x7B, 0x22, 0xFF, 0x22, 0x7D],
        .corrupt
      ),
      ("half a character", bytes(#"{"\ud800":\#(x)}"#, data: 8), .corrupt),
      ("an unknown escape", bytes(#"{"\x":\#(x)}"#, data: 8), .corrupt),
      ("a line break in text", bytes("{\"\n\":\(x)}", data: 8), .corrupt),
      (
        "deep nesting",
        bytes(#"{"x":{"deep":"# + String(repeating: "[", count: 100_000)), .corrupt
      ),
    ]
    let folder = try TemporaryFolder()
    for (name, bytes, kind) in wrong {
      let path = try folder.write(bytes)
      let error = #expect(throws: FormatError.self, "\(name)") {
        try SafetensorsFile(contentsOf: path)
      }
      #expect(error?.kind == kind, "\(name): \(error.map(String.init) ?? "")")
      #expect(error?.path == path && error?.advice.isEmpty == false)
    }
    // The same frame in order, with fields that nobody knows.
    let fine =
      #"{"x":{"more":[{"a":[null,true,-1.5e3,"\ud83c\udf32"]},{}],"dtype":"F32","shape":[2],"data_offsets":[0,8]}} "#
    let path = try folder.write(bytes(fine, data: 8))
    #expect(try SafetensorsFile(contentsOf: path).tensor(named: "x").count == 2)
    #expect(throws: FormatError.self) {
      let path = try folder.write(bytes(#"{"x":\#(tensor("F4", "16", "0", "8"))}"#, data: 8))
      do throws(FormatError) {
        _ = try SafetensorsFile(contentsOf: path)
      } catch {
        #expect(error.found == "F4 of the tensor 'x'")
        throw error
      }
    }
  }

  /// A file cut short, or with one bit changed, is read or refused: nothing ends the program.
  @Test func anyDamageIsReadOrRefused() throws {
    let whole = Array(
      try Data(contentsOf: URL(filePath: fixturePath("safetensors.safetensors"))))
    let folder = try TemporaryFolder()
    for count in stride(from: 0, to: whole.count, by: 7) {
      let path = try folder.write(Array(whole[..<count]))
      #expect(throws: FormatError.self) { try SafetensorsFile(contentsOf: path) }
    }
    for place in stride(from: 1, to: whole.count, by: 5) {
      var bytes = whole
      bytes[place] ^= 1 << UInt8(place * 5 % 8)
      let path = try folder.write(bytes)
      // Anything but an error of this type does not compile.
      do throws(FormatError) { _ = try SafetensorsFile(contentsOf: path).tensors() } catch {}
    }
  }

  @Test func aFileThatShrinksIsNoticed() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    try SafetensorsFile.write(["x": Tensor([1, 2, 3, 4] as [Float])], to: path)
    let file = try SafetensorsFile(contentsOf: path)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.truncate(atOffset: 79)
    try handle.close()
    let error = #expect(throws: FormatError.self) { try file.tensor(named: "x") }
    #expect(error?.kind == .truncated)
  }
}
