import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct LiveHandleTests {
    @Test func everyHandleIsReleased() throws {
      let before = LiveHandles.count
      try {
        let (context, queue) = try OpenCLTests.setUp(profiling: true)
        let program = try Program(context: context, source: OpenCLTests.source)
        let kernels = try program.kernels()
        let buffer = try Buffer(context: context, byteCount: 64)
        try kernels[0].set(0, buffer)
        try queue.fill(buffer, with: Float(0))
        let event = try queue.marker()
        try event.wait()
        // Context, queue, program, two kernels, buffer, event.
        #expect(LiveHandles.count == before + 7)
        withExtendedLifetime((context, queue, program, kernels, buffer, event)) {}
      }()
      #expect(LiveHandles.count == before)
    }

    @Test func errorsLeaveNothingBehind() throws {
      let before = LiveHandles.count
      try {
        let (context, queue) = try OpenCLTests.setUp()
        let program = try Program(context: context, source: OpenCLTests.source)
        let kernel = try Kernel(program, name: "scale")
        let own = LiveHandles.count
        let mistakes: [() throws -> Void] = [
          { _ = try Program(context: context, source: "not OpenCL C") },
          { _ = try Program(context: context, binary: Array("not a program".utf8)) },
          { _ = try Buffer(context: context, byteCount: 1 << 60) },
          { _ = try Kernel(program, name: "absent") },
          { try kernel.set(9, Float(1)) },
          { _ = try queue.enqueueWithEvent(kernel, over: NDRange(global: [1])) },
          { _ = try queue.marker().profile() },
        ]
        for (index, mistake) in mistakes.enumerated() {
          #expect(OpenCLTests.message(mistake) != nil, "mistake \(index) was accepted")
          #expect(LiveHandles.count == own, "mistake \(index) left a handle")
        }
        withExtendedLifetime((context, queue, program, kernel)) {}
      }()
      #expect(LiveHandles.count == before)
    }

    @Test func launchingWithoutAnEventCreatesNoHandle() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let kernel = try Kernel(Program(context: context, source: OpenCLTests.source), name: "scale")
      try kernel.set(0, try Buffer(context: context, byteCount: 64))
      try kernel.set(1, Float(1))
      try kernel.set(2, Int32(0))
      let range = try NDRange(global: [16])
      let before = LiveHandles.count
      for _ in 0..<10 { try queue.enqueue(kernel, over: range) }
      #expect(LiveHandles.count == before)
      try queue.finish()
    }
  }
}
