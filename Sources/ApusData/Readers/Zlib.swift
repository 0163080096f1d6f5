#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few functions of zlib that reading needs, found in the shared library at run time, so that
/// Apus builds and runs without it until a compressed file is opened.
///
/// The library is never closed: the functions stay valid for the life of the process.
struct Zlib: Sendable {
  /// The names tried in this order.
  static let usualNames = ["libz.so.1", "libz.so", "/usr/lib/libz.1.dylib", "libz.dylib"]

  typealias Init =
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int32
    ) -> Int32
  typealias Step = @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32
  typealias Finish = @convention(c) (UnsafeMutableRawPointer?) -> Int32
  typealias Version = @convention(c) () -> UnsafePointer<CChar>?

  let inflateInit2: Init
  let inflate: Step
  let inflateReset: Finish
  let inflateEnd: Finish
  let version: Version

  /// - Throws: `DataError` naming the package to install if none of `names` can be opened.
  init(names: [String] = Zlib.usualNames) throws(DataError) {
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      throw DataError(
        .missingLibrary, expected: "the zlib library, as one of \(names)",
        found: "none that can be opened",
        advice: "install the package zlib1g (Debian, Ubuntu) or zlib, or unpack with gunzip first")
    }
    func symbol<Function>(_ name: String, _: Function.Type) throws(DataError) -> Function {
      guard let address = dlsym(library, name) else {
        throw DataError(
          .missingLibrary, expected: "zlib 1.2 or later", found: "a library without \(name)",
          advice: "install the package zlib1g")
      }
      return unsafeBitCast(address, to: Function.self)
    }
    inflateInit2 = try symbol("inflateInit2_", Init.self)
    inflate = try symbol("inflate", Step.self)
    inflateReset = try symbol("inflateReset", Finish.self)
    inflateEnd = try symbol("inflateEnd", Finish.self)
    version = try symbol("zlibVersion", Version.self)
  }
}

/// The memory of one `z_stream` (zlib.h): 14 fields, each in one machine word.
///
/// The `unsigned int` and `int` fields are narrower than a word, but a word follows each of them,
/// so C's padding puts every field at a multiple of the word size (112 bytes on 64 bits).
/// `inflateInit2_` is told the size and refuses another one. zlib keeps the address, so the
/// memory is allocated rather than being a Swift variable.
struct ZStream: ~Copyable {
  static let word = MemoryLayout<UInt>.size
  static let size = 14 * word

  let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: word)

  init() { memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size) }
  deinit { memory.deallocate() }

  func setInput(_ start: UnsafeRawPointer?, count: UInt32) {
    memory.storeBytes(of: start, as: UnsafeRawPointer?.self)
    memory.storeBytes(of: count, toByteOffset: Self.word, as: UInt32.self)
  }

  func setOutput(_ start: UnsafeMutableRawPointer?, count: UInt32) {
    memory.storeBytes(of: start, toByteOffset: 3 * Self.word, as: UnsafeMutableRawPointer?.self)
    memory.storeBytes(of: count, toByteOffset: 4 * Self.word, as: UInt32.self)
  }

  /// Bytes of the input not read yet.
  var availableIn: Int { Int(memory.load(fromByteOffset: Self.word, as: UInt32.self)) }
  /// Bytes of the output not written yet.
  var availableOut: Int { Int(memory.load(fromByteOffset: 4 * Self.word, as: UInt32.self)) }
  /// What zlib says about the last failure.
  var message: String? {
    memory.load(fromByteOffset: 6 * Self.word, as: UnsafePointer<CChar>?.self)
      .map { String(cString: $0) }
  }
}
