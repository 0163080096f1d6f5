import ApusGraph

extension Reference {
  /// What only moves elements.
  static func movement(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray? {
    switch op {
    case let op as Reshape:
      return x[0].reshaped(try op.shape.extents(context.binding))
    case let op as Broadcast:
      return x[0].broadcast(to: try op.shape.extents(context.binding))
    case let op as Transpose:
      return read(x[0], op.permutation.map { x[0].shape[$0] }) { index in
        var source = index
        for (to, from) in op.permutation.enumerated() { source[from] = index[to] }
        return source
      }
    case let op as Slice:
      let ranges = try op.ranges.map { try resolved($0, context) }
      return read(x[0], ranges.map(\.count)) { index in
        zip(index, ranges).map { $1.start + $0 * $1.step }
      }
    case let op as Unslice:
      let ranges = try op.ranges.map { try resolved($0, context) }
      let shape = try op.shape.extents(context.binding)
      var result = ReferenceArray(repeating: 0, shape: shape, dtype: x[0].dtype)
      var flat = 0
      forEachIndex(of: x[0].shape) { index in
        let target = zip(index, ranges).map { $1.start + $0 * $1.step }
        result.values[position(target, in: shape)] = x[0].values[flat]
        flat += 1
      }
      return result
    case let op as Concatenate:
      return concatenated(x, op.axis)
    default:
      return nil
    }
  }

  private static func read(
    _ x: ReferenceArray, _ shape: [Int], _ source: ([Int]) -> [Int]
  ) -> ReferenceArray {
    var values: [Double] = []
    values.reserveCapacity(shape.reduce(1, *))
    forEachIndex(of: shape) { values.append(x.values[position(source($0), in: x.shape)]) }
    return ReferenceArray(values, shape: shape, dtype: x.dtype)
  }

  private static func resolved(
    _ range: Slice.Range, _ context: Context
  ) throws -> (start: Int, count: Int, step: Int) {
    (try range.start.value(context.binding), try range.count.value(context.binding), range.step)
  }

  private static func concatenated(_ parts: [ReferenceArray], _ axis: Int) -> ReferenceArray {
    var shape = parts[0].shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    var values: [Double] = []
    forEachIndex(of: shape) { index in
      var index = index
      var part = 0
      while index[axis] >= parts[part].shape[axis] {
        index[axis] -= parts[part].shape[axis]
        part += 1
      }
      values.append(parts[part].values[position(index, in: parts[part].shape)])
    }
    return ReferenceArray(values, shape: shape, dtype: parts[0].dtype)
  }
}
