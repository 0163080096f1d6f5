/// Numbers in −size..<size that are hashes of their position, the same as `noise` of
/// Tests/Fixtures/generate_traces.py. Here, where debug builds are optimised, as networks have millions.
package func traceNoise(_ count: Int, seed: Int, size: Double) -> [Float] {
  (0..<count).map { position in
    var word = UInt32(truncatingIfNeeded: position + 1 + seed * 7919) &* 2_654_435_761
    word = (word ^ word >> 15) &* 2_246_822_519
    return Float((Double(word ^ word >> 13) / 0x1p31 - 1) * size)
  }
}
