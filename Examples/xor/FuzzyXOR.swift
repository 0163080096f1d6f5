import Apus

/// Points near the corners of the unit square, each with the XOR of its corner.
struct FuzzyXOR {
  /// The points, `[count, 2]` in 0...1.
  let inputs: Tensor
  /// 0 or 1 for each point, `[count, 1]`.
  let targets: Tensor

  /// Draws corners evenly, and moves each coordinate from its corner by up to 0.3.
  init(count: Int, seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: streamNumber("fuzzy xor"))
    var points: [Float] = []
    var answers: [Float] = []
    for index in 0..<count {
      let (a, b) = (index & 1, index >> 1 & 1)
      for bit in [a, b] {
        let noise = 0.3 * random.uniform()
        points.append(bit == 1 ? 1 - noise : noise)
      }
      answers.append(Float(a ^ b))
    }
    inputs = try Tensor(points, shape: [count, 2])
    targets = try Tensor(answers, shape: [count, 1])
  }
}
