import Foundation
import Testing

@testable import OpenCLKit

extension OpenCLTests {
  @Suite struct BufferTests {
    @Test(arguments: [false, true])
    func roundTripsWithOffsets(hostAllocated: Bool) throws {
      let (context, queue) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 40, hostAllocated: hostAllocated)
      try queue.write([Float](repeating: 0, count: 10), to: buffer)
      try queue.write([1, 2, 3] as [Float], to: buffer, at: 8)
      #expect(try queue.read(Float.self, from: buffer) == [0, 0, 1, 2, 3, 0, 0, 0, 0, 0])
      #expect(try queue.read(Float.self, from: buffer, at: 12, count: 2) == [2, 3])
      #expect(try queue.read(UInt8.self, from: buffer, at: 40) == [])
    }

    @Test func fillsAndCopiesRanges() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let one = try Buffer(context: context, byteCount: 32)
      let two = try Buffer(context: context, byteCount: 32)
      try queue.fill(one, with: Int32(7))
      try queue.fill(one, with: Int32(-1), at: 8, byteCount: 8)
      try queue.fill(two, with: UInt8(0))
      try queue.copy(from: one, at: 4, to: two, at: 16, byteCount: 12)
      #expect(try queue.read(Int32.self, from: one) == [7, 7, -1, -1, 7, 7, 7, 7])
      #expect(try queue.read(Int32.self, from: two) == [0, 0, 0, 0, 7, -1, -1, 0])
      try queue.copy(from: one, at: 8, to: one, at: 16, byteCount: 8)
      #expect(try queue.read(Int32.self, from: one, at: 16) == [-1, -1, 7, 7])
      try queue.fill(two, with: SIMD4<Float>(1, 2, 3, 4))
      #expect(try queue.read(Float.self, from: two) == [1, 2, 3, 4, 1, 2, 3, 4])
    }

    @Test func nonBlockingTransfersCompleteWithTheirEvents() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 4096)
      let source = (0..<1024).map { Int32($0) }
      var target = [Int32](repeating: 0, count: 1024)
      try source.withUnsafeBytes { from in
        try target.withUnsafeMutableBytes { into in
          let written = try queue.enqueueWrite(from, to: buffer)
          let read = try queue.enqueueRead(from: buffer, into: into, after: [written])
          try queue.flush()
          try Event.waitForAll([written, read])
          #expect(try read.status == .complete)
        }
      }
      #expect(target == source)
    }

    @Test func mapsRanges() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 64, hostAllocated: true)
      try queue.withMapped(buffer, mode: .overwrite) { bytes throws(OpenCLError) in
        for index in bytes.indices { bytes[index] = UInt8(index) }
      }
      let sum = try queue.withMapped(buffer, range: 10..<13, mode: .readWrite) {
        bytes throws(OpenCLError) in
        bytes[0] = 100
        return bytes.reduce(0) { $0 + Int($1) }
      }
      #expect(sum == 100 + 11 + 12)
      #expect(try queue.read(UInt8.self, from: buffer, at: 9, count: 3) == [9, 100, 11])
      let empty = try queue.withMapped(buffer, range: 5..<5, mode: .read) {
        bytes throws(OpenCLError) in bytes.count
      }
      #expect(empty == 0)
    }

    @Test func aFailingBodyStillUnmaps() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 16)
      #expect(throws: OpenCLError.noPlatforms) {
        try queue.withMapped(buffer, mode: .overwrite) { bytes throws(OpenCLError) in
          bytes.initializeMemory(as: UInt8.self, repeating: 9)
          throw .noPlatforms
        }
      }
      #expect(try queue.read(UInt8.self, from: buffer) == [UInt8](repeating: 9, count: 16))
    }

    @Test func rangesOutsideTheBufferAreErrorsBeforeOpenCLSeesThem() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 16)
      let bytes = [UInt8](repeating: 0, count: 8)
      let misuses: [(String, () throws -> Void)] = [
        ("clEnqueueWriteBuffer", { try queue.write(bytes, to: buffer, at: 9) }),
        ("clEnqueueWriteBuffer", { try queue.write(bytes, to: buffer, at: -1) }),
        ("clEnqueueWriteBuffer", { try queue.write(bytes, to: buffer, at: .max) }),
        ("clEnqueueReadBuffer", { _ = try queue.read(Int32.self, from: buffer, count: 5) }),
        ("clEnqueueReadBuffer", { _ = try queue.read(Int32.self, from: buffer, count: -1) }),
        ("clEnqueueReadBuffer", { _ = try queue.read(Int32.self, from: buffer, count: .max) }),
        ("clEnqueueReadBuffer", { _ = try queue.read(Int32.self, from: buffer, at: 20) }),
        ("clEnqueueReadBuffer", { _ = try queue.read(Int32.self, from: buffer, at: .min) }),
        ("clEnqueueFillBuffer", { try queue.fill(buffer, with: Int32(1), at: .min) }),
        ("clEnqueueFillBuffer", { try queue.fill(buffer, with: Int32(1), at: 2) }),
        ("clEnqueueFillBuffer", { try queue.fill(buffer, with: Int32(1), byteCount: 6) }),
        ("clEnqueueFillBuffer", { try queue.fill(buffer, with: Int32(1), at: 20) }),
        ("clEnqueueCopyBuffer", { try queue.copy(from: buffer, at: 4, to: buffer, byteCount: 8) }),
        ("clEnqueueCopyBuffer", { try queue.copy(from: buffer, to: buffer, byteCount: 17) }),
        ("clCreateBuffer", { _ = try Buffer(context: context, byteCount: 0) }),
        ("clCreateBuffer", { _ = try Buffer(context: context, byteCount: -4) }),
      ]
      for (index, misuse) in misuses.enumerated() {
        let message = try #require(OpenCLTests.message(misuse.1), "misuse \(index) was accepted")
        #expect(message.hasPrefix("\(misuse.0) was not called: "), "misuse \(index): \(message)")
      }
    }

    @Test func zeroBytesAreNoWork() throws {
      let (context, queue) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 4)
      try queue.write([Float](), to: buffer, at: 4)
      try queue.fill(buffer, with: Float(1), at: 4)
      try queue.copy(from: buffer, at: 4, to: buffer, at: 4, byteCount: 0)
      let nothing = UnsafeMutableRawBufferPointer(start: nil, count: 0)
      try queue.enqueueRead(from: buffer, into: nothing).wait()
    }

    @Test func mixedContextsAreAnError() throws {
      let (context, _) = try OpenCLTests.setUp()
      let (_, stranger) = try OpenCLTests.setUp()
      let buffer = try Buffer(context: context, byteCount: 4)
      let message = OpenCLTests.message { try stranger.write([Float(1)], to: buffer) }
      #expect(message?.contains("different contexts") == true)
    }

    /// The advice is seen in the flags of the mapping ("hg"), whether or not the system follows it.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/smaps")))
    func largeBuffersAskForLargePages() throws {
      let (context, queue) = try OpenCLTests.setUp()
      guard context.device.types.contains(.cpu) else { return }
      let buffer = try Buffer(context: context, byteCount: 64 << 20)
      try queue.preferLargePages(buffer)
      let middle = try queue.withMapped(buffer, mode: .read) {
        UInt(bitPattern: $0.baseAddress) + UInt($0.count / 2)
      }
      // Its length is told as 0: it has to be read to the end.
      let file = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
      let text = String(decoding: file.readDataToEndOfFile(), as: UTF8.self)
      var isInside = false
      var flags: Substring?
      for line in text.split(separator: "\n") {
        let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap {
          UInt($0, radix: 16)
        }
        if ends.count == 2 { isInside = (ends[0]..<ends[1]).contains(middle) }
        if isInside && line.hasPrefix("VmFlags:") { flags = line }
      }
      #expect(try #require(flags).split(separator: " ").contains("hg"))
      try queue.fill(buffer, with: Float(2))
      #expect(try queue.read(Float.self, from: buffer, at: buffer.byteCount - 4) == [2])
    }

    @Test func aTooLargeBufferIsATypedError() throws {
      let (context, _) = try OpenCLTests.setUp()
      #expect(throws: OpenCLError.self) { try Buffer(context: context, byteCount: 1 << 60) }
    }
  }
}
