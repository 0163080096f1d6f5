import ApusGraph

/// An array of the naive reference: numbers as Double, in row-major order. Values of integer and
/// bool types are whole numbers within the range of the type; float32 values are not rounded, so
/// that a device is compared with what the mathematics says. Those of half types are.
public struct ReferenceArray: Sendable, Equatable {
  public var shape: [Int]
  public var dtype: DType
  public var values: [Double]

  /// Traps if the number of values does not fit the shape: a bug of a test.
  public init(_ values: [Double], shape: [Int], dtype: DType = .float32) {
    precondition(values.count == shape.reduce(1, *), "\(values.count) values for \(shape)")
    self.shape = shape
    self.dtype = dtype
    self.values = values
  }

  public init(repeating value: Double, shape: [Int], dtype: DType = .float32) {
    self.init(
      [Double](repeating: value, count: shape.reduce(1, *)), shape: shape, dtype: dtype)
  }

  public init(_ tensor: Tensor) {
    self.init(tensor.doubles, shape: tensor.shape, dtype: tensor.dtype)
  }

  /// The same numbers as a host tensor, rounded to the element type.
  public func tensor() throws -> Tensor {
    try Tensor(values, shape: shape).cast(to: dtype)
  }

  public var count: Int { values.count }

  /// As memory holds it where the element type is a half one: operations round their results to it.
  public func rounded() -> ReferenceArray {
    guard dtype == .float16 || dtype == .bfloat16, let kept = try? tensor() else { return self }
    return ReferenceArray(kept)
  }
}

/// Why the reference has no result.
public enum ReferenceError: Error, Equatable {
  case missingFeed(String)
  /// The reference has no function for the operation.
  case unknownOp(String)
  /// What the device reports as a fault.
  case indexOutOfRange(op: String, index: Int, extent: Int)
  /// The operation promised another shape or type than the reference computes.
  case brokenPromise(op: String, promised: String, computed: String)
}

// MARK: Index arithmetic, written out

/// Row-major strides.
func strides(of shape: [Int]) -> [Int] {
  var strides = [Int](repeating: 1, count: shape.count)
  for axis in stride(from: shape.count - 2, through: 0, by: -1) {
    strides[axis] = strides[axis + 1] * shape[axis + 1]
  }
  return strides
}

/// Calls `body` with every index of `shape`, the last axis fastest.
func forEachIndex(of shape: [Int], _ body: ([Int]) throws -> Void) rethrows {
  if shape.contains(0) { return }
  var index = [Int](repeating: 0, count: shape.count)
  while true {
    try body(index)
    var axis = shape.count - 1
    while axis >= 0 {
      index[axis] += 1
      if index[axis] < shape[axis] { break }
      index[axis] = 0
      axis -= 1
    }
    if axis < 0 { return }
  }
}

/// The row-major position of `index`. Not generic, and a plain loop: half of what the reference does
/// is this.
func position(_ index: [Int], in shape: [Int]) -> Int {
  var result = 0
  for axis in shape.indices { result = result * shape[axis] + index[axis] }
  return result
}

/// The row-major position of a part of an index.
func position(_ index: ArraySlice<Int>, in shape: [Int]) -> Int {
  position(Array(index), in: shape)
}

/// The position that broadcasting reads in `shape` for `index` of a larger shape.
func broadcastPosition(_ index: [Int], in shape: [Int]) -> Int {
  let extra = index.count - shape.count
  var result = 0
  for axis in shape.indices {
    result = result * shape[axis] + (shape[axis] == 1 ? 0 : index[axis + extra])
  }
  return result
}

/// The shape that two shapes broadcast to; the graph has checked that they do.
func broadcastShape(_ a: [Int], _ b: [Int]) -> [Int] {
  let rank = max(a.count, b.count)
  return (0..<rank).map { axis in
    let left = axis + a.count - rank
    let right = axis + b.count - rank
    let x = left >= 0 ? a[left] : 1
    let y = right >= 0 ? b[right] : 1
    return x == 1 ? y : x
  }
}

extension ReferenceArray {
  /// Every element repeated as broadcasting says.
  func broadcast(to target: [Int]) -> ReferenceArray {
    if shape == target { return self }
    var result: [Double] = []
    result.reserveCapacity(target.reduce(1, *))
    forEachIndex(of: target) { result.append(values[broadcastPosition($0, in: shape)]) }
    return ReferenceArray(result, shape: target, dtype: dtype)
  }

  func map(_ dtype: DType? = nil, _ function: (Double) -> Double) -> ReferenceArray {
    ReferenceArray(values.map(function), shape: shape, dtype: dtype ?? self.dtype)
  }

  func reshaped(_ shape: [Int]) -> ReferenceArray {
    ReferenceArray(values, shape: shape, dtype: dtype)
  }
}
