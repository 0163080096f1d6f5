import ApusCompiler
import ApusGraph
import ApusRuntime
import Testing

/// Graphs made up at random, trained for two steps: fused, with shared launches and shared memory,
/// they compute what the same graphs compute one operation at a time.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct RandomGraphTests {
  /// A graph of some twenty operations, its gradients, and updates of its parameters.
  private struct RandomGraph {
    let builder: GraphBuilder
    var random: RandomStream
    var pool: [Variable] = []
    var feeds: [VariableID: any Feed] = [:]
    var outputs: [VariableID] = []
    var updates: [StateUpdate] = []
    let batch: Int

    init(_ seed: UInt64) throws {
      builder = GraphBuilder(seed: seed)
      random = RandomStream(seed: seed, stream: 7)
      batch = [1, 3, 17, 40][random.integer(below: 4)]
      let widths = [1, 2, 5, 16, 33, 64, 100]
      let width = widths[random.integer(below: widths.count)]
      let other = widths[random.integer(below: widths.count)]
      try addInput("x", [.batch, Dim(width)])
      try addInput("y", [.batch, Dim(width)])
      try addInput("z", [.batch, 4, Dim(other)])
      var parameters: [Variable] = []
      for (name, shape) in [("w", [width, other]), ("v", [other, width]), ("b", [width])] {
        let parameter = try builder.parameter(
          name, Shape(shape.map { Dim($0) }),
          initial: .normal(mean: 0, standardDeviation: 0.3))
        parameters.append(parameter)
        pool.append(parameter)
      }
      for _ in 0..<(8 + random.integer(below: 16)) { try grow() }
      var loss = try builder.constant(0)
      for x in pool.suffix(6) { loss = try loss + mean(x * x) }
      let used = parameters.filter { !$0.shape.isEmpty }
      let gradients = try builder.gradients(of: loss, withRespectTo: used)
      for (parameter, gradient) in zip(used, gradients) {
        let velocity = try builder.state("m.\(parameter)", parameter.shape)
        let next = try velocity * 0.9 + gradient
        updates.append(StateUpdate(velocity.id, next.id))
        updates.append(StateUpdate(parameter.id, try (parameter - next * 0.01).id))
      }
      outputs = [loss.id] + pool.suffix(4).map(\.id) + gradients.map(\.id)
    }

    private mutating func addInput(_ name: String, _ shape: Shape) throws {
      let x = try builder.input(name, shape)
      let extents = try shape.extents(["batch": batch])
      let values = (0..<extents.reduce(1, *)).map { _ in random.normal() }
      feeds[x.id] = try Tensor(values, shape: extents)
      pool.append(x)
    }

    private mutating func pick() -> Variable { pool[random.integer(below: pool.count)] }

    /// Adds an operation on what is there, if it fits.
    private mutating func grow() throws {
      let x = pick()
      let rank = x.shape.rank
      let next: Variable?
      switch random.integer(below: 18) {
      case 0: next = try tanh(x)
      case 1: next = try sigmoid(x) * 2 - 0.5
      case 2: next = try relu(x + 0.1)
      case 3: next = try gelu(x)
      case 4, 5:
        let y = pick()
        next = (try? x + y).map { $0 }
      case 6:
        let y = pick()
        next = try (try? x * y).map { try tanh($0) }
      case 7: next = rank > 0 ? try softmax(x) : nil
      case 8: next = rank > 0 ? try logSoftmax(x) * 0.3 : nil
      case 9: next = rank > 0 ? try layerNormalize(x, epsilon: 0.1) : nil
      case 10:
        next =
          rank > 0 ? try x - mean(x, axes: [random.integer(below: rank)], keepingDims: true) : nil
      case 11: next = rank > 1 ? try sum(x, axes: [rank - 1]) * 0.1 : nil
      case 12: next = rank > 1 ? try transpose(x) : nil
      case 13, 14, 15:
        let y = pick()
        let turned = random.integer(below: 2) == 1
        next = try (try? matmul(x, y, transposeB: turned)).map { try tanh($0 * 0.2) }
      case 16:
        guard rank > 1, let extent = x.shape[rank - 1].fixed, extent > 1 else { return }
        next = try slice(x, axis: rank - 1, start: 1, count: Dim(extent - 1))
      default:
        next = try select(x > 0, x * 0.5, abs(x))
      }
      // Of shapes that grow only what stays small.
      if let next, next.shape.rank <= 4,
        try next.shape.elementCount.value(["batch": batch]) <= 20_000
      {
        pool.append(next)
      }
    }
  }

  private func run(_ made: RandomGraph, _ options: Compilation.Options) throws -> [Tensor] {
    let graph = made.builder.finish()
    var executableOptions = ExecutableOptions()
    executableOptions.compilation = options
    executableOptions.fillsMemoryWithNaN = true
    let store = try VariableStore(graph, in: testContext())
    let executable = try Executable(
      graph, outputs: made.outputs, updates: made.updates, store: store,
      options: executableOptions)
    let first = try executable.run(feeding: made.feeds)
    let second = try executable.run(feeding: made.feeds)
    return try first + second + store.names.map { try store.value(named: $0) }
  }

  /// APUS_RANDOM_GRAPHS=first..<last runs others; a failure names its seed.
  @Test func joinedGraphsComputeWhatPlainOnesDo() throws {
    let seeds = TestMode.randomGraphs ?? 0..<4
    for seed in seeds {
      let made = try RandomGraph(UInt64(seed))
      let plain = try run(
        made, .init(fuses: false, joinsLaunches: false, reusesMemory: false))
      let found = try run(made, .init())
      for (position, (a, b)) in zip(plain, found).enumerated() {
        #expect(a.shape == b.shape)
        let scale = a.doubles.map(\.magnitude).max() ?? 0
        let distance = zip(a.doubles, b.doubles).map { ($0 - $1).magnitude }.max() ?? 0
        let isClose = distance <= 2e-4 * max(scale, 1e-3)
        #expect(isClose, "seed \(seed), result \(position): \(distance) of \(scale)")
        if !isClose { return }
      }
    }
  }
}
