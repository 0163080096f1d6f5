/// A body that is computed for each step of a sequence, values going from step to step.
///
/// Inputs: the first carries, sequences stacked along their first axis, and what stays the same.
/// Outputs: what each step computed, stacked along a new first axis; the carries come first, and last
/// whatever a gradient may want to read. The compiler drops what nobody reads.
public struct Scan: StorageOp, CustomStringConvertible {
  public static let name = "scan"
  /// What a step computes; its inputs are the carries, a part of each sequence, and what stays the same.
  public let body: Graph
  /// How many values go from step to step.
  public let carryCount: Int
  /// How many sequences there are.
  public let sequenceCount: Int
  /// The variables of the body that are stacked; the first ones are the next carries.
  public let results: [Int]
  /// Whether the last step of the sequence comes first.
  public let isReversed: Bool

  /// - Parameter outputs: variables of the body that are wanted besides the carries. What is among the
  ///   results already, as a hidden state is that goes on and out, is there once.
  init(
    body: Graph, carries: [Int], sequenceCount: Int, outputs: [Int], isReversed: Bool
  ) {
    self.body = body
    carryCount = carries.count
    self.sequenceCount = sequenceCount
    self.isReversed = isReversed
    let kept = body.nodes.filter { !Scan.isCheap($0.op) }.flatMap(\.outputs)
    var named = Set(carries)
    results = carries + (outputs + kept).filter { named.insert($0).inserted }
  }

  /// The stack of a variable of the body.
  func stack(of variable: Int, among stacks: [Variable]) -> Variable? {
    results.firstIndex(of: variable).map { stacks[$0] }
  }

  public var description: String { isReversed ? "scan from the end" : "scan" }

  /// Whether a backward pass computes it again rather than reading what was kept. A function that
  /// takes as long as a dozen additions, a gate's, is read: its gradient needs the result only.
  private static func isCheap(_ op: any Op) -> Bool {
    if let op = op as? any UnaryOp { return Swift.type(of: op).function.isSimple }
    return op is any BinaryOp || op is AddMany || op is Negate || op is Broadcast
      || op is Slice || op is Unslice || op is Reshape || op is Transpose || op is Select
      || op is Compare || op is Logical || op is LogicalNot || op is Cast || op is Constant
      || op is ScalarConstant || op is ExtentValue || op is Concatenate || op is StopGradient
  }

  private var inputs: [Int] { body.variables(.input).map(\.index) }
  private func type(_ variable: Int) -> TensorType { body.variables[variable].type }

  public func outputs(for given: [TensorType]) throws -> [TensorType] {
    let inputs = inputs
    try expect(given, count: inputs.count)
    guard sequenceCount > 0, inputs.count >= carryCount + sequenceCount,
      results.count >= carryCount, let trips = given[carryCount].shape.dims.first
    else {
      throw GraphError(
        .invalidArgument,
        expected: "carries and at least one sequence, whose first axis is the steps",
        found: "\(given)", advice: "see the function scan")
    }
    for (position, (input, found)) in zip(inputs, given).enumerated() {
      let isSequence = position >= carryCount && position < carryCount + sequenceCount
      var expected = type(input)
      if isSequence { expected.shape = Shape([trips] + expected.shape.dims) }
      guard found == expected else {
        throw GraphError(
          .shapeMismatch, expected: "\(expected) as input \(position)", found: "\(found)",
          advice: "all sequences have as many steps; the body was made for other types")
      }
      if position < carryCount, type(results[position]) != expected {
        throw GraphError(
          .shapeMismatch, expected: "a next carry of type \(expected)",
          found: "\(type(results[position]))",
          advice: "carry \(position) has the same type in every step; broadcast or cast it")
      }
    }
    return results.map { TensorType(Shape([trips] + type($0).shape.dims), type($0).dtype) }
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    try ScanGradient(self, context).run()
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let types = try outputs(for: inputs.map { TensorType($0.shape, $0.dtype) })
    let core = ScanCore(
      body: body, carryCount: carryCount, slicedCount: sequenceCount, results: results,
      trips: inputs[carryCount].shape[0], isReversed: isReversed, inputs: inputs.map(\.value))
    return lowering.scan(core, outputs: types)
  }
}

/// What a step of a `scan` sees; the handles belong to the step's own graph.
public struct ScanStep {
  /// What the step before left, or the first carries.
  public let carries: [Variable]
  /// The step's part of each sequence.
  public let inputs: [Variable]
  /// What is the same in every step: weights, masks.
  public let constants: [Variable]
}

/// Computes `step` for each element of the first axis of `sequences`, values going from step to step:
/// recurrent networks, filters, simulations. The step is built once, and compiled once, however many
/// steps there are; their number may be symbolic.
///
///     let (last, all) = try scan(over: [x], carrying: [h], using: [w]) { s throws(GraphError) in
///       let h = try tanh(s.inputs[0] + matmul(s.carries[0], s.constants[0]))
///       return (carries: [h], outputs: [h])
///     }
///
/// - Formula: (cₜ, yₜ) = step(cₜ₋₁, xₜ)
/// - Shapes: sequences [T, …], carries any → last carries, outputs [T, …]
/// - DTypes: any
/// - Gradient: a scan the other way round, which computes cheap parts of a step again; gradients of matrices are one product over all steps
/// - PyTorch: —
/// - ONNX: Scan
/// - Throws: `GraphError` for sequences of different lengths, carries that change their type, or a step
///   that uses other variables than it is passed, or draws random numbers.
/// - Parameters:
///   - constants: whatever else the step reads.
///   - isReversed: whether the last element comes first; outputs keep their places.
public func scan(
  over sequences: [Variable], carrying carries: [Variable], using constants: [Variable] = [],
  reversed isReversed: Bool = false, file: String = #fileID, line: Int = #line,
  step: (ScanStep) throws(GraphError) -> (carries: [Variable], outputs: [Variable])
) throws(GraphError) -> (carries: [Variable], outputs: [Variable]) {
  func refuse(_ expected: String, _ found: String, _ advice: String) -> GraphError {
    GraphError(
      .invalidArgument, expected: expected, found: found, advice: advice, operation: "scan",
      site: CallSite(file: file, line: line))
  }
  guard let builder = sequences.first?.builder else {
    throw refuse("at least one sequence", "none", "pass what the steps go over")
  }
  let given = carries + sequences + constants
  return try builder.composed(given, file, line) { () throws(GraphError) in
    let inner = GraphBuilder(seed: builder.seed, enclosure: scanStep)
    func stand(_ name: String, _ types: [TensorType]) throws(GraphError) -> [Variable] {
      var made: [Variable] = []
      for (position, type) in types.enumerated() {
        made.append(try inner.input("\(name)\(position)", type.shape, type.dtype))
      }
      return made
    }
    var parts: [TensorType] = []
    for sequence in sequences {
      guard sequence.shape.rank > 0 else {
        throw refuse(
          "sequences of at least one axis", "\(sequence.type)", "the first axis is steps")
      }
      parts.append(TensorType(sequence.shape.removing(axis: 0), sequence.dtype))
    }
    let seen = ScanStep(
      carries: try stand("carry", carries.map(\.type)), inputs: try stand("input", parts),
      constants: try stand("constant", constants.map(\.type)))
    let made = try step(seen)
    guard made.carries.count == carries.count else {
      throw refuse(
        "\(carries.count) next carries", "\(made.carries.count)", "give back each one that goes in")
    }
    func own(_ variables: [Variable]) throws(GraphError) -> [Int] {
      var indices: [Int] = []
      for variable in variables { indices.append(try inner.variable(variable.id).id.index) }
      return indices
    }
    let (next, outputs) = (try own(made.carries), try own(made.outputs))
    let body = inner.finish()
    guard body.variables.allSatisfy({ $0.kind == .input || $0.kind == .computed }) else {
      throw refuse(
        "a step that only uses what it is passed", "parameters, states or random numbers in it",
        "make them before the scan, for all steps, and pass them")
    }
    let op = Scan(
      body: body, carries: next, sequenceCount: sequences.count, outputs: outputs,
      isReversed: isReversed)
    let results = try builder.append(op, given)
    var last: [Variable] = []
    for (first, stack) in zip(carries, results) {
      last.append(try withFirst(first, stack, isReversed).last)
    }
    return (carries: last, outputs: outputs.compactMap { op.stack(of: $0, among: results) })
  }
}

/// A carry's first value and those after each step, as they were before each step, and the last one.
func withFirst(
  _ first: Variable, _ stack: Variable, _ isReversed: Bool
) throws(GraphError) -> (before: Variable, last: Variable) {
  let trips = stack.shape[0]
  let one = try unsqueeze(first, axis: 0)
  let all = try concatenate(isReversed ? [stack, one] : [one, stack])
  let before = try slice(all, axis: 0, start: isReversed ? 1 : 0, count: trips)
  return (before: before, last: try entry(all, isReversed ? 0 : trips, axis: 0))
}

/// What a step says of variables from outside.
private let scanStep = GraphBuilder.Enclosure(
  expected: "variables of the step: its carries, inputs and constants",
  advice:
    "a step is a graph of its own, which sees only what scan is passed: pass what else it reads "
    + "(parameters, constants, other results) in using:, and read it there as step.constants[i]; "
    + "what changes from step to step goes in carrying: or over:")
