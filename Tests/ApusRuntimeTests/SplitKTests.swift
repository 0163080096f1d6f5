import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Products of few tiles and many k, whose parts of k are added by a second kernel.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct SplitKTests {
  /// C [m, n] = A [m, k] · B [k, n].
  struct Case: CustomTestStringConvertible {
    var m: Int
    var k: Int
    var n: Int
    var transposeA = false
    var transposeB = false
    var batch: [Int] = []
    /// Sizes of k where that is a symbol.
    var sizes: [Int] = []
    var hasEpilogue = false
    var sumsColumns = false
    var computesA = false

    var testDescription: String {
      "\(batch) \(m)×\(k)×\(n)\(transposeA ? " Aᵀ" : "")\(transposeB ? " Bᵀ" : "")"
        + "\(sizes.isEmpty ? "" : " \(sizes)")\(hasEpilogue ? " with an epilogue" : "")"
        + "\(sumsColumns ? " with sums" : "")\(computesA ? " computed" : "")"
    }
  }

  private static let cases = [
    // All layouts, the last part shorter than the others.
    Case(m: 13, k: 8_203, n: 9), Case(m: 13, k: 8_203, n: 9, transposeA: true),
    Case(m: 13, k: 8_203, n: 37, transposeB: true),
    Case(m: 9, k: 8_203, n: 21, transposeA: true, transposeB: true, hasEpilogue: true),
    // Vectors: dot products, and one row or column.
    Case(m: 1, k: 150_001, n: 1), Case(m: 3, k: 40_003, n: 2, transposeB: true),
    Case(m: 1, k: 16_411, n: 70, hasEpilogue: true), Case(m: 70, k: 16_411, n: 1),
    Case(m: 40, k: 16_411, n: 2, transposeA: true, hasEpilogue: true),
    // Whole and narrow vectors in the second kernel, batches, what is computed in packing.
    Case(m: 20, k: 8_204, n: 83, hasEpilogue: true),
    Case(m: 5, k: 9_000, n: 16, batch: [2, 2], hasEpilogue: true),
    Case(m: 37, k: 8_200, n: 18, transposeB: true, batch: [2], computesA: true),
    // Gradients of a layer's weights and bias, over any number of samples.
    Case(m: 16, k: 0, n: 24, transposeA: true, sizes: [0, 1, 200, 12_000], sumsColumns: true),
    Case(m: 30, k: 0, n: 2, transposeA: true, sizes: [5, 2_049, 20_000], sumsColumns: true),
    Case(m: 20, k: 0, n: 100, transposeA: true, sizes: [70, 8_303], sumsColumns: true),
  ]

  @Test(arguments: TestMode.families, cases)
  func partsAreAddedInOrder(_ family: DeviceTraits.Family, _ test: Case) throws {
    let builder = GraphBuilder()
    let k = test.sizes.isEmpty ? Dim(test.k) : Dim.batch
    let batch = test.batch.map { Dim($0) }
    let (m, n) = (Dim(test.m), Dim(test.n))
    let a = try builder.input("a", Shape(batch + (test.transposeA ? [k, m] : [m, k])))
    let b = try builder.input("b", Shape(batch + (test.transposeB ? [n, k] : [k, n])))
    let bias = try builder.input("bias", [n])
    var product = try matmul(
      test.computesA ? relu(a) : a, b, transposeA: test.transposeA, transposeB: test.transposeB)
    if test.hasEpilogue { product = try tanh(product * 0.01 + bias) }
    let outputs = [product] + (test.sumsColumns ? [try sum(b, axes: [0])] : [])
    let graph = builder.finish()
    let runner = try DeviceRunner(family)
    for size in test.sizes.isEmpty ? [test.k] : test.sizes {
      let binding = ["batch": size]
      var feeds: [VariableID: Tensor] = [:]
      for input in [a, b, bias] {
        let shape = try input.shape.dims.map { try $0.value(binding) }
        feeds[input.id] = try Generator.normal.array(
          shape: shape, dtype: .float32,
          seed: UInt32(input.shape.rank * 7 + shape.count + (shape.last ?? 0) % 101)
        ).tensor()
      }
      func run() throws -> (results: [Tensor], launches: Int) {
        let before = runner.launches
        let results = try runner.run(
          graph: graph, outputs: outputs.map(\.id), feeds: feeds, binding: binding,
          mode: .training)
        return (results, runner.launches - before)
      }
      let found = try run()
      #expect(try run().results == found.results)
      if size >= 8192 {
        let steps = try Compiler.compile(
          Compilation(graph, outputs: outputs.map(\.id), options: .init(joinsLaunches: false)),
          for: runner.context.traits
        ).steps
        guard case .contract(let contract) = try #require(steps.last).work else {
          Issue.record("no product")
          continue
        }
        let elements = test.batch.reduce(1, *)
        let shape = GemmShape(m: test.m, n: test.n, k: size, batch: elements)
        let plan = try #require(contract.variant(for: shape)).plan
        #expect(plan.parts(shape) > 1, "\(plan)")
        // The product and what adds the parts; packing, or else what the product reads.
        let others = [plan.packsA, plan.packsB, test.computesA && !plan.packsA].count { $0 }
        #expect(found.launches == 2 + others)
        #expect(!plan.addsInOrder(shape) && contract.candidates(for: shape) == [plan])
      }
      try compare(found.results, feeds: (feeds[a.id], feeds[b.id], feeds[bias.id]), size, test)
    }
  }

  /// Against the product in Double.
  private func compare(
    _ found: [Tensor], feeds: (a: Tensor?, b: Tensor?, bias: Tensor?), _ k: Int, _ test: Case
  ) throws {
    let (a, b) = (try #require(feeds.a).floats, try #require(feeds.b).floats)
    let bias = try #require(feeds.bias).floats
    let values = found[0].floats
    let (m, n) = (test.m, test.n)
    var worst = 0.0
    for batch in 0..<test.batch.reduce(1, *) {
      for row in 0..<m {
        for column in 0..<n {
          var total = 0.0
          for index in 0..<k {
            let x = a[batch * m * k + (test.transposeA ? index * m + row : row * k + index)]
            let y = b[batch * n * k + (test.transposeB ? column * k + index : index * n + column)]
            total += Double(test.computesA ? max(x, 0) : x) * Double(y)
          }
          let scale = test.hasEpilogue ? 1 : Double(max(1, k)).squareRoot()
          if test.hasEpilogue { total = tanh(total * 0.01 + Double(bias[column])) }
          let value = Double(values[(batch * m + row) * n + column])
          worst = max(worst, abs(value - total) / scale)
        }
      }
    }
    #expect(worst < 3e-4, "\(test)")
    guard test.sumsColumns else { return }
    let sums = found[1].floats
    for column in 0..<n {
      let exact = (0..<k).reduce(0.0) { $0 + Double(b[$1 * n + column]) }
      #expect(
        abs(Double(sums[column]) - exact) < 1e-4 * Double(max(1, k)).squareRoot())
    }
  }
}
