import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

/// Sums of columns that a product makes beside its own result (the gradient of a bias beside the
/// weights'), under every plan: the bits of a kernel that does nothing else.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct ColumnSumTests {
  /// Rows and columns of the gradient of the weights, and the samples that are added up.
  struct Case: CustomTestStringConvertible {
    var m: Int
    var n: Int
    var samples: [Int]
    /// Whether the number of samples is known when the kernels are written.
    var isFixed = true

    var testDescription: String { "\(m)×\(samples)×\(n)\(isFixed ? "" : " by a symbol")" }
  }

  private static let cases = [
    // In place, with whole panels, narrow ones at the edge, and fewer columns than a vector.
    Case(m: 37, n: 96, samples: [50]), Case(m: 130, n: 45, samples: [70]),
    Case(m: 20, n: 7, samples: [33]), Case(m: 1, n: 37, samples: [5]),
    Case(m: 64, n: 512, samples: [768]),
    // Few columns: vectors run along m.
    Case(m: 37, n: 3, samples: [70]), Case(m: 200, n: 2, samples: [9]),
    // Large: both packed, k in blocks, edges padded and not.
    Case(m: 523, n: 530, samples: [603]),
    Case(m: 37, n: 45, samples: [1, 2, 16, 128, 1000], isFixed: false),
    Case(m: 260, n: 530, samples: [0, 3, 1200], isFixed: false),
  ]

  @Test(arguments: TestMode.families, cases)
  func sumsHaveTheBitsOfAKernelOfTheirOwn(_ family: DeviceTraits.Family, _ test: Case) throws {
    let builder = GraphBuilder()
    let rows = test.isFixed ? Dim(test.samples[0]) : .batch
    let x = try builder.input("x", [rows, Dim(test.m)])
    let dy = try builder.input("dy", [rows, Dim(test.n)])
    let weights = try matmul(x, dy, transposeA: true)
    let bias = try sum(dy, axes: [0])
    let graph = builder.finish()
    let runner = try DeviceRunner(family, optimizes: true)
    let outputs = [weights.id, bias.id]
    func contractions(_ options: Compilation.Options) throws -> (sums: Int, steps: Int) {
      let program = try Compiler.compile(
        Compilation(graph, outputs: outputs, options: options), for: runner.context.traits)
      let fused = program.steps.count { step in
        guard case .contract = step.work else { return false }
        return step.writes.count == 2
      }
      return (fused, program.steps.count)
    }
    #expect(try contractions(.init(joinsLaunches: false)) == (1, 1))
    for samples in test.samples {
      let inputs = try [(x, test.m), (dy, test.n)].map { variable, columns in
        (
          variable.id,
          try Generator.normal.array(
            shape: [samples, columns], dtype: .float32, seed: UInt32(columns)
          ).tensor()
        )
      }
      func run(_ outputs: [VariableID]) throws -> [Tensor] {
        try runner.run(
          graph: graph, outputs: outputs, feeds: Dictionary(uniqueKeysWithValues: inputs),
          binding: ["batch": samples], mode: .training)
      }
      let together = try run(outputs)
      #expect(try run(outputs) == together)
      #expect(try run([bias.id]) == [together[1]])
      #expect(try run([weights.id]) == [together[0]])
      let values = inputs[1].1.floats
      for column in 0..<test.n {
        let exact = (0..<samples).reduce(0.0) { $0 + Double(values[$1 * test.n + column]) }
        let found = together[1].floats[column]
        #expect(abs(Double(found) - exact) < 1e-4 * Double(max(1, samples)).squareRoot())
      }
    }
  }
}
