import Apus

/// Collects the kernels of a baseline, what they learn, and what they write.
final class BaselineBuilder {
  /// One operation, all of its arguments set.
  struct Operation {
    let kernel: Kernel
    let range: NDRange
    /// Where it reads the examples or the targets, which change from batch to batch.
    var examples: Int?
    var targets: Int?
  }

  /// An argument of a kernel.
  enum Argument {
    case buffer(Buffer)
    case int(Int)
    case float(Double)
    /// The examples or the targets of the batch.
    case examples, targets
  }

  /// A parameter with its gradient and the running mean of its squares.
  struct Learned {
    let value: Buffer
    let squares: Buffer
    let gradient: Buffer
    let initial: [Float]
  }

  let queue: Queue
  private let context: Context
  private let program: Program
  private(set) var learned: [Learned] = []
  private(set) var operations: [Operation] = []
  private(set) var scratchBytes = 0

  /// - Parameter parameters: the values to start from.
  init(parameters: [[Float]], on device: Device) throws {
    context = try Context(device)
    queue = try Queue(context: context)
    program = try Program(context: context, source: BaselineKernels.source)
    for values in parameters {
      learned.append(
        Learned(
          value: try resident(values), squares: try resident(values.map { _ in 0 }),
          gradient: try scratch(values.count), initial: values))
    }
  }

  /// A buffer with these numbers.
  func resident(_ values: [Float]) throws -> Buffer {
    let buffer = try Buffer(context: context, byteCount: values.count * 4)
    try queue.write(values, to: buffer)
    return buffer
  }

  /// A buffer for intermediate values.
  func scratch(_ count: Int) throws -> Buffer {
    scratchBytes += count * 4
    return try Buffer(context: context, byteCount: count * 4)
  }

  /// Adds a kernel with a work-item for each element of `global`.
  func add(_ name: String, _ arguments: [Argument], _ global: [Int]) throws {
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

  /// RMSProp for every parameter.
  func addUpdates() throws {
    let rule = SeedRule()
    for parameter in learned {
      let count = [parameter.initial.count]
      try add(
        "rmsprop_squares",
        [.buffer(parameter.squares), .buffer(parameter.gradient), .float(rule.smoothing)], count)
      try add(
        "rmsprop_parameter",
        [
          .buffer(parameter.value), .buffer(parameter.gradient), .buffer(parameter.squares),
          .float(rule.learningRate), .float(rule.epsilon),
        ], count)
    }
  }
}
