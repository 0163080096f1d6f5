import ApusGraph
import ApusRuntime
import Testing

/// Functions of several operations in the half types, where what lies between the operations is
/// beyond the range or the digits of the type: results and gradients are those of float32, rounded.
@Suite(.serialized, .enabled(if: !TestMode.isOclgrind))
struct HalfRangeTests {
  private typealias Function = ([Variable]) throws -> Variable

  /// Numbers from `low` to `high`, in no order.
  private func numbers(_ shape: [Int], _ range: ClosedRange<Double>) throws -> Tensor {
    let count = shape.reduce(1, *)
    let values = (0..<count).map { position in
      range.lowerBound
        + Double(position * 7919 % 1009) / 1008 * (range.upperBound - range.lowerBound)
    }
    return try Tensor(values, shape: shape)
  }

  /// The result and the gradients by the operands, first in `dtype`, then in float32 and rounded.
  private func compare(
    _ name: String, _ dtype: DType, _ operands: [Tensor], slope: Double = 1,
    location: SourceLocation = #_sourceLocation, _ function: Function
  ) throws {
    let builder = GraphBuilder()
    let halves = try operands.map { tensor in
      try builder.constant(tensor.cast(to: dtype))
    }
    var outputs: [Variable] = []
    for operands in [halves, try halves.map { try cast($0, to: .float32) }] {
      let y = try function(operands)
      #expect(y.dtype == operands[0].dtype, "\(name)", sourceLocation: location)
      // Not all alike, as what is normalised has no gradient of its sum; and numbers of all types.
      let slopes = (0..<(y.shape.fixed ?? []).reduce(1, *)).map {
        slope * Double($0 * 5 % 17 - 8) / 4
      }
      let weights = try builder.constant(
        Tensor(slopes, shape: y.shape.fixed ?? []).cast(to: .float32))
      let loss = try sum(cast(y, to: .float32) * weights)
      let gradients = try builder.gradients(of: loss, withRespectTo: operands)
      outputs += try ([y] + gradients).map { try cast($0, to: dtype) }
    }
    let results = try values(builder, outputs)
    let half = results.count / 2
    for position in 0..<half {
      let (found, expected) = (results[position], results[half + position])
      let what = position == 0 ? "\(name) as \(dtype)" : "\(name) as \(dtype), gradient"
      let isFinite = found.doubles.allSatisfy(\.isFinite)
      #expect(isFinite, "\(what): \(found)", sourceLocation: location)
      // Kernels of another shape may add in another order: a tie may be rounded the other way.
      let unit = dtype == .float16 ? 0x1p-10 : 0x1p-7
      let isClose = zip(found.doubles, expected.doubles).allSatisfy {
        abs($0 - $1) <= unit * max(abs($1), 1e-4)
      }
      #expect(isClose, "\(what): \(found) and not \(expected)", sourceLocation: location)
    }
  }

  private static let halves: [DType] = [.float16, .bfloat16]

  @Test(arguments: halves) func positions(_ dtype: DType) throws {
    let x = try numbers([1, 9, 8], -2...2)
    for isInterleaved in [false, true] {
      try compare("rotaryPositions", dtype, [x]) { operands in
        let offset = try operands[0].builder.constant(Tensor(scalar: Int32(3001)))
        return try rotaryPositions(operands[0], offset: offset, isInterleaved: isInterleaved)
      }
    }
    let builder = GraphBuilder()
    let both = try [dtype, .float32].map {
      try cast(sinusoidalPositions(in: builder, 600, width: 6, $0), to: dtype)
    }
    let results = try values(builder, both)
    #expect(results[0] == results[1])
  }

  @Test(arguments: halves) func normalization(_ dtype: DType) throws {
    let large = try numbers([3, 4, 6], -600...600)
    let scale = try numbers([6], 0.5...2)
    try compare("rmsNorm", dtype, [large, scale]) { try rmsNorm($0[0], scale: $0[1]) }
    try compare("localResponseNorm", dtype, [large]) {
      try localResponseNorm($0[0], size: 3, alpha: 1e-2)
    }
    for p in [1, 2, 3] as [Double] {
      try compare("normalize with p \(p)", dtype, [large]) { try normalize($0[0], p: p) }
    }
    // ε would be 0 in float16.
    try compare("normalize zeros", dtype, [Tensor.zeros([2, 3])], slope: 0) {
      try normalize($0[0])
    }
    for p in [1, 2, 3, -2, .infinity, -.infinity, 0] as [Double] {
      try compare("norm with p \(p)", dtype, [large]) { try norm($0[0], p: p, axes: [2]) }
    }
    try compare("variance", dtype, [try numbers([2, 50], 1000...1100)]) {
      try variance($0[0], axes: [1])
    }
    try compare("standardDeviation", dtype, [large]) { try standardDeviation($0[0], axes: [1, 2]) }
    let channel = try numbers([4], 0.5...2)
    try compare("batchNorm", dtype, [large, channel, channel]) {
      try batchNorm($0[0], scale: $0[1], offset: $0[2]).y
    }
    let small = try [numbers([3, 4, 6], -1...1), numbers([4], 1e-6...1e-5)]
    try compare("batchNorm of given numbers", dtype, small, slope: 0x1p-16) {
      try batchNorm($0[0], mean: zeros(like: $0[1]), variance: $0[1])
    }
  }

  @Test(arguments: halves) func pooling(_ dtype: DType) throws {
    let large = try numbers([1, 2, 9, 11], 20_000...60_000)
    try compare("averagePool2d", dtype, [large]) { try averagePool2d($0[0], kernel: 3) }
    try compare("averagePool2d padded", dtype, [large]) {
      try averagePool2d($0[0], kernel: 3, stride: 2, padding: 1, countIncludePad: false)
    }
    // 1 / 2000 and 4000 are no numbers of the half types.
    try compare("averagePool1d of many", dtype, [try numbers([4001], 1...2)]) {
      try averagePool1d($0[0], kernel: 2000, stride: 2001)
    }
    try compare("adaptiveAveragePool2d", dtype, [large]) {
      try adaptiveAveragePool2d($0[0], output: [4, 3])
    }
    try compare("adaptiveAveragePool2d in even parts", dtype, [large]) {
      try adaptiveAveragePool2d($0[0], output: [3, 11])
    }
    for p in [2, 3] as [Double] {
      try compare("lpPool2d with p \(p)", dtype, [try numbers([1, 9, 11], 300...900)]) {
        try lpPool2d($0[0], p: p, kernel: 3)
      }
    }
    try compare("lpPool2d with p 1", dtype, [try numbers([1, 9, 11], 3000...9000)]) {
      try lpPool2d($0[0], p: 1, kernel: 2)
    }
  }

  @Test(arguments: halves) func embeddingBags(_ dtype: DType) throws {
    let table = try numbers([5, 3], 30_000...60_000)
    let bags = try Tensor([0, 1, 2, 3, 4, 4] as [Int32], shape: [2, 3])
    let row = try Tensor([0, 1, 2, 3, 4, 4] as [Int32])
    let weights = try numbers([2, 3], 0.01...0.04)
    for padding in [nil, 2] as [Int?] {
      try compare("embeddingBag, padding \(padding ?? -1)", dtype, [table]) {
        try embeddingBag($0[0], $0[0].builder.constant(bags), paddingIndex: padding)
      }
      try compare("embeddingBag with offsets, padding \(padding ?? -1)", dtype, [table]) {
        let graph = $0[0].builder
        let offsets = try graph.constant(Tensor([0, 2] as [Int32]))
        return try embeddingBag(
          $0[0], graph.constant(row), offsets: offsets, paddingIndex: padding)
      }
    }
    try compare("embeddingBag with weights", dtype, [table, weights], slope: 0x1p-8) {
      try embeddingBag($0[0], $0[0].builder.constant(bags), mode: .sum, weights: $0[1])
    }
    let list = try weights.reshaped([6])
    try compare("embeddingBag with weights and offsets", dtype, [table, list], slope: 0x1p-8) {
      let graph = $0[0].builder
      let offsets = try graph.constant(Tensor([0, 2] as [Int32]))
      return try embeddingBag(
        $0[0], graph.constant(row), offsets: offsets, mode: .sum, weights: $0[1])
    }
  }

  @Test(arguments: halves) func between(_ dtype: DType) throws {
    let a = try numbers([12], -60_000 ... -40_000)
    let b = try numbers([12], 40_000...60_000)
    try compare("lerp", dtype, [a, b, try numbers([12], 0.4...0.6)], slope: 0x1p-8) {
      try lerp($0[0], $0[1], $0[2])
    }
    try compare("lerp at a number", dtype, [a, b]) { try lerp($0[0], $0[1], 0.3) }
  }

  /// Scores beyond the range, and a mask that hides all keys of a query, whose −10³⁰ is −∞ in float16.
  @Test(arguments: halves) func attention(_ dtype: DType) throws {
    let q = try numbers([2, 4, 8], -150...150)
    let k = try numbers([2, 6, 8], 90...150)
    let v = try numbers([2, 6, 3], -2...2)
    try compare("few queries", dtype, [q, k, v]) {
      try scaledDotProductAttention($0[0], $0[1], $0[2], scale: 0x1p-12)
    }
    let many = try numbers([2, 20, 8], -30...30)
    try compare("many queries", dtype, [many, many, many]) {
      try scaledDotProductAttention($0[0], $0[1], $0[2], isCausal: true, scale: 0.02)
    }
    let seen = try Tensor((0..<24).map { $0 >= 6 && $0 % 3 != 0 }, shape: [4, 6])
    try compare("bool mask", dtype, [q, k, v]) {
      try scaledDotProductAttention(
        $0[0], $0[1], $0[2], mask: $0[0].builder.constant(seen), scale: 0x1p-12)
    }
    try compare("mask of numbers", dtype, [q, k, v, numbers([4, 6], -3...3)]) {
      try scaledDotProductAttention($0[0], $0[1], $0[2], mask: $0[3], scale: 0x1p-12)
    }
  }

  /// Means of regions, weights of two axes, and slopes of what grows slower than its argument.
  @Test(arguments: halves) func other(_ dtype: DType) throws {
    let large = try numbers([1, 1, 9, 8], 20_000...60_000)
    for mode in [InterpolationMode.area, .linear, .cubic] {
      try compare("interpolate \(mode)", dtype, [large]) {
        try interpolate($0[0], size: [4, 11], mode: mode)
      }
    }
    let points = try numbers([14], -3000...3000)
    try compare("asinh", dtype, [points], slope: 64) { try asinh($0[0]) }
    try compare("atan", dtype, [points], slope: 256) { try atan($0[0]) }
    try compare("atan2", dtype, [points, numbers([14], 300...900)], slope: 64) {
      try atan2($0[0], $0[1])
    }
  }

  /// Of two types the result has the one that both promote to, as ever.
  @Test func promotedAsBefore() throws {
    let builder = GraphBuilder()
    let x = try builder.input("x", [2, 3], .float16)
    let single = try builder.input("single", [3])
    let other = try builder.input("other", [3], .bfloat16)
    #expect(try rmsNorm(x, scale: single).dtype == .float32)
    #expect(try rmsNorm(x, scale: other).dtype == .float32)
    #expect(try lerp(x, x, single).dtype == .float32)
    #expect(try lerp(x, x, x).dtype == .float16)
  }

  /// More ties than float16 can count.
  @Test func manyTies() throws {
    let count = 70_000
    let builder = GraphBuilder()
    let ones = try full(in: builder, [Dim(count)], 1, .float16)
    let least = try full(in: builder, [1], 0, .float16)
    let indices = try full(in: builder, [Dim(count)], 0, .int32)
    let losses = try [
      max(ones), sum(scatter(least, indices, ones, axis: 0, mode: .max)),
    ]
    let outputs = try losses.map { try builder.gradients(of: $0, withRespectTo: [ones])[0] }
    for found in try values(builder, outputs).map(\.doubles) {
      #expect(found.allSatisfy { abs($0 * Double(count) - 1) < 0.01 })
    }
  }

  /// A temperature that float16 does not have.
  @Test func coldGumbelSoftmax() throws {
    let builder = GraphBuilder()
    let logits = try full(in: builder, [3, 5], 2, .float16)
    let found = try values(builder, [gumbelSoftmax(logits, temperature: 1e-9)])[0]
    #expect(found.dtype == .float16)
    for row in 0..<3 {
      let shares = (0..<5).map { Double(found[row, $0]) }
      #expect(shares.sorted() == [0, 0, 0, 0, 1], "\(shares)")
    }
  }
}
