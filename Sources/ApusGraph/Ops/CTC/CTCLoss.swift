/// Connectionist temporal classification (A. Graves et al., "Connectionist Temporal Classification",
/// 2006): −ln of the probability that a sequence of frames, each of which emits a label or a blank,
/// spells the targets once repetitions are merged and blanks dropped. A target that is the blank is a
/// device fault.
///
/// Inputs: log-probabilities `[frames, batch, classes]`, targets `[batch, labels]`, the number of
/// frames and of labels that count of each sequence, both `[batch]`. Outputs: the loss of each
/// sequence `[batch]`, infinite where no path spells the targets, and the forward variables ln α
/// `[batch, frames, 2 labels + 1]`, which the gradient reads.
public struct CTCLoss: Op, CustomStringConvertible {
  public static let name = "ctcLoss"
  /// The class that stands for no label.
  public let blank: Int
  /// Whether an infinite loss counts as 0, and so does its gradient.
  public let zeroesInfinity: Bool

  /// The loss where `blank` is no label.
  public init(blank: Int = 0, zeroesInfinity: Bool = false) {
    self.blank = blank
    self.zeroesInfinity = zeroesInfinity
  }

  public var description: String { "ctcLoss with blank \(blank), which is no target" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 4)
    try expectFloat(inputs)
    for input in inputs[1...] { try expectIndices(input) }
    let (scores, targets) = (inputs[0].shape, inputs[1].shape)
    guard scores.rank == 3 else {
      throw GraphError(
        .invalidShape, expected: "log-probabilities [frames, batch, classes]", found: "\(scores)",
        advice: "add an axis for a batch of one")
    }
    guard targets.rank == 2, targets[0] == scores[1] else {
      throw GraphError(
        .shapeMismatch, expected: "targets [\(scores[1]), labels], padded to one length",
        found: "\(targets)", advice: "give one row of labels for each sequence of the batch")
    }
    for lengths in inputs[2...] where lengths.shape != [scores[1]] {
      throw GraphError(
        .shapeMismatch, expected: "lengths of shape [\(scores[1])]", found: "\(lengths.shape)",
        advice: "give one length for each sequence of the batch")
    }
    // Classes are counted in 32 bits; those that are symbolic are checked when sizes are bound.
    if blank < 0 || blank >= scores[2].fixed ?? Int(Int32.max) - 1 {
      throw GraphError(
        .invalidArgument, expected: "a blank from 0 to \(scores[2] - 1)", found: "\(blank)",
        advice: "the blank is one of the classes")
    }
    return [
      TensorType([scores[1]], inputs[0].dtype),
      TensorType([scores[1], scores[0], targets[1] * 2 + 1], inputs[0].dtype),
    ]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    guard context.outputGradients[1] == nil else {
      throw GraphError(
        .notDifferentiable, expected: "the gradient of the loss", found: "one of ln α",
        advice: "use the first output only")
    }
    let op = CTCLossGradient(blank: blank, zeroesInfinity: zeroesInfinity)
    let gradient = try context.gradient.builder.append(
      op, [context.gradient] + context.inputs + context.outputs)[0]
    return [gradient, nil, nil, nil]
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let sequences = CTCSequences(inputs, blank, &lowering)
    let outputs = try outputs(for: inputs.map { TensorType($0.shape, $0.dtype) })
    let kernel = CTCKernels(blank: blank, dtype: inputs[0].dtype).forward(sequences)
    let results = lowering.native(kernel, sequences.operands, outputs: outputs)
    guard zeroesInfinity else { return results }
    let losses = lowering.elementwise([results[0]], results[0].shape) { body, loss in
      let infinity = body.constant(.infinity, inputs[0].dtype)
      let isInfinite = body.binary(.equal, loss[0], infinity)
      return body.select(isInfinite, body.constant(0, inputs[0].dtype), loss[0])
    }
    // The gradient tells an infinite loss by the forward variables.
    return [losses, results[1]]
  }
}

/// The gradient of `CTCLoss` with respect to the log-probabilities, of which it is −Σ αβ / (y · p)
/// over the positions of a class (formula 15 of the paper, with ln y in place of y). Inputs: the
/// gradient of the losses, then the inputs and outputs of `CTCLoss`. It has no gradient of its own.
public struct CTCLossGradient: Op, CustomStringConvertible {
  public static let name = "ctcLossGradient"
  /// The class that stands for no label.
  public let blank: Int
  /// Whether the gradient of an infinite loss is 0; it is NaN otherwise.
  public let zeroesInfinity: Bool

  /// The gradient of the loss with these attributes.
  public init(blank: Int, zeroesInfinity: Bool) {
    self.blank = blank
    self.zeroesInfinity = zeroesInfinity
  }

  public var description: String { "ctcLossGradient with blank \(blank)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 7)
    return [inputs[1]]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    throw GraphError(
      .notDifferentiable, expected: "a first-order gradient of ctcLosses",
      found: "a gradient of its gradient", advice: "ctcLosses is differentiable once")
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let sequences = CTCSequences(Array(inputs[1...4]), blank, &lowering)
    let kernels = CTCKernels(blank: blank, dtype: inputs[1].dtype)
    let alpha = inputs[6]
    let beta = lowering.native(
      kernels.backward(sequences), sequences.operands,
      outputs: [TensorType(alpha.shape, alpha.dtype)])
    return lowering.native(
      kernels.gradient(sequences, zeroesInfinity: zeroesInfinity),
      sequences.operands + [inputs[0], alpha] + beta,
      outputs: [TensorType(inputs[1].shape, inputs[1].dtype)])
  }
}

/// What the kernels read: targets and lengths as checked int32.
struct CTCSequences {
  var operands: [LoweredTensor]
  var frames: Dim
  var batch: Dim
  var classes: Dim
  var labels: Dim

  /// - Parameter inputs: those of `CTCLoss`. A length or a label that counts and is out of range, or
  ///   the blank, is a device fault; the kernels then find a length or a label of 0.
  init(_ inputs: [LoweredTensor], _ blank: Int, _ lowering: inout Lowering) {
    let (scores, targets) = (inputs[0].shape, inputs[1].shape)
    (frames, batch, classes, labels) = (scores[0], scores[1], scores[2], targets[1])
    func length(_ x: LoweredTensor, _ limit: Dim, _ lowering: inout Lowering) -> LoweredTensor {
      let site = lowering.faultSite(extent: limit + 1)
      return lowering.map(x.shape) { body in
        let own = body.load(Access(x.value, .rowMajor(x.shape)), x.dtype)
        let checked = body.checked(own, extent: limit + 1, site: site)
        return body.binary(.maximum, checked, body.constant(0, .int32))
      }
    }
    let frameCounts = length(inputs[2], frames, &lowering)
    let labelCounts = length(inputs[3], labels, &lowering)
    let extent = scores[2]
    lowering.expect(Positions(axis: 2, of: extent, start: Dim(blank), count: 1))
    let site = lowering.faultSite(extent: extent)
    let checked = lowering.map(targets) { body in
      let own = body.load(Access(inputs[1].value, .rowMajor(targets)), inputs[1].dtype)
      let count = body.load(Access(labelCounts.value, AffineIndex(strides: [1, 0])), .int32)
      // Padding behind the labels may hold anything.
      let counts = body.binary(
        .less, body.index(AffineIndex(strides: [0, 1]), .int32), count)
      let zero = body.constant(0, .int32)
      let label = body.select(counts, own, body.constant(0, inputs[1].dtype))
      let inRange = body.checked(label, extent: extent, site: site)
      // In a type that holds every class, so that the blank is no other label in a narrow one.
      let wide: DType = inputs[1].dtype == .int64 ? .int64 : .int32
      let isBlank = body.binary(
        .and, counts,
        body.binary(.equal, body.cast(own, to: wide), body.constant(Double(blank), wide)))
      let (none, other) = (Double(blank), blank == 0 ? 1.0 : 0)
      let told = body.checked(
        body.select(isBlank, body.constant(none, .int32), body.constant(other, .int32)),
        extent: Dim(blank + 2), site: site, excluding: blank)
      return body.binary(.maximum, body.select(isBlank, told, inRange), zero)
    }
    operands = [inputs[0], checked, frameCounts, labelCounts]
  }
}

/// The connectionist temporal classification loss of each sequence of a batch, for unsegmented
/// labels. Only frames and labels within the lengths count. A label that counts and is the blank, or no
/// class, is a device fault.
///
/// - Formula: −ln Σ over paths that spell the targets of Π p(path[t] at t)
/// - Shapes: logProbabilities [frames, batch, classes], targets [batch, labels], lengths [batch] →
///   [batch]
/// - DTypes: floating point
/// - Gradient: −g · Σ αβ / (y · p) over the positions of each class; once only
/// - PyTorch: torch.nn.CTCLoss(reduction="none")
/// - ONNX: —
/// - Parameters:
///   - logProbabilities: of the classes at each frame, as `logSoftmax` gives them.
///   - zeroesInfinity: whether targets that no path can spell give 0 rather than infinity.
/// - Throws: `GraphError` for shapes or types that do not fit, or a blank that is no class.
public func ctcLosses(
  logProbabilities: Variable, targets: Variable, frameCounts: Variable, labelCounts: Variable,
  blank: Int = 0, zeroesInfinity: Bool = false, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  let operands = [logProbabilities, targets, frameCounts, labelCounts]
  return try logProbabilities.builder.composed(operands, file, line) { () throws(GraphError) in
    let dtype = logProbabilities.dtype
    // Sums over paths need the precision of float32 at least.
    let isHalf = dtype == .float16 || dtype == .bfloat16
    let scores = isHalf ? try cast(logProbabilities, to: .float32) : logProbabilities
    let op = CTCLoss(blank: blank, zeroesInfinity: zeroesInfinity)
    let losses = try scores.builder.append(op, [scores] + operands[1...])[0]
    return try cast(losses, to: dtype)
  }
}
