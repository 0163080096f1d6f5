#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rotary positions: pairs of features turned by an angle that grows with the position, so that
/// products of queries and keys depend on their distance (J. Su et al., "RoFormer", 2021). A pair is
/// feature i with i + d/2, or with `isInterleaved` 2i with 2i + 1.
///
/// - Formula: (a, b) → (a · cos φ − b · sin φ, a · sin φ + b · cos φ), φ = (t + offset) · base^(−2i/d)
/// - Shapes: x [..., T, d], d even → like x
/// - DTypes: floating point
/// - Gradient: g turned back
/// - PyTorch: —
/// - ONNX: RotaryEmbedding
/// - Throws: `GraphError` for fewer than two axes, a d that is odd, not fixed or above 2²⁰, an offset
///   that is no integer scalar, a base that is not above 0, or another type.
/// - Parameter offset: the position of the first element, an integer scalar; 0 if nil.
public func rotaryPositions(
  _ x: Variable, offset: Variable? = nil, isInterleaved: Bool = false, base: Double = 10_000,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x] + [offset].compactMap { $0 }, file, line) {
    () throws(GraphError) in
    try expectFloat(x)
    guard x.shape.rank >= 2, let width = x.shape.dims.last?.fixed, isPaired(width) else {
      throw GraphError(
        .invalidShape,
        expected:
          "features [..., positions, d] with an even, fixed d, up to \(largestWindowNumber)",
        found: "\(x.type)", advice: "features are turned in pairs")
    }
    let count = x.shape[x.shape.rank - 2]
    let angles = try rotationAngles(
      x.builder, count, width, base: base, offset: offset, dtype: x.dtype.computed)
    let pair: Shape = isInterleaved ? [Dim(width / 2), 2] : [2, Dim(width / 2)]
    let axis = isInterleaved ? -1 : -2
    return try computedWide([x]) { wide throws(GraphError) in
      let pairs = try reshape(wide[0], to: Shape(x.shape.dims.dropLast() + pair.dims))
      let one: Shape = isInterleaved ? [count, Dim(width / 2), 1] : [count, 1, Dim(width / 2)]
      // The other of each pair, with its sign: a view that is read backwards.
      let others = try slice(pairs, axis: axis, start: 1, count: 2, step: -1)
      let signs = try x.builder.constant(
        [-1, 1], shape: isInterleaved ? [1, 2] : [2, 1], pairs.dtype)
      let turned =
        try pairs * reshape(cos(angles), to: one)
        + others * signs * reshape(sin(angles), to: one)
      return try reshape(turned, to: x.shape)
    }
  }
}

/// Sinusoidal positions: for each position, sines and cosines of `width / 2` frequencies, which
/// alternate (A. Vaswani et al., "Attention Is All You Need", 2017).
///
/// - Formula: y[t, 2i] = sin φ, y[t, 2i + 1] = cos φ, φ = (t + offset) · base^(−2i/d)
/// - Shapes: positions T and width d, even → [T, d]
/// - DTypes: floating point
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for a width that is odd, below 2 or above 2²⁰, an offset that is no integer
///   scalar, a base that is not above 0, or another type.
/// - Parameter offset: the first position, an integer scalar; 0 if nil.
public func sinusoidalPositions(
  in graph: GraphBuilder, _ count: Dim, width: Int, _ dtype: DType = .float32,
  offset: Variable? = nil, base: Double = 10_000, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try graph.composed([offset].compactMap { $0 }, file, line) { () throws(GraphError) in
    guard isPaired(width), dtype.isFloatingPoint else {
      throw GraphError(
        .invalidArgument,
        expected: "an even width of floating-point numbers, up to \(largestWindowNumber)",
        found: "\(width) of \(dtype)", advice: "half of them are sines, half cosines")
    }
    let angles = try rotationAngles(
      graph, count, width, base: base, offset: offset, dtype: dtype.computed)
    let column: Shape = [count, Dim(width / 2), 1]
    let both = try concatenate(
      [reshape(sin(angles), to: column), reshape(cos(angles), to: column)], axis: 2)
    return try cast(reshape(both, to: [count, Dim(width)]), to: dtype)
  }
}

/// Whether features of this width are pairs, of which the host lists the frequencies.
private func isPaired(_ width: Int) -> Bool {
  width % 2 == 0 && (2...largestWindowNumber).contains(width)
}

/// (t + offset) · base^(−2i/width), as [count, width / 2]. No half type holds large angles.
private func rotationAngles(
  _ graph: GraphBuilder, _ count: Dim, _ width: Int, base: Double, offset: Variable?, dtype: DType
) throws(GraphError) -> Variable {
  guard base > 0, base.isFinite else {
    throw GraphError(
      .invalidArgument, expected: "a base above 0", found: "\(base)",
      advice: "10000 is the usual number")
  }
  var positions = try graph.append(ElementNumber(shape: [count]), [])[0]
  if let offset {
    guard offset.dtype.isInteger, offset.shape.elementCount == 1 else {
      throw GraphError(
        .invalidShape, expected: "an integer scalar as offset", found: "\(offset.type)",
        advice: "all positions are moved by one number")
    }
    positions = try positions + reshape(cast(offset, to: .int32), to: [])
  }
  let powers = (0..<width / 2).map { pow(base, -2 * Double($0) / Double(width)) }
  let frequencies = try graph.constant(powers, shape: [width / 2], dtype)
  return try reshape(cast(positions, to: dtype), to: [count, 1]) * frequencies
}
