/// Random numbers from Philox-4×32-10: key = seed, counter = (element, step, 0, stream). The same
/// numbers come whatever the order of execution, and on every device. No gradient.
public struct Random: Op, CustomStringConvertible {
  public static let name = "random"

  /// Which distribution.
  public enum Distribution: String, Hashable, Sendable, Codable {
    /// Over [0, 1), 24 bits: bit-equal on every device.
    case uniform
    /// Mean 0, standard deviation 1, by the Box–Muller transform.
    case normal
  }

  /// Which distribution.
  public let distribution: Distribution
  /// The shape of the result.
  public let shape: Shape
  /// Fixed by the path of the variable, so that no two operations share draws.
  public let stream: UInt32

  /// Draws of a distribution in the random stream `stream`.
  public init(_ distribution: Distribution, shape: Shape, stream: UInt32) {
    self.distribution = distribution
    self.shape = shape
    self.stream = stream
  }

  public var description: String { "random \(distribution.rawValue) \(shape)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 2)
    guard inputs[0] == TensorType([2], .int32), inputs[1] == TensorType([], .int32) else {
      throw GraphError(
        .dtypeMismatch, expected: "the seed, int32[2], and the step, int32[]",
        found: "\(inputs[0]) and \(inputs[1])", advice: "use GraphBuilder.random, which knows them")
    }
    if let extents = shape.fixed, extents.reduce(1, Dim.saturatingMultiply) > Int(Int32.max) {
      throw GraphError(
        .invalidShape, expected: "fewer than 2^31 random numbers at once", found: "\(shape)",
        advice: "draw them in parts")
    }
    return [TensorType(shape)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil, nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (seed, step) = (inputs[0], inputs[1])
    let none = [Dim](repeating: 0, count: shape.rank)
    let numbers = lowering.map(shape) { body in
      let element = body.index(.rowMajor(shape), .int32)
      let step = body.load(Access(step.value, AffineIndex(strides: none)), .int32)
      let seed0 = body.load(Access(seed.value, AffineIndex(strides: none)), .int32)
      let seed1 = body.load(Access(seed.value, AffineIndex(offset: 1, strides: none)), .int32)
      func draw(_ word: Int, _ body: inout Body) -> Ref {
        body.append(
          .random(
            .uniform(word: word), stream: stream, element: element, step: step, seed0: seed0,
            seed1: seed1),
          type: .float32)
      }
      let first = draw(0, &body)
      if distribution == .uniform { return first }
      // √(−2 ln(1 − u)) · cos(2π v); 1 − u lies in (0, 1].
      let second = draw(1, &body)
      let logarithm = body.unary(
        .log, body.binary(.subtract, body.constant(1, .float32), first))
      let radius = body.unary(
        .sqrt, body.binary(.multiply, body.constant(-2, .float32), logarithm))
      let angle = body.binary(.multiply, body.constant(2 * Double.pi, .float32), second)
      return body.binary(.multiply, radius, body.unary(.cos, angle))
    }
    return [numbers]
  }
}

extension GraphBuilder {
  /// Numbers drawn anew at each step, in a stream of their own.
  ///
  /// - Formula: Philox-4×32-10 of (seed, step, stream, element)
  /// - Shapes: → shape
  /// - DTypes: float32
  /// - Gradient: none
  /// - PyTorch: torch.rand, torch.randn
  /// - ONNX: RandomUniform, RandomNormal
  /// - Parameter name: with the scope, decides the stream; two draws of one name are refused.
  /// - Throws: `GraphError` for an impossible shape or a name that is taken.
  public func random(
    _ distribution: Random.Distribution, _ shape: Shape, name: String? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    var path = name ?? uniqueName("random")
    while name == nil && isTaken(stream: stream(path)) { path = uniqueName("random") }
    if isTaken(stream: stream(path)) {
      throw GraphError(
        .duplicateName, expected: "a name that no other random numbers have", found: "'\(path)'",
        advice: "give these draws another name, or none", operation: "random",
        site: site(file, line), scope: scopePath)
    }
    let op = Random(distribution, shape: shape, stream: stream(path))
    return try add(op, [seedWords(), step()], file: file, line: line)[0]
  }

  private func stream(_ name: String) -> UInt32 {
    streamNumber(scopePath.isEmpty ? name : "\(scopePath).\(name)")
  }
}
