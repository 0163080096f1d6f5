/// What a parameter or a state holds before the first step. Drawn on the host when a store is made, so
/// that starting values are bit-equal on every device and graphs stay small.
public indirect enum InitialValue: Hashable, Sendable {
  /// One number everywhere.
  case constant(Double)
  /// Uniform over [low, high).
  case uniform(low: Double, high: Double)
  /// A normal distribution.
  case normal(mean: Double, standardDeviation: Double)
  /// A normal distribution of which only what lies between two bounds is drawn; the bounds count in
  /// standard deviations from the mean.
  case truncatedNormal(mean: Double, standardDeviation: Double, low: Double, high: Double)
  /// A random matrix [first extent, product of the others] whose rows, or columns where there are
  /// fewer of them, are perpendicular to each other and of length `gain`.
  case orthogonal(gain: Double)
  /// `value` on the diagonal of a matrix, 0 elsewhere.
  case identity(Double)
  /// 1 where a convolution weight [out, in / groups, kernel…] gives each group's inputs on to its
  /// outputs unchanged, 0 elsewhere.
  case dirac(groups: Int)
  /// In each column of a matrix, zeros in ⌈fraction · rows⌉ random places, and normal with mean 0
  /// elsewhere.
  case sparse(fraction: Double, standardDeviation: Double)
  /// Each element, in row-major order.
  case array([Double])
  /// Another one, but zeros in a row, which is counted along the first axis: that of a padding index.
  case zeroedRow(Int, of: InitialValue)

  /// The tensor for a variable of this shape.
  /// - Parameter stream: fixed by the variable's path; see `streamNumber(_:)`.
  /// - Throws: `GraphError` for a shape that the values do not fit, or numbers out of range.
  public func tensor(shape: [Int], dtype: DType, seed: UInt64, stream: UInt32) throws -> Tensor {
    let count = try Tensor.count(of: shape)
    try check(shape)
    var random = RandomStream(seed: seed, stream: stream)
    let tensor: Tensor
    switch self {
    case .constant(let value):
      tensor = try Tensor(repeating: value, shape: shape)
    case .uniform(let low, let high):
      let width = Float(high - low)
      tensor = try Tensor(
        (0..<count).map { _ in Float(low) + random.uniform() * width }, shape: shape)
    case .normal(let mean, let deviation):
      tensor = try Tensor(
        (0..<count).map { _ in Float(mean) + random.normal() * Float(deviation) }, shape: shape)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      let draws = TruncatedNormal(low: low, high: high)
      tensor = try Tensor(
        (0..<count).map { _ in mean + draws.next(&random) * deviation }, shape: shape)
    case .orthogonal(let gain):
      let rest = shape.dropFirst().reduce(1, *)
      tensor = try Tensor(
        orthogonalMatrix(rows: shape[0], columns: rest, gain: gain, &random), shape: shape)
    case .identity(let value):
      tensor = try Tensor(diagonal(shape, value), shape: shape)
    case .dirac(let groups):
      tensor = try Tensor(diracWeight(shape, groups), shape: shape)
    case .sparse(let fraction, let deviation):
      tensor = try Tensor(
        sparseMatrix(rows: shape[0], columns: shape[1], fraction, deviation, &random), shape: shape)
    case .array(let values):
      tensor = try Tensor(values, shape: shape)
    case .zeroedRow(let row, let other):
      let drawn = try other.tensor(shape: shape, dtype: dtype, seed: seed, stream: stream)
      var bytes = drawn.bytes
      let width = bytes.count / shape[0]
      bytes.replaceSubrange(
        row * width..<(row + 1) * width, with: repeatElement(0, count: width))
      tensor = try Tensor(bytes: bytes, shape: shape, dtype: dtype)
    }
    return try tensor.cast(to: dtype)
  }

  /// - Throws: `GraphError` for a shape that the values do not fit, or numbers out of range.
  func check(_ shape: [Int]) throws(GraphError) {
    func require(_ holds: Bool, _ expected: String) throws(GraphError) {
      guard holds else {
        throw GraphError(
          .invalidShape, expected: expected, found: "the shape \(shape)",
          advice: "give the variable another shape, or other initial values")
      }
    }
    func requireNumbers(_ holds: Bool, _ expected: String) throws(GraphError) {
      guard holds else {
        throw GraphError(
          .invalidArgument, expected: expected, found: "\(self)",
          advice: "correct the numbers of the initial values")
      }
    }
    switch self {
    case .constant, .uniform, .normal: break
    case .truncatedNormal(_, _, let low, let high):
      // Beyond 35 deviations a Double has nothing left to draw from.
      try requireNumbers(
        low < high && low <= 35 && high >= -35, "bounds, low < high, within 35 deviations")
    case .orthogonal:
      try require(shape.count >= 2, "at least two axes for an orthogonal matrix")
    case .identity:
      try require(shape.count == 2, "the two axes of an identity matrix")
    case .dirac(let groups):
      try requireNumbers(groups >= 1, "groups of at least 1")
      try require(
        shape.count >= 3, "a convolution weight [out, in / groups, kernel…] of at least three axes")
      try require(
        shape[0] % groups == 0, "an outermost extent that \(groups) groups divide")
    case .sparse(let fraction, let deviation):
      try requireNumbers(
        (0...1).contains(fraction) && deviation >= 0, "a fraction in 0...1 and a deviation ≥ 0")
      try require(shape.count == 2, "the two axes of a sparse matrix")
    case .zeroedRow(let row, let other):
      guard let rows = shape.first, (0..<rows).contains(row) else {
        throw GraphError(
          .invalidArgument, expected: "a row of \(shape)", found: "\(row)",
          advice: "rows are counted from 0 along the first axis")
      }
      try other.check(shape)
    case .array(let values):
      guard values.count == shape.reduce(1, *) else {
        throw GraphError(
          .shapeMismatch, expected: "\(shape.reduce(1, *)) initial values for shape \(shape)",
          found: "\(values.count) values", advice: "give as many values as the shape has elements")
      }
    }
  }
}

/// The number of the random stream that belongs to `path`: FNV-1a, 32 bits. A path keeps its
/// draws whatever else is added to the graph.
public func streamNumber(_ path: String) -> UInt32 {
  path.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
}
