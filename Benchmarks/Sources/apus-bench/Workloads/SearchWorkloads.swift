import Apus

extension ApusWorkload {
  /// `top-k`: the largest elements of each row, and where they are.
  static func largest(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (rows, columns, k) = (extents["rows"], extents["columns"], extents["k"])
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", [Dim(rows), Dim(columns)])
    let found = try topK(x, Dim(k))
    return try ApusWorkload(
      "top-k", extents, Work(items: rows, bytes: 4 * Double(rows * (columns + 2 * k))),
      graph: graph, outputs: [found.values, found.indices],
      feeds: [[x: try data.tensor([rows, columns], on: context)]], on: context)
  }

  /// `cumsum`: the sum of all elements up to each, along an axis of a matrix.
  static func cumulativeSums(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload
  {
    let (rows, columns) = (extents["rows"], extents["columns"])
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", [Dim(rows), Dim(columns)])
    return try ApusWorkload(
      "cumsum", extents, Work(items: rows, bytes: 8 * Double(rows * columns)), graph: graph,
      outputs: [cumulativeSum(x, axis: extents["axis"])],
      feeds: [[x: try data.tensor([rows, columns], on: context)]], on: context)
  }
}
