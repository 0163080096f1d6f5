import Apus

/// The algorithm of the original system (2016) with nothing but OpenCL: one work-item for each output
/// element, a kernel for each operation, the local size left to the driver, and a blocking wait after
/// each kernel.
///
/// It is kinder than the original was: matrices are not transposed in memory before products, and the
/// data is on the device beforehand.
final class SeedBaseline: Workload {
  let name: String
  let extents: Extents
  let work: Work
  private let builder: BaselineBuilder
  private let batches: [(examples: Buffer, targets: Buffer)]
  /// What is read back in each step; nil for nothing.
  private let outputs: Buffer?
  private let losses: Buffer
  private let lossScale: Double
  private var next = 0

  /// - Parameters:
  ///   - builder: with all kernels of a step.
  ///   - batches: examples and targets, taken in turn.
  ///   - outputs: what is read back in each step.
  ///   - losses: numbers whose sum, times `lossScale`, is the loss.
  init(
    _ name: String, _ extents: Extents, _ work: Work, _ builder: BaselineBuilder,
    batches: [(examples: [Float], targets: [Float])], outputs: Buffer? = nil, losses: Buffer,
    lossScale: Double
  ) throws {
    self.name = name
    self.extents = extents
    self.work = work
    self.builder = builder
    self.batches = try batches.map {
      (examples: try builder.resident($0.examples), targets: try builder.resident($0.targets))
    }
    self.outputs = outputs
    self.losses = losses
    self.lossScale = lossScale
  }

  /// The baseline of a workload, which starts from the same parameters on the same device.
  /// - Throws: `BenchmarkError` for a workload that has none.
  static func startingAs(_ workload: ApusWorkload) throws -> SeedBaseline {
    switch workload.name {
    case WorkloadName.seedMLP.rawValue: try .perceptron(startingAs: workload)
    case WorkloadName.seedCharRNN.rawValue: try .characterRNN(startingAs: workload)
    default: throw BenchmarkError("\(workload.name) has no baseline")
    }
  }

  func step() throws {
    let batch = batches[next]
    next = (next + 1) % batches.count
    for operation in builder.operations {
      if let index = operation.examples { try operation.kernel.set(index, batch.examples) }
      if let index = operation.targets { try operation.kernel.set(index, batch.targets) }
      try builder.queue.enqueueWithEvent(operation.kernel, over: operation.range).wait()
    }
    if let outputs { _ = try builder.queue.read(Float.self, from: outputs) }
  }

  func synchronize() throws { try builder.queue.finish() }

  func reset() throws {
    for parameter in builder.learned {
      try builder.queue.write(parameter.initial, to: parameter.value)
      try builder.queue.write(parameter.initial.map { _ in Float(0) }, to: parameter.squares)
    }
    next = 0
  }

  func loss() throws -> Double {
    let losses = try builder.queue.read(Float.self, from: losses)
    return losses.reduce(0) { $0 + Double($1) } * lossScale
  }

  var counts: WorkloadCounts {
    WorkloadCounts(
      kernels: builder.operations.count, plannedBytes: builder.scratchBytes,
      residentBytes: builder.learned.reduce(0) { $0 + $1.initial.count * 8 })
  }

  /// Trains both for five steps, and compares their losses.
  /// - Throws: `BenchmarkError` where one of them differs by more than 1e-3 of it.
  func verify(against workload: ApusWorkload) throws {
    try workload.reset()
    try reset()
    for step in 0..<5 {
      try workload.step()
      try self.step()
      let (ours, theirs) = (try workload.loss(), try loss())
      guard abs(ours - theirs) <= 1e-3 * abs(theirs) else {
        throw BenchmarkError(
          "step \(step): \(workload.name) has the loss \(ours), \(name) \(theirs)")
      }
    }
  }
}
