/// Counts of what an executable has done: facts for tests and for the curious.
public struct Statistics: Sendable, Hashable {
  /// Steps enqueued.
  public var steps = 0
  /// Kernels enqueued.
  public var launches = 0
  /// Kernels of one step of the latest plan.
  public var launchesPerStep = 0
  /// Distinct kernels in the program.
  public var kernels = 0
  /// Programs compiled from source for this executable (0 if the cache had them).
  public var programsBuilt = 0
  /// Plans made: one for each set of sizes.
  public var plans = 0
  /// Times that the numbers of symbols were found from the shapes of feeds; steps whose sizes are
  /// those of the step before need not.
  public var bindingsSolved = 0
  /// OpenCL objects made for kernels and memory; a warm step makes none but one completion event,
  /// which is released three steps later.
  public var objectsCreated = 0
  /// Bytes copied from host feeds.
  public var bytesStaged = 0
  /// Times that the host waited because three steps were in flight.
  public var backPressureWaits = 0
  /// Reads of device memory that the host waited for.
  public var blockingReads = 0
  /// Bytes of device memory for intermediate values.
  public var arenaBytes = 0

  /// Notes one step.
  mutating func count(launches count: Int) {
    steps += 1
    launches += count
    launchesPerStep = count
  }
}
