import ApusGraph

/// A second kernel for a step that writes whole arrays: the same but for its stores, which go past
/// the cache. Memory then need not be read before it is written, and the cache keeps what is read
/// again. It is right only for results that the cache would lose before anyone reads them.
package struct PastCache: Hashable, Sendable {
  package var source: KernelSource
  /// Extents that have to be multiples of `width`, so that every vector is at its own address.
  package var rows: [Dim]
  package var width: Int

  /// The multiple of bytes at which results have to begin.
  package static let alignment = 64
  /// The extent that symbols are taken for.
  private static let nominal = 128

  /// Whether results of so many bytes are worth it: at least a quarter of the cache.
  package static func isLarge(_ bytes: Int, _ traits: DeviceTraits) -> Bool {
    traits.family == .cpu && traits.cacheBytes > 0 && bytes >= traits.cacheBytes / 4
  }

  /// Whether a kernel may turn out to write results that large.
  static func mayBeLarge(
    _ results: [ValueID], _ values: [LoweredValue], _ traits: DeviceTraits
  ) -> Bool {
    let bytes = results.reduce(0) { sum, result in
      let value = values[result.index]
      let count = value.elementCount.extent(nominally: nominal) ?? 0
      return sum + min(count, 1 << 40) * value.dtype.byteCount
    }
    return isLarge(bytes, traits)
  }
}
