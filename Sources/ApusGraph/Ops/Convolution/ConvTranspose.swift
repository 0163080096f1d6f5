// Transposed convolutions over one, two and three spatial axes, in the layout of PyTorch.

/// The transposed convolution over one spatial axis: the gradient of a convolution with respect to its
/// input, so that a stride of s makes the result s times as large. `outputPadding` adds positions behind,
/// where the stride left it open how large the convolution's input was.
///
/// - Formula: y[n, m, i · stride + k · dilation − padding] += x[n, c, i] · w[c, m, k]; then + bias[m]
/// - Shapes: x [N, C, L], w [C, M / groups, K], bias [M] → [N, M, L′]; L′ = (L − 1) · stride − 2 padding + dilation · (K − 1) + outputPadding + 1
/// - DTypes: floating point
/// - Gradient: of x a convolution, of w sums over positions, of the bias Σ g
/// - PyTorch: torch.nn.ConvTranspose1d
/// - ONNX: ConvTranspose
/// - Throws: `GraphError` for shapes or numbers that do not fit, an output padding that is not below
///   stride or dilation, or groups that do not divide.
public func convTranspose1d(
  _ x: Variable, _ w: Variable, bias: Variable? = nil, stride: PerAxis = 1, padding: PerAxis = 0,
  outputPadding: PerAxis = 0, dilation: PerAxis = 1, groups: Int = 1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, w] + [bias].compactMap { $0 }, file, line) { () throws(GraphError) in
    let y = try transposed(x, w, 1, stride, padding, outputPadding, dilation, groups)
    return try biased(y, bias)
  }
}

/// The transposed convolution over two spatial axes: the gradient of a convolution with respect to its
/// input, so that a stride of s makes the result s times as large. `outputPadding` adds positions behind,
/// where the stride left it open how large the convolution's input was.
///
/// - Formula: y[n, m, i · stride + k · dilation − padding] += x[n, c, i] · w[c, m, k]; then + bias[m]
/// - Shapes: x [N, C, H, W], w [C, M / groups, R, S], bias [M] → [N, M, H′, W′]; L′ = (L − 1) · stride − 2 padding + dilation · (K − 1) + outputPadding + 1
/// - DTypes: floating point
/// - Gradient: of x a convolution, of w sums over positions, of the bias Σ g
/// - PyTorch: torch.nn.ConvTranspose2d
/// - ONNX: ConvTranspose
/// - Throws: `GraphError` for shapes or numbers that do not fit, an output padding that is not below
///   stride or dilation, or groups that do not divide.
public func convTranspose2d(
  _ x: Variable, _ w: Variable, bias: Variable? = nil, stride: PerAxis = 1, padding: PerAxis = 0,
  outputPadding: PerAxis = 0, dilation: PerAxis = 1, groups: Int = 1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, w] + [bias].compactMap { $0 }, file, line) { () throws(GraphError) in
    let y = try transposed(x, w, 2, stride, padding, outputPadding, dilation, groups)
    return try biased(y, bias)
  }
}

/// The transposed convolution over three spatial axes: the gradient of a convolution with respect to its
/// input, so that a stride of s makes the result s times as large. `outputPadding` adds positions behind,
/// where the stride left it open how large the convolution's input was.
///
/// - Formula: y[n, m, i · stride + k · dilation − padding] += x[n, c, i] · w[c, m, k]; then + bias[m]
/// - Shapes: x [N, C, D, H, W], w [C, M / groups, Q, R, S], bias [M] → [N, M, D′, H′, W′]; L′ = (L − 1) · stride − 2 padding + dilation · (K − 1) + outputPadding + 1
/// - DTypes: floating point
/// - Gradient: of x a convolution, of w sums over positions, of the bias Σ g
/// - PyTorch: torch.nn.ConvTranspose3d
/// - ONNX: ConvTranspose
/// - Throws: `GraphError` for shapes or numbers that do not fit, an output padding that is not below
///   stride or dilation, or groups that do not divide.
public func convTranspose3d(
  _ x: Variable, _ w: Variable, bias: Variable? = nil, stride: PerAxis = 1, padding: PerAxis = 0,
  outputPadding: PerAxis = 0, dilation: PerAxis = 1, groups: Int = 1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x, w] + [bias].compactMap { $0 }, file, line) { () throws(GraphError) in
    let y = try transposed(x, w, 3, stride, padding, outputPadding, dilation, groups)
    return try biased(y, bias)
  }
}

private func transposed(
  _ x: Variable, _ w: Variable, _ rank: Int, _ stride: PerAxis, _ padding: PerAxis,
  _ outputPadding: PerAxis, _ dilation: PerAxis, _ groups: Int
) throws(GraphError) -> Variable {
  try expectLayout(x, w, rank)
  let positive = 1...largestWindowNumber
  let strides = try stride.resolved(rank, "strides", within: positive)
  let dilations = try dilation.resolved(rank, "dilations", within: positive)
  let paddings = try padding.resolved(rank, "paddings", within: 0...largestWindowNumber)
  let extra = try outputPadding.resolved(
    rank, "output paddings", within: 0...largestWindowNumber)
  let reaches = try reaches(w, dilations)
  try expectGroups(groups)
  guard w.shape[0] == x.shape[1], w.shape[0].dividedExactly(by: Dim(groups)) != nil
  else {
    throw GraphError(
      .shapeMismatch,
      expected: "weights [\(x.shape[1]), outputs / groups, kernel...] and groups "
        + "that divide \(x.shape[1])", found: "weights \(w.shape), \(groups) groups",
      advice: "a transposed convolution's weights begin with its input channels")
  }
  var counts: [Dim] = []
  var before: [Int] = []
  for axis in 0..<rank {
    guard extra[axis] < Swift.max(strides[axis], dilations[axis]) else {
      throw GraphError(
        .invalidArgument, expected: "an output padding below stride or dilation",
        found: "\(extra[axis]) with stride \(strides[axis]), dilation \(dilations[axis])",
        advice: "a larger one would add positions that no input reaches")
    }
    let count =
      (x.shape[axis + 2] - 1) * Dim(strides[axis])
      + Dim(reaches[axis] + extra[axis] - 2 * paddings[axis])
    if let fixed = count.fixed, fixed < 1 {
      // Of an input without elements nothing is left without padding either.
      let most = (fixed - 1 + 2 * paddings[axis]) >> 1
      throw GraphError(
        most < 0 ? .invalidShape : .invalidArgument,
        expected: most < 0
          ? "at least one element on axis \(axis + 2)"
          : "padding of at most \(most) on axis \(axis)",
        found: most < 0 ? "\(x.shape)" : "\(paddings[axis]), which leaves \(fixed) positions",
        advice: "padding takes positions away from a transposed convolution's result")
    }
    counts.append(count)
    before.append(reaches[axis] - 1 - paddings[axis])
  }
  let ones = [Int](repeating: 1, count: rank)
  let forward = ConvolutionGeometry(
    strides: strides, dilations: dilations, spacings: ones, before: paddings,
    counts: Array(x.shape.dims.suffix(rank)), groups: groups)
  if let patches = try forward.patches(x, w, of: counts) { return patches }
  let geometry = ConvolutionGeometry(
    strides: ones, dilations: dilations, spacings: strides, before: before, counts: counts,
    groups: groups)
  let operands = [x, w]
  let weights = try mirrored(operands[1], groups: groups)
  return try x.builder.append(Convolution(geometry), [operands[0], weights])[0]
}
