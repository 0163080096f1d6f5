/// Compiled programs kept on disk, so that the next process need not compile them again.
///
/// A damaged, truncated or foreign entry is ignored and rebuilt; a folder that cannot be written is
/// not an error. Threads and processes may share one folder: entries are replaced as a whole.
public final class BinaryCache: Sendable {
  /// The folder, nil where none is known (no `HOME`): then every program is built.
  public var directory: String? { folder?.path }

  /// The most bytes kept; the least recently used entries go first.
  public let byteLimit: Int

  /// What the cache has done so far.
  public var statistics: CacheStatistics { counters.withLock { $0 } }

  private let folder: CacheFolder?
  private let counters = Protected(CacheStatistics())

  /// A cache in `directory`.
  ///
  /// - Parameters:
  ///   - directory: the folder, made when first needed; nil means `APUS_CACHE_DIR`, else
  ///     `$XDG_CACHE_HOME/apus`, else `~/.cache/apus` (`~/Library/Caches/apus` on macOS).
  ///   - byteLimit: the most bytes kept; 512 MiB by default.
  public init(directory: String? = nil, byteLimit: Int = 512 << 20) {
    folder = (directory ?? CacheFolder.defaultPath()).map { CacheFolder(path: $0) }
    self.byteLimit = byteLimit
  }

  /// The program of `source`: from the cache, or compiled and then cached.
  ///
  /// - Throws: ``OpenCLError/callFailed(_:)`` with the build log where `source` does not compile.
  ///   Never because of the cache itself.
  public func program(
    source: String, options: String = "", context: Context, on device: Device? = nil
  ) throws(OpenCLError) -> (program: Program, outcome: CacheOutcome) {
    let device = device ?? context.device
    let key = CacheKey.make(source: source, options: options, device: device)
    if let program = load(key, options: options, context: context, device) {
      return (program, .hit)
    }
    let program = try Program(context: context, source: source, options: options, on: device)
    counters.withLock { $0.builds += 1 }
    store(program, key)
    return (program, .built)
  }

  /// Writes the present binary of `program` over its entry. Worth calling after the first launches
  /// on drivers (PoCL) that compile a kernel only when its work-group size is known: the entry then
  /// holds those variants as well.
  ///
  /// - Parameter source: the text that `program` was built from.
  /// - Returns: false where it could not be written.
  @discardableResult
  public func store(_ program: Program, source: String) -> Bool {
    return store(
      program, CacheKey.make(source: source, options: program.options, device: program.device))
  }

  private func load(
    _ key: SHA256.Digest, options: String, context: Context, _ device: Device
  ) -> Program? {
    guard let folder, let file = folder.read(key) else { return nil }
    if let payload = CacheEntry.decode(file, key: key) {
      do throws(OpenCLError) {
        let program = try Program(
          context: context, binary: payload, options: options, on: device)
        counters.withLock { $0.hits += 1 }
        return program
      } catch {
        // The driver refuses what it once gave: fall through, and build from source.
      }
    }
    counters.withLock { $0.rejects += 1 }
    folder.remove(key)
    return nil
  }

  @discardableResult
  private func store(_ program: Program, _ key: SHA256.Digest) -> Bool {
    guard let folder else { return false }
    do throws(OpenCLError) {
      let entry = CacheEntry.encode(try program.binary(), key: key)
      if entry.count <= byteLimit, folder.write(entry, for: key) {
        let evicted = folder.evict(downTo: byteLimit)
        counters.withLock { $0.evictions += evicted }
        return true
      }
    } catch {
      // A driver without binaries: nothing to store.
    }
    counters.withLock { $0.failedStores += 1 }
    return false
  }
}
