import ApusGraph
import FoundationEssentials
import Testing

/// What NumPy finds; see Tests/Fixtures/generate_search.py.
@Suite struct TensorSearchTests {
  private struct Found: Decodable {
    var name: String
    var dtype: DType
    var shape: [Int]
    var values, unique, inverse, counts, nonZero: [Double]
  }

  private struct File: Decodable {
    var cases: [Found]
  }

  private func cases(file: String = #filePath) throws -> [Found] {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let path = folder.joined(separator: "/") + "/Fixtures/search.json"
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(File.self, from: Data(contentsOf: URL(filePath: path))).cases
  }

  private func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  @Test func asNumPyFinds() throws {
    let cases = try cases()
    #expect(cases.count == 7)
    for found in cases {
      let x = try Tensor(found.values, shape: found.shape).cast(to: found.dtype)
      let unique = x.unique()
      #expect(unique.values.dtype == found.dtype && unique.inverse.shape == found.shape)
      #expect(same(unique.values.doubles, found.unique), "\(found.name)")
      #expect(same(unique.inverse.doubles, found.inverse), "\(found.name)")
      #expect(same(unique.counts.doubles, found.counts), "\(found.name)")
      let indices = x.nonZero()
      #expect(same(indices.doubles, found.nonZero), "\(found.name)")
      #expect(indices.shape[1] == found.shape.count && indices.dtype == .int64)
    }
  }

  /// Integers that Double cannot tell apart are two.
  @Test func wideIntegersAreExact() throws {
    let x = Tensor([1 << 53, (1 << 53) + 1, 1 << 53] as [Int64])
    let unique = x.unique()
    #expect(try unique.values.values(Int64.self) == [1 << 53, (1 << 53) + 1])
    #expect(try unique.inverse.values(Int64.self) == [0, 1, 0])
    #expect(try unique.counts.values(Int64.self) == [2, 1])
  }
}
