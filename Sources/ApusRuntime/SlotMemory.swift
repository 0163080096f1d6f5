import OpenCLKit

/// A block of device memory for each step that may be in flight. Where host and device can share
/// memory, each has a block of its own that the host reads and writes directly: a step needs no
/// command to fill it or to read it back. Elsewhere one block serves all steps in the queue's order,
/// and is written and read by commands.
final class SlotMemory {
  /// The bytes of a block.
  let byteCount: Int
  /// The memory that kernels are passed, by slot.
  let buffers: [Buffer]
  /// The same memory as the host sees it, by slot; empty where it takes commands.
  let bytes: [UnsafeMutableRawBufferPointer]
  // The blocks themselves, which `bytes` points into.
  private let blocks: [SharedMemory]

  /// How many OpenCL objects it holds.
  var objectCount: Int { max(1, blocks.count) }

  init(_ context: ComputeContext, byteCount: Int) throws {
    let byteCount = max(byteCount, 64)
    var blocks: [SharedMemory] = []
    while context.sharesMemory, blocks.count < StepRing.depth,
      let block = try SharedMemory(context: context.context, byteCount: byteCount)
    {
      blocks.append(block)
    }
    if blocks.count < StepRing.depth {
      let one = try Buffer(context: context.context, byteCount: byteCount)
      buffers = Array(repeating: one, count: StepRing.depth)
      blocks = []
    } else {
      buffers = blocks.map(\.buffer)
    }
    bytes = blocks.map(\.bytes)
    self.blocks = blocks
    self.byteCount = byteCount
  }
}
