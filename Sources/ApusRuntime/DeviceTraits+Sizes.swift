import ApusCompiler
import ApusGraph

extension DeviceTraits {
  /// Refuses tensors that the device cannot hold, before anything is allocated.
  /// - Throws: `GraphError` naming the tensors that take the most, and how much is missing.
  func check(_ sizes: [(name: String, bytes: Int)], together what: String) throws {
    let chunk = maximumAllocation
    if let large = sizes.first(where: { $0.bytes > chunk && $0.name != "intermediate values" }) {
      throw GraphError(
        .unsupported, expected: "tensors of at most \(chunk) bytes on this device",
        found: "\(large.name) of \(large.bytes) bytes, \(large.bytes - chunk) too many",
        advice: "use smaller batches, split the tensor, or choose a larger device")
    }
    let total = sizes.reduce(0) { $0 + $1.bytes }
    guard total > memory else { return }
    let largest = sizes.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }.prefix(3)
      .map { "\($0.name) (\($0.bytes) bytes)" }.joined(separator: ", ")
    throw GraphError(
      .unsupported, expected: "\(what) within \(memory) bytes of device memory",
      found: "\(total) bytes, \(total - memory) too many; the largest are \(largest)",
      advice: "use smaller batches or a larger device")
  }
}
