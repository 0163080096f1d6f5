import ApusGraph
import Testing

@testable import ApusCompiler

/// What the backward pass of half-precision networks keeps of the forward one.
@Suite struct HalfActivationTests {
  /// Convolutions compute in float32; what lies in memory until the backward pass is half of it.
  @Test(arguments: DeviceTraits.Family.allCases)
  func convolutionsKeepHalfTheBytes(family: DeviceTraits.Family) throws {
    let full = try activationBytes(.float32, family)
    #expect(full > 0)
    for half in [DType.bfloat16, .float16] {
      let bytes = try activationBytes(half, family)
      #expect(Double(bytes) <= 0.55 * Double(full), "\(half): \(bytes) of \(full)")
    }
  }

  /// Three convolutions, of which Winograd's algorithm computes one, with ReLU and pools.
  private func activationBytes(_ dtype: DType, _ family: DeviceTraits.Family) throws -> Int {
    let graph = GraphBuilder()
    let images = try graph.input("images", [.batch, 1, 28, 28])
    var x = try cast(images, to: dtype)
    var weights: [Variable] = []
    for (number, (inputs, outputs)) in [(1, 32), (32, 32), (32, 64)].enumerated() {
      let weight = try graph.parameter(
        "weight\(number)", [Dim(outputs), Dim(inputs), 3, 3], initial: .constant(0.1))
      weights.append(weight)
      x = try maxPool2d(relu(conv2d(x, cast(weight, to: dtype), padding: .same)), kernel: 2)
    }
    let loss = try mean(cast(x, to: .float32))
    let slopes = try graph.gradients(of: loss, withRespectTo: weights)
    return try Compiler.compile(
      Compilation(graph.finish(), outputs: ([loss] + slopes).map(\.id), mode: .training),
      for: DeviceTraits(family: family)
    ).plan(for: ["batch": 16]).activationBytes
  }

  /// What comes of parameters alone is no activation, nor is what the first output needs only.
  @Test func activationsAreWhatIsReadLater() throws {
    let graph = GraphBuilder()
    let x = try graph.input("x", [.batch, 1000])
    let w = try graph.parameter("w", [1000, 1000], initial: .constant(0.1))
    let h = try exp(matmul(x, w))
    let loss = try mean(sin(h))
    let slope = try graph.gradients(of: loss, withRespectTo: [w])[0]
    func bytes(_ outputs: [Variable]) throws -> Int {
      try Compiler.compile(
        Compilation(graph.finish(), outputs: outputs.map(\.id), mode: .training),
        for: DeviceTraits(family: .cpu)
      ).plan(for: ["batch": 8]).activationBytes
    }
    #expect(try bytes([loss]) == 0)
    #expect(try bytes([loss, slope]) == 8 * 1000 * 4)
  }
}
