/// A convolution of an input with zeros between its elements (a transposed convolution, the input
/// gradient of a strided one) without multiplying by those zeros.
///
/// Results whose positions leave the same residue modulo the spacing meet the same taps, and meet
/// elements of the input that are neighbours: each residue is a convolution of its own with a part of
/// the kernel (W. Shi et al., "Is the deconvolution layer the same as a convolutional layer?", 2016).
struct ConvolutionResidues {
  private let geometry: ConvolutionGeometry
  private let kernel: [Int]
  private let w: Shape
  private let spread: ConvolutionSpread
  /// For each axis and residue, the taps that meet an element, and where.
  private let taps: [[[(tap: Int, shift: Int)]]]

  /// The most residues in all: one kernel gathers their results.
  static let most = 9

  /// nil where nothing is spaced, or extents or strides do not allow it.
  init?(_ geometry: ConvolutionGeometry, _ x: Shape, _ w: Shape) {
    let kernel = w.dims.dropFirst(2).map { $0.fixed ?? 1 }
    let spacings = geometry.spacings
    guard spacings.contains(where: { $0 > 1 }), geometry.strides.allSatisfy({ $0 == 1 }),
      spacings.reduce(1, *) <= ConvolutionResidues.most, w.elementCount != 0,
      geometry.counts.allSatisfy({ ($0.fixed ?? 0) > 0 })
    else { return nil }
    (self.geometry, self.kernel, self.w) = (geometry, kernel, w)
    var taps: [[[(tap: Int, shift: Int)]]] = []
    var axes: [ConvolutionSpread.Axis] = []
    for axis in kernel.indices {
      let spacing = spacings[axis]
      var residues = (0..<spacing).map { residue in
        (0..<kernel[axis]).compactMap { tap -> (tap: Int, shift: Int)? in
          let place = residue + tap * geometry.dilations[axis] - geometry.before[axis]
          return place % spacing == 0 ? (tap, place / spacing) : nil
        }
      }
      let lead = max(0, -(residues.joined().map(\.shift).min() ?? 0))
      for residue in residues.indices {
        for tap in residues[residue].indices { residues[residue][tap].shift += lead }
      }
      taps.append(residues)
      let count = ((geometry.counts[axis].fixed ?? 1) + spacing - 1) / spacing
      axes.append(
        .init(
          extent: x[axis + 2], count: Dim(count), step: 1, start: -lead,
          taps: residues.joined().map { (0, $0.shift) }))
    }
    self.taps = taps
    spread = ConvolutionSpread(batch: x[0], channels: x[1], axes: axes)
  }

  func lower(
    _ x: LoweredTensor, _ w: LoweredTensor, _ lowering: inout Lowering
  ) -> LoweredTensor {
    let input = spread.laidOut(x, &lowering)
    let parts = combinations.map { residues -> LoweredTensor? in
      let own = residues.enumerated().map { taps[$0][$1] }
      guard own.allSatisfy({ !$0.isEmpty }) else { return nil }
      // An axis that the layout has in front of a single one has one tap.
      let front = spread.axes.count - own.count
      let places = spread.places(
        of: Array(repeating: [(0, 0)], count: front) + own.map { $0.map { (0, $0.shift) } })
      return spread.product(
        input, part(of: w, own.map { $0.map(\.tap) }, &lowering), geometry.groups, places: places,
        &lowering)
    }
    return interleaved(parts, &lowering)
  }

  /// The residues of all axes, row-major.
  private var combinations: [[Int]] {
    geometry.spacings.reduce([[]]) { lists, spacing in
      lists.flatMap { list in (0..<spacing).map { list + [$0] } }
    }
  }

  /// The weights of these taps of each axis, which lie evenly.
  private func part(
    of w: LoweredTensor, _ taps: [[Int]], _ lowering: inout Lowering
  ) -> LoweredTensor {
    let shape = Shape(w.shape.prefix(2) + taps.map { Dim($0.count) })
    var index = AffineIndex(strides: w.shape.strides)
    for (axis, taps) in taps.enumerated() {
      let stride = index.strides[axis + 2]
      index.offset = index.offset + Dim(taps[0]) * stride
      if taps.count > 1 { index.strides[axis + 2] = Dim(taps[1] - taps[0]) * stride }
    }
    return lowering.view(w, shape, index)
  }

  /// The results of all residues in their places: [batch, outputs, counts…].
  private func interleaved(
    _ parts: [LoweredTensor?], _ lowering: inout Lowering
  ) -> LoweredTensor {
    let shape = Shape([spread.batch, w[0]] + geometry.counts)
    let rows = geometry.counts.dropLast().reduce(spread.batch * w[0], *)
    let kernel = NativeKernel(
      name: "interleave", source: InterleaveText(counts, geometry.spacings, spread, parts).kernel,
      arguments: [.extent(spread.batch), .extent(w[0])], globalSize: [rows])
    return lowering.native(
      kernel, parts.compactMap { $0 }, outputs: [TensorType(shape, .float32)])[0]
  }

  private var counts: [Int] { geometry.counts.map { $0.fixed ?? 1 } }
}

/// Writes the kernel that gathers residues. A work-item has a row of the result.
private struct InterleaveText {
  let counts: [Int]
  let spacings: [Int]
  /// Positions in memory of each axis of a residue.
  let lengths: [Int]
  /// Whether each residue has a buffer; the others are zero.
  let isPresent: [Bool]

  init(
    _ counts: [Int], _ spacings: [Int], _ spread: ConvolutionSpread, _ parts: [LoweredTensor?]
  ) {
    (self.counts, self.spacings) = (counts, spacings)
    lengths = spread.axes.suffix(counts.count).map { $0.length.fixed ?? 1 }
    isPresent = parts.map { $0 != nil }
  }

  private var last: Int { counts.count - 1 }
  private let nowhere = "(global const float *)0"

  /// The buffer of a residue of the last axis, chosen by that of the others.
  private func pointer(_ residue: Int) -> String {
    let each = spacings[last]
    let choices = stride(from: residue, to: isPresent.count, by: each).enumerated().map {
      "rows == \($0) ? \(isPresent[$1] ? "in\($1) + in\($1)Offset + from" : nowhere) : "
    }
    return "global const float *p\(residue) = \(choices.joined())\(nowhere);"
  }

  var kernel: String {
    let buffers = isPresent.indices.filter { isPresent[$0] }
    var parameters = buffers.map { "global const float *in\($0), const ulong in\($0)Offset" }
    parameters += [
      "global float *result, const ulong resultOffset", "const int batch", "const int outputs",
    ]
    var lines = ["int rest = get_global_id(0);"]
    for axis in (0..<last).reversed() {
      lines.append("const int o\(axis) = rest % \(counts[axis]); rest /= \(counts[axis]);")
    }
    lines.append("const int m = rest % outputs, n = rest / outputs;")
    // Rows of a residue lie as those of what is laid out.
    var (row, residue) = ("0", "0")
    for axis in 0..<last {
      let length = axis == 0 ? "" : " * \(lengths[axis])"
      row = "(\(row))\(length) + o\(axis) / \(spacings[axis])"
      residue = "(\(residue)) * \(spacings[axis]) + o\(axis) % \(spacings[axis])"
    }
    let rows = (0..<last).reduce(1) {
      $0 * ($1 == 0 ? (counts[0] + spacings[0] - 1) / spacings[0] : lengths[$1])
    }
    lines += [
      "const int rows = \(residue);",
      "const ulong from = (((ulong)m * \(rows) + \(row)) * batch + n) * \(lengths[last]);",
    ]
    let each = spacings[last]
    lines += (0..<each).map(pointer)
    lines += [
      "global float *to = result + resultOffset + (ulong)get_global_id(0) * \(counts[last]);",
      "int q = 0;",
    ]
    if each == 2 { lines += pairs }
    lines.append("for (; q < \((counts[last] + each - 1) / each); ++q) {")
    for residue in 0..<each {
      let store = "to[q * \(each) + \(residue)] = p\(residue) ? p\(residue)[q] : 0.0f;"
      let isAlways = counts[last] % each == 0 || residue < counts[last] % each
      lines.append(
        isAlways ? "  \(store)" : "  if (q * \(each) + \(residue) < \(counts[last])) \(store)")
    }
    lines.append("}")
    return """
      // Gathers the residues of a convolution: element i of an axis is number i / s of residue i % s.
      // One work-item = a row of the result.
      kernel void interleave(
          \(parameters.joined(separator: ",\n    "))) {
        \(lines.joined(separator: "\n  "))
      }

      """
  }

  /// Eight of each of two residues at a time, where the compiler knows vectors at the address of any of
  /// their elements; what is left goes one by one.
  private var pairs: [String] {
    let lanes = (0..<8).map { "a.s\($0), b.s\($0)" }.joined(separator: ", ")
    return [
      "#ifdef __clang__",
      "typedef float V8 __attribute__((ext_vector_type(8), aligned(4)));",
      "typedef float V16 __attribute__((ext_vector_type(16), aligned(4)));",
      "if (p0 && p1) for (; q + 8 <= \(counts[last] / 2); q += 8) {",
      "  const float8 a = *(global const V8 *)(p0 + q), b = *(global const V8 *)(p1 + q);",
      "  *(global V16 *)(to + q * 2) = (float16)(\(lanes));",
      "}",
      "#endif",
    ]
  }
}
