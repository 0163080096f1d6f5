import ApusGraph
import ApusTestKit
import Testing

/// Every case on the naive reference, without a device.
@Suite struct OperationReferenceTests {
  @Test func namesAreUnique() {
    var names: Set<String> = []
    for operation in OperationCases.all {
      #expect(names.insert(operation.name).inserted, "\(operation.name) twice")
    }
    #expect(names.count > 500)
  }

  @Test(arguments: OperationCases.all)
  func shapesAreAsPromised(_ operation: OperationCase) throws {
    for binding in operation.bindings {
      // The reference throws where the operation's rule promised another shape or type.
      let built = try BuiltCase(operation, binding: binding)
      _ = try built.expected()
    }
  }

  @Test(arguments: OperationCases.all)
  func symbolicGradientsEqualFiniteDifferences(_ operation: OperationCase) throws {
    for binding in operation.bindings {
      guard let gradient = try GradientCase(operation, binding: binding) else { continue }
      let problem = try gradient.problem(with: gradient.symbolic(), relative: 1e-6)
      #expect(problem == nil, "\(binding)")
    }
  }

  @Test(arguments: OperationCases.all)
  func secondOrderGradientsEqualFiniteDifferences(_ operation: OperationCase) throws {
    guard let binding = operation.bindings.last,
      let gradient = try GradientCase(operation, binding: binding, order: 2),
      try gradient.cost() < 8_000
    else { return }
    let problem = try gradient.problem(with: gradient.symbolic(), relative: 1e-5)
    #expect(problem == nil, "\(binding)")
  }

  @Test func mergedCasesComputeTheSame() throws {
    let cases = Array(OperationCases.matching(.fusion).filter { $0.bindings == [[:]] }.prefix(9))
    let together = try BuiltCase(merging: cases, binding: [:]).expected()
    let apart = try cases.flatMap { try BuiltCase($0, binding: [:]).expected() }
    #expect(together == apart)
  }
}

@Suite struct OpCoverageTests {
  @Test func everyOperationHasACase() throws {
    let missing = try OperationCases.uncovered(among: builtInNames)
    #expect(missing.isEmpty, "no case reaches \(missing); add one in Tests/ApusTestKit")
  }

  @Test func aForgottenOperationIsNoticed() throws {
    #expect(try OperationCases.uncovered(among: ["add", "forgotten"]) == ["forgotten"])
  }

  /// Without what other tests register.
  private var builtInNames: [String] { OpRegistry.names.filter { !$0.hasPrefix("test.") } }
}
