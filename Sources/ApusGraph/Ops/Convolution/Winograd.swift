/// Convolutions of 3×3 and 5×5 kernels by fewer products: F(4×4, 3×3) and F(2×2, 5×5) of A. Lavin and
/// S. Gray, "Fast algorithms for convolutional neural networks" (CVPR 2016).
///
/// Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A for each tile of results and the 6×6 elements d that it depends on:
/// 36 products instead of 144 for 4×4 results of 3×3 kernels, or of 100 for 2×2 of 5×5, which over all
/// tiles and channels are 36 matrix products. Their operands have channels innermost: transforms are the
/// same for all of them, and no matrix needs to be packed. Results differ from direct sums by some ten
/// times as much as those do from exact ones; where an element is not finite, all results of its tiles
/// are NaN.
struct Winograd {
  /// The elements along an axis that the results of a tile depend on.
  static let window = 6
  /// The products of a tile: window × window.
  static let parts = 36

  /// Weights along an axis: 3 or 5.
  let kernel: Int
  /// Results of a tile along an axis.
  var tile: Int { Winograd.window + 1 - kernel }
  let batch: Dim
  let channels: Int
  let outputs: Int
  /// The extents of an image, and of its results.
  let extents: [Int]
  let counts: [Int]
  /// How far the first window begins before the image.
  let before: [Int]

  /// nil where direct sums are as fast, or which would be is not known.
  init?(_ geometry: ConvolutionGeometry, _ x: Shape, _ w: Shape) {
    let numbers = geometry.strides + geometry.dilations + geometry.spacings
    guard geometry.counts.count == 2, numbers.allSatisfy({ $0 == 1 }), geometry.groups == 1,
      let kernel = w[2].fixed, kernel == 3 || kernel == 5, w[3] == w[2], let outputs = w[0].fixed,
      let channels = w[1].fixed,
      let height = x[2].fixed, let width = x[3].fixed,
      let rows = geometry.counts[0].fixed, let columns = geometry.counts[1].fixed,
      min(outputs, channels, rows, columns) > 0, x[0] != 0,
      outputs % Winograd.block == 0, channels % Winograd.block == 0
    else { return nil }
    (batch, self.kernel) = (x[0], kernel)
    (self.channels, self.outputs) = (channels, outputs)
    (extents, counts) = ([height, width], [rows, columns])
    before = geometry.before
    guard pays else { return nil }
  }

  /// Channels come in whole blocks.
  static let block = 16

  /// Tiles of an image along each axis.
  var tiles: [Int] { counts.map { ($0 + tile - 1) / tile } }
  /// Tiles of all images.
  var positions: Dim { batch * Dim(tiles[0] * tiles[1]) }

  /// Whether it is clearly less work, an element that is transformed counting as so many products, and
  /// the matrices of tiles, which are 2¼ or 9 times the images, take no more than 2²⁷ bytes. Of a batch that is
  /// not known yet, the work is that of a small one and the memory that of a usual one.
  private var pays: Bool {
    let (perElement, small, usual) = (24.0, 8, 32)
    let images = Double(batch.fixed ?? small)
    let (channels, outputs) = (Double(channels), Double(outputs))
    let own = Double(tiles[0] * tiles[1])
    let sums = images * Double(counts[0] * counts[1]) * outputs
    let direct = Double(kernel * kernel) * sums * channels
    let transformed = images * own * (channels + outputs) + channels * outputs
    let products = images * own * channels * outputs
    let bytes =
      Double(4 * Winograd.parts) * Double(batch.fixed ?? usual) * own * (channels + outputs)
    return Double(Winograd.parts) * (products + perElement * transformed) < direct
      && bytes <= 0x1p27
  }

  /// From one of the 36 matrices of tiles to the next: a little more than they have, since powers of two
  /// would fall on the same lines of a cache.
  func pitch(_ channels: Int) -> Dim { positions * Dim(channels) + Dim(3 * Winograd.block) }

  /// The convolution, [batch, outputs, counts…], of weights
  /// [outputs, channels, kernel, kernel].
  func lower(
    _ x: LoweredTensor, _ w: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let (c, k) = (Dim(channels), Dim(outputs))
    let input = tiles(x, .input, channels, &lowering)
    let weights = run("winogradWeights", w, Shape([Dim(Winograd.parts), c, k]), &lowering) {
      ($0.weights($1), $0.weightItems)
    }
    let product = lowering.contract(
      [Dim(Winograd.parts)], positions, k,
      Contraction(
        batchRank: 1, k: c, a: Access(input.value, AffineIndex(strides: [pitch(channels), c, 1])),
        b: Access(weights.value, AffineIndex(strides: [c * k, k, 1]))))
    let shape = Shape([batch, k] + counts.map { Dim($0) })
    return run("winogradResult", product, shape, passesBatch: true, &lowering) {
      ($0.result($1), $0.tileItems(outputs))
    }
  }

  /// The gradient of the weights, [outputs, channels, kernel, kernel], of that of the results.
  func weights(
    _ g: LoweredTensor, _ x: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let (c, k) = (Dim(channels), Dim(outputs))
    let input = tiles(x, .input, channels, &lowering)
    let gradient = tiles(g, .resultAdjoint, outputs, &lowering)
    let product = lowering.contract(
      [Dim(Winograd.parts)], c, k,
      Contraction(
        batchRank: 1, k: positions,
        a: Access(input.value, AffineIndex(strides: [pitch(channels), 1, c])),
        b: Access(gradient.value, AffineIndex(strides: [pitch(outputs), k, 1]))))
    return run(
      "winogradWeightGradient", product, Shape([k, c, Dim(kernel), Dim(kernel)]), &lowering
    ) {
      ($0.weightGradient($1), $0.weightItems)
    }
  }

  /// The 36 matrices of the tiles of images.
  private func tiles(
    _ images: LoweredTensor, _ transform: WinogradTransform, _ channels: Int,
    _ lowering: inout Lowering
  ) -> LoweredTensor {
    let name = transform == .input ? "winogradInput" : "winogradGradient"
    let shape = Shape([Dim(Winograd.parts) * pitch(channels)])
    return run(name, images, shape, passesBatch: true, &lowering) {
      ($0.tiles($1, of: transform), $0.tileItems(channels))
    }
  }

  /// Runs a kernel of one input and one output. CPUs have vectors of channels, and tiles of 32 results in
  /// a row; on GPUs a work-item has one channel, and a tile.
  private func run(
    _ name: String, _ input: LoweredTensor, _ shape: Shape, passesBatch: Bool = false,
    _ lowering: inout Lowering,
    _ write: (WinogradText, String) -> (source: String, items: Dim)
  ) -> LoweredTensor {
    let cpu = write(WinogradText(self, lanes: Winograd.block, span: 32 / tile), name)
    let gpu = write(WinogradText(self, lanes: 1, span: 1), name)
    let kernel = NativeKernel(
      name: name, source: cpu.source, arguments: passesBatch ? [.extent(batch)] : [],
      globalSize: [cpu.items], localSize: [1],
      onGPU: .init(source: gpu.source, globalSize: [gpu.items]))
    return lowering.native(kernel, [input], outputs: [TensorType(shape, .float32)])[0]
  }
}
