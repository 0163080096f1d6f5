import ApusGraph
import Testing

/// Windows that make no sense are typed errors that name the function.
@Suite struct PoolingErrorTests {
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
      #expect(error.operation == mistake.operation)
      #expect(error.kind == mistake.kind, "\(error)")
      #expect(error.description.contains(mistake.part), "\(error)")
      #expect(error.operands.first?.hasPrefix("x: ") == true && error.site != nil)
    }
  }

  @Test func windows() throws {
    let x = try graph.input("x", [2, 3, 4, 6])
    try expect([
      Mistake(operation: "maxPool2d", kind: .invalidShape, part: "reaches over 5 of 4") {
        try maxPool2d(x, kernel: 5)
      },
      Mistake(operation: "maxPool2d", kind: .invalidArgument, part: "at most half") {
        try maxPool2d(x, kernel: 3, padding: 2)
      },
      Mistake(operation: "averagePool1d", kind: .invalidArgument, part: "each 1 or more") {
        try averagePool1d(x, kernel: 0)
      },
      Mistake(operation: "averagePool2d", kind: .invalidArgument, part: "2 axes") {
        try averagePool2d(x, kernel: [2, 2, 2])
      },
      Mistake(operation: "averagePool2d", kind: .invalidArgument, part: "other than 0") {
        try averagePool2d(x, kernel: 2, divisor: 0)
      },
      Mistake(operation: "lpPool2d", kind: .invalidArgument, part: "other than 0") {
        try lpPool2d(x, p: 0, kernel: 2)
      },
      Mistake(operation: "maxPool1d", kind: .invalidArgument, part: "strides") {
        try maxPool1d(x, kernel: 2, stride: -1)
      },
      Mistake(operation: "unfold", kind: .invalidShape, part: "reaches over 7 of 6") {
        try unfold(x, kernel: [2, 4], dilation: 2)
      },
      Mistake(operation: "fold", kind: .shapeMismatch, part: "channels times 4") {
        try fold(x, output: 5, kernel: 2)
      },
    ])
  }

  @Test func shapesAndTypes() throws {
    let x = try graph.input("x", [5, 6])
    let time = try GraphBuilder().input("x", [2, 3, .time])
    let whole = try GraphBuilder().input("x", [2, 6, 6], .int32)
    let indices = try graph.input("i", [5, 3], .int32)
    try expect([
      Mistake(operation: "maxPool3d", kind: .invalidShape, part: "3 spatial axes") {
        try maxPool3d(x, kernel: 2)
      },
      Mistake(operation: "unfold", kind: .invalidShape, part: "3 spatial axes") {
        try unfold(x, kernel: 2)
      },
      Mistake(operation: "globalMaxPool", kind: .invalidShape, part: "behind 2 others") {
        try globalMaxPool(x)
      },
      Mistake(operation: "maxPool1d", kind: .invalidShape, part: "the stride divides") {
        try maxPool1d(time, kernel: 2)
      },
      Mistake(operation: "adaptiveMaxPool1d", kind: .invalidShape, part: "fixed extents") {
        try adaptiveMaxPool1d(time, output: 2)
      },
      Mistake(operation: "adaptiveAveragePool2d", kind: .invalidArgument, part: "output extents") {
        try adaptiveAveragePool2d(x, output: 0)
      },
      Mistake(operation: "maxPool2d", kind: .dtypeMismatch, part: "floating-point") {
        try maxPool2d(whole, kernel: 2)
      },
      Mistake(operation: "averagePool2d", kind: .dtypeMismatch, part: "floating-point") {
        try averagePool2d(whole, kernel: 2)
      },
      Mistake(operation: "maxUnpool1d", kind: .shapeMismatch, part: "a position for each") {
        try maxUnpool1d(x, indices, kernel: 2)
      },
      Mistake(operation: "maxUnpool1d", kind: .invalidArgument, part: "1 extents of the output") {
        try maxUnpool1d(x, cast(x, to: .int32), kernel: 2, output: [3, 4])
      },
    ])
  }
}
