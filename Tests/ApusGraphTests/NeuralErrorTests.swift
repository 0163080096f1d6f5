import ApusGraph
import ApusTestKit
import Testing

/// Norms, dropout, embeddings, interpolation, positions and attention refuse what makes no sense.
@Suite struct NeuralErrorTests {
  private let graph = GraphBuilder()

  @Test(arguments: [BagMode.sum, .mean, .max])
  func bagsWithoutEntriesAreZeros(_ mode: BagMode) throws {
    let table = try graph.input("table", [3, 2])
    let bags = try embeddingBag(table, graph.input("indices", [4, 0], .int32), mode: mode)
    let values = try Reference.evaluate(
      graph.finish(),
      feeds: [
        table.id: ReferenceArray(repeating: 1, shape: [3, 2]),
        graph.variable(named: "indices").id: ReferenceArray([], shape: [4, 0], dtype: .int32),
      ], outputs: [bags.id])
    #expect(values[0] == ReferenceArray(repeating: 0, shape: [4, 2]))
  }

  @Test func norms() throws {
    let x = try graph.input("x", [2, 6, 4])
    let three = try graph.input("three", [3])
    let line = try graph.input("line", [6])
    let whole = try graph.input("whole", [2, 6, 4], .int32)
    try expectError("batchNorm", .shapeMismatch, "a scale of shape [6]") {
      try batchNorm(x, scale: three)
    }
    try expectError("batchNorm", .shapeMismatch, "a variance of shape [6]") {
      try batchNorm(x, mean: line, variance: three)
    }
    try expectError("batchNorm", .invalidShape, "[batch, channels, ...]") { try batchNorm(line) }
    try expectError("batchNorm", .invalidArgument, "epsilon above 0") {
      try batchNorm(x, epsilon: 0)
    }
    try expectError("batchNorm", .dtypeMismatch, "floating-point") { try batchNorm(whole) }
    try expectError("batchNorm", .invalidShape, "[0, 6, 4]") {
      try batchNorm(graph.input("nothing", [0, 6, 4]))
    }
    try expectError("groupNorm", .invalidArgument, "divides 6 channels") {
      try groupNorm(x, groups: 4)
    }
    try expectError("instanceNorm", .invalidShape, "spatial axes") {
      try instanceNorm(reshape(x, to: [2, 24]))
    }
    try expectError("layerNorm", .invalidArgument, "1 to 3 axes") { try layerNorm(x, axes: 4) }
    try expectError("layerNorm", .shapeMismatch, "shape [6, 4]") {
      try layerNorm(x, axes: 2, scale: line)
    }
    try expectError("rmsNorm", .invalidArgument, "epsilon above 0") { try rmsNorm(x, epsilon: -1) }
    try expectError("localResponseNorm", .invalidArgument, "at least 1") {
      try localResponseNorm(x, size: 0)
    }
    try expectError("normalize", .invalidArgument, "p above 0") { try normalize(x, p: 0) }
    try expectError("normalize", .invalidArgument, "p above 0") { try normalize(x, p: .nan) }
    try expectError("normalize", .invalidAxis, "3") { try normalize(x, axis: 3) }
    try expectError("softmax", .invalidAxis, "5") { try softmax(x, axis: 5) }
    let none = try graph.input("none", [2, 0, 3])
    try expectError("softmax", .invalidShape, "one class") { try softmax(none, axis: 1) }
    try expectError("logSoftmax", .invalidShape, "one class") {
      try logSoftmax(reshape(none, to: [2, 3, 0]))
    }
    try expectError("hardmax", .dtypeMismatch, "floating-point") { try hardmax(whole) }
    try expectError("gumbelSoftmax", .invalidArgument, "temperature above 0") {
      try gumbelSoftmax(x, temperature: 0)
    }
  }

  @Test func dropoutsAndEmbeddings() throws {
    let x = try graph.input("x", [2, 6, 4])
    let table = try graph.input("table", [5, 3])
    let indices = try graph.input("i", [2, 4], .int32)
    let weights = try graph.input("w", [2, 4])
    let offsets = try graph.input("o", [2], .int32)
    try expectError("dropout", .invalidArgument, "0...1") { try dropout(x, 1.1) }
    try expectError("alphaDropout", .invalidArgument, "0...1") { try alphaDropout(x, -0.1) }
    try expectError("featureAlphaDropout", .invalidArgument, "0...1") {
      try featureAlphaDropout(x, .nan)
    }
    try expectError("featureAlphaDropout", .invalidShape, "[batch, channels]") {
      try featureAlphaDropout(graph.constant(1), 0.5)
    }
    try expectError("dropout2d", .invalidShape, "2 spatial axes") { try dropout2d(x, 0.5) }
    try expectError("dropout", .dtypeMismatch, "floating-point") { try dropout(indices, 0.5) }
    try expectError("embedding", .invalidArgument, "within the table") {
      try embedding(table, indices, paddingIndex: 5)
    }
    try expectError("embedding", .invalidArgument, "-5 ..< 5") {
      try embedding(table, indices, paddingIndex: -6)
    }
    try expectError("embedding", .invalidArgument, "within the table") {
      try embedding(graph.input("long", [.batch, 3]), indices, paddingIndex: -1)
    }
    try expectError("embedding", .dtypeMismatch, "integer indices") {
      try embedding(table, weights)
    }
    try expectError("embeddingBag", .invalidShape, "indices of 2 axes") {
      try embeddingBag(table, offsets)
    }
    try expectError("embeddingBag", .invalidArgument, "for a sum") {
      try embeddingBag(table, indices, mode: .mean, weights: weights)
    }
    try expectError("embeddingBag", .invalidShape, "indices of 1 axes") {
      try embeddingBag(table, indices, offsets: offsets)
    }
    try expectError("embeddingBag", .invalidShape, "offsets [bags]") {
      try embeddingBag(table, offsets, offsets: weights)
    }
  }

  @Test func interpolation() throws {
    let x = try graph.input("x", [2, 6, 4])
    let time = try graph.input("time", [2, 6, .time])
    try expectError("interpolate", .invalidShape, "fixed extents above 0") {
      try interpolate(time, size: 3)
    }
    try expectError("interpolate", .invalidArgument, "sizes of 1 axes") {
      try interpolate(x, size: [3, 3])
    }
    try expectError("interpolate", .invalidArgument, "at least 0.25 and up to 262144.0") {
      try interpolate(x, scale: [0.1])
    }
    try expectError("interpolate", .invalidArgument, "linear or cubic") {
      try interpolate(x, size: 3, mode: .nearest, alignCorners: true)
    }
  }

  @Test func positionsAndAttention() throws {
    let x = try graph.input("x", [2, 6, 5])
    let q = try graph.input("q", [3, 6, 4])
    let k = try graph.input("k", [2, 6, 4])
    let offset = try graph.input("offset", [2], .int32)
    try expectError("rotaryPositions", .invalidShape, "even, fixed d") { try rotaryPositions(x) }
    try expectError("rotaryPositions", .invalidShape, "integer scalar") {
      try rotaryPositions(q, offset: offset)
    }
    try expectError("rotaryPositions", .invalidArgument, "base above 0") {
      try rotaryPositions(q, base: 0)
    }
    try expectError("sinusoidalPositions", .invalidArgument, "even width") {
      try sinusoidalPositions(in: graph, 4, width: 3)
    }
    try expectError("sinusoidalPositions", .invalidArgument, "up to 1048576") {
      try sinusoidalPositions(in: graph, 4, width: 1 << 28)
    }
    try expectError("rotaryPositions", .invalidShape, "up to 1048576") {
      try rotaryPositions(graph.input("wide", [1, Dim(1 << 28)]))
    }
    try expectError("scaledDotProductAttention", .shapeMismatch, "heads of k and v that divide") {
      try scaledDotProductAttention(q, k, k, groupsQueries: true)
    }
    try expectError("scaledDotProductAttention", .shapeMismatch, "a mask of bool") {
      try scaledDotProductAttention(k, k, k, mask: offset)
    }
    try expectError("scaledDotProductAttention", .invalidArgument, "0...1") {
      try scaledDotProductAttention(k, k, k, dropout: 1.5)
    }
  }
}
