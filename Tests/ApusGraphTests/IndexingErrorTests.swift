import ApusGraph
import Testing

/// Indices, parts and counts that make no sense are typed errors that name the function.
@Suite struct IndexingErrorTests {
  private let graph = GraphBuilder()

  private struct Mistake {
    var operation: String
    var kind: GraphError.Kind
    /// A part of the message.
    var part: String
    var build: () throws -> Any
  }

  private func expect(_ mistakes: [Mistake]) throws {
    for mistake in mistakes {
      let error = try #require(throws: GraphError.self) { _ = try mistake.build() }
      #expect(error.operation?.hasPrefix(mistake.operation) == true, "\(error)")
      #expect(error.kind == mistake.kind, "\(error)")
      #expect(error.description.contains(mistake.part), "\(error)")
      #expect(error.operands.first?.hasPrefix("x: ") == true && error.site != nil)
    }
  }

  @Test func scattering() throws {
    let x = try graph.input("x", [3, 5])
    let i = try graph.input("i", [3, 2], .int32)
    let list = try graph.input("list", [4], .int32)
    let flags = try graph.input("flags", [3, 2], .bool)
    let entries = try graph.input("entries", [3, 2])
    try expect([
      Mistake(operation: "scatter", kind: .shapeMismatch, part: "one for each index") {
        try scatter(x, i, x, axis: 1)
      },
      Mistake(operation: "scatter", kind: .shapeMismatch, part: "all axes but 0") {
        try scatter(x, i, entries, axis: 0)
      },
      Mistake(operation: "scatter", kind: .dtypeMismatch, part: "bool into float32") {
        try scatter(x, i, flags, axis: 1)
      },
      Mistake(operation: "scatter", kind: .dtypeMismatch, part: "integer indices") {
        try scatter(x, entries, entries, axis: 1)
      },
      Mistake(operation: "putAlongAxis", kind: .shapeMismatch, part: "one for each index") {
        try putAlongAxis(x, i, x, axis: 1)
      },
      Mistake(operation: "indexAdd", kind: .shapeMismatch, part: "entries [3, 4]") {
        try indexAdd(x, list, x, axis: 1)
      },
      Mistake(operation: "indexAdd", kind: .invalidShape, part: "a list of indices") {
        try indexAdd(x, i, x, axis: 1)
      },
      Mistake(operation: "indexSelect", kind: .invalidShape, part: "a list of indices") {
        try indexSelect(x, i, axis: 1)
      },
    ])
    let both = try graph.input("x2", [3, 2], .bool)
    let error = try #require(throws: GraphError.self) {
      _ = try scatter(both, i, flags, axis: 1, mode: .add)
    }
    #expect(error.kind == .dtypeMismatch && error.expected.contains("one numeric type"))
  }

  @Test func points() throws {
    let x = try graph.input("x", [3, 5])
    let wide = try graph.input("wide", [2, 3], .int32)
    let one = try graph.input("one", [2, 1], .int32)
    let n = try graph.input("n", [2, .batch], .int32)
    try expect([
      Mistake(operation: "gatherND", kind: .invalidShape, part: "1 to 2 coordinates") {
        try gatherND(x, wide)
      },
      Mistake(operation: "gatherND", kind: .invalidShape, part: "coordinates") {
        try gatherND(x, n)
      },
      Mistake(operation: "gatherND", kind: .invalidShape, part: "coordinates") {
        try gatherND(x, one, batchAxes: Int.min)
      },
      Mistake(operation: "gatherND", kind: .invalidShape, part: "coordinates") {
        try gatherND(x, one, batchAxes: Int.max)
      },
      Mistake(operation: "gatherND", kind: .shapeMismatch, part: "batch axes [3]") {
        try gatherND(x, one, batchAxes: 1)
      },
      Mistake(operation: "scatterND", kind: .shapeMismatch, part: "entries [2, 5]") {
        try scatterND(x, one, x)
      },
    ])
  }

  @Test func rows() throws {
    let x = try graph.input("x", [3, 5])
    try expect([
      Mistake(operation: "cumulativeSum", kind: .invalidAxis, part: "axis") {
        try cumulativeSum(x, axis: 2)
      },
      Mistake(operation: "cumulativeProduct", kind: .invalidAxis, part: "axis") {
        try cumulativeProduct(x, axis: -3)
      },
      Mistake(operation: "sort", kind: .invalidAxis, part: "axis") { try sort(x, axis: 2) },
      Mistake(operation: "argsort", kind: .invalidAxis, part: "axis") { try argsort(x, axis: 2) },
      Mistake(operation: "topK", kind: .invalidArgument, part: "0 to 5 elements of axis 1") {
        try topK(x, 6)
      },
      Mistake(operation: "topK", kind: .invalidArgument, part: "0 to 3 elements") {
        try topK(x, -1, axis: 0)
      },
    ])
  }

  @Test func dynamicParts() throws {
    let x = try graph.input("x", [3, 5])
    let starts = try graph.input("starts", [2], .int32)
    let few = try graph.input("few", [1], .int32)
    let part = try graph.input("part", [3, 6])
    let whole = try graph.input("whole", [3, 5], .int32)
    try expect([
      Mistake(operation: "dynamicSlice", kind: .invalidArgument, part: "0 to 5 positions on axis 1")
      {
        try dynamicSlice(x, starts: starts, shape: [2, 6])
      },
      Mistake(operation: "dynamicSlice", kind: .shapeMismatch, part: "each of 2 axes") {
        try dynamicSlice(x, starts: few, shape: [2, 2])
      },
      Mistake(operation: "dynamicSlice", kind: .dtypeMismatch, part: "integer indices") {
        try dynamicSlice(x, starts: x, shape: [2, 2])
      },
      Mistake(operation: "dynamicUpdate", kind: .invalidArgument, part: "positions on axis 1") {
        try dynamicUpdate(x, part, starts: starts)
      },
      Mistake(operation: "dynamicUpdate", kind: .dtypeMismatch, part: "a part of type float32") {
        try dynamicUpdate(x, whole, starts: starts)
      },
    ])
  }
}
