import ApusCompiler

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

  /// The first place, in the order of the graph, whose index was out of range, and the index.
  var fault: (site: Int, index: Int)? {
    guard copied.load(as: Int32.self) != 0 else { return nil }
    let size = Prelude.faultWords.perSite * 4
    let sites = plan.plan.faultSites
    var first = (site: 0, index: 0)
    var firstNode = Int.max
    for start in stride(from: size, to: plan.layout.faultBytes, by: size) {
      let site = Int(copied.load(fromByteOffset: start, as: Int32.self))
      // Those of loops' bodies have the last numbers.
      guard sites.indices.contains(site - 1), sites[site - 1].node < firstNode else { continue }
      let low = Int(copied.load(fromByteOffset: start + 4, as: UInt32.self))
      let high = Int(copied.load(fromByteOffset: start + 8, as: Int32.self))
      first = (site, high << 32 | low)
      firstNode = sites[site - 1].node
    }
    return first
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
