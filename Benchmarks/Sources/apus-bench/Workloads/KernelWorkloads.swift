import Apus

extension ApusWorkload {
  /// `gemm`: C = A·B with A `[m, k]` and B `[k, n]`, either stored transposed, or `batch` such
  /// products where batch is above 1.
  static func gemm(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (batch, m, k, n) = (extents["batch"], extents["m"], extents["k"], extents["n"])
    let (transposeA, transposeB) = (extents["ta"] != 0, extents["tb"] != 0)
    let lead = batch > 1 ? [batch] : []
    let graph = GraphBuilder()
    var data = SyntheticData()
    let aShape = lead + (transposeA ? [k, m] : [m, k])
    let bShape = lead + (transposeB ? [n, k] : [k, n])
    let a = try graph.input("a", Shape(aShape))
    let b = try graph.input("b", Shape(bShape))
    let product = try matmul(a, b, transposeA: transposeA, transposeB: transposeB)
    let elements = Double(batch * (m * k + k * n + m * n))
    return try ApusWorkload(
      "gemm", extents,
      Work(
        items: batch, operations: 2 * Double(batch) * Double(m) * Double(k) * Double(n),
        bytes: 4 * elements),
      graph: graph, outputs: [product],
      feeds: [
        [a: try data.tensor(aShape, on: context), b: try data.tensor(bShape, on: context)]
      ], on: context)
  }

  /// `attention`: causal, of queries, keys and values that lie beside each other,
  /// `[batch, context, 3, heads, width]`, and its gradient for an upstream one that is given.
  static func attention(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (batch, length) = (extents["batch"], extents["context"])
    let (heads, width) = (extents["heads"], extents["width"])
    let graph = GraphBuilder()
    var data = SyntheticData()
    let shape = [batch, length, heads, width]
    let x = try graph.input("x", Shape([batch, length, 3, heads, width]))
    let upstream = try graph.input("upstream", Shape(shape))
    let parts = try (0..<3).map { number in
      let own = try slice(x, axis: 2, start: Dim(number), count: 1)
      return try transpose(reshape(own, to: Shape(shape)), [0, 2, 1, 3])
    }
    let made = try transpose(
      scaledDotProductAttention(parts[0], parts[1], parts[2], isCausal: true), [0, 2, 1, 3])
    let gradient = try graph.gradients(of: made, withRespectTo: [x], seed: upstream)[0]
    let elements = Double(batch * length * heads * width)
    // Two products forward, four backward, a multiply-add counted as two, in full.
    return try ApusWorkload(
      "attention", extents,
      Work(items: batch, operations: 12 * elements * Double(length), bytes: 4 * 8 * elements),
      graph: graph, outputs: [made, gradient],
      feeds: [
        [
          x: try data.tensor([batch, length, 3, heads, width], on: context),
          upstream: try data.tensor(shape, on: context),
        ]
      ], on: context)
  }

  /// `softmax`: of each row.
  static func softmax(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    try overRows("softmax", extents, written: extents["rows"] * extents["columns"], on: context) {
      try Apus.softmax($0)
    }
  }

  /// `sum`: of each row.
  static func sum(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    try overRows("sum", extents, written: extents["rows"], on: context) {
      try Apus.sum($0, axes: [1])
    }
  }

  private static func overRows(
    _ name: String, _ extents: Extents, written: Int, on context: ComputeContext,
    _ function: (Variable) throws -> Variable
  ) throws -> ApusWorkload {
    let shape = [extents["rows"], extents["columns"]]
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", Shape(shape))
    return try ApusWorkload(
      name, extents, Work(items: shape[0], bytes: 4 * Double(shape[0] * shape[1] + written)),
      graph: graph, outputs: [function(x)], feeds: [[x: try data.tensor(shape, on: context)]],
      on: context)
  }

  /// `layer-norm`: of each row, with a scale and an offset for each column.
  static func layerNorm(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (rows, columns) = (extents["rows"], extents["columns"])
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", [Dim(rows), Dim(columns)])
    let scale = try graph.input("scale", [Dim(columns)])
    let offset = try graph.input("offset", [Dim(columns)])
    return try ApusWorkload(
      "layer-norm", extents, Work(items: rows, bytes: 4 * Double(2 * rows * columns + 2 * columns)),
      graph: graph, outputs: [layerNormalize(x) * scale + offset],
      feeds: [
        [
          x: try data.tensor([rows, columns], on: context),
          scale: try data.tensor([columns], on: context),
          offset: try data.tensor([columns], on: context),
        ]
      ], on: context)
  }

  /// `gelu`: gelu(a·b + c), element by element.
  static func gelu(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let elements = extents["elements"]
    let graph = GraphBuilder()
    var data = SyntheticData()
    let inputs = try ["a", "b", "c"].map { try graph.input($0, [Dim(elements)]) }
    var feeds: [Variable: any Feed] = [:]
    for input in inputs { feeds[input] = try data.tensor([elements], on: context) }
    return try ApusWorkload(
      "gelu", extents, Work(items: elements, bytes: 16 * Double(elements)), graph: graph,
      outputs: [Apus.gelu(inputs[0] * inputs[1] + inputs[2])], feeds: [feeds], on: context)
  }

  /// `adam`: one update of a parameter with a gradient that is given. Parameter, gradient and two
  /// moments are read; parameter and moments are written.
  static func adam(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let count = extents["parameters"]
    let graph = GraphBuilder()
    var data = SyntheticData()
    let parameter = try graph.parameter("p", [Dim(count)], initial: .constant(1))
    let gradient = try graph.input("gradient", [Dim(count)])
    // The gradient of Σ p · g is g. Nobody asks for the sum itself, so it is not computed.
    let training = try graph.minimize(Apus.sum(parameter * gradient), with: Adam())
    return try ApusWorkload(
      "adam", extents, Work(items: count, bytes: 28 * Double(count)), graph: graph, outputs: [],
      minimization: training,
      feeds: [[gradient: try data.tensor([count], on: context)]], on: context)
  }
}
