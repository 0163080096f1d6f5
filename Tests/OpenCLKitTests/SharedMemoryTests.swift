import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct SharedMemoryTests {
    @Test func hostAndKernelsSeeEachOthersNumbers() throws {
      let device = try Device.default
      let context = try Context(device, companion: device.companion)
      guard let memory = try SharedMemory(context: context, byteCount: 64) else {
        #expect(!device.capabilities.hasSharedMemory)
        return
      }
      #expect(memory.bytes.allSatisfy { $0 == 0 })
      for target in [device, device.companion].compactMap({ $0 }) {
        let queue = try Queue(context: context, on: target)
        let program = try Program(context: context, source: OpenCLTests.source, on: target)
        let kernel = try Kernel(program, name: "scale")
        try kernel.set(0, memory.buffer)
        try kernel.set(1, Float(2))
        try kernel.set(2, Int32(1))
        for number in [Float(3), 5, 7] {
          memory.bytes.storeBytes(of: number, as: Float.self)
          let event = try queue.enqueueWithEvent(kernel, over: NDRange(global: [1]))
          try event.wait()
          #expect(memory.bytes.load(as: Float.self) == number * 2 + 1)
        }
      }
    }

    @Test func memoryLivesAsLongAsItsBuffer() throws {
      let queue = try Queue(context: Context(Device.default))
      var memory = try SharedMemory(context: queue.context, byteCount: 64)
      guard let buffer = memory?.buffer else { return }
      memory = nil
      try queue.fill(buffer, with: Float(4))
      #expect(try queue.read(Float.self, from: buffer) == Array(repeating: 4, count: 16))
    }

    @Test func kernelsRunWhereTheyWereBuilt() throws {
      let device = try Device.default
      guard let companion = device.companion else { return }
      let context = try Context(device, companion: companion)
      let program = try Program(context: context, source: OpenCLTests.source)
      let kernel = try Kernel(program, name: "scale")
      try kernel.set(0, Buffer(context: context, byteCount: 64))
      try kernel.set(1, Float(2))
      try kernel.set(2, Int32(1))
      let queue = try Queue(context: context, on: companion)
      let message = OpenCLTests.message { try queue.enqueue(kernel, global: [1]) }
      #expect(message?.contains("was built for \(device.name)") == true)
    }
  }
}
