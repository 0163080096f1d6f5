import Apus

/// Something that is trained step after step, and timed.
protocol Workload: AnyObject {
  /// What tables call it.
  var name: String { get }
  var sizes: LayerSizes { get }
  /// What is counted rather than timed; known after a first step.
  var counts: WorkloadCounts { get throws }
  /// Trains on the next batch: enqueues it, and reads back what the workload reads in each step.
  func step() throws
  /// Waits for every step.
  func synchronize() throws
  /// Puts all parameters and states back to where they started, so that repetitions do the same
  /// work, and no state decays into subnormal numbers.
  func reset() throws
  /// The loss of the last step; waits for it.
  func loss() throws -> Double
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
