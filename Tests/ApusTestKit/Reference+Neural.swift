import ApusGraph

extension Reference {
  /// Interpolation, batch statistics, numbers of elements.
  static func neural(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> [ReferenceArray]? {
    switch op {
    case let op as Resample: return [resampled(op, x[0])]
    case let op as Standardize: return standardized(op, x[0])
    case let op as ElementNumber:
      let shape = try op.shape.extents(context.binding)
      var values: [Double] = []
      forEachIndex(of: shape) { index in
        let number = op.axis.map { index[$0] } ?? values.count
        values.append(Double(number + (op.offset ?? 0)))
      }
      return [ReferenceArray(values, shape: shape, dtype: .int32)]
    default: return nil
    }
  }

  private static func resampled(_ op: Resample, _ x: ReferenceArray) -> ReferenceArray {
    var shape = x.shape
    shape[op.axis] = op.plan.count
    var values: [Double] = []
    forEachIndex(of: shape) { index in
      var sum = 0.0
      for (indices, weights) in zip(op.plan.indices, op.plan.weights) {
        var source = index
        source[op.axis] = indices[index[op.axis]]
        if source[op.axis] < 0 { continue }
        sum += weights[index[op.axis]] * x.values[position(source, in: x.shape)]
      }
      values.append(sum)
    }
    return ReferenceArray(values, shape: shape, dtype: x.dtype)
  }

  private static func standardized(_ op: Standardize, _ x: ReferenceArray) -> [ReferenceArray] {
    var kept = x.shape
    for axis in op.axes { kept[axis] = 1 }
    var groups = [[Int]](repeating: [], count: kept.reduce(1, *))
    var flat = 0
    forEachIndex(of: x.shape) { index in
      groups[position(index.enumerated().map { op.axes.contains($0) ? 0 : $1 }, in: kept)]
        .append(flat)
      flat += 1
    }
    var result = x
    var (means, variances): ([Double], [Double]) = ([], [])
    for group in groups {
      let mean = group.reduce(0) { $0 + x.values[$1] } / Double(group.count)
      let variance =
        group.reduce(0) { $0 + (x.values[$1] - mean) * (x.values[$1] - mean) }
        / Double(group.count)
      for place in group {
        result.values[place] = (x.values[place] - mean) / (variance + op.epsilon).squareRoot()
      }
      means.append(mean)
      variances.append(variance)
    }
    return [
      result, ReferenceArray(means, shape: kept, dtype: x.dtype),
      ReferenceArray(variances, shape: kept, dtype: x.dtype),
    ]
  }
}
