#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few file operations a cache needs, without Foundation. Failures are nil or false.
enum PosixFile {
  /// One regular file of a folder.
  struct Entry {
    let name: String
    let byteCount: Int
    /// Seconds since 1970, and nanoseconds within that second.
    let modified: Int
    let modifiedNanoseconds: Int
  }

  static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= 0 else {
      return nil
    }
    let size = Int(status.st_size)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { storage, count in
      while count < size, let base = storage.baseAddress {
        #if canImport(Darwin)
          let got = Darwin.read(file, base + count, size - count)
        #elseif canImport(Musl)
          let got = Musl.read(file, base + count, size - count)
        #else
          let got = Glibc.read(file, base + count, size - count)
        #endif
        if got > 0 {
          count += got
        } else if got == 0 || errno != EINTR {
          failed = got < 0
          break
        }
      }
    }
    return failed ? nil : bytes
  }

  /// Writes a new file, and waits until it is on the disk.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { return false }
    var offset = 0
    var succeeded = true
    bytes.withUnsafeBytes { storage in
      while succeeded, offset < storage.count, let base = storage.baseAddress {
        #if canImport(Darwin)
          let put = Darwin.write(file, base + offset, storage.count - offset)
        #elseif canImport(Musl)
          let put = Musl.write(file, base + offset, storage.count - offset)
        #else
          let put = Glibc.write(file, base + offset, storage.count - offset)
        #endif
        if put > 0 { offset += put } else { succeeded = put < 0 && errno == EINTR }
      }
    }
    if fsync(file) != 0 { succeeded = false }
    if close(file) != 0 { succeeded = false }
    return succeeded
  }

  /// Makes `path` and the folders above it; true where it is a folder in the end.
  static func makeFolders(_ path: String) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      guard makeFolders(String(path[..<slash])) else { return false }
    }
    return mkdir(path, 0o755) == 0 || errno == EEXIST
  }

  /// The regular files of a folder, in no order; empty where it cannot be read.
  static func list(_ folder: String) -> [Entry] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var entries: [Entry] = []
    while let item = readdir(handle) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      var status = stat()
      guard stat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      #if canImport(Darwin)
        let modified = status.st_mtimespec
      #else
        let modified = status.st_mtim
      #endif
      entries.append(
        Entry(
          name: name, byteCount: Int(status.st_size), modified: Int(modified.tv_sec),
          modifiedNanoseconds: Int(modified.tv_nsec)))
    }
    return entries
  }
}
