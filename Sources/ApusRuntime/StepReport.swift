/// What a step reports, until its slot is used again.
struct StepReport {
  var step: Int
  /// Fault words and copied outputs.
  var copied: UnsafeMutableRawBufferPointer
  /// What kernels write as report.
  var written: UnsafeMutableRawBufferPointer
  /// The plan of that step: its outputs have other shapes than those of another plan.
  var plan: BoundPlan
  private var kept: KeptBytes?

  init(
    step: Int, copied: UnsafeMutableRawBufferPointer, written: UnsafeMutableRawBufferPointer,
    plan: BoundPlan
  ) {
    (self.step, self.copied, self.written, self.plan) = (step, copied, written, plan)
  }

  /// Moves what was reported into memory of its own.
  mutating func keep() {
    let kept = KeptBytes([copied, written])
    (copied, written) = (kept.parts[0], kept.parts[1])
    self.kept = kept
  }
}

/// Copies of some memory.
private final class KeptBytes {
  let parts: [UnsafeMutableRawBufferPointer]

  init(_ sources: [UnsafeMutableRawBufferPointer]) {
    parts = sources.map { source in
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: source.count, alignment: 64)
      copy.copyMemory(from: UnsafeRawBufferPointer(source))
      return copy
    }
  }

  deinit { for part in parts { part.deallocate() } }
}
