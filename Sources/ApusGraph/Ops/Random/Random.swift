/// Random numbers from Philox-4×32-10: key = seed, counter = (element, step, attempt, stream). The
/// same numbers come whatever the order of execution, and on every device. No gradient.
public struct Random: Op, CustomStringConvertible {
  public static let name = "random"

  /// Which distribution.
  public let distribution: Distribution
  /// The shape of the result.
  public let shape: Shape
  /// The element type of the result.
  public let dtype: DType
  /// Fixed by the path of the variable, so that no two operations share draws.
  public let stream: UInt32

  /// Draws of a distribution in the random stream `stream`.
  /// - Parameter dtype: int32 if nil and the distribution is of integers, else float32.
  public init(
    _ distribution: Distribution, shape: Shape, dtype: DType? = nil, stream: UInt32
  ) {
    self.distribution = distribution
    self.shape = shape
    self.dtype = dtype ?? (distribution.isOfIntegers ? .int32 : .float32)
    self.stream = stream
  }

  public var description: String { "random \(distribution) \(shape)" }

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
    try distribution.check(dtype)
    return [TensorType(shape, dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] { [nil, nil] }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let (seed, step) = (inputs[0], inputs[1])
    let none = [Dim](repeating: 0, count: shape.rank)
    let numbers = lowering.map(shape) { body in
      let draws = Draws(
        element: body.index(.rowMajor(shape), .int32),
        step: body.load(Access(step.value, AffineIndex(strides: none)), .int32),
        seed0: body.load(Access(seed.value, AffineIndex(strides: none)), .int32),
        seed1: body.load(Access(seed.value, AffineIndex(offset: 1, strides: none)), .int32),
        stream: stream, dtype: dtype)
      return draws.number(distribution, &body)
    }
    return [numbers]
  }
}

extension GraphBuilder {
  /// Numbers drawn anew at each step, in a stream of their own: `.uniform`, `.uniform(low:high:)`,
  /// `.normal`, `.normal(mean:standardDeviation:)`, `.truncatedNormal(…)`, `.gumbel`, or
  /// `.integers(low:high:)`. Uniform numbers and integers are the same bits on every device.
  ///
  /// - Formula: Philox-4×32-10 of (seed, step, stream, element)
  /// - Shapes: → shape
  /// - DTypes: numeric
  /// - Gradient: none
  /// - PyTorch: torch.rand, torch.randn, torch.randint, torch.nn.init.trunc_normal_
  /// - ONNX: RandomUniform, RandomNormal
  /// - Parameter dtype: of integers for `.integers` (int32 if nil), else floating point (float32).
  /// - Parameter name: with the scope, decides the stream; two draws of one name are refused.
  /// - Throws: `GraphError` for an impossible shape, bounds between which there is nothing, another
  ///   type or a name that is taken.
  public func random(
    _ distribution: Random.Distribution, _ shape: Shape, dtype: DType? = nil,
    name: String? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    var path = name ?? uniqueName("random")
    while name == nil && isTaken(stream: stream(path)) { path = uniqueName("random") }
    if isTaken(stream: stream(path)) {
      throw GraphError(
        .duplicateName, expected: "a name that no other random numbers have", found: "'\(path)'",
        advice: "give these draws another name, or none", operation: "random",
        site: site(file, line), scope: scopePath)
    }
    let op = Random(distribution, shape: shape, dtype: dtype, stream: stream(path))
    // No data goes in: the types it is recorded with would be those of the seed.
    record(#function, [])
    return try append(op, [seedWords(), step()], site(file, line))[0]
  }

  private func stream(_ name: String) -> UInt32 {
    streamNumber(scopePath.isEmpty ? name : "\(scopePath).\(name)")
  }
}
