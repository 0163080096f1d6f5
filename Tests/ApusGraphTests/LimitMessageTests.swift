import ApusGraph
import Testing

/// What is refused says what would have been right: the limits, the number that is beyond them, and
/// what to do.
@Suite struct LimitMessageTests {
  private let graph = GraphBuilder()

  /// Expects a refusal whose text holds all of `parts`.
  private func refuses(
    _ operation: String, _ kind: GraphError.Kind, _ parts: [String],
    _ location: SourceLocation = #_sourceLocation, _ build: () throws -> Any
  ) throws {
    for part in parts { try expectError(operation, kind, part, location, build) }
  }

  @Test func windows() throws {
    let x = try graph.input("x", [1, 1, 9, 9])
    let w = try graph.input("w", [1, 1, 3, 3])
    let atLeastOne = "each 1 or more, up to 1048576"
    for number in [0, -1] {
      let found = "found \(number) on axis 1 of [2, \(number)]"
      try refuses("conv2d", .invalidArgument, ["strides of 2 axes", atLeastOne, found]) {
        try conv2d(x, w, stride: [2, number])
      }
      try refuses("conv2d", .invalidArgument, ["dilations of 2 axes", atLeastOne, found]) {
        try conv2d(x, w, dilation: [2, number])
      }
      try refuses("maxPool2d", .invalidArgument, ["kernel extents of 2", atLeastOne, found]) {
        try maxPool2d(x, kernel: [2, number])
      }
      try refuses("conv2d", .invalidArgument, ["groups from 1 on", "found \(number) groups"]) {
        try conv2d(x, w, groups: number)
      }
      try refuses(
        "convTranspose2d", .invalidArgument, ["groups from 1 on", "found \(number) groups"]
      ) { try convTranspose2d(x, w, groups: number) }
    }
    try refuses(
      "conv2d", .invalidArgument,
      ["paddings of 2 axes, each 0 or more", "found -1 of every axis", "slice takes elements away"]
    ) { try conv2d(x, w, padding: -1) }
    try refuses(
      "averagePool2d", .invalidArgument,
      ["paddings of 2 axes, each 0 or more", "found -1 of every axis"]
    ) { try averagePool2d(x, kernel: 2, padding: -1) }
    try refuses(
      "maxPool2d", .invalidArgument,
      ["kernel extents of 2 axes", "found 3 numbers, [1, 2, 3]", "one for each axis"]
    ) { try maxPool2d(x, kernel: [1, 2, 3]) }
    try refuses(
      "convTranspose2d", .invalidArgument, ["padding of at most 5 on axis 0", "found 6"]
    ) { try convTranspose2d(slice(x, axis: 3, start: 0, count: 9), w, padding: [6, 0]) }
  }

  @Test func interpolation() throws {
    let x = try graph.input("x", [1, 1, 4, 10])
    for scale in [0, -2, Double.nan, 0.2] {
      try refuses(
        "interpolate", .invalidArgument,
        ["a scale of axis 2 above 0", "at least 0.25", "found \(scale)", "leave one element"]
      ) { try interpolate(x, scale: [scale, 1]) }
    }
    try refuses(
      "interpolate", .invalidArgument, ["a scale of axis 3", "up to 104857.6", "found inf"]
    ) { try interpolate(x, scale: [1, .infinity]) }
    try refuses(
      "interpolate", .invalidArgument, ["one scale, or 2", "found 3"]
    ) { try interpolate(x, scale: [1, 1, 1]) }
    try refuses("interpolate", .invalidArgument, ["sizes of 2 axes, each 1 or more", "found 0"]) {
      try interpolate(x, size: 0)
    }
  }

  @Test func parts() throws {
    let x = try graph.input("x", [2, 7])
    try refuses(
      "split", .invalidArgument, ["sizes of 0 or more", "found -1 in [8, -1]", "-1 does not stand"]
    ) { try split(x, sizes: [8, -1], axis: 1) }
    try refuses(
      "split", .invalidArgument, ["a count of parts from 1 to 1048576", "divides 7", "found -1"]
    ) { try split(x, count: -1, axis: 1) }
    try refuses("split", .invalidArgument, ["a size of 1 or more", "found -1"]) {
      try split(x, size: -1, axis: 1)
    }
    try refuses("chunk", .invalidArgument, ["1 part or more", "found -1"]) { try chunk(x, -1) }
  }

  @Test func shapes() throws {
    let x = try graph.input("x", [3, 4])
    try refuses(
      "reshape", .invalidShape, ["at most one extent of -1", "found [-1, -1]", "the others"]
    ) { try reshape(x, to: [-1, -1]) }
    try refuses("reshape", .invalidShape, ["extents of 0 or more", "found -3 in [-1, -3]"]) {
      try reshape(x, to: [-1, -3])
    }
    let none = try graph.input("none", [0, 4])
    try refuses(
      "reshape", .invalidShape, ["other extents above 0 next to -1", "found [0, -1]"]
    ) { try reshape(none, to: [0, -1]) }
    #expect(try reshape(none, to: [-1, 4]).shape == [0, 4])
  }

  @Test func axesOfScalars() throws {
    let scalar = try graph.input("scalar", [])
    for axis in [0, -1] {
      try refuses(
        "sum", .invalidAxis, ["no axis, of a scalar", "found axis \(axis)", "reshape"]
      ) { try sum(scalar, axes: [axis]) }
      try refuses("flip", .invalidAxis, ["no axis, of a scalar", "found axis \(axis)"]) {
        try flip(scalar, axes: [axis])
      }
    }
    #expect(try sum(scalar).shape == [])
  }

  @Test func nothingToNormalise() throws {
    let none = try graph.input("none", [0, 3, 2])
    try refuses(
      "batchNorm", .invalidShape,
      ["at least one element to each mean", "found [0, 3, 2]", "mean:variance:"]
    ) { try batchNorm(none) }
  }

  @Test func arithmeticOfBools() throws {
    let (a, b) = (try graph.input("a", [3], .bool), try graph.input("b", [3], .bool))
    try refuses(
      "add", .dtypeMismatch, ["numeric operands", "found bool and bool", "logicalOr", "cast"]
    ) {
      // An operator knows its line through a scope or a function only.
      try graph.at(#fileID, #line) { () throws(GraphError) in try a + b }
    }
    try refuses("sum", .dtypeMismatch, ["numeric operands", "found bool", "countNonZero"]) {
      try sum(a)
    }
  }

  @Test func capturesInAStep() throws {
    let x = try graph.input("x", [4, 2])
    let w = try graph.parameter("w", [2], initial: .constant(1))
    let parts = ["carries, inputs and constants", "w", "using:", "step.constants"]
    try refuses("scan", .foreignVariable, parts) {
      try scan(over: [x], carrying: []) { step throws(GraphError) in
        (carries: [], outputs: [try step.inputs[0] * w])
      }
    }
    try refuses("scan", .foreignVariable, parts) {
      try scan(over: [x], carrying: []) { step throws(GraphError) in
        (carries: [], outputs: [try w * step.inputs[0]])
      }
    }
    try refuses("scan", .foreignVariable, parts) {
      try scan(over: [x], carrying: []) { step throws(GraphError) in
        (carries: [], outputs: [w])
      }
    }
    try refuses("customGradient", .foreignVariable, ["inputs, outputs", "w", "of:"]) {
      try customGradient(of: [x]) { x throws(GraphError) in
        x
      } gradient: { context throws(GraphError) in
        [try context.outputGradients[0] * w]
      }
    }
  }

  @Test func bounds() throws {
    let x = try graph.input("x", [3])
    for build in [
      { try clamp(x, low: Double.nan, high: 1) }, { try clamp(x, low: 0, high: Double.nan) },
      { try clamp(x, low: Float.nan) }, { try clamp(x, high: Double.nan) },
    ] {
      try refuses(
        "clamp", .invalidArgument, ["a bound that is a number", "found nan"], #_sourceLocation,
        build)
    }
  }

  @Test func attention() throws {
    let q = try graph.input("q", [2, 20, 8])
    let empty = try graph.input("empty", [2, 20, 0])
    for scale in [Double.nan, .infinity] {
      try refuses(
        "scaledDotProductAttention", .invalidArgument, ["a finite scale", "found \(scale)"]
      ) { try scaledDotProductAttention(q, q, q, scale: scale) }
      try refuses(
        "scaledDotProductAttention", .invalidArgument, ["a finite scale", "found \(scale)"]
      ) { try scaledDotProductAttention(q, q, q, isCausal: true, scale: scale, dropout: 0.5) }
      for op in [Attention(scale: scale, isCausal: false)] {
        try refuses("attention", .invalidArgument, ["a finite scale"]) {
          try graph.add(op, [q, q, q])
        }
      }
    }
    try refuses(
      "scaledDotProductAttention", .invalidShape, ["d above 0", "found [2, 20, 0]", "scale:"]
    ) { try scaledDotProductAttention(empty, empty, q) }
  }
}
