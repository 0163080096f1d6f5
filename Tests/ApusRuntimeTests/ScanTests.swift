import ApusCompiler
import ApusGraph
import ApusTestKit
import Testing

@testable import ApusRuntime

/// A scan against the same steps written out, and what it costs to have more of them.
@Suite struct ScanTests {
  private struct Network {
    var graph: Graph
    var outputs: [VariableID]
    var feeds: [VariableID: Tensor]
  }

  /// A recurrent network over `steps` steps, its loss and the gradients of its weights.
  private func network(steps: Int, isUnrolled: Bool, isSymbolic: Bool = false) throws -> Network {
    let builder = GraphBuilder(seed: 3)
    let (batch, width) = (5, 19)
    let x = try builder.input("x", [isSymbolic ? .symbol("steps") : Dim(steps), 5, 19])
    let h = try builder.input("h", [5, 19])
    let w = try builder.input("w", [19, 19])
    let b = try builder.input("b", [19])
    var last = h
    if isUnrolled {
      for step in 0..<steps {
        let part = try reshape(slice(x, axis: 0, start: Dim(step), count: 1), to: [5, 19])
        last = try tanh(matmul(last, w) + part * b)
      }
    } else {
      last = try scan(over: [x], carrying: [h], using: [w, b]) { step throws(GraphError) in
        let product = try matmul(step.carries[0], step.constants[0])
        let next = try tanh(product + step.inputs[0] * step.constants[1])
        return (carries: [next], outputs: [])
      }.carries[0]
    }
    let loss = try mean(last * last)
    let gradients = try builder.gradients(of: loss, withRespectTo: [x, h, w, b])
    func numbers(_ shape: [Int], _ seed: UInt32) throws -> Tensor {
      try Generator.uniform(-0.6, 0.6).array(shape: shape, dtype: .float32, seed: seed).tensor()
    }
    return Network(
      graph: builder.finish(), outputs: [loss.id] + gradients.map(\.id),
      feeds: [
        x.id: try numbers([steps, batch, width], 1), h.id: try numbers([batch, width], 2),
        w.id: try numbers([width, width], 3), b.id: try numbers([width], 4),
      ])
  }

  private func run(_ network: Network, steps: Int) throws -> [Tensor] {
    try DeviceRunner(nil, joinsLaunches: true).run(
      graph: network.graph, outputs: network.outputs, feeds: network.feeds,
      binding: ["steps": steps], mode: .training)
  }

  @Test func scannedAndUnrolledLossesAgree() throws {
    let steps = 12
    let scanned = try network(steps: steps, isUnrolled: false, isSymbolic: true)
    let unrolled = try run(network(steps: steps, isUnrolled: true), steps: steps)
    let results = try run(scanned, steps: steps)
    for (result, other) in zip(results, unrolled) {
      // Of gradients, whose elements are sums of larger terms, 1e-6 of the largest as well.
      let largest = Double(other.floats.map(\.magnitude).max() ?? 0)
      let found = compare(
        expected: ReferenceArray(other), actual: result, relative: 1e-5,
        absolute: other.shape.isEmpty ? 0 : max(1e-8, 1e-6 * largest))
      #expect(found == nil)
    }
    // The same again has the same bits.
    #expect(try run(scanned, steps: steps).map(\.bytes) == results.map(\.bytes))
  }

  /// Steps in lanes give the bits that they give one after another.
  @Test(arguments: [32, 24, 30]) func lanesChangeNoBit(batch: Int) throws {
    let (steps, width) = (5, 72)
    let builder = GraphBuilder(seed: 3)
    let x = try builder.input("x", [.symbol("steps"), .symbol("batch"), 72])
    let weights = RecurrentWeights(
      input: try builder.input("w", [72, 288]), hidden: try builder.input("u", [72, 288]))
    let network = try lstm(x, layers: [RecurrentLayer(forward: weights)])
    let gradients = try builder.gradients(
      of: mean(network.outputs * network.outputs),
      withRespectTo: [x, weights.input, weights.hidden])
    let outputs = [network.outputs, network.cell] + gradients
    func numbers(_ shape: [Int], _ seed: UInt32) throws -> Tensor {
      try Generator.uniform(-0.6, 0.6).array(shape: shape, dtype: .float32, seed: seed).tensor()
    }
    let feeds = [
      x.id: try numbers([steps, batch, width], 1),
      weights.input.id: try numbers([width, 4 * width], 2),
      weights.hidden.id: try numbers([width, 4 * width], 3),
    ]
    let results = try [true, false].map { joins in
      try DeviceRunner(nil, joinsLaunches: joins).run(
        graph: builder.finish(), outputs: outputs.map(\.id), feeds: feeds,
        binding: ["steps": steps, "batch": batch], mode: .training
      ).map(\.bytes)
    }
    #expect(results[0] == results[1])
  }

  @Test func moreStepsAreMoreLaunchesOfTheSameKernels() throws {
    let network = try network(steps: 1, isUnrolled: false, isSymbolic: true)
    for family in [DeviceTraits.Family.cpu, .gpu] {
      let program = try Compiler.compile(
        Compilation(network.graph, outputs: network.outputs), for: DeviceTraits(family: family))
      let counts = try [10, 20, 30].map {
        try program.plan(for: ["steps": $0]).launches.count
      }
      #expect(counts[2] - counts[1] == counts[1] - counts[0])
      // Forward one launch a step; backward the step's own gradient, the sum for b, and a product.
      #expect(counts[1] - counts[0] == 40)
    }
  }

  @Test func aWeightIsPackedOnceForAllSteps() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.symbol("steps"), 256, 512])
    let h = try builder.input("h", [256, 512])
    let w = try builder.input("w", [512, 512])
    let last = try scan(over: [x], carrying: [h], using: [w]) { step throws(GraphError) in
      let product = try matmul(step.carries[0], step.constants[0], transposeB: true)
      let next = try tanh(product + step.inputs[0])
      return (carries: [next], outputs: [])
    }.carries[0]
    let program = try Compiler.compile(
      Compilation(builder.finish(), outputs: [last.id]), for: DeviceTraits(family: .cpu))
    func packs(_ steps: Int) throws -> Int {
      let plan = try program.plan(for: ["steps": steps])
      return plan.launches.filter { plan.kernelNames[$0.kernel].hasPrefix("packB") }.count
    }
    #expect(try packs(8) == 1)
    #expect(try packs(16) == 1)
  }

  @Test func whatNobodyReadsIsNotStacked() throws {
    let network = try network(steps: 1, isUnrolled: false, isSymbolic: true)
    func bytes(_ outputs: [VariableID]) throws -> Int {
      try Compiler.compile(
        Compilation(network.graph, outputs: outputs), for: DeviceTraits(family: .cpu)
      ).plan(for: ["steps": 100]).arenaBytes
    }
    let stack = 100 * 5 * 19 * 4
    // Only the carry is kept for the loss; the products are, too, for the gradients.
    #expect(try bytes([network.outputs[0]]) < 2 * stack)
    #expect(try bytes(network.outputs) > 3 * stack)
  }
}
