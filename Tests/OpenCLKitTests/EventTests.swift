import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct EventTests {
    private func scaleKernel(_ context: Context) throws -> Kernel {
      let kernel = try Kernel(Program(context: context, source: OpenCLTests.source), name: "scale")
      try kernel.set(0, try Buffer(context: context, byteCount: 4096))
      try kernel.set(1, Float(1))
      try kernel.set(2, Int32(0))
      return kernel
    }

    @Test func profilesInOrder() throws {
      let (context, queue) = try OpenCLTests.setUp(profiling: true)
      let kernel = try scaleKernel(context)
      let event = try queue.enqueueWithEvent(kernel, over: NDRange(global: [1024]))
      try event.wait()
      #expect(try event.status == .complete)
      let times = try event.profile()
      #expect(times.queued > 0)
      #expect(times.queued <= times.submitted)
      #expect(times.submitted <= times.started)
      #expect(times.started <= times.ended)
      #expect(times.durationNanoseconds == times.ended - times.started)
      #expect(times.durationNanoseconds < 10_000_000_000)
    }

    @Test func withoutProfilingThereAreNoTimes() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let event = try queue.enqueueWithEvent(scaleKernel(context), over: NDRange(global: [16]))
      try event.wait()
      do throws(OpenCLError) {
        _ = try event.profile()
        Issue.record("times without profiling")
      } catch {
        #expect(error.status?.name == "CL_PROFILING_INFO_NOT_AVAILABLE")
      }
    }

    @Test func markersAndBarriersCrossQueues() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let other = try Queue(context: context)
      let buffer = try Buffer(context: context, byteCount: 1 << 20)
      try queue.fill(buffer, with: Int32(5))
      let filled = try queue.marker()
      try queue.flush()
      try other.barrier(after: [filled])
      #expect(try other.read(Int32.self, from: buffer, at: 400, count: 2) == [5, 5])
      try Event.waitForAll([])
      try other.marker(after: [filled]).wait()
    }

    @Test func eventsOfOtherContextsAreRefused() throws {
      let (_, queue) = try OpenCLTests.setUp()
      let (_, stranger) = try OpenCLTests.setUp()
      let (mine, foreign) = (try queue.marker(), try stranger.marker())
      #expect(throws: OpenCLError.self) { try queue.marker(after: [foreign]) }
      #expect(throws: OpenCLError.self) { try queue.barrier(after: [foreign]) }
      #expect(throws: OpenCLError.self) { try Event.waitForAll([mine, foreign]) }
    }
  }
}
