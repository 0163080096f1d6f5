/// How many OpenCL objects this process holds through OpenCLKit: contexts, queues, buffers,
/// programs, kernels and events. Tests compare it before and after, to prove that nothing leaks.
package enum LiveHandles {
  private static let counter = Protected(0)

  /// The number of handles created and not yet released.
  package static var count: Int { counter.withLock { $0 } }

  static func add(_ change: Int) { counter.withLock { $0 += change } }
}
