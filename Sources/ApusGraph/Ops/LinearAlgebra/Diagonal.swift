/// The diagonal of the last two axes, as the last axis: element i is at row i and column
/// i + offset (row i − offset, column i, if it is negative). The gradient is placed into zeros.
public struct Diagonal: StorageOp, CustomStringConvertible {
  public static let name = "diagonal"
  /// How many diagonals above the main one.
  public let offset: Int

  /// The operation that takes a diagonal.
  public init(offset: Int = 0) { self.offset = offset }

  public var description: String { "diagonal" + (offset == 0 ? "" : " \(offset)") }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let shape = inputs[0].shape
    guard shape.rank >= 2 else {
      throw GraphError(
        .invalidShape, expected: "two axes or more", found: "\(shape)",
        advice: "diagonalMatrix makes a matrix of a vector")
    }
    let count = try diagonalLength(shape[shape.rank - 2], shape[shape.rank - 1], offset)
    return [TensorType(Shape(shape.dims.dropLast(2) + [count]), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (shape, g) = (context.inputs[0].shape, try context.gradient)
    let op = DiagonalMatrix(
      offset: offset, rows: shape[shape.rank - 2], columns: shape[shape.rank - 1])
    return [try g.builder.append(op, [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (x, rank) = (inputs[0], inputs[0].shape.rank)
    let strides = x.shape.strides
    var index = AffineIndex(strides: strides.dropLast(2) + [strides[rank - 2] + 1])
    let count = try diagonalLength(x.shape[rank - 2], x.shape[rank - 1], offset)
    if count != 0 {
      index.offset = offset < 0 ? Dim(-offset) * strides[rank - 2] : Dim(offset)
    }
    return [lowering.view(x, Shape(x.shape.dims.dropLast(2) + [count]), index)]
  }
}

/// A matrix of zeros with the last axis on a diagonal: the inverse of `Diagonal`, which is its
/// gradient.
public struct DiagonalMatrix: StorageOp, CustomStringConvertible {
  public static let name = "diagonalMatrix"
  /// How many diagonals above the main one.
  public let offset: Int
  /// The number of rows.
  public let rows: Dim
  /// The number of columns.
  public let columns: Dim

  /// The operation that makes a matrix of these extents.
  public init(offset: Int = 0, rows: Dim, columns: Dim) {
    (self.offset, self.rows, self.columns) = (offset, rows, columns)
  }

  public var description: String {
    "diagonalMatrix [\(rows), \(columns)]" + (offset == 0 ? "" : " at \(offset)")
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let shape = inputs[0].shape
    let count = try diagonalLength(rows, columns, offset)
    guard shape.rank >= 1, shape[shape.rank - 1] == count else {
      throw GraphError(
        .shapeMismatch, expected: "a last axis of \(count) elements", found: "\(shape)",
        advice: "diagonal \(offset) of [\(rows), \(columns)] has as many")
    }
    return [TensorType(Shape(shape.dims.dropLast() + [rows, columns]), inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [try g.builder.append(Diagonal(offset: offset), [g])[0]]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let lead = inputs[0].shape.dims.dropLast()
    if inputs[0].shape.dims.last == 0 {
      let zero = lowering.map(Shape(lead + [rows, columns])) { $0.constant(0, inputs[0].dtype) }
      return [zero]
    }
    let none = [Dim](repeating: 0, count: lead.count)
    // Rows count the elements above the main diagonal, columns those below it.
    let index = AffineIndex(
      strides: inputs[0].shape.strides.dropLast() + (offset < 0 ? [0, 1] : [1, 0]))
    let distance = AffineIndex(offset: Dim(-offset), strides: none + [-1, 1])
    let bound = Bound(distance, within: 1)
    return [lowering.view(inputs[0], Shape(lead + [rows, columns]), index, bounds: [bound])]
  }
}

/// How many elements a diagonal has.
/// - Throws: `GraphError` where that depends on the numbers of symbols.
private func diagonalLength(
  _ rows: Dim, _ columns: Dim, _ offset: Int
) throws(GraphError) -> Dim {
  let limit = Shape.maximumElementCount
  guard (-limit...limit).contains(offset) else {
    throw GraphError(
      .invalidArgument, expected: "an offset within the matrix", found: "\(offset)",
      advice: "it counts diagonals above the main one")
  }
  let (height, width) = (rows + Dim(Swift.min(offset, 0)), columns - Dim(Swift.max(offset, 0)))
  if let height = height.fixed, let width = width.fixed {
    return Dim(Swift.max(Swift.min(height, width), 0))
  }
  for (least, other) in [(height, width), (width, height)]
  where other.isProvablyAtLeast(least) && least.isProvablyAtLeast(0) { return least }
  throw GraphError(
    .invalidShape, expected: "extents of which one is known to be the least",
    found: "[\(rows), \(columns)] at \(offset)",
    advice: "the length of a diagonal has to be known for every size")
}

/// The diagonal over two axes, as the last axis of the result; `offset` counts diagonals above the
/// main one.
///
/// - Formula: y[…, i] = x[…, i, i + offset], or x[…, i − offset, i] below the main diagonal
/// - Shapes: x […, m, n] → […, min(m, n)], less by the offset
/// - DTypes: any
/// - Gradient: g on the diagonal, 0 elsewhere
/// - PyTorch: torch.diagonal
/// - ONNX: —
/// - Throws: `GraphError` for fewer than two axes, one axis twice, or symbolic extents of which none is
///   known to be the least.
public func diagonal(
  _ x: Variable, offset: Int = 0, axis1: Int = -2, axis2: Int = -1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let pair = try x.shape.axes([axis1, axis2])
    let order = x.shape.indices.filter { !pair.contains($0) } + pair
    return try x.builder.append(Diagonal(offset: offset), [permute(x, order)])[0]
  }
}

/// Matrices with the last axis on a diagonal, zeros elsewhere; `offset` counts diagonals above the
/// main one.
///
/// - Formula: y[…, i, i + offset] = x[…, i], or y[…, i − offset, i] below the main diagonal
/// - Shapes: x […, n] → […, n + |offset|, n + |offset|]
/// - DTypes: any
/// - Gradient: the diagonal of g
/// - PyTorch: torch.diag_embed
/// - ONNX: —
/// - Throws: `GraphError` for a scalar.
public func diagonalMatrix(
  _ x: Variable, offset: Int = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    guard let count = x.shape.dims.last, offset.magnitude <= Shape.maximumElementCount else {
      throw GraphError(
        .invalidShape, expected: "one axis or more, and an offset of at most 2^47",
        found: "\(x.shape) at \(offset)", advice: "reshape a scalar to [1]")
    }
    let extent = count + Dim(Swift.abs(offset))
    let op = DiagonalMatrix(offset: offset, rows: extent, columns: extent)
    return try x.builder.append(op, [x])[0]
  }
}

/// The sum over a diagonal of two axes.
///
/// - Formula: y[…] = Σᵢ x[…, i, i + offset]
/// - Shapes: x […, m, n] → […]
/// - DTypes: numeric
/// - Gradient: g on the diagonal, 0 elsewhere
/// - PyTorch: torch.trace
/// - ONNX: —
/// - Throws: `GraphError` as `diagonal`, or for `bool`.
public func trace(
  _ x: Variable, offset: Int = 0, axis1: Int = -2, axis2: Int = -1, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    try sum(diagonal(x, offset: offset, axis1: axis1, axis2: axis2), axes: [-1])
  }
}
