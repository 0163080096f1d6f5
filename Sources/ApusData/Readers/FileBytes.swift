#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files in and out, by POSIX calls, so that each failure keeps its reason.
package enum FileBytes {
  /// Whether something that can be opened lies at `path`.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The contents of the file at `path`.
  /// - Throws: `DataError` with the system's reason if it cannot be opened or read.
  package static func read(_ path: String) throws(DataError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("a readable file", path) }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0 else { throw failure("a readable file", path) }
    guard information.st_mode & S_IFMT != S_IFDIR else {
      throw DataError(
        .inputOutput, expected: "a file", found: "a folder", advice: "name a file inside of it",
        path: path)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(information.st_size))
    while true {
      let room = max(bytes.capacity - bytes.count, 1 << 16)
      var received = 0
      let part = [UInt8](unsafeUninitializedCapacity: min(room, 1 << 24)) { buffer, count in
        received = retrying { systemRead(file, buffer.baseAddress, buffer.count) }
        count = max(received, 0)
      }
      if received < 0 { throw failure("\(information.st_size) readable bytes", path) }
      if received == 0 { return bytes }
      bytes += part
    }
  }

  /// Writes `bytes` so that `path` holds either its old contents or all of the new ones:
  /// under a temporary name in the same folder, flushed to disk, then renamed.
  /// - Throws: `DataError` with the system's reason; nothing is left behind then.
  package static func write(_ bytes: [UInt8], to path: String) throws(DataError) {
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure("a writable folder", path) }
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        let part = UnsafeRawBufferPointer(rebasing: raw[done..<min(raw.count, done + 1 << 26)])
        return retrying { systemWrite(file, part.baseAddress, part.count) }
      }
      if written < 0 { break }
      done += written
    }
    let flushed = done == bytes.count && fsync(file) == 0
    let reason = errno
    let closed = close(file) == 0
    guard flushed && closed && rename(temporary, path) == 0 else {
      let reason = flushed ? errno : reason
      unlink(temporary)
      throw failure("room for \(bytes.count) bytes", path, reason)
    }
    flushFolder(of: path)
  }

  /// Makes the new name durable too; file systems without that notion are left as they are.
  private static func flushFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let handle = open(folder, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { return }
    _ = fsync(handle)
    close(handle)
  }

  private static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  private static func failure(
    _ expected: String, _ path: String, _ reason: Int32 = errno
  ) -> DataError {
    DataError(
      reason == ENOENT ? .missingFile : .inputOutput, expected: expected,
      found: String(cString: strerror(reason)), advice: "check the path and its permissions",
      path: path)
  }
}

private func systemRead(_ file: Int32, _ to: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, to, count)
}

private func systemWrite(_ file: Int32, _ from: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, from, count)
}
