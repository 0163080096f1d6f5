import ApusGraph

extension OperationCases {
  /// What reads elements at positions of its own, of inputs that lie in another order, step backwards
  /// over what is not wanted, or are repeated.
  static let viewsOfLayers: [OperationCase] = layerViews.flatMap { view in
    [
      OperationCase(
        "pools of what is \(view.name)", .pooling, [.float(view.source, .distinct)], order: 1
      ) {
        let x = try view.read($1[0])
        let both = try maxPool2dWithIndices(x, kernel: [2, 3], stride: [1, 2], padding: [0, 1])
        return [both.values, both.indices, try averagePool2d(x, kernel: 2, stride: [2, 1])]
      },
      OperationCase(
        "norms of what is \(view.name)", .reductions, [.float(view.source), .float([3])], order: 1
      ) {
        let x = try view.read($1[0])
        let batch = try batchNorm(x, scale: $1[1], epsilon: 0.1)
        return [
          batch.y, batch.variance, try groupNorm(x, groups: 3, scale: $1[1], epsilon: 0.1),
          try layerNorm(x, epsilon: 0.1), try rmsNorm(x, axes: 2, epsilon: 0.1),
        ]
      },
      OperationCase(
        "sorts of what is \(view.name)", .indexing, [.float(view.source, .distinct)], order: 1
      ) {
        let x = try view.read($1[0])
        let best = try topK(x, 2, axis: 1)
        return [try sort(x, axis: 2), try argsort(x), best.values, best.indices]
      },
      OperationCase(
        "sequences of what is \(view.name)", .matmul,
        [
          .float(view.source), .float([3, 8]), .float([2, 8]), .float([8]), .float([8]),
          .float([3, 2]), .float([2, 2]), .float([2]), .float([2]),
        ], order: 1
      ) { _, given in
        // Steps, batch, inputs: 4, 5, 3.
        let steps = try transpose(
          slice(view.read(given[0]), axis: 0, start: 1, count: 1), [0, 2, 3, 1])
        let x = try reshape(steps, to: [4, 5, 3])
        func layers(_ first: Int) -> [RecurrentLayer] {
          RecurrentLayer.layers(Array(given[first...]), layers: 1, directions: 1)
        }
        let long = try lstm(x, layers: layers(1))
        return [long.outputs, long.cell, try rnn(x, layers: layers(5)).outputs]
      },
    ]
  }

  /// Ways to read an input as [2, 3, 4, 5].
  private static let layerViews: [View] = [
    View(name: "permuted", source: [4, 5, 2, 3]) { try transpose($0, [2, 3, 0, 1]) },
    View(name: "reversed", source: [2, 3, 8, 5]) {
      try slice(
        slice($0, axis: 2, start: 7, count: 4, step: -2), axis: 3, start: 4, count: 5, step: -1)
    },
    View(name: "repeated", source: [3, 1, 5]) { try broadcast($0, to: [2, 3, 4, 5]) },
  ]
}
