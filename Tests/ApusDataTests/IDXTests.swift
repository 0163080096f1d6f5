import ApusGraph
import Testing

@testable import ApusData

@Suite struct IDXTests {
  /// A file of each element type: the bytes after `00 00 type 01 00 00 00 count`, and what they are.
  static let cases: [(type: UInt8, body: [UInt8], expected: Tensor)] = [
    (0x08, [0, 7, 255], Tensor([0, 7, 255] as [UInt8])),
    (0x09, [0, 7, 255], Tensor([0, 7, -1] as [Int8])),
    (0x0b, [0x01, 0x02, 0xff, 0xfe], Tensor([258, -2] as [Int16])),
    (0x0c, [0x00, 0x01, 0x00, 0x02, 0x80, 0, 0, 0], Tensor([65_538, .min] as [Int32])),
    (0x0d, [0x3f, 0xc0, 0, 0, 0xc2, 0x28, 0, 0], Tensor([1.5, -42] as [Float])),
    (0x0e, [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], Tensor([1.5] as [Double])),
  ]

  @Test(arguments: cases.indices) func readsEachType(index: Int) throws {
    let (type, body, expected) = Self.cases[index]
    let bytes = [0, 0, type, 1, 0, 0, 0, UInt8(expected.count)] + body
    #expect(try IDX.decode(bytes) == expected)
    try withTemporaryFolder { folder in
      try FileBytes.write(bytes, to: "\(folder)/plain")
      try FileBytes.write(gzipped(bytes), to: "\(folder)/packed.gz")
      #expect(try IDX.read(path: "\(folder)/plain") == expected)
      #expect(try IDX.read(path: "\(folder)/packed.gz") == expected)
    }
  }

  @Test func writesWhatItReads() throws {
    let floats: [Float] = [1, -2.5, .infinity, 3, 4, 5]
    let tensors = [
      try Tensor(floats, shape: [3, 1, 2]), Tensor([1, -2, .max] as [Int32]),
      Tensor([1, -2] as [Int8]), Tensor([.min] as [Int16]),
      Tensor([0, 255] as [UInt8]), Tensor([1e300] as [Double]), Tensor(scalar: 4 as Float),
      try Tensor.zeros([3, 0, 2]),
    ]
    try withTemporaryFolder { folder in
      for tensor in tensors {
        try IDX.write(tensor, to: "\(folder)/tensor.idx")
        #expect(try IDX.read(path: "\(folder)/tensor.idx") == tensor)
      }
      #expect(names(in: folder) == ["tensor.idx"])
    }
  }

  @Test func leavesTheOldFileWhenItCannotWrite() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/tensor.idx"
      try IDX.write(Tensor([1] as [Int32]), to: path)
      let error = dataError { try IDX.write(Tensor([1] as [Int64]), to: path) }
      #expect(error?.kind == .unsupported)
      #expect(error?.path == path)
      #expect(try IDX.read(path: path) == Tensor([1] as [Int32]))
      #expect(dataError { try IDX.write(Tensor([1] as [Int32]), to: folder) } != nil)
      #expect(names(in: folder) == ["tensor.idx"])
    }
    let nowhere = dataError { try IDX.write(Tensor([1] as [Int32]), to: "/nowhere/at/all") }
    #expect(nowhere?.kind == .missingFile)
  }

  @Test(arguments: 0..<20) func refusesEachTruncation(length: Int) throws {
    let whole = try IDX.encode(try Tensor(repeating: 1 as Int32, shape: [2, 1]))
    #expect(whole.count == 20)
    let error = try #require(
      dataError { _ = try IDX.decode(Array(whole.prefix(length)), path: "x") })
    #expect(error.kind == .truncated)
    #expect(error.path == "x")
    #expect(error.offset == length)
  }

  @Test func refusesTrailingBytes() throws {
    let bytes = try IDX.encode(Tensor([1, 2] as [Int32])) + [0]
    let error = try #require(dataError { _ = try IDX.decode(bytes) })
    #expect(error.kind == .trailingBytes)
    #expect(error.offset == 16)
    #expect(error.expected.contains("8 bytes") && error.found.contains("9"))
  }

  @Test(arguments: [[0, 1, 8, 1], [0, 0, 0x0a, 1], [0x89, 0x50, 0x4e, 0x47]] as [[UInt8]])
  func refusesForeignFiles(start: [UInt8]) {
    let error = dataError { _ = try IDX.decode(start + [0, 0, 0, 0]) }
    #expect(error?.kind == .foreignFormat)
    #expect(error?.offset == 0)
  }

  @Test func refusesExtentsWhoseProductOverflows() {
    let huge: [UInt8] = [255, 255, 255, 255]
    let bytes: [UInt8] = [0, 0, 0x0e, 3] + huge + huge + huge
    #expect(dataError { _ = try IDX.decode(bytes) }?.kind == .tooLarge)
    // An extent of 0 must not let the others pass unchecked.
    let empty: [UInt8] = [0, 0, 0x0e, 4] + huge + huge + huge + [0, 0, 0, 0]
    #expect(dataError { _ = try IDX.decode(empty) }?.kind == .tooLarge)
    let nearly: [UInt8] = [0, 0, 0x08, 3, 0, 0, 255, 255] + huge + [0, 0, 0, 0]
    #expect(dataError { _ = try IDX.decode(nearly) }?.kind == .tooLarge)
    let merely: [UInt8] = [0, 0, 0x08, 2] + huge + [0, 0, 0, 1]
    #expect(dataError { _ = try IDX.decode(merely) }?.kind == .truncated)
  }

  @Test func readsEmptyAndScalarFiles() throws {
    #expect(try IDX.decode([0, 0, 8, 1, 0, 0, 0, 0]).shape == [0])
    #expect(try IDX.decode([0, 0, 8, 0, 9]) == Tensor(scalar: 9 as UInt8))
  }

  @Test func namesMissingFilesFoldersAndLibraries() throws {
    #expect(dataError { _ = try IDX.read(path: "/no/such/file") }?.kind == .missingFile)
    #expect(dataError { _ = try IDX.read(path: "/tmp") }?.kind == .inputOutput)
    try withTemporaryFolder { folder in
      let path = "\(folder)/a.gz"
      try FileBytes.write(GzipTests.compressed, to: path)
      #expect(try IDX.read(path: path).shape == [4, 8])
      let error = dataError { _ = try IDX.read(path: path, libraryNames: []) }
      #expect(error?.kind == .missingLibrary)
      #expect(error?.description.contains(path) == true)
      #expect(dataError { _ = try IDX.read(path: path, limit: 8) }?.kind == .tooLarge)
    }
  }
}
