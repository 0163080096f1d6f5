import ApusGraph
import ApusRuntime
import Foundation
import Testing

/// A warm step leaves nothing on the heap: the test compiles a small library that counts live
/// blocks and bytes, and runs itself under it.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct AllocationTests {
  /// Every block has a header with the size that was asked for: what the allocator rounds it up
  /// to differs with the chunk it happens to find, so that sum grows and shrinks by itself.
  private static let shim = """
    #include <errno.h>
    #include <stdatomic.h>
    #include <stdint.h>
    #include <stdlib.h>
    #include <string.h>
    extern void *__libc_memalign(size_t, size_t), *__libc_malloc(size_t);
    extern void __libc_free(void *);
    struct header { size_t size, offset; };
    static atomic_long blocks, bytes;
    static struct header *header(void *p) { return (struct header *)p - 1; }
    static void *allocate(size_t alignment, size_t n) {
      size_t offset = alignment > 16 ? alignment : 16;
      if (n > SIZE_MAX - offset) { errno = ENOMEM; return 0; }
      char *base = offset > 16 ? __libc_memalign(offset, n + offset) : __libc_malloc(n + offset);
      if (!base) return 0;
      *header(base + offset) = (struct header){n, offset};
      atomic_fetch_add(&blocks, 1);
      atomic_fetch_add(&bytes, n);
      return base + offset;
    }
    void *malloc(size_t n) { return allocate(16, n); }
    void *calloc(size_t n, size_t size) {
      size_t total;
      if (__builtin_mul_overflow(n, size, &total)) { errno = ENOMEM; return 0; }
      void *p = allocate(16, total);
      return p ? memset(p, 0, total) : 0;
    }
    void free(void *p) {
      if (!p) return;
      atomic_fetch_sub(&blocks, 1);
      atomic_fetch_sub(&bytes, header(p)->size);
      __libc_free((char *)p - header(p)->offset);
    }
    void *realloc(void *p, size_t n) {
      if (!p) return malloc(n);
      void *q = malloc(n);
      if (!q) return 0;
      memcpy(q, p, n < header(p)->size ? n : header(p)->size);
      free(p);
      return q;
    }
    void *memalign(size_t a, size_t n) { return allocate(a, n); }
    void *aligned_alloc(size_t a, size_t n) { return allocate(a, n); }
    void *valloc(size_t n) { return allocate(4096, n); }
    int posix_memalign(void **p, size_t a, size_t n) {
      void *q = allocate(a, n);
      if (!q) return ENOMEM;
      *p = q;
      return 0;
    }
    size_t malloc_usable_size(void *p) { return p ? header(p)->size : 0; }
    long apus_live_blocks(void) { return atomic_load(&blocks); }
    long apus_live_bytes(void) { return atomic_load(&bytes); }
    """

  private static func run(_ tool: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(.enabled(if: !TestChild.isChild))
  func warmStepsLeaveTheHeapAlone() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("apus-malloc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appendingPathComponent("shim.c")
    let library = folder.appendingPathComponent("shim.so")
    try AllocationTests.shim.write(to: source, atomically: true, encoding: .utf8)
    let arguments = ["-O1", "-shared", "-fPIC", "-o", library.path, source.path]
    let built = try ["clang", "gcc", "cc"].contains {
      try AllocationTests.run($0, arguments) == 0
    }
    try #require(built, "no C compiler: clang comes with Swift")
    let child = try TestChild.run(
      "AllocationTests/countsInChild", ["LD_PRELOAD": library.path, "APUS_FILL_NAN": "0"])
    #expect(child.exitCode == 0, "\(child.output)")
    #expect(child.output.contains("1000 warm steps"), "\(child.output)")
    print(child.output.split(separator: "\n").filter { $0.contains("warm steps") }.joined())
  }

  private typealias Counter = @convention(c) () -> Int

  private static func counter(_ name: String) throws -> Counter {
    let address = try #require(dlsym(nil, name), "the library that counts is not there")
    return unsafeBitCast(address, to: Counter.self)
  }

  @Test(.enabled(if: TestChild.isChild))
  func countsInChild() throws {
    let blocks = try AllocationTests.counter("apus_live_blocks")
    let bytes = try AllocationTests.counter("apus_live_bytes")
    let probe = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    let counted = bytes()
    probe.deallocate()
    #expect(counted - bytes() >= 1 << 16, "the library counts nothing")

    let network = try TestNetwork()
    let executable = try network.executable(in: testContext())
    let feeds = try network.feeds(8)
    func steps(_ count: Int) throws -> (blocks: Int, bytes: Int) {
      for _ in 0..<count { try executable.step(feeds) }
      try executable.synchronize()
      // PoCL's threads put away a command after its event is complete.
      usleep(100_000)
      return (blocks(), bytes())
    }
    _ = try steps(100)
    let before = try steps(100)
    let after = try steps(1000)
    print(
      "1000 warm steps: \(after.blocks - before.blocks) blocks,"
        + " \(after.bytes - before.bytes) bytes")
    #expect(after.blocks - before.blocks <= 0)
    #expect(after.bytes - before.bytes <= 0)
  }
}
