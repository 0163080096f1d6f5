import ApusCompiler
import ApusGraph

/// What tells eager functions apart: the function with its attributes, and the types it runs on.
struct EagerKey: Hashable {
  var function: String
  var types: [TensorType]
}

extension ComputeContext {
  /// Runs a small graph on device tensors. The compiled graph is kept for the next call with the
  /// same function and types, of the latest 64; kernels are shared between sizes.
  /// - Parameter site: where it was called, for errors.
  func eager(
    _ function: String, _ inputs: [DeviceTensor], at site: CallSite? = nil,
    _ build: ([Variable]) throws -> Variable
  ) throws -> DeviceTensor {
    for input in inputs where input.context !== self {
      throw RuntimeError(
        .foreignContext, expected: "device tensors of one context",
        found: "some of \(device.name) and of another context",
        advice: "make them all with the same ComputeContext")
    }
    let types = inputs.map { TensorType(Shape($0.shape), $0.dtype) }
    let key = EagerKey(function: function, types: types)
    let executable = try eagerPlans.value(key) {
      let builder = GraphBuilder()
      var variables: [Variable] = []
      for (position, type) in types.enumerated() {
        variables.append(try builder.input("x\(position)", type.shape, type.dtype))
      }
      let output: Variable
      do {
        output = try build(variables)
      } catch var error as GraphError {
        // The line of the call, not ours; operators have none.
        error.site = site
        throw error
      }
      let graph = builder.finish()
      let store = try VariableStore(graph, in: self)
      return try Executable(graph, outputs: [output.id], mode: .evaluation, store: store)
    }
    let feeds = inputs.indices.map { (index: $0, feed: inputs[$0] as any Feed) }
    return try executable.deviceOutput(feeds)
  }
}

extension Executable {
  /// One step, with the first output copied to memory of its own, on the device.
  func deviceOutput(_ feeds: [(index: Int, feed: any Feed)]) throws -> DeviceTensor {
    _ = try step(indexed: feeds)
    let location = try plan.outputs[0]
    let result = try DeviceTensor(
      shape: location.shape, dtype: location.dtype, on: store.context)
    try copyOutput(location, to: result.storage.buffer)
    return result
  }
}

extension DeviceTensor {
  /// A function of one operand, element by element.
  public enum ElementFunction: String, Sendable, CaseIterable {
    case negate, abs, exp, log, sqrt, sin, cos, tanh, sigmoid, relu
  }

  /// A function applied to each element.
  /// - Throws: `GraphError` for a type it is not defined on, `OpenCLError`.
  public func map(
    _ function: ElementFunction, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager("map \(function)", [self], at: CallSite(file: file, line: line)) { x in
      switch function {
      case .negate: try -x[0]
      case .abs: try ApusGraph.abs(x[0])
      case .exp: try ApusGraph.exp(x[0])
      case .log: try ApusGraph.log(x[0])
      case .sqrt: try ApusGraph.sqrt(x[0])
      case .sin: try ApusGraph.sin(x[0])
      case .cos: try ApusGraph.cos(x[0])
      case .tanh: try ApusGraph.tanh(x[0])
      case .sigmoid: try ApusGraph.sigmoid(x[0])
      case .relu: try ApusGraph.relu(x[0])
      }
    }
  }

  /// The matrix product over the last two axes; leading axes broadcast.
  /// - Throws: `GraphError` for shapes or types that do not fit, `OpenCLError`.
  public func matmul(
    _ other: DeviceTensor, transposeA: Bool = false, transposeB: Bool = false,
    file: String = #fileID,
    line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "matmul \(transposeA) \(transposeB)", [self, other], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.matmul($0[0], $0[1], transposeA: transposeA, transposeB: transposeB)
    }
  }

  /// The sum over `axes`, all if nil.
  /// - Throws: `GraphError` for an axis out of range, `OpenCLError`.
  public func sum(
    axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "sum \(named(axes)) \(keepingDims)", [self], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.sum($0[0], axes: axes, keepingDims: keepingDims)
    }
  }

  /// The mean over `axes`, all if nil.
  /// - Throws: `GraphError` for an axis out of range, `OpenCLError`.
  public func mean(
    axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "mean \(named(axes)) \(keepingDims)", [self], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.mean($0[0], axes: axes, keepingDims: keepingDims)
    }
  }

  /// The largest element over `axes`, all if nil.
  /// - Throws: `GraphError` for an axis out of range or without elements, `OpenCLError`.
  public func max(
    axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "max \(named(axes)) \(keepingDims)", [self], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.max($0[0], axes: axes, keepingDims: keepingDims)
    }
  }

  /// The smallest element over `axes`, all if nil.
  /// - Throws: `GraphError` for an axis out of range or without elements, `OpenCLError`.
  public func min(
    axes: [Int]? = nil, keepingDims: Bool = false, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "min \(named(axes)) \(keepingDims)", [self], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.min($0[0], axes: axes, keepingDims: keepingDims)
    }
  }

  /// The position of the first largest element along `axis`, or in the flattened tensor if nil, as
  /// int32.
  /// - Throws: `GraphError` for an axis out of range or without elements, `OpenCLError`.
  public func argmax(
    axis: Int? = nil, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager("argmax \(named(axis))", [self], at: CallSite(file: file, line: line)) {
      try ApusGraph.argmax($0[0], axes: axis.map { [$0] })
    }
  }

  /// The axes in another order; the last two swapped if nil.
  /// - Throws: `GraphError` if it does not name each axis once, `OpenCLError`.
  public func transposed(
    _ permutation: [Int]? = nil, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "transpose \(named(permutation))", [self], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.transpose($0[0], permutation)
    }
  }

  /// `count` elements from `start` on, `step` apart, along one axis.
  /// - Throws: `GraphError` for positions outside, `OpenCLError`.
  public func slice(
    axis: Int, start: Int, count: Int, step: Int = 1, file: String = #fileID,
    line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager(
      "slice \(axis) \(start) \(count) \(step)", [self], at: CallSite(file: file, line: line)
    ) {
      try ApusGraph.slice(
        $0[0], axis: axis, start: Dim(start), count: Dim(count), step: step)
    }
  }

  /// Probabilities over the last axis.
  /// - Throws: `GraphError` for another type or no axis, `OpenCLError`.
  public func softmax(
    file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager("softmax", [self], at: CallSite(file: file, line: line)) {
      try ApusGraph.softmax($0[0])
    }
  }

  /// The elements converted to another type.
  /// - Throws: `GraphError` for a type that has no kernels, `OpenCLError`.
  public func cast(
    to dtype: DType, file: String = #fileID, line: Int = #line
  ) throws -> DeviceTensor {
    try context.eager("cast \(dtype)", [self], at: CallSite(file: file, line: line)) {
      try ApusGraph.cast($0[0], to: dtype)
    }
  }
}

// MARK: Arithmetic, with NumPy broadcasting

extension DeviceTensor {
  /// The sum, broadcast.
  public static func + (a: DeviceTensor, b: DeviceTensor) throws -> DeviceTensor {
    try a.context.eager("add", [a, b]) { try $0[0] + $0[1] }
  }
  /// The difference, broadcast.
  public static func - (a: DeviceTensor, b: DeviceTensor) throws -> DeviceTensor {
    try a.context.eager("subtract", [a, b]) { try $0[0] - $0[1] }
  }
  /// The product element by element, broadcast.
  public static func * (a: DeviceTensor, b: DeviceTensor) throws -> DeviceTensor {
    try a.context.eager("multiply", [a, b]) { try $0[0] * $0[1] }
  }
  /// The quotient element by element, broadcast.
  public static func / (a: DeviceTensor, b: DeviceTensor) throws -> DeviceTensor {
    try a.context.eager("divide", [a, b]) { try $0[0] / $0[1] }
  }
  /// A number added to each element.
  public static func + (a: DeviceTensor, b: some ScalarOperand) throws -> DeviceTensor {
    try a + number(b, like: a)
  }
  /// A number subtracted from each element.
  public static func - (a: DeviceTensor, b: some ScalarOperand) throws -> DeviceTensor {
    try a - number(b, like: a)
  }
  /// Each element multiplied by a number.
  public static func * (a: DeviceTensor, b: some ScalarOperand) throws -> DeviceTensor {
    try a * number(b, like: a)
  }
  /// Each element divided by a number.
  public static func / (a: DeviceTensor, b: some ScalarOperand) throws -> DeviceTensor {
    try a / number(b, like: a)
  }

  /// A scalar of `tensor`'s type: data, not text, so that no number compiles a kernel.
  private static func number(
    _ value: some ScalarOperand, like tensor: DeviceTensor
  ) throws -> DeviceTensor {
    // No whole number goes through a Double, which might round it.
    let isWhole = tensor.dtype == .int64
    let scalar =
      try value.scalarInteger.flatMap { isWhole ? Tensor(scalar: $0) : nil }
      ?? Tensor(scalar: value.scalarValue).cast(to: tensor.dtype)
    return try DeviceTensor(scalar, on: tensor.context)
  }
}

/// What was given, in the name that an eager function's program is kept under.
private func named<Argument>(_ argument: Argument?) -> String {
  argument.map { "\($0)" } ?? "nothing"
}
