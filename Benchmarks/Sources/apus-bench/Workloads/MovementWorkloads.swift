import Apus

extension ApusWorkload {
  /// `gather`: rows of a table chosen by numbers, as an embedding does.
  static func gatherRows(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (rows, width) = (extents["vocabulary"], extents["width"])
    let count = extents["count"]
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", [Dim(rows), Dim(width)])
    let indices = try graph.input("indices", [Dim(count)], .int32)
    return try ApusWorkload(
      "gather", extents, Work(items: count, bytes: 4 * Double(2 * count * width + count)),
      graph: graph, outputs: [gather(x, indices)],
      feeds: [
        [
          x: try data.tensor([rows, width], on: context),
          indices: try data.indices(count, below: rows, on: context),
        ]
      ], on: context)
  }

  /// `scatter-add`: rows added up at numbers, the gradient of `gather`'s table, all of which is
  /// written.
  static func scatterAdd(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (rows, width) = (extents["vocabulary"], extents["width"])
    let count = extents["count"]
    let graph = GraphBuilder()
    var data = SyntheticData()
    let x = try graph.input("x", [Dim(rows), Dim(width)])
    let indices = try graph.input("indices", [Dim(count)], .int32)
    let upstream = try graph.input("upstream", [Dim(count), Dim(width)])
    let table = try graph.gradients(
      of: gather(x, indices), withRespectTo: [x], seed: upstream)
    return try ApusWorkload(
      "scatter-add", extents,
      Work(items: count, bytes: 4 * Double(count * width + count + rows * width)),
      graph: graph, outputs: table,
      feeds: [
        [
          upstream: try data.tensor([count, width], on: context),
          indices: try data.indices(count, below: rows, on: context),
        ]
      ], on: context)
  }

  /// `transpose`: the two axes in the middle of `[outer, rows, columns, inner]` change places; outer
  /// and inner are no axes where they are 1.
  static func swapAxes(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (outer, inner) = (extents["outer"], extents["inner"])
    let matrix = [extents["rows"], extents["columns"]]
    let lead = outer > 1 ? [outer] : []
    let shape = lead + matrix + (inner > 1 ? [inner] : [])
    var axes = Array(shape.indices)
    axes.swapAt(lead.count, lead.count + 1)
    return try moved("transpose", extents, [shape], on: context) {
      try Apus.transpose($0[0], axes)
    }
  }

  /// `concatenate`: matrices joined along an axis.
  static func concatenation(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let shape = [extents["rows"], extents["columns"]]
    let shapes = [[Int]](repeating: shape, count: extents["parts"])
    return try moved("concatenate", extents, shapes, on: context) {
      try concatenate($0, axis: extents["axis"])
    }
  }

  /// `pad`: square images with zeros around each.
  static func padding(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (images, size) = ([extents["batch"], extents["channels"]], extents["size"])
    let amount = extents["amount"]
    let padded = size + 2 * extents["amount"]
    let zeros = images.reduce(1, *) * (padded * padded - size * size)
    return try moved("pad", extents, [images + [size, size]], zeros: zeros, on: context) {
      try pad($0[0], [(0, 0), (0, 0), (amount, amount), (amount, amount)])
    }
  }

  /// A result that every element of some tensors is moved to; they are called x0, x1, ….
  /// - Parameter zeros: elements of the result that are none of theirs.
  private static func moved(
    _ name: String, _ extents: Extents, _ shapes: [[Int]], zeros: Int = 0,
    on context: ComputeContext,
    _ function: ([Variable]) throws -> Variable
  ) throws -> ApusWorkload {
    let graph = GraphBuilder()
    var data = SyntheticData()
    var feeds: [Variable: any Feed] = [:]
    let inputs = try shapes.enumerated().map { number, shape in
      let input = try graph.input("x\(number)", Shape(shape))
      feeds[input] = try data.tensor(shape, on: context)
      return input
    }
    let elements = shapes.reduce(0) { $0 + $1.reduce(1, *) }
    return try ApusWorkload(
      name, extents, Work(items: elements, bytes: 4 * Double(2 * elements + zeros)), graph: graph,
      outputs: [function(inputs)], feeds: [feeds], on: context)
  }
}
