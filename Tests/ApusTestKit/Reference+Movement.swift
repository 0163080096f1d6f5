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
    case let op as Pad:
      return padded(x[0], op)
    case let op as Diagonal:
      return diagonal(x[0], op.offset)
    case let op as DiagonalMatrix:
      let extents = try Shape([op.rows, op.columns]).extents(context.binding)
      return matrix(of: x[0], extents, op.offset)
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

  /// Element by element, walking from a place outside to the one it copies.
  private static func padded(_ x: ReferenceArray, _ op: Pad) -> ReferenceArray {
    let shape = x.shape.indices.map { op.before[$0] + x.shape[$0] + op.after[$0] }
    var values: [Double] = []
    let outside = converted(op.value, to: x.dtype)
    forEachIndex(of: shape) { index in
      var source: [Int] = []
      var isInside = true
      for (axis, place) in index.enumerated() {
        let extent = x.shape[axis]
        var own = place - op.before[axis]
        while own < 0 || own >= extent {
          switch op.mode {
          case .constant:
            isInside = false
            own = 0
          case .reflect: own = own < 0 ? -own : 2 * (extent - 1) - own
          case .replicate: own = own < 0 ? 0 : extent - 1
          case .circular: own += own < 0 ? extent : -extent
          }
          if !isInside { break }
        }
        source.append(own)
      }
      values.append(isInside ? x.values[position(source, in: x.shape)] : outside)
    }
    return ReferenceArray(values, shape: shape, dtype: x.dtype)
  }

  private static func diagonal(_ x: ReferenceArray, _ offset: Int) -> ReferenceArray {
    let rank = x.shape.count
    let places = diagonalPlaces(Array(x.shape.suffix(2)), offset)
    return read(x, x.shape.dropLast(2) + [places.count]) { index in
      index.dropLast() + places[index[rank - 2]]
    }
  }

  private static func matrix(
    of x: ReferenceArray, _ extents: [Int], _ offset: Int
  ) -> ReferenceArray {
    let shape = x.shape.dropLast() + extents
    var result = ReferenceArray(repeating: 0, shape: shape, dtype: x.dtype)
    let places = diagonalPlaces(extents, offset)
    forEachIndex(of: x.shape) { index in
      let target = index.dropLast() + places[index[index.count - 1]]
      result.values[position(target, in: shape)] = x.values[position(index, in: x.shape)]
    }
    return result
  }

  /// Row and column of each element of a diagonal.
  private static func diagonalPlaces(_ extents: [Int], _ offset: Int) -> [[Int]] {
    (0..<extents[0]).flatMap { row in
      (0..<extents[1]).filter { $0 - row == offset }.map { [row, $0] }
    }
  }
}
