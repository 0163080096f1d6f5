import Apus

/// Something that is computed step after step, and timed.
protocol Workload: AnyObject {
  /// What tables call it.
  var name: String { get }
  /// The numbers that its shape is made of.
  var extents: Extents { get }
  /// What a step has to do.
  var work: Work { get }
  /// The steps after which what is timed waits for the device; nil for training steps, which are
  /// waited for at the end only.
  var stepsPerSynchronization: Int? { get }
  /// What is counted rather than timed; known after a first step.
  var counts: WorkloadCounts { get throws }
  /// Computes the next step: enqueues it, and reads back what the workload reads in each step.
  func step() throws
  /// Waits for every step.
  func synchronize() throws
  /// Puts all parameters and states back to where they started, so that repetitions do the same
  /// work, and no state decays into subnormal numbers.
  func reset() throws
}

extension Workload {
  var stepsPerSynchronization: Int? { nil }
}

/// What a step has to do, whoever does it.
struct Work: Hashable, Sendable {
  /// Examples, positions or rows of a step: what `items/s` counts.
  var items: Int
  /// Floating-point operations of the matrix products, a multiply-add counted as two; 0 for a
  /// workload without.
  var operations = 0.0
  /// Bytes that have to move: each distinct input read once, each output written once; 0 for a
  /// workload that is not about moving them.
  var bytes = 0.0
}

/// What a workload uses, whatever the machine.
struct WorkloadCounts: Hashable {
  /// Kernels enqueued in a step.
  var kernels: Int
  /// Device memory for intermediate values, in bytes.
  var plannedBytes: Int
  /// Device memory for parameters and states, in bytes.
  var residentBytes: Int
}

/// A benchmark went wrong: what it computes, or what it counts, is not what it has to be.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
