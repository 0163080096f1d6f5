import ApusGraph
import ApusTestKit
import Testing

/// Every public operation has cases, in every element type that its doc comment claims, and refuses
/// the others.
///
/// The list is Tests/Fixtures/public-operations.json, which scripts/operations.py derives from the
/// symbols of the library; CI fails where it is stale.
@Suite struct OperationCoverageTests {
  /// The functions that cases call, with the types of operands they were called with.
  private func calls(_ cases: [OperationCase]) throws -> [String: Set<DType>] {
    var calls: [String: Set<DType>] = [:]
    for operation in cases {
      let built = try BuiltCase(operation, binding: operation.bindings[0])
      for (function, types) in built.calls {
        calls[function, default: []].formUnion(types.flatMap { $0 })
      }
    }
    return calls
  }

  @Test func everyOperationHasACase() throws {
    let (operations, calls) = (try PublicOperation.all(), try calls(OperationCases.all))
    let missing = operations.map(\.name).filter { calls[$0] == nil }
    #expect(missing.isEmpty, "no case calls \(missing); add one in Tests/ApusTestKit")
    #expect(operations.count > 50)
  }

  /// Where the data is among the operands, for functions that take a mask first, or, beyond the end, a
  /// number alone.
  private let places = ["select": 1, "sinusoidalPositions": 1]

  /// As `calls`, with the type of the data alone: indices, masks and lengths do not count.
  private func data(_ cases: [OperationCase]) throws -> [String: Set<DType>] {
    var found: [String: Set<DType>] = [:]
    for operation in cases {
      let built = try BuiltCase(operation, binding: operation.bindings[0])
      for (function, calls) in built.calls {
        let place = places[String(function.prefix { $0 != "(" })] ?? 0
        for types in calls where types.count > place {
          found[function, default: []].insert(types[place])
        }
      }
    }
    return found
  }

  @Test func everyClaimedTypeHasACase() throws {
    let cases = try OperationCases.all + DType.allCases.flatMap { try OperationCases.typed($0) }
    let data = try data(cases)
    for operation in try PublicOperation.all() {
      guard let found = data[operation.name] else { continue }
      let missing = operation.dtypes.filter { !found.contains($0) }
      #expect(missing.isEmpty, "\(operation.name) claims \(missing), and no case has it")
    }
  }

  @Test(arguments: DType.allCases)
  func unclaimedTypesThrow(_ dtype: DType) throws {
    let (refused, data) = (try OperationCases.refused(dtype), try data(OperationCases.all))
    // What is made of nothing refuses an argument, not data: MovementErrorTests has these.
    let made: Set<Substring> = ["arange", "linspace", "bernoulli", "permutation"]
    for operation in try PublicOperation.all()
    where !operation.dtypes.contains(dtype) && data[operation.name] != nil
      && !made.contains(operation.name.prefix { $0 != "(" })
    {
      guard let operationCase = refused[operation.name] else {
        Issue.record("no case calls \(operation.name) alone; add one to Cases+Alone.swift")
        continue
      }
      let error = #expect(throws: GraphError.self, "\(operation.name) accepts \(dtype)") {
        try BuiltCase(operationCase, binding: [:])
      }
      #expect(error?.kind == .dtypeMismatch, "\(operation.name): \(String(describing: error))")
    }
  }
}
