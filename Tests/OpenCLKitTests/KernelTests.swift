import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct KernelTests {
    @Test func argumentsOfEveryTypeArrive() throws {
      let (context, queue) = try OpenCLTests.setUp()
      guard context.device.capabilities.hasFloat64 else { return }
      let program = try Program(
        context: context,
        source: """
          kernel void sum(global double *out, int a, uint b, long c, ulong d, float e, double f,
                          float4 g, local float *scratch) {
            scratch[0] = e;
            out[0] = (double)a + (double)b + (double)c + (double)d + (double)scratch[0] + f;
            out[1] = (double)g.w;
          }
          """)
      let kernel = try Kernel(program, name: "sum")
      let out = try Buffer(context: context, byteCount: 16, access: .writeOnly)
      try kernel.set(0, out)
      try kernel.set(1, Int32(-1))
      try kernel.set(2, UInt32.max)
      try kernel.set(3, Int64(-1) << 40)
      try kernel.set(4, UInt64(1) << 50)
      try kernel.set(5, Float(0.5))
      try kernel.set(6, 0.25)
      try kernel.set(7, valueOf: SIMD4<Float>(1, 2, 3, 4))
      try kernel.set(8, localBytes: 16)
      try queue.enqueue(kernel, global: [1], local: [1])
      let parts: [Double] = [-1, 4_294_967_295, -1_099_511_627_776, 1_125_899_906_842_624, 0.75]
      let expected = parts.reduce(0, +)
      #expect(try queue.read(Double.self, from: out) == [expected, 4])
    }

    @Test func launchesThreeDimensionsWithOffsets() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let program = try Program(context: context, source: OpenCLTests.source)
      let kernel = try Kernel(program, name: "where_am_i")
      let out = try Buffer(context: context, byteCount: 4 * 12)
      try kernel.set(0, out)
      try queue.enqueue(kernel, global: [2, 3, 2], local: [2, 1, 2], offset: [5, 7, 0])
      var expected: [Int32] = []
      for z in 0..<2 {
        for y in 7..<10 {
          for x in 5..<7 { expected.append(Int32(x + 100 * y + 10000 * z)) }
        }
      }
      #expect(try queue.read(Int32.self, from: out) == expected)
    }

    @Test func aSecondObjectHasItsOwnArguments() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let program = try Program(context: context, source: OpenCLTests.source)
      let one = try Kernel(program, name: "scale")
      let two = try one.makeAnother()
      let buffer = try Buffer(context: context, byteCount: 8)
      for (kernel, factor) in [(one, Float(2)), (two, Float(10))] {
        try kernel.set(0, buffer)
        try kernel.set(1, factor)
        try kernel.set(2, Int32(1))
      }
      try queue.write([1, 2] as [Float], to: buffer)
      let range = try NDRange(global: [2])
      try queue.enqueue(one, over: range)
      try queue.enqueue(two, over: range)
      #expect(try queue.read(Float.self, from: buffer) == [31, 51])
    }

    @Test func aKernelKeepsItsBuffersAlive() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let kernel = try Kernel(Program(context: context, source: OpenCLTests.source), name: "scale")
      let before = LiveHandles.count
      try kernel.set(0, try Buffer(context: context, byteCount: 8))
      #expect(LiveHandles.count == before + 1)
      try kernel.set(1, Float(1))
      try kernel.set(2, Int32(0))
      try queue.enqueue(kernel, global: [2])
      try queue.finish()
      try kernel.set(0, try Buffer(context: context, byteCount: 8))
      #expect(LiveHandles.count == before + 1)
    }

    @Test func wrongArgumentsAndSizesAreErrorsThatNameTheKernel() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let (stranger, _) = try OpenCLTests.setUp()
      let program = try Program(context: context, source: OpenCLTests.source)
      let kernel = try Kernel(program, name: "scale")
      let buffer = try Buffer(context: context, byteCount: 8)
      let foreign = try Buffer(context: stranger, byteCount: 8)
      let misuses: [(String, () throws -> Void)] = [
        ("no argument 3", { try kernel.set(3, Float(1)) }),
        ("no argument -1", { try kernel.set(-1, Float(1)) }),
        ("takes a buffer, not a number", { try kernel.set(0, Int64(1)) }),
        ("takes a number, not a buffer", { try kernel.set(1, buffer) }),
        ("takes a number, not a size of local memory", { try kernel.set(1, localBytes: 4) }),
        ("different contexts", { try kernel.set(0, foreign) }),
        ("CL_INVALID_ARG_SIZE", { try kernel.set(2, Int64(1)) }),
        ("arguments [0, 1, 2] were never set", { try queue.enqueue(kernel, global: [1]) }),
      ]
      for (part, misuse) in misuses {
        let message = try #require(OpenCLTests.message(misuse), "accepted: \(part)")
        #expect(message.contains(part) && message.contains("\"scale\""), "\(message)")
      }
    }

    @Test func aWorkGroupLargerThanTheKernelAllowsIsAnError() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let kernel = try Kernel(Program(context: context, source: OpenCLTests.source), name: "scale")
      try kernel.set(0, try Buffer(context: context, byteCount: 8))
      try kernel.set(1, Float(1))
      try kernel.set(2, Int32(0))
      let size = kernel.maxWorkGroupSize + 1
      let message = OpenCLTests.message {
        try queue.enqueue(kernel, global: [size], local: [size])
      }
      #expect(message?.contains("exceeds the \(size - 1) it allows") == true)
    }

    @Test func emptyRangesLaunchNothing() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let kernel = try Kernel(Program(context: context, source: OpenCLTests.source), name: "scale")
      try queue.enqueue(kernel, global: [0])
      try queue.enqueue(kernel, global: [4, 0], local: [2, 1])
      try queue.enqueueWithEvent(kernel, over: NDRange(global: [0])).wait()
    }
  }
}

@Suite struct NDRangeTests {
  @Test func refusesWhatOpenCLWouldRefuse() {
    #expect(throws: OpenCLError.self) { try NDRange(global: []) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [1, 1, 1, 1]) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [-1]) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [4], local: [3]) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [4], local: [0]) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [4], local: [2, 2]) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [4], offset: [-1]) }
    #expect(throws: OpenCLError.self) { try NDRange(global: [4], offset: [0, 0]) }
    let huge = 1 << 40
    #expect(throws: OpenCLError.self) { try NDRange(global: [huge, huge], local: [huge, huge]) }
  }

  @Test func padsUnusedDimensionsWithOne() throws {
    let range = try NDRange(global: [6, 4], local: [3, 2], offset: [1, 0])
    #expect(range.dimensions == 2)
    #expect(range.global == SIMD3(6, 4, 1))
    #expect(range.local == SIMD3(3, 2, 1))
    #expect(range.offset == SIMD3(1, 0, 0))
    #expect(range.workGroupSize == 6)
    #expect(!range.isEmpty)
  }
}
