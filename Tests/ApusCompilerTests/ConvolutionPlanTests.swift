import ApusCompiler
import ApusGraph
import Testing

/// What convolutions move: never the windows of a whole batch, which are as many times the input as the
/// kernel has taps.
@Suite struct ConvolutionPlanTests {
  /// The plans of a layer's convolution and both of its gradients.
  private func plans(
    _ x: Shape, _ w: Shape, stride: Int, family: DeviceTraits.Family
  ) throws -> [Plan] {
    let builder = GraphBuilder()
    let (x, w) = (try builder.input("x", x), try builder.input("w", w))
    let y = try conv2d(x, w, stride: PerAxis(stride), padding: 2)
    let upstream = try builder.input("upstream", y.shape)
    let gradients = try builder.gradients(of: y, withRespectTo: [x, w], seed: upstream)
    return try ([y] + gradients).map { output in
      let compilation = Compilation(
        builder.finish(), outputs: [output.id], options: .init(joinsLaunches: false))
      return try Compiler.compile(
        compilation, for: DeviceTraits(family: family, vectorWidth: 16)
      ).plan(for: ["batch": 32])
    }
  }

  /// A kernel takes an argument for each row of taps of a symbolic batch, not for each tap.
  @Test func tapsOfARowShareAnArgument() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [.symbol("batch"), 1, 40, 40])
    let y = try conv2d(x, builder.input("w", [4, 1, 17, 17]))
    let compilation = Compilation(builder.finish(), outputs: [y.id])
    let plan = try Compiler.compile(
      compilation, for: DeviceTraits(family: .cpu, vectorWidth: 16)
    ).plan(for: ["batch": 2])
    #expect(plan.launches.allSatisfy { $0.arguments.count < 50 }, "\(plan)")
  }

  /// However long the sum is, its parts take no more memory than 2²⁶ bytes.
  @Test func partsOfAWeightGradientAreFew() throws {
    let plan = try plans([64, 128, 56, 56], [128, 128, 3, 3], stride: 1, family: .cpu)[2]
    let laidOut = 2 * 64 * 128 * 64 * 64 * 4
    #expect(plan.arenaBytes < laidOut + 1 << 26, "\(plan.arenaBytes)")
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func windowsAreNotWritten(family: DeviceTraits.Family) throws {
    // Channels that do not come in sixteens, as Winograd's tiles have them.
    let channels = 60
    for (stride, size) in [(1, 16), (2, 32)] {
      let shapes: (Shape, Shape) = (
        [.symbol("batch"), Dim(channels), Dim(size), Dim(size)],
        [Dim(channels), Dim(channels), 5, 5]
      )
      let (input, output, weights) = (
        32 * channels * size * size * 4, 32 * channels * 256 * 4, channels * channels * 25 * 4
      )
      for plan in try plans(shapes.0, shapes.1, stride: stride, family: family) {
        let moved = plan.launches.reduce(0) { $0 + $1.bytes }
        // The input and the output twice or thrice, as they are laid out and in the end.
        #expect(moved < 4 * (input + output) + 8 * weights, "\(plan)")
        #expect(plan.arenaBytes < 2 * (input + output) + 4 * weights, "\(plan.arenaBytes)")
      }
    }
  }
}
