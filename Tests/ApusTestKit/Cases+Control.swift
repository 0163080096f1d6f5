import ApusGraph

extension OperationCases {
  /// Segments that are computed again, and gradients by rules of their own; both are differentiated
  /// twice.
  static let control: [OperationCase] = checkpoints + customGradients

  private static var checkpoints: [OperationCase] {
    [
      OperationCase("checkpoint", .fusion, [.float([5, 4]), .float([4, 4])]) { graph, x in
        let y = try graph.checkpoint { () throws(GraphError) in
          let hidden = try tanh(matmul(x[0], x[1]))
          return try hidden * hidden + x[0]
        }
        return [try y * x[0]]
      },
      OperationCase("checkpoints in a row", .fusion, [.float([3, 4]), .float([4, 4])]) {
        graph, x in
        var y = x[0]
        for _ in 0..<3 {
          y = try graph.checkpoint { () throws(GraphError) in
            try sigmoid(matmul(sin(y), x[1]))
          }
        }
        return [y]
      },
      OperationCase("nested checkpoints with draws", .fusion, [.float([7])]) { graph, x in
        try graph.checkpoint { () throws(GraphError) in
          let inner = try graph.checkpoint { () throws(GraphError) in
            [try sin(x[0] * graph.random(.uniform, [7])), x[0], try exp(x[0]) > 1]
          }
          return [try inner[0] * inner[1], try select(inner[2], tanh(inner[0]), inner[1])]
        }
      },
    ]
  }

  private static var customGradients: [OperationCase] {
    [
      OperationCase("custom gradient", .fusion, [.float([3, 5])]) { _, x in
        // ln (1 + eˣ), whose derivative is the sigmoid.
        try customGradient(of: [x[0] * 2]) { x throws(GraphError) in
          [try log(exp(x[0]) + 1)]
        } gradient: { context throws(GraphError) in
          [try context.outputGradients[0] * sigmoid(context.inputs[0])]
        }
      },
      OperationCase("custom gradient of two", .fusion, [.float([3, 1]), .float([4])]) { _, x in
        let results = try customGradient(of: [x[0], x[1], stopGradient(x[1])]) {
          x throws(GraphError) in
          [try x[0] * x[1], try exp(x[1] + x[2] * 0)]
        } gradient: { context throws(GraphError) in
          let (g, y) = (context.outputGradients, context.outputs)
          return [
            try g[0] * context.inputs[1],
            try sum(g[0] * context.inputs[0], axes: [0]) + g[1] * y[1], nil,
          ]
        }
        return [results[0], try sin(results[0]), results[1]]
      },
    ]
  }
}
