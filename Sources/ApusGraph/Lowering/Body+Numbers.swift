extension Body {
  /// A number that may depend on symbols, such as an extent, in a body of so many loops.
  package mutating func number(_ value: Dim, loops: Int, _ type: DType = .int32) -> Ref {
    index(AffineIndex(offset: value, strides: [Dim](repeating: 0, count: loops)), type)
  }

  /// Whether an int32 is an index below an extent.
  package mutating func isIndex(_ place: Ref, below extent: Ref, loops: Int) -> Ref {
    let isFrom = binary(.greaterOrEqual, place, number(0, loops: loops))
    return binary(.and, isFrom, binary(.less, place, extent))
  }
}
