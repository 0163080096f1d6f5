import OpenCLKit

/// Host memory for the three steps that may be in flight: what is being copied to the device, and
/// what the device reports back. Fixed for a plan; a warm step allocates nothing here.
final class StepRing {
  static let depth = 3

  /// One step in flight.
  struct Entry {
    var step: Int
    var completion: Event
    var slot: Int
    var plan: BoundPlan
  }

  private(set) var inFlight: [Entry] = []
  private var memory: [UnsafeMutableRawBufferPointer] = []
  private var used: [Int] = [0, 0, 0]

  deinit {
    // The device still reads and writes the memory of steps in flight; an error of theirs has
    // nobody to go to.
    for entry in inFlight { try? entry.completion.wait() }
    for block in memory { block.deallocate() }
  }

  /// Memory of `count` bytes in a slot, which starts over with each step.
  func take(_ count: Int, slot: Int) -> UnsafeMutableRawBufferPointer {
    let start = used[slot]
    used[slot] += (count + 63) / 64 * 64
    return UnsafeMutableRawBufferPointer(rebasing: memory[slot][start..<start + count])
  }

  /// Makes room for `count` bytes in each slot; nothing may be in flight if it has to grow.
  func reserve(_ count: Int) -> Bool {
    if let first = memory.first, first.count >= count { return true }
    guard inFlight.isEmpty else { return false }
    for block in memory { block.deallocate() }
    memory = (0..<StepRing.depth).map { _ in
      UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 64), alignment: 128)
    }
    return true
  }

  func begin(slot: Int) { used[slot] = 0 }

  func append(_ entry: Entry) { inFlight.append(entry) }

  func removeFirst() -> Entry? { inFlight.isEmpty ? nil : inFlight.removeFirst() }
}
