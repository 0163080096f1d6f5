import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct ProgramTests {
    @Test func aBuildErrorCarriesTheLog() throws {
      let (context, _) = try OpenCLTests.setUp()
      do throws(OpenCLError) {
        _ = try Program(context: context, source: "kernel void bad() { undeclared_name = 1; }")
        Issue.record("the program was accepted")
      } catch {
        #expect(error.status?.name == "CL_BUILD_PROGRAM_FAILURE")
        #expect(error.buildLog?.contains("undeclared_name") == true)
        #expect(error.description.contains("clBuildProgram failed"))
        #expect(error.description.contains("undeclared_name"))
      }
    }

    @Test func wrongOptionsAreAnError() throws {
      let (context, _) = try OpenCLTests.setUp()
      #expect(throws: OpenCLError.self) {
        try Program(context: context, source: OpenCLTests.source, options: "-no-such-option")
      }
    }

    @Test func namesItsKernelsAndMakesThem() throws {
      let (context, _) = try OpenCLTests.setUp()
      let program = try Program(context: context, source: OpenCLTests.source)
      #expect(try program.kernelNames.sorted() == ["scale", "where_am_i"])
      let kernels = try program.kernels()
      #expect(kernels.map(\.name) == (try program.kernelNames))
      #expect(kernels.first { $0.name == "scale" }?.argumentCount == 3)
      #expect(kernels.allSatisfy { $0.maxWorkGroupSize >= 1 })
      #expect(try kernels[0].preferredWorkGroupMultiple >= 1)
      _ = try kernels[0].localMemoryBytes + kernels[0].privateMemoryBytes
      _ = kernels[0].subGroupSize(local: [8])
    }

    @Test func optionsReachTheCompiler() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let program = try Program(
        context: context, source: "kernel void f(global int *x) { *x = VALUE; }",
        options: "-DVALUE=42")
      let buffer = try Buffer(context: context, byteCount: 4)
      let kernel = try Kernel(program, name: "f")
      try kernel.set(0, buffer)
      try queue.enqueue(kernel, global: [1])
      #expect(try queue.read(Int32.self, from: buffer) == [42])
    }

    @Test func aBinaryRunsLikeItsSource() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let source = "kernel void f(global int *x) { x[get_global_id(0)] = 3; }"
      let binary = try Program(context: context, source: source).binary()
      #expect(!binary.isEmpty)
      let kernel = try Kernel(try Program(context: context, binary: binary), name: "f")
      let buffer = try Buffer(context: context, byteCount: 16)
      try kernel.set(0, buffer)
      try queue.enqueue(kernel, global: [4])
      #expect(try queue.read(Int32.self, from: buffer) == [3, 3, 3, 3])
    }

    @Test func refusesBinariesThatAreNone() throws {
      let (context, _) = try OpenCLTests.setUp()
      #expect(throws: OpenCLError.self) { try Program(context: context, binary: []) }
      #expect(throws: OpenCLError.self) {
        try Program(context: context, binary: Array("not a program".utf8))
      }
    }

    @Test func anUnknownKernelIsNamed() throws {
      let (context, _) = try OpenCLTests.setUp()
      let program = try Program(context: context, source: OpenCLTests.source)
      let message = OpenCLTests.message { _ = try Kernel(program, name: "absent") }
      #expect(message?.contains("\"absent\"") == true)
      #expect(message?.contains("CL_INVALID_KERNEL_NAME") == true)
    }
  }
}
