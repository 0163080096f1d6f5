#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why the system refused something with a file.
package struct FileFailure: Error {
  /// What was wanted, such as `a writable folder`.
  package var expected: String
  /// The system's number.
  package var reason: Int32

  /// Whether a file or folder of the path is not there.
  package var isMissing: Bool { reason == ENOENT }
  /// The system's words.
  package var text: String { String(cString: strerror(reason)) }
}

/// A file that holds, after a crash too, either its old contents or all of the new ones: they are
/// written under a temporary name in the same folder, flushed to the disk, and renamed.
package struct AtomicFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let file: Int32
  private var isRenamed = false

  /// Opens the temporary file. Without `commit()` nothing is left of it.
  package init(_ path: String) throws(FileFailure) {
    self.path = path
    temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
    file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileFailure(expected: "a writable folder", reason: errno) }
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    if !isRenamed { unlink(temporary) }
  }

  /// Adds bytes at the end.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var done = 0
    while done < bytes.count {
      let count = systemWrite(file, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0 && errno != EINTR {
        throw FileFailure(expected: "room for \(bytes.count) bytes", reason: errno)
      }
      done += max(count, 0)
    }
  }

  /// Adds bytes at the end.
  package func write(_ bytes: [UInt8]) throws(FileFailure) {
    let written = bytes.withUnsafeBytes { raw in
      Result { () throws(FileFailure) in try write(raw) }
    }
    try written.get()
  }

  /// Puts the new contents in the place of the old ones.
  package consuming func commit() throws(FileFailure) {
    let failure = { FileFailure(expected: "a file that can be replaced", reason: errno) }
    guard fsync(file) == 0, rename(temporary, path) == 0 else { throw failure() }
    isRenamed = true
    // The new name is on the disk once its folder is. Some file systems cannot flush a folder, and
    // have then done what they can.
    let folder = open(AtomicFile.folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A file that is read in parts.
package struct InputFile: ~Copyable {
  private let file: Int32
  /// Its length when it was opened.
  package let byteCount: Int

  /// Opens a regular file.
  package init(_ path: String) throws(FileFailure) {
    // Without waiting for the other end of a pipe.
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw FileFailure(expected: "a readable file", reason: errno) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let reason = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
      close(file)
      throw FileFailure(expected: "a readable file", reason: reason)
    }
    byteCount = Int(status.st_size)
  }

  deinit { if file >= 0 { close(file) } }

  /// The `count` bytes from `offset`, or fewer where the file ends before.
  package func read(_ count: Int, at offset: Int) throws(FileFailure) -> [UInt8] {
    var reason: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
      while length < count, let base = buffer.baseAddress {
        let got = pread(file, base + length, count - length, off_t(offset + length))
        if got > 0 {
          length += got
        } else if got == 0 {
          return
        } else if errno != EINTR {
          reason = errno
          return
        }
      }
    }
    if reason != 0 { throw FileFailure(expected: "a readable file", reason: reason) }
    return bytes
  }
}

private func systemWrite(_ file: Int32, _ from: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, from, count)
}
