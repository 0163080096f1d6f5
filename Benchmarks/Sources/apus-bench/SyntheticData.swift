import Apus

/// Numbers that look random and are the same in every run (SplitMix64: Steele, Lea, Flood, "Fast
/// Splittable Pseudorandom Number Generators", OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Batches of made-up examples in host memory. A few, taken in turn, so that no step can profit
/// from the input of the one before.
struct SyntheticData {
  /// Batches that a workload goes round.
  static let batchCount = 4

  let sizes: LayerSizes
  /// For each batch the examples, row by row, uniform over 0..<1.
  let examples: [[Float]]
  /// For each batch the class of each example.
  let classes: [[Int32]]

  init(_ sizes: LayerSizes, seed: UInt64 = 2016) {
    var generator = SplitMix64(seed: seed)
    var examples: [[Float]] = []
    var classes: [[Int32]] = []
    for _ in 0..<SyntheticData.batchCount {
      examples.append(
        (0..<sizes.batch * sizes.inputs).map { _ in Float.random(in: 0..<1, using: &generator) })
      classes.append(
        (0..<sizes.batch).map { _ in
          Int32(Int.random(in: 0..<sizes.outputs, using: &generator))
        })
    }
    self.sizes = sizes
    self.examples = examples
    self.classes = classes
  }

  /// For each batch the classes as rows with one 1.
  var oneHots: [[Float]] {
    classes.map { labels in
      var rows = [Float](repeating: 0, count: labels.count * sizes.outputs)
      for (row, label) in labels.enumerated() { rows[row * sizes.outputs + Int(label)] = 1 }
      return rows
    }
  }

  /// The examples of each batch on the device.
  func exampleTensors(on context: ComputeContext) throws -> [DeviceTensor] {
    try examples.map {
      try DeviceTensor(Tensor($0, shape: [sizes.batch, sizes.inputs]), on: context)
    }
  }
}
