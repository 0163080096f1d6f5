/// Writes the kernels that transform tiles and weights.
///
/// A work-item has a block of channels, as many as a vector has lanes, and a span of neighbouring
/// tiles. It keeps what they see of the images in a strip of its own, channels innermost: the only
/// place where images are transposed.
struct WinogradText {
  private let winograd: Winograd
  /// Channels of a vector.
  private let lanes: Int
  /// Tiles of a span.
  private let span: Int

  init(_ winograd: Winograd, lanes: Int, span: Int) {
    (self.winograd, self.lanes) = (winograd, lanes)
    self.span = min(span, winograd.tiles[1])
  }

  private var vector: String { lanes == 1 ? "float" : "float\(lanes)" }
  private var spans: Int { (winograd.tiles[1] + span - 1) / span }
  private var tile: Int { winograd.tile }
  private var kernel: Int { winograd.kernel }
  private var taps: Int { kernel * kernel }
  private var window: Int { Winograd.window }

  /// Work-items for all tiles of images of so many channels.
  func tileItems(_ channels: Int) -> Dim {
    winograd.batch * Dim(winograd.tiles[0] * spans * (channels / lanes))
  }

  /// Work-items for all weights.
  var weightItems: Dim {
    Dim(winograd.channels / Winograd.block * (winograd.outputs / lanes))
  }

  /// Lanes that lie `stride` apart, gathered.
  private func gathered(_ pointer: String, stride: Int) -> String {
    let elements = (0..<lanes).map { "\(pointer)[\($0 * stride)]" }
    return lanes == 1 ? elements[0] : "(\(vector))(\(elements.joined(separator: ", ")))"
  }

  /// Moves columns first ..< last of planes at `in` to vectors at `own`, four at a time where there are
  /// as many; the last four are moved back to end with them.
  private func columnsIn(_ stride: Int) -> String {
    let singly =
      "for (int q = first; q < last; ++q) own[q] = \(gathered("(in + q)", stride: stride));"
    guard lanes == 16 else { return singly }
    return """
      if (last - first < 4) {
            \(singly)
          } else for (int q = first; q < last; q += 4) {
            const int at = min(q, last - 4);
            \(WinogradTransposition.gather("in + at", stride: stride, to: "(own + at)"))
          }
      """
  }

  /// Moves `width` columns from vectors at `own` to planes at `out`, likewise.
  private func columnsOut(_ stride: Int) -> String {
    guard lanes == 16 else { return "for (int q = 0; q < width; ++q) out[q] = own[q];" }
    return """
      if (width < 4) {
            for (int q = 0; q < width; ++q) {
              for (int l = 0; l < 16; ++l) out[l * \(stride) + q] = ((const float *)(own + q))[l];
            }
          } else for (int q = 0; q < width; q += 4) {
            const int at = min(q, width - 4);
            \(WinogradTransposition.scatter("(own + at)", stride: stride, to: "out + at"))
          }
      """
  }

  private func load(_ pointer: String) -> String {
    lanes == 1 ? "*(\(pointer))" : "apus_load_\(vector)(\(pointer))"
  }

  private func store(_ value: String, _ pointer: String) -> String {
    lanes == 1 ? "*(\(pointer)) = \(value);" : "apus_store_\(vector)(\(value), \(pointer));"
  }

  private func declaration(_ names: [String]) -> String {
    "\(vector) \(names.joined(separator: ", "));"
  }

  /// Names of a matrix of variables.
  private func names(_ prefix: String, _ rows: Int, _ columns: Int) -> [[String]] {
    (0..<rows).map { row in (0..<columns).map { "\(prefix)\(row)\($0)" } }
  }

  /// Which channels, row of tiles and span a work-item of tiles has.
  private func place(_ channels: Int) -> String {
    """
    int rest = get_global_id(0);
      const int c = rest % \(channels / lanes) * \(lanes); rest /= \(channels / lanes);
      const int start = rest % \(spans) * \(span); rest /= \(spans);
      const int row = rest % \(winograd.tiles[0]), image = rest / \(winograd.tiles[0]);
      const ulong tiles = (ulong)batch * \(winograd.tiles[0] * winograd.tiles[1]);
      const ulong position = ((ulong)image * \(winograd.tiles[0]) + row) * \(winograd.tiles[1]) + start;
      const int count = min(\(span), \(winograd.tiles[1]) - start);
    """
  }

  private static func head(_ name: String, _ arguments: String) -> String {
    "kernel void \(name)(\n    global const float *from, const ulong fromOffset,\n"
      + "    global float *to, const ulong toOffset\(arguments)) {"
  }

  /// Tiles of images to their 36 matrices [tiles, channels]: of the input, or of the results' gradient.
  func tiles(_ name: String, of transform: WinogradTransform) -> String {
    let isInput = transform == .input
    let channels = isInput ? winograd.channels : winograd.outputs
    let extents = isInput ? winograd.extents : winograd.counts
    let before = isInput ? winograd.before : [0, 0]
    let rows = isInput ? window : tile
    let columns = span * tile + rows - tile
    let plane = extents[0] * extents[1]
    let column = (0..<rows).map { "strip[\($0 * columns) + q]" }
    let columnResults = (0..<window).map { "strip[\($0 * columns) + q]" }
    let row = (0..<rows).map { "own[\($0)]" }
    let results = (0..<window).map { "y\($0)" }
    let stores = results.enumerated().map { store($1, "out + \($0) * pitch") }
    return """
      // Transforms tiles of \(channels) × \(extents[0]) × \(extents[1]) images: \
      out[i, j, tile, channel].
      // One work-item = \(lanes) channels of up to \(span) tiles.
      \(WinogradText.head(name, ", const int batch"))
        \(place(channels))
        const ulong pitch = tiles * \(channels) + \(3 * Winograd.block);
        global const float *plane = from + fromOffset + ((ulong)image * \(channels) + c) * \(plane);
        const int y0 = row * \(tile) - \(before[0]), x0 = start * \(tile) - \(before[1]);
        \(vector) strip[\(window * columns)];
        const int begin = clamp(-x0, 0, \(columns)), end = clamp(\(extents[1]) - x0, begin, \(columns));
        for (int i = 0; i < \(rows); ++i) {
          const int y = y0 + i;
          \(vector) *own = strip + i * \(columns);
          const bool isInside = y >= 0 && y < \(extents[0]);
          const int first = isInside ? begin : \(columns), last = isInside ? end : \(columns);
          global const float *in = plane + y * \(extents[1]) + x0;
          for (int q = 0; q < first; ++q) own[q] = 0.0f;
          \(columnsIn(plane))
          for (int q = last; q < \(columns); ++q) own[q] = 0.0f;
        }
        for (int q = 0; q < \(columns); ++q) {
          \(transform.text(column, to: columnResults, type: vector))
        }
        for (int t = 0; t < count; ++t) {
          global float *out = to + toOffset + (position + t) * \(channels) + c;
          for (int i = 0; i < \(window); ++i) {
            const \(vector) *own = strip + i * \(columns) + t * \(tile);
            \(declaration(results))
            \(transform.text(row, to: results, type: vector))
            \(stores.joined(separator: "\n        "))
            out += \(window) * pitch;
          }
        }
      }

      """
  }

  /// The 36 matrices of sums [tiles, outputs] to results.
  func result(_ name: String) -> String {
    let (outputs, counts) = (winograd.outputs, winograd.counts)
    let columns = span * tile
    let sums = names("s", tile, window)
    let rows = (0..<window).map { j in
      let column = (0..<window).map { load("in + \($0 * window + j) * pitch") }
      return WinogradTransform.result.text(column, to: sums.map { $0[j] }, type: vector)
    }
    let results = (0..<tile).map { i in
      let own = (0..<tile).map { "strip[\(i * columns + $0) + t * \(tile)]" }
      return WinogradTransform.result.text(sums[i], to: own, type: vector)
    }
    return """
      // Results of \(outputs) × \(counts[0]) × \(counts[1]) of sums in[i, j, tile, channel].
      // One work-item = \(lanes) channels of up to \(span) tiles.
      \(WinogradText.head(name, ", const int batch"))
        \(place(outputs))
        const ulong pitch = tiles * \(outputs);
        \(vector) strip[\(tile * columns)];
        for (int t = 0; t < count; ++t) {
          global const float *in = from + fromOffset + (position + t) * \(outputs) + c;
          \(declaration(sums.flatMap { $0 }))
          \((rows + results).joined(separator: "\n    "))
        }
        const int width = min(count * \(tile), \(counts[1]) - start * \(tile));
        const int height = min(\(tile), \(counts[0]) - row * \(tile));
        global float *plane = to + toOffset + ((ulong)image * \(outputs) + c) * \(counts[0] * counts[1])
            + row * \(tile * counts[1]) + start * \(tile);
        for (int i = 0; i < height; ++i) {
          const \(vector) *own = strip + i * \(columns);
          global float *out = plane + i * \(counts[1]);
          \(columnsOut(counts[0] * counts[1]))
        }
      }

      """
  }

  /// Which weights a work-item has, and its loop over channels.
  private var weightsPlace: String {
    """
    const int blocks = \(winograd.outputs / lanes);
      const int k = get_global_id(0) % blocks * \(lanes);
      const int c0 = get_global_id(0) / blocks * \(Winograd.block);
      for (int c = c0; c < c0 + \(Winograd.block); ++c) {
    """
  }

  /// Weights [outputs, channels, kernel, kernel] to their 36 matrices [channels, outputs].
  func weights(_ name: String) -> String {
    let (channels, outputs) = (winograd.channels, winograd.outputs)
    let (columns, results) = (names("g", window, kernel), names("u", window, window))
    var lines = (0..<kernel).map { j in
      let own = (0..<kernel).map { gathered("(w + \($0 * kernel + j))", stride: channels * taps) }
      return WinogradTransform.weights.text(own, to: columns.map { $0[j] }, type: vector)
    }
    for (i, row) in columns.enumerated() {
      lines.append(declaration(results[i]))
      lines.append(WinogradTransform.weights.text(row, to: results[i], type: vector))
      for (j, value) in results[i].enumerated() {
        lines.append(store(value, "out + \((i * window + j) * channels * outputs)"))
      }
    }
    return """
      // Transforms \(kernel) × \(kernel) weights: out[i, j, channel, output].
      // One work-item = \(lanes) outputs of \(Winograd.block) channels.
      \(WinogradText.head(name, ""))
        \(weightsPlace)
          global const float *w = from + fromOffset + ((ulong)k * \(channels) + c) * \(taps);
          global float *out = to + toOffset + (ulong)c * \(outputs) + k;
          \(declaration(columns.flatMap { $0 }))
          \(lines.joined(separator: "\n    "))
        }
      }

      """
  }

  /// Gradients of the 36 matrices [channels, outputs] to those of weights.
  func weightGradient(_ name: String) -> String {
    let (channels, outputs) = (winograd.channels, winograd.outputs)
    let (columns, results) = (names("g", kernel, window), names("w", kernel, kernel))
    var lines = (0..<window).map { j in
      let own = (0..<window).map { load("in + \(($0 * window + j) * channels * outputs)") }
      return WinogradTransform.weightsAdjoint.text(own, to: columns.map { $0[j] }, type: vector)
    }
    for (i, row) in columns.enumerated() {
      lines.append(declaration(results[i]))
      lines.append(WinogradTransform.weightsAdjoint.text(row, to: results[i], type: vector))
      for (j, value) in results[i].enumerated() {
        for lane in 0..<lanes {
          let element = lanes == 1 ? value : "\(value).s\(String(lane, radix: 16))"
          lines.append("w[\(lane * channels * taps + i * kernel + j)] = \(element);")
        }
      }
    }
    return """
      // Weights of \(kernel) × \(kernel) from in[i, j, channel, output].
      // One work-item = \(lanes) outputs of \(Winograd.block) channels.
      \(WinogradText.head(name, ""))
        \(weightsPlace)
          global const float *in = from + fromOffset + (ulong)c * \(outputs) + k;
          global float *w = to + toOffset + ((ulong)k * \(channels) + c) * \(taps);
          \(declaration(columns.flatMap { $0 }))
          \(lines.joined(separator: "\n    "))
        }
      }

      """
  }
}
