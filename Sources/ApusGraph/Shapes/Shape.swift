/// The extents of a tensor, outermost first; `[]` is the shape of a scalar.
///
///     let images: Shape = [.batch, 28, 28]
public struct Shape: Hashable, Sendable, Codable {
  /// The extents, outermost first.
  public var dims: [Dim]

  /// A shape of extents that may be symbolic.
  public init(_ dims: [Dim]) { self.dims = dims }

  /// A shape of fixed extents.
  public init(_ extents: [Int]) { dims = extents.map { Dim($0) } }

  /// The number of axes.
  public var rank: Int { dims.count }

  /// The product of all extents; 1 for a scalar.
  public var elementCount: Dim { dims.reduce(1, *) }

  /// The extents if none is symbolic.
  public var fixed: [Int]? {
    var extents: [Int] = []
    for dim in dims {
      guard let extent = dim.fixed else { return nil }
      extents.append(extent)
    }
    return extents
  }

  /// The names of all symbols, sorted.
  public var symbols: [String] { Set(dims.flatMap(\.symbols)).sorted() }

  /// The extents once symbols are bound.
  /// - Throws: `GraphError` for a symbol without a number, a negative extent, or a product
  ///   beyond 2⁴⁷ elements.
  public func extents(_ binding: [String: Int]) throws -> [Int] {
    let extents = try dims.map { try $0.value(binding) }
    try Shape.check(extents)
    return extents
  }

  /// The most elements one tensor may have; products of strides stay far from 64-bit overflow.
  public static let maximumElementCount = 1 << 47

  static func check(_ extents: [Int]) throws {
    var count = 1
    for extent in extents {
      if extent < 0 || extent > maximumElementCount {
        throw GraphError(
          .invalidShape, expected: "extents from 0 to 2^47", found: "\(extents)",
          advice: "check the sizes that the shape was computed from")
      }
      // An extent of 0 counts as 1, so that products of the others cannot overflow either.
      count = Dim.saturatingMultiply(count, Swift.max(extent, 1))
    }
    if count > maximumElementCount {
      throw GraphError(
        .invalidShape, expected: "at most 2^47 elements", found: "\(extents)",
        advice: "split the tensor, or check the sizes that the shape was computed from")
    }
  }

  /// - Throws: `GraphError` if a fixed extent is negative or the fixed part is too large.
  func validate() throws { try Shape.check(dims.compactMap(\.fixed)) }

  /// Row-major strides, in elements.
  public var strides: [Dim] {
    var strides = [Dim](repeating: 1, count: rank)
    var step: Dim = 1
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      strides[axis] = step
      step = step * dims[axis]
    }
    return strides
  }

  /// The axis that `axis` names: 0 is the outermost, −1 the innermost.
  public func resolve(axis: Int) throws -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    guard rank > 0 else {
      throw GraphError(
        .invalidAxis, expected: "no axis, of a scalar", found: "axis \(axis)",
        advice: "the shape is [], which has no axes; reshape it to [1] for one, or leave axes out "
          + "to reduce over all there are")
    }
    guard resolved >= 0 && resolved < rank else {
      throw GraphError(
        .invalidAxis, expected: "an axis from \(-rank) to \(rank - 1)", found: "axis \(axis)",
        advice: "the shape is \(self), of rank \(rank)")
    }
    return resolved
  }

  /// The resolved axes, sorted; all axes for nil.
  public func resolve(axes: [Int]?) throws -> [Int] {
    guard let axes else { return Array(0..<rank) }
    let resolved = try axes.map { try resolve(axis: $0) }.sorted()
    if Set(resolved).count != resolved.count {
      throw GraphError(
        .invalidAxis, expected: "each axis once", found: "axes \(axes)",
        advice: "negative axes count from the end of \(self)")
    }
    return resolved
  }
}

extension Shape: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { dims.count }
  /// The extent of an axis, from 0.
  public subscript(axis: Int) -> Dim {
    get { dims[axis] }
    set { dims[axis] = newValue }
  }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Dim...) { self.init(elements) }
}

extension Shape: CustomStringConvertible {
  public var description: String {
    "[" + dims.map(\.description).joined(separator: ", ") + "]"
  }
}

// MARK: Broadcasting

extension Shape {
  /// The common shape of both under NumPy's broadcasting rule: aligned at the innermost axis,
  /// extents are equal or one of them is 1.
  public func broadcast(with other: Shape) throws -> Shape {
    let rank = Swift.max(self.rank, other.rank)
    var dims: [Dim] = []
    for axis in 0..<rank {
      let a = axis + self.rank - rank
      let b = axis + other.rank - rank
      let left: Dim = a >= 0 ? self[a] : 1
      let right: Dim = b >= 0 ? other[b] : 1
      if left == right || right == 1 {
        dims.append(left)
      } else if left == 1 {
        dims.append(right)
      } else {
        throw GraphError(
          .shapeMismatch, expected: "shapes that broadcast: equal extents, or 1, from the right",
          found: "\(self) and \(other)",
          advice: "extents \(left) and \(right) differ; reshape or transpose one side")
      }
    }
    return Shape(dims)
  }

  /// Whether `self` can be broadcast to exactly `target`.
  public func broadcasts(to target: Shape) -> Bool {
    guard rank <= target.rank else { return false }
    return (0..<rank).allSatisfy { axis in
      let goal = target[axis + target.rank - rank]
      return self[axis] == goal || self[axis] == 1
    }
  }
}

/// The shape and the element type of a variable.
public struct TensorType: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The extents, outermost first.
  public var shape: Shape
  /// The element type.
  public var dtype: DType

  /// A type of this shape.
  public init(_ shape: Shape, _ dtype: DType = .float32) {
    self.shape = shape
    self.dtype = dtype
  }

  public var description: String { "\(dtype)\(shape)" }
}
