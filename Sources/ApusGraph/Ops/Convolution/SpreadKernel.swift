/// Writes the kernel that lays images out for a convolution: [phases…, channels, rows, batch, columns],
/// zeros beyond the images' edges. A map could as well; this reads each row once for all phases of its
/// columns, and what it reads and writes are runs of whole rows.
struct SpreadKernel {
  private let rows: ConvolutionSpread.Axis
  private let columns: ConvolutionSpread.Axis
  /// Of the images and of what is written.
  private let extents: (rows: Int, columns: Int)
  private let lengths: (rows: Int, columns: Int)
  private let (batch, channels): (Dim, Dim)

  /// nil unless there are two axes of known extents.
  init?(_ axes: [ConvolutionSpread.Axis], batch: Dim, channels: Dim) {
    guard axes.count == 2, let height = axes[0].extent.fixed, let width = axes[1].extent.fixed,
      let rowCount = axes[0].length.fixed, let columnCount = axes[1].length.fixed,
      height > 0, width > 0
    else { return nil }
    (rows, columns) = (axes[0], axes[1])
    (extents, lengths) = ((height, width), (rowCount, columnCount))
    (self.batch, self.channels) = (batch, channels)
  }

  /// The images laid out.
  func run(_ x: LoweredTensor, _ shape: Shape, _ lowering: inout Lowering) -> LoweredTensor {
    let owners = channels * Dim(rows.phases * lengths.rows)
    let kernel = NativeKernel(
      name: "spread", source: text(rowText), arguments: [.extent(batch), .extent(channels)],
      globalSize: [owners],
      onGPU: .init(
        source: text(elementText),
        globalSize: [owners * batch * Dim(columns.phases * lengths.columns)]))
    return lowering.native(kernel, [x], outputs: [TensorType(shape, .float32)])[0]
  }

  private func text(_ body: String) -> String {
    """
    // Lays images out: out[row phase, column phase, channel, row, image, column].
    kernel void spread(
        global const float *from, const ulong fromOffset,
        global float *to, const ulong toOffset, const int batch, const int channels) {
      \(body)
    }

    """
  }

  /// What follows from a row's number, `rest`.
  private var place: String {
    """
    const int r = rest % \(lengths.rows); rest /= \(lengths.rows);
      const int c = rest % channels, phase = rest / channels;
      const int y = r * \(rows.step) + \(rows.start) + phase;
      const bool isInside = y >= 0 && y < \(extents.rows);
      const ulong next = (ulong)channels * \(lengths.rows) * batch * \(lengths.columns);
      global float *out = to + toOffset + (ulong)phase * \(columns.phases) * next
          + ((ulong)c * \(lengths.rows) + r) * batch * \(lengths.columns);
    """
  }

  private func source(_ image: String, row: String = "y") -> String {
    "from + fromOffset + (((ulong)\(image) * channels + c) * \(extents.rows) + \(row))"
      + " * \(extents.columns)"
  }

  /// The element at y and x, or the one of the edge that is next to it.
  private var edgeElement: String {
    let row = source("n", row: "clamp(y, 0, \(extents.rows - 1))")
    return "(\(row))[clamp(x, 0, \(extents.columns - 1))]"
  }

  /// GPUs: a work-item has an element.
  private var elementText: String {
    """
    ulong own = get_global_id(0);
      const int q = own % \(lengths.columns); own /= \(lengths.columns);
      const int n = own % batch; own /= batch;
      const int p = own % \(columns.phases);
      int rest = own / \(columns.phases);
      \(place)
      const int x = q * \(columns.step) + \(columns.start) + p;
      // A compiler may read before it asks: beyond the edges an element of the edge is read.
      const bool isThere = isInside && x >= 0 && x < \(extents.columns);
      const float value = \(edgeElement);
      out[p * next + (ulong)n * \(lengths.columns) + q] = isThere ? value : 0.0f;
    """
  }

  /// CPUs: a work-item has a row of every image.
  private var rowText: String {
    // Columns whose elements of all residues are inside; the others are looked at one by one.
    let (step, start) = (columns.step, columns.start)
    let first = min(max(0, (step - 1 - start) / step), lengths.columns)
    let room = extents.columns - start
    let last = min(max(room < 0 ? 0 : room / step, first), lengths.columns)
    let each = (0..<columns.phases).map { p in
      "{ const int x = q * \(step) + \(start) + \(p); "
        + "out[\(p) * next + q] = x >= 0 && x < \(extents.columns) ? in[x] : 0.0f; }"
    }
    func singly(_ range: Range<Int>) -> String {
      range.isEmpty
        ? ""
        : "for (int q = \(range.lowerBound); q < \(range.upperBound); ++q) {"
          + " \(each.joined(separator: " ")) }"
    }
    let zeros = (0..<columns.phases).map { "out[\($0) * next + q] = 0.0f;" }
    return """
      int rest = get_global_id(0);
        \(place)
        for (int n = 0; n < batch; ++n, out += \(lengths.columns)) {
          if (!isInside) {
            for (int q = 0; q < \(lengths.columns); ++q) { \(zeros.joined(separator: " ")) }
            continue;
          }
          global const float *in = \(source("n"));
          \(singly(0..<first))
          \(vectors(first..<last) ?? singly(first..<last))
          \(singly(last..<lengths.columns))
        }
      """
  }

  /// Columns in vectors, the last of which is moved back to end with them; nil where there are too few,
  /// or they are too far apart.
  private func vectors(_ range: Range<Int>) -> String? {
    guard columns.step <= 2, let width = [16, 8, 4].first(where: { $0 <= range.count }) else {
      return nil
    }
    let lanes = columns.step == 2 ? min(width, 8) : width
    let load =
      "apus_load_float\(lanes * columns.step)(in + at * \(columns.step) + \(columns.start))"
    let halves = columns.step == 1 ? [""] : [".even", ".odd"]
    let stores = halves.prefix(columns.phases).enumerated().map { phase, half in
      "apus_store_float\(lanes)(value\(half), out + \(phase) * next + at);"
    }
    return """
      for (int q = \(range.lowerBound); q < \(range.upperBound); q += \(lanes)) {
            const int at = min(q, \(range.upperBound - lanes));
            const float\(lanes * columns.step) value = \(load);
            \(stores.joined(separator: " "))
          }
      """
  }
}
