/// What a parameter or a state holds before the first step. Drawn on the host, so that starting
/// values are bit-equal on every device.
public indirect enum InitialValue: Hashable, Sendable {
  /// One number everywhere.
  case constant(Double)
  /// Uniform over [low, high).
  case uniform(low: Double, high: Double)
  /// A normal distribution.
  case normal(mean: Double, standardDeviation: Double)
  /// Each element, in row-major order.
  case array([Double])
  /// Another one, but zeros in a row, which is counted along the first axis: that of a padding index.
  case zeroedRow(Int, of: InitialValue)

  /// The tensor for a variable of this shape.
  /// - Parameter stream: fixed by the variable's path; see `streamNumber(_:)`.
  /// - Throws: `GraphError` if an array has another number of elements.
  public func tensor(shape: [Int], dtype: DType, seed: UInt64, stream: UInt32) throws -> Tensor {
    let count = try Tensor.count(of: shape)
    var random = RandomStream(seed: seed, stream: stream)
    switch self {
    case .constant(let value):
      return try Tensor(repeating: value, shape: shape).cast(to: dtype)
    case .uniform(let low, let high):
      let width = Float(high - low)
      let values = (0..<count).map { _ in Float(low) + random.uniform() * width }
      return try Tensor(values, shape: shape).cast(to: dtype)
    case .normal(let mean, let deviation):
      let values = (0..<count).map { _ in Float(mean) + random.normal() * Float(deviation) }
      return try Tensor(values, shape: shape).cast(to: dtype)
    case .array(let values):
      return try Tensor(values, shape: shape).cast(to: dtype)
    case .zeroedRow(let row, let other):
      guard let rows = shape.first, (0..<rows).contains(row) else {
        throw GraphError(
          .invalidArgument, expected: "a row of \(shape)", found: "\(row)",
          advice: "rows are counted from 0 along the first axis")
      }
      let drawn = try other.tensor(shape: shape, dtype: dtype, seed: seed, stream: stream)
      var bytes = drawn.bytes
      let width = bytes.count / rows
      bytes.replaceSubrange(
        row * width..<(row + 1) * width, with: repeatElement(0, count: width))
      return try Tensor(bytes: bytes, shape: shape, dtype: dtype)
    }
  }
}

extension InitialValue: Codable {
  /// The same cases with numbers that JSON can hold; the compiler writes how they are coded.
  private indirect enum Stored: Codable {
    case constant(StoredNumber)
    case uniform(low: StoredNumber, high: StoredNumber)
    case normal(mean: StoredNumber, standardDeviation: StoredNumber)
    case array([StoredNumber])
    case zeroedRow(Int, of: InitialValue)
  }

  public init(from decoder: any Decoder) throws {
    switch try Stored(from: decoder) {
    case .constant(let number): self = .constant(number.value)
    case .uniform(let low, let high): self = .uniform(low: low.value, high: high.value)
    case .normal(let mean, let deviation):
      self = .normal(mean: mean.value, standardDeviation: deviation.value)
    case .array(let numbers): self = .array(numbers.map(\.value))
    case .zeroedRow(let row, let other): self = .zeroedRow(row, of: other)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    let stored: Stored =
      switch self {
      case .constant(let value): .constant(StoredNumber(value))
      case .uniform(let low, let high):
        .uniform(low: StoredNumber(low), high: StoredNumber(high))
      case .normal(let mean, let deviation):
        .normal(mean: StoredNumber(mean), standardDeviation: StoredNumber(deviation))
      case .array(let values): .array(values.map { StoredNumber($0) })
      case .zeroedRow(let row, let other): .zeroedRow(row, of: other)
      }
    try stored.encode(to: encoder)
  }
}

/// The number of the random stream that belongs to `path`: FNV-1a, 32 bits. A path keeps its
/// draws whatever else is added to the graph.
public func streamNumber(_ path: String) -> UInt32 {
  path.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
}
