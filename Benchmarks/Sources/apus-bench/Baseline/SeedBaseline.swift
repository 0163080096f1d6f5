import Apus

/// `seed-mlp-baseline`: the algorithm of the original system (2016) with nothing but OpenCL: one
/// work-item for each output element, a kernel for each operation, the local size left to the
/// driver, a blocking wait after each kernel, and the outputs read back in each step.
///
/// It is kinder than the original was: matrices are not transposed in memory before products, the
/// gradient of the input is not computed, and the data is on the device beforehand.
final class SeedBaseline: Workload {
  let name = "seed-mlp-baseline"
  let extents: Extents
  var work: Work { .perceptron(extents) }

  /// One operation, all of its arguments set.
  private struct Operation {
    let kernel: Kernel
    let range: NDRange
    /// Where it reads the examples or the targets, which change from batch to batch.
    var examples: Int?
    var targets: Int?
  }

  /// An argument of a kernel.
  private enum Argument {
    case buffer(Buffer)
    case int(Int)
    case float(Double)
    /// The examples or the targets of the batch.
    case examples, targets
  }

  private let context: Context
  private let queue: Queue
  private let program: Program
  private let batches: [(examples: Buffer, targets: Buffer)]
  private let state: [(buffer: Buffer, initial: [Float])]
  private let outputs: Buffer
  private let errors: Buffer
  private var operations: [Operation] = []
  private var scratchBytes = 0
  private var next = 0
  /// What the last step gave, row by row.
  private(set) var lastOutputs: [Float] = []

  /// - Parameter parameters: weight and bias of the first and of the last layer, to start from.
  init(_ extents: Extents, parameters: [[Float]], on device: Device) throws {
    guard parameters.count == 4 else {
      throw BenchmarkError("the baseline takes 4 parameters, not \(parameters.count)")
    }
    self.extents = extents
    let (batch, inputs) = (extents["batch"], extents["inputs"])
    let (hidden, units) = (extents["hidden"], extents["outputs"])
    let context = try Context(device)
    let queue = try Queue(context: context)
    self.context = context
    self.queue = queue
    program = try Program(context: context, source: BaselineKernels.source)

    func resident(_ values: [Float]) throws -> Buffer {
      let buffer = try Buffer(context: context, byteCount: values.count * 4)
      try queue.write(values, to: buffer)
      return buffer
    }
    var scratchBytes = 0
    func scratch(_ count: Int) throws -> Buffer {
      scratchBytes += count * 4
      return try Buffer(context: context, byteCount: count * 4)
    }

    let data = LabelledBatches(extents)
    batches = try zip(data.examples, data.oneHots).map {
      (examples: try resident($0), targets: try resident($1))
    }
    let learned = try parameters.map { (buffer: try resident($0), initial: $0) }
    let squares = try parameters.map { values in
      let zeros = [Float](repeating: 0, count: values.count)
      return (buffer: try resident(zeros), initial: zeros)
    }
    state = learned + squares
    let (w1, b1, w2, b2) = (
      learned[0].buffer, learned[1].buffer, learned[2].buffer, learned[3].buffer
    )

    let product1 = try scratch(batch * hidden)
    let biased1 = try scratch(batch * hidden)
    let relu1 = try scratch(batch * hidden)
    let product2 = try scratch(batch * units)
    let biased2 = try scratch(batch * units)
    outputs = try scratch(batch * units)
    errors = try scratch(units)
    let outputGradient = try scratch(batch * units)
    let slope2 = try scratch(batch * units)
    let biased2Gradient = try scratch(batch * units)
    let relu1Gradient = try scratch(batch * hidden)
    let slope1 = try scratch(batch * hidden)
    let biased1Gradient = try scratch(batch * hidden)
    let gradients = try parameters.map { try scratch($0.count) }
    self.scratchBytes = scratchBytes

    // Forward.
    try add(
      "multiply_matrices", [.examples, .buffer(w1), .buffer(product1), .int(inputs)],
      [batch, hidden])
    try add("add_to_rows", [.buffer(product1), .buffer(b1), .buffer(biased1)], [batch, hidden])
    try add("relu", [.buffer(biased1), .buffer(relu1)], [batch * hidden])
    try add(
      "multiply_matrices", [.buffer(relu1), .buffer(w2), .buffer(product2), .int(hidden)],
      [batch, units])
    try add("add_to_rows", [.buffer(product2), .buffer(b2), .buffer(biased2)], [batch, units])
    try add("relu", [.buffer(biased2), .buffer(outputs)], [batch * units])
    try add("squared_errors", [.buffer(outputs), .targets, .buffer(errors), .int(batch)], [units])
    // Backward.
    try add(
      "squared_error_gradient",
      [.buffer(outputs), .targets, .buffer(outputGradient), .float(2 / Double(batch * units))],
      [batch * units])
    try add("relu_slope", [.buffer(biased2), .buffer(slope2)], [batch * units])
    try add(
      "multiply_elements",
      [.buffer(outputGradient), .buffer(slope2), .buffer(biased2Gradient)], [batch * units])
    try add("sum_rows", [.buffer(biased2Gradient), .buffer(gradients[3]), .int(batch)], [units])
    try add(
      "multiply_transposed_first",
      [.buffer(relu1), .buffer(biased2Gradient), .buffer(gradients[2]), .int(batch)],
      [hidden, units])
    try add(
      "multiply_transposed_second",
      [.buffer(biased2Gradient), .buffer(w2), .buffer(relu1Gradient), .int(units)],
      [batch, hidden])
    try add("relu_slope", [.buffer(biased1), .buffer(slope1)], [batch * hidden])
    try add(
      "multiply_elements",
      [.buffer(relu1Gradient), .buffer(slope1), .buffer(biased1Gradient)], [batch * hidden])
    try add("sum_rows", [.buffer(biased1Gradient), .buffer(gradients[1]), .int(batch)], [hidden])
    try add(
      "multiply_transposed_first",
      [.examples, .buffer(biased1Gradient), .buffer(gradients[0]), .int(batch)],
      [inputs, hidden])
    // Update.
    let rule = SeedRule()
    for (position, gradient) in gradients.enumerated() {
      let count = [learned[position].initial.count]
      let mean = squares[position].buffer
      try add(
        "rmsprop_squares", [.buffer(mean), .buffer(gradient), .float(rule.smoothing)], count)
      try add(
        "rmsprop_parameter",
        [
          .buffer(learned[position].buffer), .buffer(gradient), .buffer(mean),
          .float(rule.learningRate), .float(rule.epsilon),
        ], count)
    }
  }

  /// A baseline that starts from the parameters of `workload`, on the same device.
  convenience init(startingAs workload: ApusWorkload) throws {
    let names = ["first.weight", "first.bias", "last.weight", "last.bias"]
    try self.init(
      workload.extents,
      parameters: names.map { try workload.store.value(named: $0).floats },
      on: workload.store.context.device)
  }

  private func add(_ name: String, _ arguments: [Argument], _ global: [Int]) throws {
    let kernel = try Kernel(program, name: name)
    var operation = Operation(kernel: kernel, range: try NDRange(global: global))
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .buffer(let buffer): try kernel.set(index, buffer)
      case .int(let value): try kernel.set(index, Int32(value))
      case .float(let value): try kernel.set(index, Float(value))
      case .examples: operation.examples = index
      case .targets: operation.targets = index
      }
    }
    operations.append(operation)
  }

  func step() throws {
    let batch = batches[next]
    next = (next + 1) % batches.count
    for operation in operations {
      if let index = operation.examples { try operation.kernel.set(index, batch.examples) }
      if let index = operation.targets { try operation.kernel.set(index, batch.targets) }
      try queue.enqueueWithEvent(operation.kernel, over: operation.range).wait()
    }
    lastOutputs = try queue.read(Float.self, from: outputs)
  }

  func synchronize() throws { try queue.finish() }

  func reset() throws {
    for (buffer, initial) in state { try queue.write(initial, to: buffer) }
    next = 0
  }

  func loss() throws -> Double {
    let sums = try queue.read(Float.self, from: errors)
    return sums.reduce(0) { $0 + Double($1) } / Double(extents["batch"] * extents["outputs"])
  }

  var counts: WorkloadCounts {
    WorkloadCounts(
      kernels: operations.count, plannedBytes: scratchBytes,
      residentBytes: state.reduce(0) { $0 + $1.initial.count * 4 })
  }

  /// Trains both for five steps, and compares their losses.
  /// - Throws: `BenchmarkError` where one of them differs by more than 1e-3 of it.
  static func verify(_ baseline: SeedBaseline, against workload: ApusWorkload) throws {
    try workload.reset()
    try baseline.reset()
    for step in 0..<5 {
      try workload.step()
      try baseline.step()
      let (ours, theirs) = (try workload.loss(), try baseline.loss())
      guard abs(ours - theirs) <= 1e-3 * abs(theirs) else {
        throw BenchmarkError(
          "step \(step): \(workload.name) has the loss \(ours), \(baseline.name) \(theirs)")
      }
    }
  }
}
