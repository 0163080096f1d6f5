import ApusGraph
import ApusTestKit
import FoundationEssentials
import Testing

/// Every public operation has cases, in every element type that its doc comment claims.
///
/// The list is Tests/Fixtures/public-operations.json, which scripts/operations.py derives from the
/// symbols of the library; CI fails where it is stale.
@Suite struct OperationCoverageTests {
  private struct Operation: Decodable {
    var name: String
    var dtypes: [String]
  }

  private func operations(file: String = #filePath) throws -> [Operation] {
    let tests = "/" + file.split(separator: "/").dropLast(2).joined(separator: "/")
    let path = URL(filePath: "\(tests)/Fixtures/public-operations.json")
    return try JSONDecoder().decode([Operation].self, from: Data(contentsOf: path))
  }

  /// The functions that cases call, with the types of operands they were called with.
  private func calls() throws -> [String: Set<DType>] {
    var calls: [String: Set<DType>] = [:]
    for operation in OperationCases.all {
      let built = try BuiltCase(operation, binding: operation.bindings[0])
      for (function, types) in built.calls {
        calls[function, default: []].formUnion(types.flatMap { $0 })
      }
    }
    return calls
  }

  @Test func everyOperationHasACase() throws {
    let (operations, calls) = (try operations(), try calls())
    let missing = operations.map(\.name).filter { calls[$0] == nil }
    #expect(missing.isEmpty, "no case calls \(missing); add one in Tests/ApusTestKit")
    #expect(operations.count > 50)
  }
}
