import Apus

extension ApusWorkload {
  /// `lstm`: layers of as many inputs as states over whole sequences, and the gradients of the input
  /// and of all weights for an upstream one that is given.
  static func lstm(_ extents: Extents, on context: ComputeContext) throws -> ApusWorkload {
    let (batch, steps) = (extents["batch"], extents["steps"])
    let (width, layers) = (extents["width"], extents["layers"])
    let graph = GraphBuilder(seed: 1)
    var data = SyntheticData()
    let shape = [steps, batch, width]
    let x = try graph.input("x", Shape(shape))
    let upstream = try graph.input("upstream", Shape(shape))
    let bound = 1 / Double(width).squareRoot()
    func weight(_ name: String, _ shape: Shape) throws -> Variable {
      try graph.parameter(name, shape, initial: .uniform(low: -bound, high: bound))
    }
    let (n, all) = (Dim(width), Dim(4 * width))
    let network = try (0..<layers).map { layer in
      RecurrentLayer(
        forward: RecurrentWeights(
          input: try weight("input\(layer)", [n, all]),
          hidden: try weight("hidden\(layer)", [n, all]),
          inputBias: try weight("inputBias\(layer)", [all]),
          hiddenBias: try weight("hiddenBias\(layer)", [all])))
    }
    let made = try Apus.lstm(x, layers: network).outputs
    let gradients = try graph.gradients(
      of: made, withRespectTo: [x] + graph.variables(.parameter), seed: upstream)
    // Two products forward and four backward for each step and layer.
    let products = Double(layers) * Double(steps * batch) * Double(width) * Double(4 * width)
    let elements = Double(4 * steps * batch * width + 3 * layers * 8 * width * (width + 1))
    return try ApusWorkload(
      "lstm", extents, Work(items: batch, operations: 12 * products, bytes: 4 * elements),
      graph: graph, outputs: [made] + gradients,
      feeds: [
        [
          x: try data.tensor(shape, on: context), upstream: try data.tensor(shape, on: context),
        ]
      ], on: context)
  }
}
