import ApusGraph

extension Reference {
  /// What puts entries into tables, walks along rows, or sorts them.
  static func tables(
    _ op: any Op, _ x: [ReferenceArray], _ context: Context
  ) throws -> [ReferenceArray]? {
    switch op {
    case let op as Scatter: return [try scattered(op, x)]
    case let op as FlatIndex:
      let extents = try op.extents.map { try $0.value(context.binding) }
      return [try flattened(x[0], extents, op.batchRank)]
    case let op as CheckedIndex:
      let extent = try op.extent.value(context.binding)
      var indices = x[0]
      indices.values = try x[0].values.map { Double(try checked($0, below: extent, op.role)) }
      indices.dtype = .int32
      return [indices]
    case let op as Cumulate: return [cumulated(op, x[0])]
    case let op as Sort:
      return sorted(op, x[0], count: try op.count.value(context.binding))
    case let op as DynamicSlice:
      let shape = try op.shape.extents(context.binding)
      let first = starts(x[1], of: shape, within: x[0].shape)
      var values: [Double] = []
      forEachIndex(of: shape) { index in
        values.append(x[0].values[position(zip(index, first).map { $0 + $1 }, in: x[0].shape)])
      }
      return [ReferenceArray(values, shape: shape, dtype: x[0].dtype)]
    case is DynamicUpdate:
      let first = starts(x[2], of: x[1].shape, within: x[0].shape)
      var result = x[0]
      forEachIndex(of: x[1].shape) { index in
        let at = position(zip(index, first).map { $0 + $1 }, in: x[0].shape)
        result.values[at] = x[1].values[position(index, in: x[1].shape)]
      }
      return [result]
    default: return nil
    }
  }

  private static func scattered(_ op: Scatter, _ x: [ReferenceArray]) throws -> ReferenceArray {
    let (indices, entries, shape) = (x[1], x[2], x[0].shape)
    var result = x[0]
    let rank = indices.shape.count
    try forEachIndex(of: entries.shape) { index in
      let own = op.isElementwise ? index : Array(index[op.axis..<op.axis + rank])
      let row = try checked(
        indices.values[position(own, in: indices.shape)], below: shape[op.axis], "scatter")
      let after = op.isElementwise ? op.axis + 1 : op.axis + rank
      let target = position(index[..<op.axis] + [row] + index[after...], in: shape)
      let (old, new) = (
        result.values[target], entries.values[position(index, in: entries.shape)]
      )
      result.values[target] =
        switch op.mode {
        case .replace: new
        case .add: old + new
        case .multiply: old * new
        case .max: old.isNaN || new.isNaN ? .nan : Swift.max(old, new)
        case .min: old.isNaN || new.isNaN ? .nan : Swift.min(old, new)
        }
    }
    return result
  }

  private static func flattened(
    _ points: ReferenceArray, _ extents: [Int], _ batchRank: Int
  ) throws -> ReferenceArray {
    let shape = Array(points.shape.dropLast())
    var values: [Double] = []
    try forEachIndex(of: shape) { index in
      var coordinates = Array(index[..<batchRank])
      for axis in extents.indices {
        let at = position(index + [axis], in: points.shape)
        coordinates.append(try checked(points.values[at], below: extents[axis], "flatIndex"))
      }
      values.append(Double(position(coordinates, in: shape[..<batchRank] + extents)))
    }
    return ReferenceArray(values, shape: shape, dtype: .int32)
  }

  /// Each row along an axis as positions in the array.
  private static func rows(_ shape: [Int], _ axis: Int) -> [[Int]] {
    var outside = shape
    outside[axis] = 1
    var rows: [[Int]] = []
    forEachIndex(of: outside) { index in
      var index = index
      rows.append(
        (0..<shape[axis]).map { row in
          index[axis] = row
          return position(index, in: shape)
        })
    }
    return rows
  }

  private static func cumulated(_ op: Cumulate, _ x: ReferenceArray) -> ReferenceArray {
    var result = x
    for row in rows(x.shape, op.axis) {
      var held: Double = op.kind == .sum ? 0 : 1
      for at in op.isReversed ? row.reversed() : row {
        let next = op.kind == .sum ? held + x.values[at] : held * x.values[at]
        result.values[at] = op.isExclusive ? held : next
        held = next
      }
    }
    return result
  }

  private static func sorted(_ op: Sort, _ x: ReferenceArray, count: Int) -> [ReferenceArray] {
    var shape = x.shape
    shape[op.axis] = count
    var values = ReferenceArray(repeating: 0, shape: shape, dtype: x.dtype)
    var places = ReferenceArray(repeating: 0, shape: shape, dtype: .int32)
    for (row, results) in zip(rows(x.shape, op.axis), rows(shape, op.axis)) {
      func isSmaller(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (x.values[row[a]], x.values[row[b]])
        return b.isNaN ? !a.isNaN : a < b
      }
      let order = row.indices.sorted { a, b in
        let (first, second) = op.isDescending ? (b, a) : (a, b)
        return isSmaller(first, second) || (!isSmaller(second, first) && a < b)
      }
      for (at, place) in zip(results, order) {
        values.values[at] = x.values[row[place]]
        places.values[at] = Double(place)
      }
    }
    return [values, places]
  }

  private static func starts(
    _ starts: ReferenceArray, of part: [Int], within shape: [Int]
  ) -> [Int] {
    shape.indices.map {
      Int(Swift.min(Swift.max(starts.values[$0], 0), Double(shape[$0] - part[$0])))
    }
  }
}
