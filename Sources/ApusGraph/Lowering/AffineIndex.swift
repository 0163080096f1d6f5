/// A linear position computed from loop indices: `offset + Σ strides[d] · loop[d]`, in elements.
/// Transpose, slice, broadcast (stride 0) and reversal are all of this form.
public struct AffineIndex: Hashable, Sendable {
  public var offset: Dim
  /// One for each loop, outermost first.
  public var strides: [Dim]

  public init(offset: Dim = 0, strides: [Dim]) {
    self.offset = offset
    self.strides = strides
  }

  /// The row-major position in a tensor of this shape, whose axes are the loops.
  public static func rowMajor(_ shape: Shape) -> AffineIndex {
    AffineIndex(strides: shape.strides)
  }

  /// The positions that `shape` has when read as if it were broadcast to `target`.
  public static func broadcast(_ shape: Shape, to target: Shape) -> AffineIndex {
    let extra = target.rank - shape.rank
    let own = shape.strides
    return AffineIndex(
      strides: (0..<target.rank).map { axis in
        axis < extra || shape[axis - extra] == 1 && target[axis] != 1 ? 0 : own[axis - extra]
      })
  }
}

/// A condition on loop indices under which an element exists: `0 ≤ index < extent`.
public struct Bound: Hashable, Sendable {
  public var index: AffineIndex
  public var extent: Dim

  public init(_ index: AffineIndex, within extent: Dim) {
    self.index = index
    self.extent = extent
  }
}

/// A read of a stored value at an affine position; where a bound fails, the element reads as 0
/// and memory is not touched.
public struct Access: Hashable, Sendable {
  public var value: ValueID
  public var index: AffineIndex
  public var bounds: [Bound]

  public init(_ value: ValueID, _ index: AffineIndex, bounds: [Bound] = []) {
    self.value = value
    self.index = index
    self.bounds = bounds
  }
}

/// The number of a value in a lowered program.
public struct ValueID: Hashable, Sendable, CustomStringConvertible {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  public var description: String { "v\(index)" }
}
