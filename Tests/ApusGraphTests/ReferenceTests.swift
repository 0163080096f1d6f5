import ApusGraph
import ApusTestKit
import Testing

/// The helpers that the other tests lean on: each must be able to fail.
@Suite struct ReferenceTests {
  private let expected = ReferenceArray([1, .nan, .infinity, -2], shape: [2, 2])

  private func tensor(_ values: [Float], _ shape: [Int] = [2, 2]) throws -> Tensor {
    try Tensor(values, shape: shape)
  }

  @Test func equalNumbersMatch() throws {
    let actual = try tensor([1.000001, .nan, .infinity, -2])
    #expect(compare(expected: expected, actual: actual) == nil)
  }

  @Test(
    arguments: [
      ([1.1, .nan, .infinity, -2], "[0, 0]"), ([1, 0, .infinity, -2], "[0, 1]"),
      ([1, .nan, -.infinity, -2], "[1, 0]"), ([1, .nan, 3e38, -2], "[1, 0]"),
      ([1, .nan, .infinity, .nan], "[1, 1]"), ([1, .nan, .infinity, .infinity], "[1, 1]"),
    ] as [([Float], String)])
  func wrongNumbersAreNamed(_ values: [Float], _ place: String) throws {
    let mismatch = try #require(compare(expected: expected, actual: tensor(values)))
    #expect(mismatch.description.contains(place))
    #expect(mismatch.description.contains("1 of 4"))
  }

  @Test func wrongShapesAndTypesAreNamed() throws {
    #expect(compare(expected: expected, actual: try tensor([1, 1, 1, 1], [4])) != nil)
    let whole = ReferenceArray([1, 2], shape: [2], dtype: .int32)
    #expect(compare(expected: whole, actual: Tensor([1, 2] as [Int32])) == nil)
    #expect(compare(expected: whole, actual: Tensor([1, 3] as [Int32]), relative: 9) != nil)
    #expect(compare(expected: whole, actual: Tensor([1, 2] as [Int64])) != nil)
  }

  @Test func aWrongGradientIsNoticed() throws {
    let operation = try #require(OperationCases.matching(containing: "softmax [3, 5]").first)
    let gradient = try #require(try GradientCase(operation, binding: [:]))
    var symbolic = try gradient.symbolic()
    #expect(try gradient.problem(with: symbolic, relative: 1e-6) == nil)
    symbolic[0].values[7] += 1e-4
    #expect(try gradient.problem(with: symbolic, relative: 1e-6) != nil)
  }

  @Test func theOriginalSystemsFirstTest() throws {
    let graph = GraphBuilder()
    let a = try graph.input("a", [1, 2])
    let w = try graph.input("w", [2, 3])
    let seed = try graph.input("seed", [1, 3])
    let out = try matmul(a, w)
    let dw = try graph.gradients(of: out, withRespectTo: [w], seed: seed)[0]
    let results = try Reference.evaluate(
      graph.finish(),
      feeds: [
        a.id: ReferenceArray([1.4, 0.3], shape: [1, 2]),
        w.id: ReferenceArray([0.5, 0.3, 0.2, 0.6, 0.7, 0.7], shape: [2, 3]),
        seed.id: ReferenceArray([1, -1, 0.5], shape: [1, 3]),
      ], outputs: [out.id, dw.id])
    let wanted: [Tensor] = [[[0.88, 0.63, 0.49]], [[1.4, -1.4, 0.7], [0.3, -0.3, 0.15]]]
    for (result, tensor) in zip(results, wanted) {
      #expect(compare(expected: result, actual: tensor, relative: 1e-6, absolute: 0) == nil)
    }
  }

  @Test func indicesOutOfRangeAreErrors() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [3])
    let index = try graph.input("i", [1], .int32)
    let y = try gather(x, index)
    for wrong in [-1.0, 3] {
      #expect(throws: ReferenceError.indexOutOfRange(op: "gather", index: Int(wrong), extent: 3)) {
        try Reference.evaluate(
          graph.finish(),
          feeds: [
            x.id: ReferenceArray([1, 2, 3], shape: [3]),
            index.id: ReferenceArray([wrong], shape: [1], dtype: .int32),
          ], outputs: [y.id])
      }
    }
  }

  @Test func deviceChecksSeeAWrongDevice() throws {
    let right = ReferenceRunner { _ in }
    let wrong = ReferenceRunner { values in
      if let last = values.indices.last { values[last] += 1e-3 }
    }
    let operation = try #require(OperationCases.matching(containing: "tanh [3, 5]").first)
    #expect(DeviceChecks.values([operation], right).isEmpty)
    #expect(DeviceChecks.gradients([operation], right).isEmpty)
    #expect(!DeviceChecks.values([operation], wrong).isEmpty)
    #expect(!DeviceChecks.gradients([operation], wrong).isEmpty)
  }

  /// Tolerances follow the size of the numbers: each element of this gradient is 1e-4 of the
  /// weight, each element of this softmax about 1e-4.
  @Test func deviceChecksSeeWrongSmallNumbers() throws {
    let right = ReferenceRunner { _ in }
    let zero = ReferenceRunner { values in for i in values.indices { values[i] = 0 } }
    let close = ReferenceRunner { values in for i in values.indices { values[i] *= 1 + 3e-4 } }
    func named(_ name: String) throws -> [OperationCase] {
      [try #require(OperationCases.all.first { $0.name == name })]
    }
    let mean = try named("mean [10007] over all")
    #expect(DeviceChecks.gradients(mean, right).isEmpty)
    #expect(!DeviceChecks.gradients(mean, zero).isEmpty)
    #expect(!DeviceChecks.gradients(mean, close).isEmpty)
    let softmax = try named("softmax [10007]")
    #expect(DeviceChecks.values(softmax, right).isEmpty)
    #expect(!DeviceChecks.values(softmax, zero).isEmpty)
    #expect(!DeviceChecks.values(softmax, close).isEmpty)
  }
}

/// A device that is the reference, with something done to the values of each output.
private struct ReferenceRunner: CaseRunner {
  var spoil: (inout [Double]) -> Void

  func run(
    graph: Graph, outputs: [VariableID], feeds: [VariableID: Tensor], binding: [String: Int],
    mode: Reference.Mode
  ) throws -> [Tensor] {
    try Reference.evaluate(
      graph, feeds: feeds.mapValues { ReferenceArray($0) }, outputs: outputs, binding: binding,
      mode: mode
    ).map { array in
      var array = array
      spoil(&array.values)
      return try array.tensor()
    }
  }
}
