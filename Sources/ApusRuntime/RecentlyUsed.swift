/// A dictionary of limited size: where it is full, the entry that was not used for the longest time
/// makes room.
struct RecentlyUsed<Key: Hashable, Value> {
  private var entries: [Key: (value: Value, used: Int)] = [:]
  private var clock = 0
  let limit: Int
  /// Entries put in since the beginning.
  private(set) var insertions = 0

  init(limit: Int) { self.limit = limit }

  var count: Int { entries.count }

  /// The value of `key`, which counts as used now; made if it is not there.
  mutating func value(_ key: Key, otherwise make: () throws -> Value) rethrows -> Value {
    clock += 1
    if let known = entries[key]?.value {
      entries[key]?.used = clock
      return known
    }
    let value = try make()
    if entries.count >= limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
      entries[oldest.key] = nil
    }
    entries[key] = (value, clock)
    insertions += 1
    return value
  }
}
