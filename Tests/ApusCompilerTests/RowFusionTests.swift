import ApusCompiler
import ApusGraph
import Testing

/// Which maps and reductions run one after another for each row, with fixed traits and without a
/// device.
@Suite struct RowFusionTests {
  private let builder = GraphBuilder()

  /// The names of all kernels of the plan, each launch by itself.
  private func kernels(
    _ outputs: [Variable], _ binding: [String: Int] = [:],
    family: DeviceTraits.Family = .cpu
  ) throws -> [String] {
    var compilation = Compilation(builder.finish(), outputs: outputs.map(\.id))
    compilation.options.joinsLaunches = false
    let plan = try Compiler.compile(compilation, for: DeviceTraits(family: family))
      .plan(for: binding)
    return plan.launches.map { plan.kernelNames[$0.kernel] }
  }

  private func rows(_ kernels: [String]) -> Int { kernels.count { $0.hasPrefix("rows") } }

  @Test(arguments: DeviceTraits.Family.allCases)
  func softmaxAndItsGradientAreOneKernelEach(family: DeviceTraits.Family) throws {
    let x = try builder.input("x", [.batch, 33])
    let y = try softmax(x)
    let forward = try kernels([y], ["batch": 64], family: family)
    #expect(forward.count == 1 && rows(forward) == 1, "\(forward)")
    // The gradient comes back through two products.
    let z = try matmul(y, builder.input("w", [33, 33]))
    let gradients = try builder.gradients(of: sum(z * z), withRespectTo: [x])
    let whole = try kernels(gradients, ["batch": 64], family: family)
    let products = whole.count { $0.hasPrefix("gemm") }
    let packs = whole.count { $0.hasPrefix("pack") }
    #expect(rows(whole) == 2 && products == 2 && whole.count == 4 + packs, "\(whole)")
    #expect(whole.first?.hasPrefix("rows") == true && whole.last?.hasPrefix("rows") == true)
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func crossEntropyAndItsGradientAreOneKernel(family: DeviceTraits.Family) throws {
    let x = try builder.input("x", [.batch, 10])
    let labels = try builder.input("labels", [.batch], .int32)
    let losses = try softmaxCrossEntropies(logits: x, labels: labels)
    let gradient = try builder.gradients(of: sum(losses), withRespectTo: [x])[0]
    let found = try kernels(
      [losses, logSoftmax(x), gradient], ["batch": 64], family: family)
    #expect(found.count == 1 && rows(found) == 1, "\(found)")
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func layerNormalisationIsOneKernel(family: DeviceTraits.Family) throws {
    let x = try builder.input("x", [.batch, .time, 64])
    let scale = try builder.input("scale", [64])
    let outputs = try builder.add(LayerNormalize(), [x])
    let sizes = ["batch": 4, "time": 16]
    let both = try kernels(outputs + [outputs[0] * scale], sizes, family: family)
    #expect(both.count == 1 && rows(both) == 1, "\(both)")
    let first = try kernels([layerNormalize(x) * scale + 1], sizes, family: family)
    #expect(first.count == 1 && rows(first) == 1, "\(first)")
  }

  @Test(arguments: DeviceTraits.Family.allCases)
  func attentionWeightsAreOneKernel(family: DeviceTraits.Family) throws {
    let x = try builder.input("x", [.batch, 4, .time, .time])
    let weights = try builder.add(AttentionWeights(scale: 0.5, isCausal: true), [x])
    let found = try kernels(weights, ["batch": 2, "time": 16], family: family)
    #expect(found.count == 1 && rows(found) == 1, "\(found)")
  }

  /// A few long rows are better dealt out among threads, row by row and stage by stage; and what
  /// does not stay in cache has nothing to gain.
  @Test func fewOrLongRowsStayApart() throws {
    let shapes: [(Shape, Bool)] = [
      ([16, 3000], true), ([15, 3000], false), ([8, 2048], true), ([8, 2049], false),
      ([2, 8192], true), ([2, 8193], false), ([1, 33], false), ([64, 32768], true),
      ([64, 32769], false),
    ]
    for (shape, isOne) in shapes {
      let builder = GraphBuilder()
      let x = try builder.input("x", shape)
      let y = try softmax(x)
      let compilation = Compilation(
        builder.finish(), outputs: [y.id], options: Compilation.Options(joinsLaunches: false))
      for family in DeviceTraits.Family.allCases {
        let plan = try Compiler.compile(compilation, for: DeviceTraits(family: family)).plan(
          for: [:])
        let names = plan.launches.map { plan.kernelNames[$0.kernel] }
        #expect((rows(names) == 1) == isOne, "\(shape), \(family): \(names)")
        #expect(isOne == (names.count == 1), "\(shape), \(family): \(names)")
      }
    }
  }

  /// weights → sum over columns → weights · sum: the last is of the group's rows, but joining it
  /// would close a circle.
  @Test(arguments: DeviceTraits.Family.allCases)
  func noCircleThroughAKernelOutside(family: DeviceTraits.Family) throws {
    let x = try builder.input("x", [64, 33])
    let weights = try softmax(x)
    let columns = try sum(weights * weights, axes: [0])
    let found = try kernels([weights * columns], family: family)
    #expect(found.count == 3 && rows(found) == 1, "\(found)")
    #expect(found[0].hasPrefix("rows"), "\(found)")
  }

  /// A group that begins behind the product that reads the first one is another.
  @Test func groupsBeforeAndBehindAProductAreTwo() throws {
    let x = try builder.input("x", [64, 33])
    let w = try builder.input("w", [33, 33])
    let weights = try softmax(x)
    let found = try kernels([weights - softmax(matmul(weights, w))])
    #expect(rows(found) == 2, "\(found)")
    #expect(found.first?.hasPrefix("rows") == true && found.last?.hasPrefix("rows") == true)
  }

  @Test func otherRowsThanOneOwnStayOutside() throws {
    let x = try builder.input("x", [64, 33])
    let weights = try softmax(x)
    let reversed = try slice(weights, axis: 0, start: 63, count: 64, step: -1)
    let found = try kernels([weights * reversed])
    #expect(found.count == 2 && rows(found) == 1, "\(found)")
    let square = try builder.input("square", [33, 33])
    let transposed = try transpose(softmax(square))
    #expect(try kernels([transposed + square]).count == 2)
  }

  /// Without fusion every stage has a launch, and no kernel works row by row.
  @Test func unfusedThereAreNoGroups() throws {
    let x = try builder.input("x", [64, 33])
    let y = try softmax(x)
    let compilation = Compilation(
      builder.finish(), outputs: [y.id],
      options: Compilation.Options(fuses: false, joinsLaunches: false))
    let plan = try Compiler.compile(compilation, for: DeviceTraits(family: .cpu)).plan(for: [:])
    let names = plan.launches.map { plan.kernelNames[$0.kernel] }
    #expect(names.count > 3 && rows(names) == 0, "\(names)")
  }
}
