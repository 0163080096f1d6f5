/// The matrix product over the last two axes, `c[…, m, n] = Σₖ a[…, m, k] · b[…, k, n]`; leading
/// axes are batch axes and broadcast. Either operand may be read transposed, which costs nothing.
///
/// Gradients: dA = g·Bᵀ and dB = Aᵀ·g, with transposes moved to match.
public struct MatMul: PromotingOp, CustomStringConvertible {
  public static let name = "matmul"
  /// Whether the last two axes of the left operand are swapped; nothing is copied for that.
  public let transposeA: Bool
  /// Whether the last two axes of the right operand are swapped; nothing is copied for that.
  public let transposeB: Bool

  /// The product, with operands transposed as asked.
  public init(transposeA: Bool = false, transposeB: Bool = false) {
    self.transposeA = transposeA
    self.transposeB = transposeB
  }

  public var description: String {
    "matmul" + (transposeA ? " Aᵀ" : "") + (transposeB ? " Bᵀ" : "")
  }

  private struct Extents {
    var batch: Shape
    var m: Dim
    var n: Dim
    var k: Dim
  }

  private func extents(_ a: Shape, _ b: Shape) throws -> Extents {
    guard a.rank >= 2, b.rank >= 2 else {
      throw GraphError(
        .shapeMismatch, expected: "operands of rank 2 or more", found: "\(a) and \(b)",
        advice: "reshape vectors to matrices, or use the function matmul, which does")
    }
    let (aRows, aColumns) = (a[a.rank - 2], a[a.rank - 1])
    let (bRows, bColumns) = (b[b.rank - 2], b[b.rank - 1])
    let (m, k) = transposeA ? (aColumns, aRows) : (aRows, aColumns)
    let (inner, n) = transposeB ? (bColumns, bRows) : (bRows, bColumns)
    guard k == inner else {
      throw GraphError(
        .shapeMismatch, expected: "equal inner extents", found: "\(k) and \(inner)",
        advice: "\(description) contracts \(a) with \(b); transpose or reshape one of them")
    }
    let batch = try Shape(a.dims.dropLast(2)).broadcast(with: Shape(b.dims.dropLast(2)))
    return Extents(batch: batch, m: m, n: n, k: k)
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    let dtype = try commonType(inputs)
    let extents = try extents(inputs[0].shape, inputs[1].shape)
    return [TensorType(Shape(extents.batch.dims + [extents.m, extents.n]), dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (a, b, g) = (context.inputs[0], context.inputs[1], try context.gradient)
    var da: Variable?
    var db: Variable?
    if context.needed[0] {
      da =
        transposeA
        ? try matmul(b, g, transposeA: transposeB, transposeB: true)
        : try matmul(g, b, transposeB: !transposeB)
    }
    if context.needed[1] {
      db =
        transposeB
        ? try matmul(g, a, transposeA: true, transposeB: transposeA)
        : try matmul(a, g, transposeA: !transposeA)
    }
    return [da, db]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (a, b) = (inputs[0], inputs[1])
    let extents = try extents(a.shape, b.shape)
    let product = lowering.contract(
      batch: extents.batch.dims, m: extents.m, n: extents.n, k: extents.k,
      a: access(a, batch: extents.batch, transposed: transposeA),
      b: access(b, batch: extents.batch, transposed: transposeB), dtype: a.dtype)
    return [product]
  }

  private func access(_ x: LoweredTensor, batch: Shape, transposed: Bool) -> Access {
    let target = Shape(batch.dims + x.shape.dims.suffix(2))
    var index = AffineIndex.broadcast(x.shape, to: target)
    if transposed { index.strides.swapAt(target.rank - 2, target.rank - 1) }
    return Access(x.value, index)
  }
}

/// The matrix product over the last two axes; leading axes broadcast. An operand of rank 1 is a
/// row on the left and a column on the right, and its axis is dropped, as in NumPy.
///
/// - Formula: c[…, i, j] = Σₖ a[…, i, k] · b[…, k, j]
/// - Shapes: a […, m, k], b […, k, n] → […, m, n]
/// - DTypes: numeric
/// - Gradient: g · bᵀ and aᵀ · g
/// - PyTorch: torch.matmul
/// - ONNX: MatMul
/// - Throws: `GraphError` for inner extents that differ, batch axes that do not broadcast, or
///   `bool`.
public func matmul(
  _ a: Variable, _ b: Variable, transposeA: Bool = false, transposeB: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try a.builder.composed([a, b], file, line) { () throws(GraphError) in
    try product(a, b, transposeA, transposeB)
  }
}

private func product(
  _ a: Variable, _ b: Variable, _ transposeA: Bool, _ transposeB: Bool
) throws(GraphError) -> Variable {
  if a.shape.rank == 1 {
    let row = try reshape(a, to: Shape([1] + a.shape.dims))
    let product = try matmul(row, b, transposeB: transposeB)
    return try reshape(product, to: product.shape.removing(axis: b.shape.rank == 1 ? 0 : -2))
  }
  if b.shape.rank == 1 {
    let column = try reshape(b, to: Shape(b.shape.dims + [1]))
    let product = try matmul(a, column, transposeA: transposeA)
    return try reshape(product, to: product.shape.removing(axis: -1))
  }
  let op = MatMul(transposeA: transposeA, transposeB: transposeB)
  if a.shape.rank > 2 && b.shape.rank == 2 && !transposeA {
    // One tall product instead of a batch, so that the weight's gradient is one product too.
    let lead = a.shape.dims.dropLast()
    let tall = try reshape(a, to: [lead.reduce(1, *), a.shape[a.shape.rank - 1]])
    let product = try apply(op, tall, b)
    return try reshape(product, to: Shape(lead + [product.shape[1]]))
  }
  return try apply(op, a, b)
}

extension Shape {
  /// The shape without one axis, which must exist; −1 is the last.
  func removing(axis: Int) -> Shape {
    var dims = dims
    dims.remove(at: axis < 0 ? axis + rank : axis)
    return Shape(dims)
  }
}
