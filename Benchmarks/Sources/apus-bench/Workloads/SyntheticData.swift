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

/// Made-up numbers in host memory, in the order in which they are asked for.
struct SyntheticData {
  /// Batches that a workload goes round: a few, so that no step can profit from the input of the
  /// one before.
  static let batchCount = 4

  private var generator: SplitMix64

  init(seed: UInt64 = 2016) { generator = SplitMix64(seed: seed) }

  /// Numbers uniform over `range`.
  mutating func floats(_ count: Int, in range: Range<Float> = 0..<1) -> [Float] {
    let width = (range.upperBound - range.lowerBound) / 16_777_216
    // The upper 24 bits, which a Float holds exactly.
    return (0..<count).map { _ in range.lowerBound + Float(generator.next() >> 40) * width }
  }

  /// Whole numbers uniform over 0..<`limit`.
  mutating func integers(_ count: Int, below limit: Int) -> [Int32] {
    (0..<count).map { _ in Int32(Int.random(in: 0..<limit, using: &generator)) }
  }

  /// A tensor on the device with elements uniform over `range`.
  mutating func tensor(
    _ shape: [Int], in range: Range<Float> = -1..<1, on context: ComputeContext
  ) throws -> DeviceTensor {
    let values = floats(shape.reduce(1, *), in: range)
    return try DeviceTensor(Tensor(values, shape: shape), on: context)
  }

  /// Whole numbers uniform over 0..<`limit` on the device.
  mutating func indices(
    _ count: Int, below limit: Int, on context: ComputeContext
  ) throws -> DeviceTensor {
    try DeviceTensor(Tensor(integers(count, below: limit), shape: [count]), on: context)
  }
}

/// Labelled examples for a perceptron, a few batches.
struct LabelledBatches {
  /// For each batch the examples, row by row, uniform over 0..<1.
  var examples: [[Float]] = []
  /// For each batch the class of each example.
  var classes: [[Int32]] = []
  private let extents: Extents

  /// - Parameter extents: with batch, inputs and outputs.
  init(_ extents: Extents) {
    self.extents = extents
    var data = SyntheticData()
    for _ in 0..<SyntheticData.batchCount {
      examples.append(data.floats(extents["batch"] * extents["inputs"]))
      classes.append(data.integers(extents["batch"], below: extents["outputs"]))
    }
  }

  /// For each batch the classes as rows with one 1.
  var oneHots: [[Float]] {
    let width = extents["outputs"]
    return classes.map { labels in
      var rows = [Float](repeating: 0, count: labels.count * width)
      for (row, label) in labels.enumerated() { rows[row * width + Int(label)] = 1 }
      return rows
    }
  }

  /// The examples of each batch on the device.
  func exampleTensors(on context: ComputeContext) throws -> [DeviceTensor] {
    try examples.map {
      try DeviceTensor(
        Tensor($0, shape: [extents["batch"], extents["inputs"]]), on: context)
    }
  }
}
