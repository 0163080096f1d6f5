import ApusGraph

/// One use of operations that must compute the right values and gradients: the inputs, and what
/// is built from them. The reference, finite differences, devices, and the counts of kernels and
/// bytes all run the same cases.
public struct OperationCase: Sendable, CustomStringConvertible {
  /// Which file of cases it is from.
  public enum Family: String, Sendable, CaseIterable {
    case elementwise, reductions, matmul, movement, indexing, softmax, random, fusion, pooling,
      convolution
  }

  /// An input of the graph and how its numbers are made.
  public struct Input: Sendable {
    public var shape: Shape
    public var dtype: DType
    public var generator: Generator
    /// Whether the gradient with respect to it is checked.
    public var isDifferentiable: Bool
  }

  /// How far a device may be from the reference, element by element.
  public struct Tolerance: Sendable {
    public var relative: Double
    public var absolute: Double

    public init(relative: Double, absolute: Double) {
      self.relative = relative
      self.absolute = absolute
    }
  }

  /// Unique; it seeds the numbers.
  public var name: String
  public var family: Family
  public var inputs: [Input]
  /// The numbers for the symbols of the shapes; each is a run of its own.
  public var bindings: [[String: Int]]
  public var tolerance: Tolerance
  /// How often it is differentiated in the checks: 0, 1 or 2 times.
  public var order: Int
  public var mode: Reference.Mode
  /// Builds the outputs.
  public var build: @Sendable (GraphBuilder, [Variable]) throws -> [Variable]

  public init(
    _ name: String, _ family: Family, _ inputs: [Input], bindings: [[String: Int]] = [[:]],
    relative: Double = 1e-5, absolute: Double = 1e-5, order: Int = 2,
    mode: Reference.Mode = .training,
    _ build: @escaping @Sendable (GraphBuilder, [Variable]) throws -> [Variable]
  ) {
    self.name = name
    self.family = family
    self.inputs = inputs
    self.bindings = bindings
    tolerance = Tolerance(relative: relative, absolute: absolute)
    self.order = order
    self.mode = mode
    self.build = build
  }

  public var description: String { name }
}

extension OperationCase.Input {
  /// A float32 input whose gradient is checked.
  static func float(
    _ shape: Shape, _ generator: Generator = .normal, gradient: Bool = true
  ) -> Self {
    Self(shape: shape, dtype: .float32, generator: generator, isDifferentiable: gradient)
  }

  /// Whole numbers within `range`.
  static func integers(_ shape: Shape, _ range: Range<Int>, _ dtype: DType = .int32) -> Self {
    Self(shape: shape, dtype: dtype, generator: .integers(range), isDifferentiable: false)
  }

  static func bools(_ shape: Shape) -> Self {
    Self(shape: shape, dtype: .bool, generator: .integers(0..<2), isDifferentiable: false)
  }

  /// `values` over and over until the shape is full.
  static func values(_ shape: Shape, _ values: [Double], _ dtype: DType = .float32) -> Self {
    Self(shape: shape, dtype: dtype, generator: .values(values), isDifferentiable: false)
  }
}

/// How the numbers of an input are made: always the same ones for the same case.
public enum Generator: Sendable {
  /// Standard normal.
  case normal
  case uniform(Double, Double)
  /// Standard normal, but never within 0.05 of these points, where a function has a kink.
  case avoiding([Double])
  /// No two within 0.02 of each other (closer for many elements), in random order.
  case distinct
  case integers(Range<Int>)
  /// These numbers over and over.
  case values([Double])

  /// Numbers between which all functions of the cases are smooth and of a moderate size.
  public static let positive = Generator.uniform(0.3, 2.5)

  /// - Parameter seed: two calls with one seed give the same numbers.
  public func array(shape: [Int], dtype: DType, seed: UInt32) -> ReferenceArray {
    let count = shape.reduce(1, *)
    var random = RandomStream(seed: UInt64(seed), stream: 0)
    var values: [Double]
    switch self {
    case .normal:
      values = (0..<count).map { _ in Double(random.normal()) }
    case .uniform(let low, let high):
      values = (0..<count).map { _ in low + (high - low) * Double(random.uniform()) }
    case .avoiding(let kinks):
      values = (0..<count).map { _ in
        var value = Double(random.normal())
        for kink in kinks where (value - kink).magnitude < 0.05 {
          value = kink + (value < kink ? -0.07 : 0.07)
        }
        return value
      }
    case .distinct:
      let spacing = min(0.1, 20 / Double(max(count, 1)))
      values = (0..<count).map { (Double($0) - Double(count) / 2) * spacing }
      for position in values.indices.dropFirst().reversed() {
        values.swapAt(position, random.integer(below: position + 1))
      }
    case .integers(let range):
      values = (0..<count).map { _ in
        Double(range.lowerBound + random.integer(below: range.count))
      }
    case .values(let given):
      values = (0..<count).map { given[$0 % given.count] }
    }
    // The device gets fewer bits; the reference must start from the same numbers.
    if dtype == .float32 { values = values.map { Double(Float($0)) } }
    return ReferenceArray(values, shape: shape, dtype: dtype).rounded()
  }
}
