/// An array of numbers in host memory, in row-major order.
///
///     let a: Tensor = [[1.4, 0.3]]                       // float32, 1×2
///     let b = try Tensor([1, 2, 3, 4] as [Int32], shape: [2, 2])
///     b[1, 0]                                            // 3.0
///
/// A value: copies are independent, and it can cross threads.
public struct Tensor: Sendable, Hashable {
  /// The extents, outermost first; empty for a scalar.
  public let shape: [Int]
  /// The element type.
  public let dtype: DType
  /// The elements as stored bytes, `count * dtype.byteCount` of them.
  public private(set) var bytes: [UInt8]

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }
  /// The number of axes.
  public var rank: Int { shape.count }

  /// A tensor from raw bytes in the host's byte order; a `bool` byte other than 0 becomes 1.
  /// - Throws: `GraphError` if the number of bytes is not what shape and type ask for.
  public init(bytes: [UInt8], shape: [Int], dtype: DType) throws {
    try Shape.check(shape)
    let expected = shape.reduce(1, *) * dtype.byteCount
    guard bytes.count == expected else {
      throw GraphError(
        .shapeMismatch, expected: "\(expected) bytes for \(dtype)\(shape)",
        found: "\(bytes.count) bytes", advice: "check the shape that belongs to these bytes")
    }
    // Any other bit pattern would be undefined behaviour when read as a Swift Bool.
    let isPlain = dtype != .bool || bytes.allSatisfy { $0 <= 1 }
    self.init(
      unchecked: isPlain ? bytes : bytes.map { $0 == 0 ? 0 : 1 }, shape: shape, dtype: dtype)
  }

  init(unchecked bytes: [UInt8], shape: [Int], dtype: DType) {
    self.bytes = bytes
    self.shape = shape
    self.dtype = dtype
  }

  /// A tensor of `values` in row-major order.
  /// - Throws: `GraphError` if the number of values is not the product of `shape`.
  public init<Scalar: TensorScalar>(_ values: [Scalar], shape: [Int]) throws {
    try Shape.check(shape)
    guard values.count == shape.reduce(1, *) else {
      throw GraphError(
        .shapeMismatch, expected: "\(shape.reduce(1, *)) values for shape \(shape)",
        found: "\(values.count) values", advice: "give as many values as the shape has elements")
    }
    self.init(
      unchecked: values.withUnsafeBytes { Array($0) }, shape: shape, dtype: Scalar.dtype)
  }

  /// A tensor of one axis.
  public init<Scalar: TensorScalar>(_ values: [Scalar]) {
    self.init(
      unchecked: values.withUnsafeBytes { Array($0) }, shape: [values.count],
      dtype: Scalar.dtype)
  }

  /// A scalar: a tensor without axes.
  public init<Scalar: TensorScalar>(scalar value: Scalar) {
    self.init(
      unchecked: Swift.withUnsafeBytes(of: value) { Array($0) }, shape: [], dtype: Scalar.dtype)
  }

  /// A tensor whose elements are all `value`.
  /// - Throws: `GraphError` for a negative or too large shape.
  public init<Scalar: TensorScalar>(repeating value: Scalar, shape: [Int]) throws {
    try self.init([Scalar](repeating: value, count: try Tensor.count(of: shape)), shape: shape)
  }

  /// A tensor of zeros.
  /// - Throws: `GraphError` for a negative or too large shape.
  public static func zeros(_ shape: [Int], _ dtype: DType = .float32) throws -> Tensor {
    let count = try Tensor.count(of: shape)
    return Tensor(
      unchecked: [UInt8](repeating: 0, count: count * dtype.byteCount), shape: shape,
      dtype: dtype)
  }

  /// A tensor of nested arrays, whose depth gives the axes.
  ///
  ///     let rows: [[Float]] = [[1.4, 0.3], [2, -1]]
  ///     let a = try Tensor(nested: rows)                   // float32, 2×2
  ///
  /// A literal does the same with float32, but ends the program where rows differ in length.
  /// - Throws: `GraphError` for rows that differ in length.
  public init<Part: TensorNesting>(nested parts: [Part]) throws {
    self = try Part.tensor(of: parts)
  }

  /// Tensors of equal shape and type, stacked along a new outermost axis.
  /// - Throws: `GraphError` if shapes or types differ.
  public init(stacking parts: [Tensor]) throws {
    guard let first = parts.first else {
      self.init(unchecked: [], shape: [0], dtype: .float32)
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.count * first.bytes.count)
    for (position, part) in parts.enumerated() {
      guard part.shape == first.shape && part.dtype == first.dtype else {
        throw GraphError(
          .shapeMismatch,
          expected: "parts of one shape and type, \(first.dtype)\(first.shape) as part 0 is",
          found: "\(part.dtype)\(part.shape) as part \(position) of \(parts.count)",
          advice: "rows are of one length: pad or cast the parts first")
      }
      bytes += part.bytes
    }
    self.init(unchecked: bytes, shape: [parts.count] + first.shape, dtype: first.dtype)
  }

  /// The number of elements of a shape.
  /// - Throws: `GraphError` for a negative extent or more than 2⁴⁷ elements.
  package static func count(of shape: [Int]) throws -> Int {
    try Shape.check(shape)
    return shape.reduce(1, *)
  }
}

// MARK: Reading and changing

extension Tensor {
  /// The elements in row-major order.
  /// - Throws: `GraphError` if `Scalar` is not the stored type; `cast(to:)` converts.
  public func values<Scalar: TensorScalar>(_ type: Scalar.Type = Scalar.self) throws -> [Scalar] {
    guard Scalar.dtype == dtype else {
      throw GraphError(
        .dtypeMismatch, expected: "elements read as \(dtype)", found: "\(Scalar.dtype)",
        advice: "read them as they are stored, or cast(to: .\(Scalar.dtype)) first")
    }
    return typed(type)
  }

  /// The elements in row-major order, converted to Double.
  public var doubles: [Double] {
    switch dtype {
    case .float32: typed(Float.self).map(\.asDouble)
    case .float64: typed(Double.self)
    case .int32: typed(Int32.self).map(\.asDouble)
    case .int64: typed(Int64.self).map(\.asDouble)
    case .uint8: bytes.map { Double($0) }
    case .bool: bytes.map { $0 == 0 ? 0 : 1 }
    case .int8: typed(Int8.self).map(\.asDouble)
    case .int16: typed(Int16.self).map(\.asDouble)
    case .bfloat16: typed(BFloat16.self).map(\.asDouble)
    case .float16: typed(UInt16.self).map { HalfNumber.double($0) }
    }
  }

  /// The elements in row-major order, converted to Float.
  public var floats: [Float] {
    dtype == .float32 ? typed(Float.self) : doubles.map { Float($0) }
  }

  private func typed<Scalar: BitwiseCopyable>(_ type: Scalar.Type) -> [Scalar] {
    bytes.withUnsafeBytes { raw in
      (0..<count).map {
        raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Scalar>.stride, as: Scalar.self)
      }
    }
  }

  /// The element at a row-major position, as a Double. Traps outside `0..<count`, as Array does.
  func double(at index: Int) -> Double {
    bytes.withUnsafeBytes { raw in
      let at = index * dtype.byteCount
      switch dtype {
      case .float32: return Double(raw.loadUnaligned(fromByteOffset: at, as: Float.self))
      case .float64: return raw.loadUnaligned(fromByteOffset: at, as: Double.self)
      case .int32: return Double(raw.loadUnaligned(fromByteOffset: at, as: Int32.self))
      case .int64: return Double(raw.loadUnaligned(fromByteOffset: at, as: Int64.self))
      case .int16: return Double(raw.loadUnaligned(fromByteOffset: at, as: Int16.self))
      case .int8: return Double(Int8(bitPattern: raw[at]))
      case .uint8: return Double(raw[at])
      case .bool: return raw[at] == 0 ? 0 : 1
      case .bfloat16:
        let bits = raw.loadUnaligned(fromByteOffset: at, as: UInt16.self)
        return Double(Float(bitPattern: UInt32(bits) << 16))
      case .float16:
        return HalfNumber.double(raw.loadUnaligned(fromByteOffset: at, as: UInt16.self))
      }
    }
  }

  /// The element at `indices`, one for each axis, from 0. Out of bounds it ends the program, as Array
  /// does; `element(at:)` throws instead.
  public subscript(_ indices: Int...) -> Double {
    do {
      return double(at: try offset(of: indices))
    } catch {
      // Unlike a failed precondition, this says why in release mode, too.
      fatalError("\(error)")
    }
  }

  /// The element at `indices`, one for each axis, from 0.
  /// - Throws: `GraphError` out of bounds, or for another number of indices.
  public func element(at indices: [Int]) throws -> Double {
    double(at: try offset(of: indices))
  }

  /// The only element, as of a loss.
  /// - Throws: `GraphError` unless there is one element.
  public func item() throws -> Double {
    guard count == 1 else {
      throw GraphError(
        .invalidShape, expected: "a tensor of one element", found: "\(count) in \(dtype)\(shape)",
        advice: "element(at:) reads one of them, doubles and values(_:) all")
    }
    return double(at: 0)
  }

  /// Replaces the element at `indices`, converted to the stored type.
  /// - Throws: `GraphError` out of bounds.
  public mutating func setElement(at indices: [Int], to value: Double) throws {
    let at = try offset(of: indices) * dtype.byteCount
    let replacement = try Tensor(scalar: value).cast(to: dtype).bytes
    bytes.replaceSubrange(at..<at + replacement.count, with: replacement)
  }

  private func offset(of indices: [Int]) throws -> Int {
    guard indices.count == rank else {
      throw GraphError(
        .invalidArgument, expected: "\(rank) indices, one for each axis of \(dtype)\(shape)",
        found: "\(indices.count), \(indices)", advice: "rows(_:) takes whole rows")
    }
    for (axis, (index, extent)) in zip(indices, shape).enumerated() {
      guard index >= 0, index < extent else {
        throw GraphError(
          .invalidArgument,
          expected: "an index in 0..<\(extent) on axis \(axis) of \(dtype)\(shape)",
          found: "\(index) in \(indices)",
          advice: "indices count from 0; the last element of an axis is at its extent less 1")
      }
    }
    return zip(indices, shape).reduce(0) { $0 * $1.1 + $1.0 }
  }

  /// The same elements under another shape.
  /// - Throws: `GraphError` if the number of elements differs.
  public func reshaped(_ shape: [Int]) throws -> Tensor {
    guard try Tensor.count(of: shape) == count else {
      throw GraphError(
        .shapeMismatch, expected: "a shape of \(count) elements", found: "\(shape)",
        advice: "the tensor is \(dtype)\(self.shape)")
    }
    return Tensor(unchecked: bytes, shape: shape, dtype: dtype)
  }

  /// The elements converted to another type: to the nearest number, of two to the even one; to
  /// integers towards zero, saturating.
  public func cast(to dtype: DType) throws -> Tensor {
    if dtype == self.dtype { return self }
    switch dtype {
    case .float32: return converted(Float.self)
    case .float64: return converted(Double.self)
    case .int32: return converted(Int32.self)
    case .int64: return converted(Int64.self)
    case .uint8: return converted(UInt8.self)
    case .bool: return converted(Bool.self)
    case .int8: return converted(Int8.self)
    case .int16: return converted(Int16.self)
    case .bfloat16: return converted(BFloat16.self)
    case .float16:
      let values = doubles.map { HalfNumber.bits($0) }
      return Tensor(
        unchecked: values.withUnsafeBytes { Array($0) }, shape: shape, dtype: .float16)
    }
  }

  private func converted<Scalar: TensorScalar>(_ type: Scalar.Type) -> Tensor {
    let values = doubles.map { Scalar(nearest: $0) }
    return Tensor(
      unchecked: values.withUnsafeBytes { Array($0) }, shape: shape, dtype: Scalar.dtype)
  }

  /// Rows `range` along the outermost axis.
  /// - Throws: `GraphError` for a scalar or rows outside of it.
  public func rows(_ range: Range<Int>) throws -> Tensor {
    guard let rows = shape.first, range.lowerBound >= 0, range.upperBound <= rows else {
      throw GraphError(
        .invalidArgument, expected: "rows within 0..<\(shape.first ?? 0)", found: "\(range)",
        advice: "the tensor is \(dtype)\(shape)")
    }
    let step = rows == 0 ? 0 : bytes.count / rows
    return Tensor(
      unchecked: Array(bytes[range.lowerBound * step..<range.upperBound * step]),
      shape: [range.count] + shape.dropFirst(), dtype: dtype)
  }

  /// The rows named by `indices`, in that order, along the outermost axis.
  /// - Throws: `GraphError` for a scalar or a row outside of it.
  public func gatherRows(_ indices: [Int]) throws -> Tensor {
    let rows = shape.first ?? 0
    let outside = indices.first { $0 < 0 || $0 >= rows }
    guard rank > 0, outside == nil else {
      throw GraphError(
        .invalidArgument, expected: "rows within 0..<\(rows)",
        found: outside.map { "row \($0)" } ?? "a scalar, which has no rows",
        advice: "the tensor is \(dtype)\(shape)")
    }
    let step = rows == 0 ? 0 : bytes.count / rows
    var gathered: [UInt8] = []
    gathered.reserveCapacity(indices.count * step)
    for row in indices { gathered += bytes[row * step..<(row + 1) * step] }
    return Tensor(
      unchecked: gathered, shape: [indices.count] + shape.dropFirst(), dtype: dtype)
  }

  /// Gives `body` the stored bytes without a copy.
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes(body)
  }
}
