import Testing

@testable import OpenCLKit

@Suite struct LibraryTests {
  @Test func aMissingLibraryNamesWhatWasTriedAndWhatToInstall() throws {
    let tried = ["libno-such-opencl.so.7", "/nowhere/libOpenCL.so"]
    #expect(throws: OpenCLError.libraryNotFound(tried: tried)) {
      try OpenCLLibrary.open(candidates: tried)
    }
    let text = OpenCLError.libraryNotFound(tried: tried).description
    for part in tried + [
      "apt-get install ocl-icd-libopencl1 pocl-opencl-icd", "dnf", "pacman", "brew",
      "APUS_OPENCL_LIBRARY",
    ] {
      #expect(text.contains(part))
    }
  }

  #if os(Linux)
    @Test func aLibraryWithoutOpenCLIsASymbolError() throws {
      let error = OpenCLError.symbolMissing(name: "clGetPlatformIDs", library: "libc.so.6")
      #expect(throws: error) { try OpenCLLibrary.open(candidates: ["libc.so.6"]) }
      #expect(error.description.contains("libc.so.6"))
    }

    @Test func anIncompleteLibraryIsPassedOver() throws {
      let library = try OpenCLLibrary.open(candidates: ["libc.so.6", "libOpenCL.so.1"])
      #expect(library.name == "libOpenCL.so.1")
    }
  #endif

  @Test func theSharedLibraryIsOpenedOnce() throws {
    #expect(try OpenCLLibrary.shared() === OpenCLLibrary.shared())
  }
}

@Suite struct OpenCLErrorTests {
  @Test func everyStatusOfOpenCL12HasANameAndAdvice() {
    let codes = Array(-19 ... -1) + Array(-68 ... -30) + [-1001]
    for code in codes {
      let status = OpenCLStatus(rawValue: Int32(code))
      #expect(status.name.hasPrefix("CL_"))
      #expect(status.advice.hasSuffix("."))
    }
    let names = Set(OpenCLStatus.known.values.map(\.name))
    #expect(names.count == OpenCLStatus.known.count)
  }

  @Test func unknownCodesAreKept() {
    let status = OpenCLStatus(rawValue: -4711)
    #expect(status.description == "unknown status (-4711)")
  }

  @Test func theDescriptionHoldsCallKernelStatusAndLog() {
    let failure = OpenCLCallFailure(
      call: "clEnqueueNDRangeKernel", status: OpenCLStatus(rawValue: -5), kernel: "matmul",
      buildLog: "line 3")
    let text = OpenCLError.callFailed(failure).description
    for part in ["clEnqueueNDRangeKernel", "\"matmul\"", "CL_OUT_OF_RESOURCES (-5)", "line 3"] {
      #expect(text.contains(part))
    }
    #expect(failure.status.isOutOfMemory)
    #expect(!OpenCLStatus(rawValue: -7).isOutOfMemory)
  }
}
