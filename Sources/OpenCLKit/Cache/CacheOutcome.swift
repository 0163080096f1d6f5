/// Where a program came from.
public enum CacheOutcome: Sendable, Hashable {
  /// Loaded from the disk cache.
  case hit
  /// Compiled from source.
  case built
}

/// What a cache has done since it was made.
public struct CacheStatistics: Sendable, Hashable {
  /// Programs loaded from disk.
  public var hits = 0

  /// Programs compiled from source.
  public var builds = 0

  /// Entries found but not usable: damaged, truncated, foreign, or refused by the driver.
  public var rejects = 0

  /// Entries that could not be written (unwritable folder, full disk); never fatal.
  public var failedStores = 0

  /// Entries removed to stay within the size limit.
  public var evictions = 0
}
