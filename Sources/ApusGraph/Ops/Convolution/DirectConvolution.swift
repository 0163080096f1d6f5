/// Convolutions of a few channels, such as the first layer of a network for images: the sums themselves,
/// computed where the images are.
///
/// Products would have few terms, and laying images out and gathering results would take longer than
/// they. Here a work-item of a CPU copies some rows of an image with their padding to memory of its own,
/// which stays in its core's cache; sums of eight outputs by two vectors of columns are in registers.
/// The last vector of a row is moved back to end with it. On GPUs a work-item has one result.
struct DirectConvolution {
  /// Lanes of a vector, and outputs whose sums are in registers.
  static let (lanes, block) = (16, 8)
  /// Floats of a work-item's copy of its images.
  private static let room = 6144

  let batch: Dim
  let channels: Int
  let outputs: Int
  /// The extents of an image, of its results and of the kernel.
  let extents: [Int]
  let counts: [Int]
  let kernel: [Int]
  /// How far the first window begins before the image.
  let before: [Int]

  /// nil where products are as fast, or which would be is not known.
  init?(_ geometry: ConvolutionGeometry, _ x: Shape, _ w: Shape) {
    let numbers = geometry.strides + geometry.dilations + geometry.spacings
    guard geometry.counts.count == 2, numbers.allSatisfy({ $0 == 1 }), geometry.groups == 1,
      let outputs = w[0].fixed, let channels = w[1].fixed,
      let height = x[2].fixed, let width = x[3].fixed, let down = w[2].fixed,
      let across = w[3].fixed,
      let rows = geometry.counts[0].fixed, let columns = geometry.counts[1].fixed, x[0] != 0,
      (1...4).contains(channels), min(height, width, rows) > 0, outputs > 0,
      outputs % DirectConvolution.block == 0, columns >= DirectConvolution.lanes,
      across <= 7, (2...49).contains(down * across)
    else { return nil }
    batch = x[0]
    (self.channels, self.outputs) = (channels, outputs)
    (extents, counts, kernel) = ([height, width], [rows, columns], [down, across])
    before = geometry.before
    guard channels * down * pitch <= DirectConvolution.room else { return nil }
  }

  private var taps: Int { channels * kernel[0] * kernel[1] }
  /// Floats from one row of the copy to the next.
  private var pitch: Int { counts[1] + kernel[1] - 1 }
  /// The columns that vectors of a row begin at.
  private var starts: [Int] {
    let lanes = DirectConvolution.lanes
    return stride(from: 0, to: counts[1], by: lanes).map { min($0, counts[1] - lanes) }
  }

  /// How an image is dealt out.
  private struct Part {
    /// Rows of results.
    var rows: Int
    /// Parts of an image.
    var strips: Int
  }

  /// - Parameter rows: of results at most.
  private func part(rows: Int) -> Part {
    let fitting = DirectConvolution.room / (channels * pitch) - kernel[0] + 1
    let rows = max(1, min(rows, counts[0], fitting))
    return Part(rows: rows, strips: (counts[0] + rows - 1) / rows)
  }

  /// The convolution, [batch, outputs, counts…], of weights [outputs, channels, kernel…].
  func lower(
    _ x: LoweredTensor, _ w: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let part = part(rows: 8)
    let kernel = NativeKernel(
      name: "directResult", source: result(part), arguments: [],
      globalSize: [batch * Dim(part.strips)], localSize: [1],
      onGPU: .init(
        source: elementResult, globalSize: [batch * Dim(outputs * counts[0] * counts[1])]))
    let shape = Shape([batch, Dim(outputs)] + counts.map { Dim($0) })
    return lowering.native(kernel, [x, w], outputs: [TensorType(shape, .float32)])[0]
  }

  /// The gradient of the weights, [outputs, channels, kernel…], of that of the results: sums over parts
  /// of the images, then over the parts.
  func weights(
    _ g: LoweredTensor, _ x: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let part = part(rows: counts[0])
    let (parts, count) = (batch * Dim(part.strips), outputs * taps)
    let kernel = NativeKernel(
      name: "directWeights", source: weightSums(part), arguments: [],
      globalSize: [parts], localSize: [1],
      onGPU: .init(source: elementWeightSums(part), globalSize: [parts * Dim(count)]))
    let shape = Shape([parts, Dim(count)])
    let sums = lowering.native(kernel, [g, x], outputs: [TensorType(shape, .float32)])[0]
    let whole = lowering.reduce(.sum, shape, axes: [0]) { body, order in
      body.load(Access(sums.value, order(.rowMajor(shape))), .float32)
    }
    return whole.reshaped(
      Shape([Dim(outputs), Dim(channels)] + self.kernel.map { Dim($0) }))
  }
}

/// The kernels' texts.
extension DirectConvolution {
  private func head(_ name: String, _ inputs: [String]) -> String {
    let buffers = (inputs.map { "global const float *\($0)" } + ["global float *to"]).enumerated()
      .map { "\($1), const ulong \(($0 < inputs.count ? inputs[$0] : "to"))Offset" }
    return "kernel void \(name)(\n    \(buffers.joined(separator: ",\n    "))) {"
  }

  private var vector: String { "typedef float16 V16 __attribute__((aligned(4)));" }

  private func splat(_ value: String) -> String { "(float16)(\(value))" }

  /// Statements that copy the rows that `height` rows of results from `row` on see, of image `image`,
  /// to `own`: [channel, row, column], zeros beyond the edges.
  private func copy(_ height: String) -> String {
    let (first, last) = (max(0, before[1]), min(pitch, extents[1] + before[1]))
    let begin = min(first, pitch)
    let end = max(begin, last)
    return """
      for (int c = 0; c < \(channels); ++c) {
            for (int i = 0; i < \(height) + \(kernel[0] - 1); ++i) {
              float *line = own + (c * (\(height) + \(kernel[0] - 1)) + i) * \(pitch);
              const int y = row + i - \(before[0]);
              const bool isInside = y >= 0 && y < \(extents[0]);
              const int first = isInside ? \(begin) : \(pitch), last = isInside ? \(end) : \(pitch);
              global const float *in = x + xOffset
                  + ((ulong)(image * \(channels) + c) * \(extents[0]) + (isInside ? y : 0)) * \(extents[1]);
              for (int q = 0; q < first; ++q) line[q] = 0.0f;
              for (int q = first; q < last; ++q) line[q] = in[q - \(before[1])];
              for (int q = last; q < \(pitch); ++q) line[q] = 0.0f;
            }
          }
      """
  }

  /// CPUs: results of some rows of an image.
  private func result(_ part: Part) -> String {
    let block = DirectConvolution.block
    let pairs = stride(from: 0, to: starts.count, by: 2).map { Array(starts[$0...].prefix(2)) }
    let strip = channels * (part.rows + kernel[0] - 1) * pitch
    /// Sums of a block of outputs by one or two vectors, which begin at these columns.
    func sums(_ starts: [String]) -> String {
      let names = (0..<block).map { o in starts.indices.map { "s\(o)_\($0)" } }
      let values = starts.indices.map { "v\($0)" }
      let taps = (0..<kernel[1]).map { j in
        let loads = zip(values, starts).map {
          "const float16 \($0) = *(const V16 *)(in + \($1) + \(j));"
        }
        let adds = names.enumerated().map { o, row in
          "{ const float16 weight = \(splat("taps[\(o * self.taps + j)]")); "
            + zip(row, values).map { "\($0) = fma(\($1), weight, \($0));" }.joined(separator: " ")
            + " }"
        }
        return "{ \((loads + adds).joined(separator: "\n            ")) }"
      }
      let stores = names.enumerated().flatMap { o, row in
        zip(row, starts).map {
          "apus_store_float16(\($0), out + \(o * counts[0] * counts[1]) + \($1));"
        }
      }
      return """
        {
                float16 \(names.flatMap { $0 }.map { "\($0) = 0.0f" }.joined(separator: ", "));
                for (int c = 0; c < \(channels); ++c) {
                  for (int i = 0; i < \(kernel[0]); ++i) {
                    const float *in = own + (c * (height + \(kernel[0] - 1)) + r + i) * \(pitch);
                    global const float *taps = weights + (c * \(kernel[0]) + i) * \(kernel[1]);
                    \(taps.joined(separator: "\n            "))
                  }
                }
                \(stores.joined(separator: "\n        "))
              }
        """
    }
    // Rows of many vectors are a loop over pairs, the last of which is moved back.
    let body =
      pairs.count <= 2
      ? pairs.map { sums($0.map(String.init)) }.joined(separator: "\n      ")
      : "for (int q = 0; q < \(counts[1]); q += 32) {\n"
        + "        const int a = min(q, \(counts[1] - 32)), b = a + 16;\n        "
        + sums(["a", "b"]) + "\n      }"
    return """
      // Convolves \(channels) × \(extents[0]) × \(extents[1]) images with \(outputs) kernels \
      \(kernel[0]) × \(kernel[1]).
      // One work-item = \(part.rows) rows of all results of an image.
      \(head("directResult", ["x", "w"]))
        \(vector)
        const int image = get_global_id(0) / \(part.strips);
        const int row = get_global_id(0) % \(part.strips) * \(part.rows);
        const int height = min(\(part.rows), \(counts[0]) - row);
        float own[\(strip)];
        \(copy("height"))
        for (int o = 0; o < \(outputs); o += \(block)) {
          global const float *weights = w + wOffset + o * \(taps);
          for (int r = 0; r < height; ++r) {
            global float *out = to + toOffset
                + (((ulong)image * \(outputs) + o) * \(counts[0]) + row + r) * \(counts[1]);
            \(body)
          }
        }
      }

      """
  }

  /// CPUs: the sums of a part's images, for all weights.
  private func weightSums(_ part: Part) -> String {
    // Sums of so many outputs by the taps of a row of the kernel are in registers, of which there are
    // 32 with gradients and elements.
    let block = kernel[1] <= 5 ? 4 : 2
    let strip = channels * (part.rows + kernel[0] - 1) * pitch
    let names = (0..<block).map { o in (0..<kernel[1]).map { "s\(o)_\($0)" } }
    let last = starts.count - 1
    /// What the last vector shares with the one before it counts once.
    let shared = last > 0 ? starts[last - 1] + DirectConvolution.lanes - starts[last] : 0
    func step(_ start: String, masked: Bool) -> String {
      var lines = (0..<block).map { o in
        let load = "apus_load_float16(gradient + \(o * counts[0] * counts[1]) + \(start))"
        return "const float16 g\(o) = "
          + (masked ? "as_float16(as_int16(\(load)) & isOwn);" : "\(load);")
      }
      for j in 0..<kernel[1] {
        lines.append(
          "{ const float16 v = *(const V16 *)(in + \(start) + \(j)); "
            + (0..<block).map { "s\($0)_\(j) = fma(v, g\($0), s\($0)_\(j));" }
            .joined(separator: " ") + " }")
      }
      return "{ " + lines.joined(separator: "\n              ") + " }"
    }
    let whole = shared > 0 ? last : last + 1
    var steps: [String] = []
    if whole > 2 {
      steps.append(
        "for (int q = 0; q < \(whole * DirectConvolution.lanes); q += 16) "
          + step("q", masked: false))
    } else {
      steps += (0..<whole).map { step(String(starts[$0]), masked: false) }
    }
    if shared > 0 { steps.append(step(String(starts[last]), masked: true)) }
    let mask = (0..<DirectConvolution.lanes).map { $0 < shared ? "0" : "-1" }
    let stores = names.enumerated().flatMap { o, row in
      row.enumerated().map { j, name in
        "{ const float4 \(name)q = (\(name).s0123 + \(name).s4567)"
          + " + (\(name).s89ab + \(name).scdef); sums[\(o * taps + j)] = \(total(name)); }"
      }
    }
    return """
      // The gradient of \(outputs) kernels of \(channels) × \(kernel[0]) × \(kernel[1]), over \
      parts of the images.
      // One work-item = \(part.rows) rows of an image, for all weights.
      \(head("directWeights", ["g", "x"]))
        \(vector)
        const int image = get_global_id(0) / \(part.strips);
        const int row = get_global_id(0) % \(part.strips) * \(part.rows);
        const int height = min(\(part.rows), \(counts[0]) - row);
        float own[\(strip)];
        \(copy("height"))
        const int16 isOwn = (int16)(\(mask.joined(separator: ", ")));
        for (int o = 0; o < \(outputs); o += \(block)) {
          for (int c = 0; c < \(channels); ++c) {
            for (int i = 0; i < \(kernel[0]); ++i) {
              float16 \(names.flatMap { $0 }.map { "\($0) = 0.0f" }.joined(separator: ", "));
              for (int r = 0; r < height; ++r) {
                const float *in = own + (c * (height + \(kernel[0] - 1)) + r + i) * \(pitch);
                global const float *gradient = g + gOffset
                    + (((ulong)image * \(outputs) + o) * \(counts[0]) + row + r) * \(counts[1]);
                \(steps.joined(separator: "\n            "))
              }
              global float *sums = to + toOffset + (ulong)get_global_id(0) * \(outputs * taps)
                  + (o * \(channels) + c) * \(kernel[0] * kernel[1]) + i * \(kernel[1]);
              \(stores.joined(separator: "\n        "))
            }
          }
        }
      }

      """
  }

  /// The sum of a vector's lanes, halves added to halves.
  private func total(_ name: String) -> String {
    let lanes = (0..<4).map { "\(name)q.s\($0)" }
    return "(\(lanes[0]) + \(lanes[1])) + (\(lanes[2]) + \(lanes[3]))"
  }

  /// Statements that add the taps of a row of the kernel.
  private var elementTaps: [String] {
    (0..<kernel[1]).map { j in
      "{ const int p = x0 + \(j); const float v = in[clamp(p, 0, \(extents[1] - 1))]; "
        + "sum = fma(isInside && p >= 0 && p < \(extents[1]) ? v : 0.0f, taps[\(j)], sum); }"
    }
  }

  /// GPUs: one result.
  private var elementResult: String {
    """
    // Convolves \(channels) × \(extents[0]) × \(extents[1]) images with \(outputs) kernels \
    \(kernel[0]) × \(kernel[1]).
    // One work-item = one result.
    \(head("directResult", ["x", "w"]))
      const uint plane = get_global_id(0) / \(counts[0] * counts[1]);
      const int place = get_global_id(0) % \(counts[0] * counts[1]);
      const int o = plane % \(outputs), image = plane / \(outputs);
      const int r = place / \(counts[1]), q = place % \(counts[1]);
      const int x0 = q - \(before[1]), y0 = r - \(before[0]);
      float sum = 0.0f;
      for (int c = 0; c < \(channels); ++c) {
        global const float *own = x + xOffset
            + (ulong)(image * \(channels) + c) * \(extents[0] * extents[1]);
        global const float *taps = w + wOffset + (o * \(channels) + c) * \(kernel[0] * kernel[1]);
        for (int i = 0; i < \(kernel[0]); ++i, taps += \(kernel[1])) {
          const int y = y0 + i;
          const bool isInside = y >= 0 && y < \(extents[0]);
          // A compiler may read before it asks: beyond the edges an element of the edge is read.
          global const float *in = own + clamp(y, 0, \(extents[0] - 1)) * \(extents[1]);
          \(elementTaps.joined(separator: "\n      "))
        }
      }
      to[toOffset + get_global_id(0)] = sum;
    }

    """
  }

  /// GPUs: one weight's sum over a part's images.
  private func elementWeightSums(_ part: Part) -> String {
    """
    // The gradient of \(outputs) kernels of \(channels) × \(kernel[0]) × \(kernel[1]), over parts of \
    the images.
    // One work-item = \(part.rows) rows of an image, for one weight.
    \(head("directWeights", ["g", "x"]))
      uint rest = get_global_id(0) % \(outputs * taps);
      const int part = get_global_id(0) / \(outputs * taps);
      const int j = rest % \(kernel[1]); rest /= \(kernel[1]);
      const int i = rest % \(kernel[0]); rest /= \(kernel[0]);
      const int c = rest % \(channels); rest /= \(channels);
      const int o = rest, image = part / \(part.strips);
      const int row = part % \(part.strips) * \(part.rows);
      const int end = min(row + \(part.rows), \(counts[0]));
      const int x0 = j - \(before[1]), y0 = i - \(before[0]);
      float sum = 0.0f;
      for (int r = max(row, -y0); r < min(end, \(extents[0]) - y0); ++r) {
        global const float *in = x + xOffset
            + ((ulong)(image * \(channels) + c) * \(extents[0]) + r + y0) * \(extents[1]);
        global const float *gradient = g + gOffset
            + (((ulong)image * \(outputs) + o) * \(counts[0]) + r) * \(counts[1]);
        for (int q = max(0, -x0); q < min(\(counts[1]), \(extents[1]) - x0); ++q)
          sum = fma(in[q + x0], gradient[q], sum);
      }
      to[toOffset + get_global_id(0)] = sum;
    }

    """
  }
}
