/// A linear position computed from loop indices: `offset + Σ strides[d] · loop[d]`, in elements.
/// Transpose, slice, broadcast (stride 0) and reversal are all of this form.
public struct AffineIndex: Hashable, Sendable {
  /// The position where all loop indices are 0.
  public var offset: Dim
  /// One for each loop, outermost first.
  public var strides: [Dim]

  /// `offset + Σ strides[d] · loop[d]`, a stride for each loop.
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
  /// What is compared.
  public var index: AffineIndex
  /// The first index that is too large.
  public var extent: Dim

  /// The condition `0 ≤ index < extent`.
  public init(_ index: AffineIndex, within extent: Dim) {
    self.index = index
    self.extent = extent
  }
}

/// A read of a stored value at an affine position; where a bound fails, the element reads as 0
/// and memory is not touched.
public struct Access: Hashable, Sendable {
  /// What is read.
  public var value: ValueID
  /// Where, in elements from the start of the value.
  public var index: AffineIndex
  /// All must hold for memory to be read.
  public var bounds: [Bound]

  /// A read of `value` at `index` where every one of `bounds` holds.
  public init(_ value: ValueID, _ index: AffineIndex, bounds: [Bound] = []) {
    self.value = value
    self.index = index
    self.bounds = bounds
  }
}

/// The number of a value in a lowered program.
public struct ValueID: Hashable, Sendable, CustomStringConvertible {
  /// The position in `Lowering.values`.
  public let index: Int
  /// The value at this position.
  public init(_ index: Int) { self.index = index }
  public var description: String { "v\(index)" }
}
