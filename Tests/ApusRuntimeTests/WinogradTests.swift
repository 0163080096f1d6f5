import ApusCompiler
import ApusGraph
import ApusRuntime
import ApusTestKit
import Testing

/// Convolutions by fewer products agree with the sums that define them, and so do their gradients.
@Suite(.serialized) struct WinogradTests {
  /// A layer large enough for tiles to pay.
  struct Layer: CustomStringConvertible, Sendable {
    var x: [Int]
    var outputs: Int
    var padding: ConvolutionPadding
    /// How far windows begin before the image.
    var before = [1, 1]
    var kernel = 3
    var isSymbolic = false

    var description: String { "\(x) to \(outputs) channels, \(padding), kernels of \(kernel)" }
    var w: [Int] { [outputs, x[1], kernel, kernel] }
  }

  /// On Oclgrind only the first one of each kernel, whose tiles reach beyond every edge.
  static let layers =
    TestMode.isOclgrind ? Array(all.prefix(1)) + Array(ofFive.prefix(1)) : all + ofFive

  private static let all = [
    Layer(x: [1, 32, 7, 15], outputs: 32, padding: 1, isSymbolic: true),
    Layer(x: [3, 32, 12, 16], outputs: 32, padding: 1),
    Layer(x: [5, 48, 7, 12], outputs: 32, padding: 1, isSymbolic: true),
    // More tiles in a row than a work-item has.
    Layer(x: [1, 32, 12, 37], outputs: 48, padding: .same),
    Layer(x: [4, 32, 18, 17], outputs: 32, padding: .valid, before: [0, 0]),
    // Tiles that end beyond the results, and windows of nothing but padding.
    Layer(
      x: [6, 48, 9, 10], outputs: 64, padding: .sides(before: [0, 4], after: [1, 0]),
      before: [0, 4]),
    Layer(x: [24, 128, 4, 4], outputs: 112, padding: 1),
  ]

  private static let ofFive = [
    Layer(
      x: [1, 48, 7, 11], outputs: 64, padding: 2, before: [2, 2], kernel: 5, isSymbolic: true),
    Layer(x: [6, 32, 14, 14], outputs: 64, padding: 2, before: [2, 2], kernel: 5),
    // More tiles in a row than a work-item has.
    Layer(x: [2, 48, 5, 38], outputs: 64, padding: .same, before: [2, 2], kernel: 5),
    Layer(x: [4, 48, 13, 12], outputs: 48, padding: .valid, before: [0, 0], kernel: 5),
    Layer(x: [2, 64, 16, 15], outputs: 48, padding: 1, kernel: 5),
    // Results narrower than the four columns that move at a time.
    Layer(x: [9, 64, 12, 7], outputs: 96, padding: .valid, before: [0, 0], kernel: 5),
    // Tiles that end beyond the results, and windows of little but padding.
    Layer(
      x: [7, 48, 9, 10], outputs: 64, padding: .sides(before: [0, 4], after: [3, 1]),
      before: [0, 4], kernel: 5),
    Layer(x: [12, 16, 12, 8], outputs: 144, padding: 2, before: [2, 2], kernel: 5),
  ]

  @Test(arguments: layers)
  func agreesWithDirectSums(layer: Layer) throws {
    let builder = GraphBuilder()
    let batch: Dim = layer.isSymbolic ? .batch : Dim(layer.x[0])
    let x = try builder.input("x", Shape([batch] + layer.x.dropFirst().map { Dim($0) }))
    let w = try builder.input("w", Shape(layer.w))
    let y = try conv2d(x, w, padding: layer.padding)
    let upstream = try builder.input("upstream", y.shape)
    let gradients = try builder.gradients(of: y, withRespectTo: [x, w], seed: upstream)
    let graph = builder.finish()
    let executable = try Executable(
      graph, outputs: ([y] + gradients).map(\.id), store: VariableStore(graph, in: quickContext()))
    let sums = try Sums(layer, counts: y.shape.dims.suffix(2).map { try #require($0.fixed) })
    let results = try executable.run([
      x: try sums.x.tensor, w: try sums.w.tensor, upstream: try sums.g.tensor,
    ])
    let names = try executable.plan.kernelNames
    for part in ["Input", "Weights", "Result", "Gradient", "WeightGradient"] {
      #expect(names.contains { $0.hasPrefix("winograd\(part)") }, "\(names)")
    }
    for draw in 0..<60 {
      // Steps that share no factor with the extents meet all corners.
      func some(_ below: Int, _ step: Int) -> Int { (draw * step + draw / 7) % below }
      let (n, k) = (some(layer.x[0], 1), some(layer.outputs, 5))
      let (c, i, j) = (some(layer.x[1], 7), some(layer.kernel, 1), some(layer.kernel, 2))
      let (oy, ox) = (some(sums.g.shape[2], 1), some(sums.g.shape[3], 3))
      let (iy, ix) = (some(layer.x[2], 1), some(layer.x[3], 3))
      check(results[0], [n, k, oy, ox], sums.result(n, k, oy, ox))
      check(results[1], [n, c, iy, ix], sums.inputGradient(n, c, iy, ix))
      check(results[2], [k, c, i, j], sums.weightGradient(k, c, i, j))
    }
  }

  /// - Parameter expected: the sum, and that of its terms' magnitudes.
  private func check(_ tensor: Tensor, _ index: [Int], _ expected: (sum: Double, size: Double)) {
    let flat = zip(index, tensor.shape).reduce(0) { $0 * $1.1 + $1.0 }
    let found = tensor.doubles[flat]
    #expect(abs(found - expected.sum) <= 2e-6 * expected.size + 2e-5, "at \(index)")
  }

  /// The input of a layer that trains is transformed once for its result and its weights' gradient.
  @Test func theInputIsTransformedOnce() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [8, 32, 16, 16])
    let w = try builder.input("w", [64, 32, 3, 3])
    let y = try conv2d(x, w, padding: 1)
    let g = try builder.gradients(of: sum(y * y), withRespectTo: [w])[0]
    let compilation = Compilation(builder.finish(), outputs: [y.id, g.id])
    for family in [DeviceTraits.Family.cpu, .gpu] {
      let plan = try Compiler.compile(compilation, for: DeviceTraits(family: family)).plan(for: [:])
      let inputs = plan.launches.filter {
        plan.kernelNames[$0.kernel].hasPrefix("winogradInput")
      }
      #expect(inputs.count == 1, "\(plan)")
    }
  }
}

/// Random numbers for a layer, and the sums that define its results.
private struct Sums {
  struct Numbers {
    var shape: [Int]
    var values: [Float]

    init(_ shape: [Int], seed: UInt32) {
      self.shape = shape
      let numbers = Generator.normal.array(
        shape: shape, dtype: .float32, seed: seed)
      values = numbers.values.map { Float($0) }
    }

    subscript(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
      guard (0..<shape[2]).contains(c), (0..<shape[3]).contains(d) else { return 0 }
      return Double(values[((a * shape[1] + b) * shape[2] + c) * shape[3] + d])
    }

    var tensor: Tensor { get throws { try Tensor(values, shape: shape) } }
  }

  let x: Numbers
  let w: Numbers
  let g: Numbers
  let before: [Int]
  let kernel: Int

  init(_ layer: WinogradTests.Layer, counts: [Int]) throws {
    x = Numbers(layer.x, seed: 1)
    w = Numbers(layer.w, seed: 2)
    g = Numbers([layer.x[0], layer.outputs] + counts, seed: 3)
    (before, kernel) = (layer.before, layer.kernel)
  }

  private func sum(_ terms: some Sequence<Double>) -> (sum: Double, size: Double) {
    terms.reduce((0, 0)) { ($0.0 + $1, $0.1 + abs($1)) }
  }

  private var taps: [(Int, Int)] { (0..<kernel * kernel).map { ($0 / kernel, $0 % kernel) } }

  func result(_ n: Int, _ k: Int, _ oy: Int, _ ox: Int) -> (sum: Double, size: Double) {
    sum(
      (0..<x.shape[1]).flatMap { c in
        taps.map { i, j in x[n, c, oy + i - before[0], ox + j - before[1]] * w[k, c, i, j] }
      })
  }

  func inputGradient(_ n: Int, _ c: Int, _ y: Int, _ x: Int) -> (sum: Double, size: Double) {
    sum(
      (0..<w.shape[0]).flatMap { k in
        taps.map { i, j in g[n, k, y - i + before[0], x - j + before[1]] * w[k, c, i, j] }
      })
  }

  func weightGradient(_ k: Int, _ c: Int, _ i: Int, _ j: Int) -> (sum: Double, size: Double) {
    sum(
      (0..<x.shape[0]).flatMap { n in
        (0..<g.shape[2]).flatMap { oy in
          (0..<g.shape[3]).map { ox in
            g[n, k, oy, ox] * x[n, c, oy + i - before[0], ox + j - before[1]]
          }
        }
      })
  }
}
