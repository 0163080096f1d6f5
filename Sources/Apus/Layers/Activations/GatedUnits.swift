/// a · σ(b), a and b the two halves of an axis, as torch.nn.GLU. `[…, 2·n, …]` becomes `[…, n,
/// …]`, floating point. `GatedDense` has weights, too.
///
/// In JSON: `{"type": "glu"}`, with `axis` optional.
public struct GLU: FunctionSpec {
  public static let typeName = "glu"
  public static var defaults: GLU? { GLU() }

  /// The axis that is halved; a negative one counts from the end.
  public var axis: Int

  /// A layer that halves this axis.
  public init(
    axis: Int = -1
  ) {
    self.axis = axis
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try glu(x, axis: axis)
  }
}

/// a · max(b, 0), a and b the two halves of an axis. `[…, 2·n, …]` becomes `[…, n, …]`, floating
/// point. `GatedDense` has weights, too.
///
/// In JSON: `{"type": "reGLU"}`, with `axis` optional.
public struct ReGLU: FunctionSpec {
  public static let typeName = "reGLU"
  public static var defaults: ReGLU? { ReGLU() }

  /// The axis that is halved; a negative one counts from the end.
  public var axis: Int

  /// A layer that halves this axis.
  public init(
    axis: Int = -1
  ) {
    self.axis = axis
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try reGLU(x, axis: axis)
  }
}

/// a · gelu(b), a and b the two halves of an axis. `[…, 2·n, …]` becomes `[…, n, …]`, floating
/// point. `GatedDense` has weights, too.
///
/// In JSON: `{"type": "geGLU"}`, with `axis` optional.
public struct GeGLU: FunctionSpec {
  public static let typeName = "geGLU"
  public static var defaults: GeGLU? { GeGLU() }

  /// The axis that is halved; a negative one counts from the end.
  public var axis: Int

  /// A layer that halves this axis.
  public init(
    axis: Int = -1
  ) {
    self.axis = axis
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try geGLU(x, axis: axis)
  }
}

/// a · silu(b), a and b the two halves of an axis. `[…, 2·n, …]` becomes `[…, n, …]`, floating
/// point. `GatedDense` has weights, too.
///
/// In JSON: `{"type": "swiGLU"}`, with `axis` optional.
public struct SwiGLU: FunctionSpec {
  public static let typeName = "swiGLU"
  public static var defaults: SwiGLU? { SwiGLU() }

  /// The axis that is halved; a negative one counts from the end.
  public var axis: Int

  /// A layer that halves this axis.
  public init(
    axis: Int = -1
  ) {
    self.axis = axis
  }

  /// Where it reaches over sequences or positions.
  public func mixesPositions(of input: TensorType) -> Bool { input.isOfPositions(axis) }

  public func apply(_ x: Variable) throws(GraphError) -> Variable {
    try swiGLU(x, axis: axis)
  }
}
