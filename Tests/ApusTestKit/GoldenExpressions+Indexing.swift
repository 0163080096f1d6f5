import ApusGraph

extension GoldenCase {
  /// By the number that the fixture gives them.
  private static let modes: [ScatterMode] = [.replace, .add, .multiply, .max, .min]

  static let indexing: [String: Expression] = [
    "scatter": { x, p in [try scatter(x[0], x[2], x[1], axis: p[0], mode: modes[p[1]])] },
    "indexAdd": { x, p in [try indexAdd(x[0], x[2], x[1], axis: p[0], mode: modes[p[1]])] },
    "scatterND": { x, p in [try scatterND(x[0], x[2], x[1], mode: modes[p[0]])] },
    "gatherND": { x, _ in [try gatherND(x[0], x[1])] },
    "indexSelect": { x, p in [try indexSelect(x[0], x[1], axis: p[0])] },
    "cumulativeSum": { x, p in [try cumulativeSum(x[0], axis: p[0])] },
    "cumulativeProduct": { x, p in [try cumulativeProduct(x[0], axis: p[0])] },
    "sort": { x, p in
      [
        try sort(x[0], axis: p[0], descending: p[1] == 1),
        try argsort(x[0], axis: p[0], descending: p[1] == 1),
      ]
    },
    "topK": { x, p in
      let (values, indices) = try topK(x[0], Dim(p[0]), largest: p[1] == 1)
      return [values, indices]
    },
  ]
}
