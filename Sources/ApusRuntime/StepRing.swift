import OpenCLKit

/// Host memory for the three steps that may be in flight: what is being copied to the device, and
/// what the device reports back. Fixed for a plan; a warm step allocates nothing here.
final class StepRing {
  static let depth = 3

  /// One step in flight.
  struct Entry {
    var step: Int
    /// What to wait for; nil where the step was done when it had been enqueued.
    var completion: Event?
    var slot: Int
    var plan: BoundPlan
  }

  /// The steps in flight by slot; the oldest one is at `head`.
  private var entries: [Entry?] = Array(repeating: nil, count: StepRing.depth)
  private var head = 0
  private var count = 0
  private var memory: [UnsafeMutableRawBufferPointer] = []
  private var used = Array(repeating: 0, count: StepRing.depth)

  deinit {
    // The device still reads and writes the memory of steps in flight; an error of theirs has
    // nobody to go to.
    drain()
    for block in memory { block.deallocate() }
  }

  /// Waits for all steps in flight, whatever becomes of them.
  func drain() {
    while let entry = removeFirst() { try? entry.completion?.wait() }
  }

  /// Memory of `count` bytes in a slot, which starts over with each step.
  func take(_ count: Int, slot: Int) -> UnsafeMutableRawBufferPointer {
    let start = used[slot]
    used[slot] += (count + 63) / 64 * 64
    return UnsafeMutableRawBufferPointer(rebasing: memory[slot][start..<start + count])
  }

  /// Whether each slot has room for `count` bytes.
  func fits(_ count: Int) -> Bool { memory.first.map { $0.count >= count } ?? false }

  /// Makes room for `count` bytes in each slot, in new memory where there is too little: nothing
  /// may be in flight then, and nobody read the old one any more.
  func reserve(_ count: Int) {
    if fits(count) { return }
    for block in memory { block.deallocate() }
    memory = (0..<StepRing.depth).map { _ in
      UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 64), alignment: 128)
    }
  }

  /// Whether the oldest step must end before another one begins.
  var isFull: Bool { count == StepRing.depth }

  /// The oldest step in flight.
  var first: Entry? { entries[head] }

  func begin(slot: Int) { used[slot] = 0 }

  func append(_ entry: Entry) {
    entries[(head + count) % StepRing.depth] = entry
    count += 1
  }

  func removeFirst() -> Entry? {
    guard let entry = entries[head] else { return nil }
    entries[head] = nil
    head = (head + 1) % StepRing.depth
    count -= 1
    return entry
  }
}
