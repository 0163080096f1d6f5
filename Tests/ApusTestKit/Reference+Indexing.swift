import ApusGraph

extension Reference {
  /// What reads or writes at positions that are data.
  static func indexing(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> ReferenceArray? {
    switch op {
    case let op as Gather:
      return try gathered(x[0], x[1], op.axis)
    case let op as ScatterAdd:
      return try scattered(x[0], x[1], op.axis, extent: op.extent.value(context.binding))
    case let op as TakeAlongAxis:
      return try takenAlong(x[0], x[1], op.axis)
    case let op as TakeAlongAxisGradient:
      return try putAlong(x[0], x[1], op.axis, extent: op.extent.value(context.binding))
    case let op as OneHot:
      let classes = try op.classes.value(context.binding)
      var values: [Double] = []
      for label in x[0].values {
        for position in 0..<classes { values.append(Double(position) == label ? 1 : 0) }
      }
      return ReferenceArray(values, shape: x[0].shape + [classes], dtype: op.dtype)
    default:
      return nil
    }
  }

  private static func gathered(
    _ x: ReferenceArray, _ indices: ReferenceArray, _ axis: Int
  ) throws -> ReferenceArray {
    let rank = indices.shape.count
    let shape = Array(x.shape[..<axis]) + indices.shape + x.shape[(axis + 1)...]
    var values: [Double] = []
    try forEachIndex(of: shape) { index in
      let at = position(index[axis..<axis + rank], in: indices.shape)
      let chosen = try checked(indices.values[at], below: x.shape[axis], "gather")
      let source = index[..<axis] + [chosen] + index[(axis + rank)...]
      values.append(x.values[position(source, in: x.shape)])
    }
    return ReferenceArray(values, shape: shape, dtype: x.dtype)
  }

  private static func scattered(
    _ g: ReferenceArray, _ indices: ReferenceArray, _ axis: Int, extent: Int
  ) throws -> ReferenceArray {
    let rank = indices.shape.count
    let shape = Array(g.shape[..<axis]) + [extent] + g.shape[(axis + rank)...]
    var result = ReferenceArray(repeating: 0, shape: shape, dtype: g.dtype)
    var flat = 0
    forEachIndex(of: g.shape) { index in
      let at = position(index[axis..<axis + rank], in: indices.shape)
      let chosen = Int(indices.values[at])
      // As the gradient of a gather that was checked; what is out of range adds nothing.
      if chosen >= 0 && chosen < extent {
        let target = index[..<axis] + [chosen] + index[(axis + rank)...]
        result.values[position(target, in: shape)] += g.values[flat]
      }
      flat += 1
    }
    return result
  }

  private static func takenAlong(
    _ x: ReferenceArray, _ indices: ReferenceArray, _ axis: Int
  ) throws -> ReferenceArray {
    var values: [Double] = []
    try forEachIndex(of: indices.shape) { index in
      var source = Array(index)
      let at = indices.values[position(index[...], in: indices.shape)]
      source[axis] = try checked(at, below: x.shape[axis], "takeAlongAxis")
      values.append(x.values[position(source[...], in: x.shape)])
    }
    return ReferenceArray(values, shape: indices.shape, dtype: x.dtype)
  }

  private static func putAlong(
    _ g: ReferenceArray, _ indices: ReferenceArray, _ axis: Int, extent: Int
  ) throws -> ReferenceArray {
    var shape = g.shape
    shape[axis] = extent
    var result = ReferenceArray(repeating: 0, shape: shape, dtype: g.dtype)
    try forEachIndex(of: g.shape) { index in
      var target = Array(index)
      let at = position(index[...], in: g.shape)
      target[axis] = try checked(indices.values[at], below: extent, "takeAlongAxisGradient")
      result.values[position(target[...], in: shape)] += g.values[at]
    }
    return result
  }

  static func checked(_ value: Double, below extent: Int, _ op: String) throws -> Int {
    guard value >= 0, value < Double(extent) else {
      throw ReferenceError.indexOutOfRange(op: op, index: Int(value), extent: extent)
    }
    return Int(value)
  }
}
