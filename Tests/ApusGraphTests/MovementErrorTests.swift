import ApusGraph
import Testing

/// What moves, makes, masks and contracts tensors refuses what makes no sense.
@Suite struct MovementErrorTests {
  private let graph = GraphBuilder()

  @Test func pads() throws {
    let x = try graph.input("x", [2, 3])
    let empty = try graph.input("empty", [0])
    let batch = try graph.input("batch", [.batch, 3])
    try expectError("pad", .invalidArgument, "at least 4 elements on axis 1") {
      try pad(x, [(3, 0)], mode: .reflect)
    }
    try expectError("pad", .invalidArgument, "at least 4 elements on axis 1") {
      try pad(x, [(0, 4)], mode: .circular)
    }
    try expectError("pad", .invalidArgument, "at least 1 elements on axis 0") {
      try pad(empty, [(1, 0)], mode: .replicate)
    }
    try expectError("pad", .invalidArgument, "take away at most the 3 elements") {
      try pad(x, [(-2, -2)])
    }
    try expectError("pad", .invalidArgument, "take away at most the 2 elements") {
      try pad(x, axis: 0, before: -3)
    }
    try expectError("pad", .invalidArgument, "at least 3 elements on axis 0 for reflect") {
      try pad(x, axis: 0, after: 2, mode: .reflect)
    }
    try expectError("pad", .invalidArgument, "at most 2 pairs") {
      try pad(x, [(1, 1), (1, 1), (1, 1)])
    }
    try expectError("pad", .invalidAxis, "axis 2") { try pad(x, axis: 2, before: 1) }
    try expectError("pad", .invalidArgument, "at most 2^47") { try pad(x, [(.max, 1)]) }
    try expectError("pad", .invalidArgument, "at most 2^47") { try pad(x, [(0, .min)]) }
    try expectError("roll", .invalidAxis, "axis 4") { try roll(x, 1, axis: 4) }
    try expectError("roll", .invalidArgument, "below 2^31") { try roll(batch, .min, axis: 0) }
    try expectError("eye", .invalidArgument, "at most 2^30") {
      try eye(in: graph, 3, offset: .max)
    }
    try expectError("roll", .invalidAxis, "each axis once") { try roll(x, [1, 1], axes: [0, -2]) }
    try expectError("roll", .invalidArgument, "a shift for each of 2 axes") {
      try roll(x, [1], axes: [0, 1])
    }
  }

  @Test func axes() throws {
    let x = try graph.input("x", [2, 3, 4])
    try expectError("squeeze", .invalidAxis, "axes of extent 1") { try squeeze(x, axes: [1]) }
    try expectError("squeeze", .invalidAxis, "axis 3") { try squeeze(x, axes: [3]) }
    try expectError("unsqueeze", .invalidAxis, "from -4 to 3") { try unsqueeze(x, axis: 4) }
    try expectError("permute", .invalidAxis, "each of the 3 axes once") { try permute(x, [0, 1]) }
    try expectError("permute", .invalidAxis, "each axis once") { try permute(x, [0, 1, 1]) }
    try expectError("moveAxis", .invalidAxis, "axis 3") { try moveAxis(x, from: 0, to: 3) }
    try expectError("swapAxes", .invalidAxis, "axis -4") { try swapAxes(x, -4, 0) }
    try expectError("flatten", .invalidAxis, "not behind the last one") {
      try flatten(x, from: 2, to: 1)
    }
    try expectError("unflatten", .shapeMismatch, "whose product is 4") {
      try unflatten(x, axis: 2, to: [3, -1])
    }
    try expectError("unflatten", .shapeMismatch, "whose product is 3") {
      try unflatten(x, axis: 1, to: [2, 2])
    }
    try expectError("expand", .shapeMismatch, "broadcasts to") { try expand(x, to: [2, 3, 5]) }
    try expectError("expand", .shapeMismatch, "broadcasts to") { try expand(x, to: [3, 4]) }
    try expectError("flip", .invalidAxis, "each axis once") { try flip(x, axes: [0, 0]) }
    try expectError("slice", .invalidArgument, "not 0") {
      try slice(x, starts: [0], ends: [1], steps: [0])
    }
    try expectError("slice", .invalidArgument, "for each of 1 axes") {
      try slice(x, starts: [0], ends: [1, 2])
    }
    try expectError("slice", .invalidAxis, "axis 3") {
      try slice(x, starts: [0], ends: [1], axes: [3])
    }
    let time = try graph.input("time", [.time])
    try expectError("slice", .invalidArgument, "a step that divides time") {
      try slice(time, starts: [0], ends: [.max], steps: [2])
    }
    try expectError("slice", .invalidArgument, "positions within 0..<time") {
      try slice(time, axis: 0, start: .time, count: 1)
    }
    try expectError("slice", .invalidArgument, "positions within 0..<time") {
      try slice(time, axis: 0, start: 1, count: .time)
    }
    try expectError("slice", .invalidArgument, "positions within 0..<time") {
      try slice(time, axis: 0, start: -1 - .time, count: 1)
    }
    try expectError("slice", .invalidArgument, "0 to time positions") {
      try slice(time, axis: 0, start: 0, count: .time + 1)
    }
    try expectError("slice", .invalidArgument, "0 to time positions") {
      try slice(time, axis: 0, start: 0, count: -1 - .time)
    }
  }

  @Test func parts() throws {
    let x = try graph.input("x", [2, 7])
    let time = try graph.input("time", [.time])
    try expectError("split", .shapeMismatch, "add up to 7") {
      try split(x, sizes: [3, 3], axis: 1)
    }
    try expectError("split", .invalidArgument, "they add up to 7") {
      try split(x, sizes: [9, -2], axis: 1)
    }
    try expectError("split", .invalidArgument, "divides 7") { try split(x, count: 2, axis: 1) }
    try expectError("split", .invalidArgument, "divides 2") { try split(x, count: 0) }
    let nothing = try graph.input("nothing", [0])
    try expectError("split", .invalidArgument, "divides 0") { try split(nothing, count: 1 << 40) }
    try expectError("split", .invalidArgument, "a size of 1 or more") { try split(x, size: 0) }
    try expectError("split", .invalidArgument, "a fixed extent") { try split(time, size: 2) }
    try expectError("chunk", .invalidArgument, "divides time") { try chunk(time, 2) }
    try expectError("chunk", .invalidArgument, "1 part or more") { try chunk(x, 0) }
    let long = try graph.input("long", [1_073_741_824])
    for parts in [{ try split(long, size: 1) }, { try chunk(long, 1 << 21) }] {
      #expect(throws: GraphError.self) { try parts() }
    }
    try expectError("unstack", .invalidArgument, "at most 1048576 parts") { try unstack(long) }
    try expectError("stack", .invalidArgument, "at least one input") { try stack([]) }
    try expectError("stack", .shapeMismatch, "parts of one shape") { try stack([x, time]) }
    try expectError("stack", .invalidAxis, "axis 3") { try stack([x, x], axis: 3) }
    try expectError("unstack", .invalidShape, "a fixed extent") { try unstack(time) }
    try expectError("tile", .invalidArgument, "0 or more") { try tile(x, [-1]) }
    try expectError("repeatInterleave", .invalidArgument, "0 or more") {
      try repeatInterleave(x, -1, axis: 0)
    }
    try expectError("meshgrid", .invalidArgument, "at least one vector") { try meshgrid([]) }
    try expectError("meshgrid", .invalidShape, "vectors") { try meshgrid([time, x]) }
    try expectError("maskedFill", .dtypeMismatch, "bool") { try maskedFill(x, x, 0) }
    try expectError("depthToSpace", .invalidShape, "block²") { try depthToSpace(x, block: 2) }
    try expectError("pixelShuffle", .invalidShape, "block²") {
      try pixelShuffle(reshape(x, to: [2, 7, 1]), 2)
    }
    try expectError("spaceToDepth", .invalidShape, "the block divides") {
      try spaceToDepth(reshape(x, to: [1, 2, 7]), block: 2)
    }
    try expectError("pixelUnshuffle", .invalidShape, "the block divides") {
      try pixelUnshuffle(reshape(x, to: [1, 2, 7]), 0)
    }
  }

  @Test func whatIsMade() throws {
    let x = try graph.input("x", [3])
    let open = try graph.input("open", [.batch, .time])
    try expectError("arange", .invalidArgument, "finite numbers") {
      try arange(in: graph, to: 3, by: 0)
    }
    try expectError("arange", .invalidArgument, "finite numbers") {
      try arange(in: graph, to: .infinity)
    }
    try expectError("arange", .invalidArgument, "less than 2^31") {
      try arange(in: graph, to: 1e12)
    }
    try expectError("arange", .invalidArgument, "int32 can hold") {
      try arange(in: graph, to: 3, by: 0.5)
    }
    try expectError("arange", .dtypeMismatch, "numeric") { try arange(in: graph, count: 3, .bool) }
    try expectError("linspace", .invalidArgument, "1 to 2^24") {
      try linspace(in: graph, from: 0, to: 1, count: 0)
    }
    try expectError("linspace", .dtypeMismatch, "floating-point") {
      try linspace(in: graph, from: 0, to: 1, count: 2, .int32)
    }
    try expectError("sinusoidalPositions", .invalidArgument, "floating-point") {
      try sinusoidalPositions(in: graph, 3, width: 4, .int32)
    }
    try expectError("full", .invalidShape, "extents from 0") { try full(in: graph, [-1], 0) }
    try expectError("eye", .invalidShape, "extents from 0") { try eye(in: graph, -1) }
    try expectError("oneHot", .dtypeMismatch, "integer") { try oneHot(x, classes: 3, axis: 0) }
    try expectError("tril", .invalidShape, "two axes or more") { try tril(x) }
    try expectError("triu", .invalidShape, "at most 2^30") {
      try triu(reshape(x, to: [1, 3]), offset: .max)
    }
    try expectError("diagonal", .invalidAxis, "axis -2") { try diagonal(x) }
    try expectError("diagonal", .invalidShape, "known to be the least") { try diagonal(open) }
    try expectError("diagonalMatrix", .invalidShape, "one axis or more") {
      try diagonalMatrix(reshape(slice(x, axis: 0, start: 0, count: 1), to: []))
    }
    try expectError("trace", .invalidAxis, "each axis once") { try trace(open, axis1: 0, axis2: 0) }
  }

  @Test func products() throws {
    let a = try graph.input("a", [2, 3])
    let b = try graph.input("b", [4, 5])
    let v = try graph.input("v", [3])
    try expectError("outer", .invalidShape, "two vectors") { try outer(a, v) }
    try expectError("dot", .shapeMismatch, "one extent") { try dot(v, graph.input("w", [2])) }
    try expectError("tensordot", .invalidArgument, "0 to 1 axes") { try tensordot(a, v) }
    try expectError("tensordot", .shapeMismatch, "axis 1 of a and axis 0 of b") {
      try tensordot(a, b, axes: 1)
    }
    try expectError("tensordot", .invalidArgument, "as many axes") {
      try tensordot(a, b, axes: ([0], [0, 1]))
    }
    try expectError("tensordot", .invalidAxis, "axis 2") { try tensordot(a, b, axes: ([2], [0])) }
  }

  @Test(
    arguments: [
      ("ij;jk", "a letter, '...', ',' or '->' at position 2 of 'ij;jk'"),
      ("ij,jk-ik", "'>' at position 6"), ("ij,jk->", ""), ("ij,jk->i1", "at position 8"),
      ("ij,jk->ii", "each label once in the result at position 9"),
      ("ij,jk->il", "labels of the operands in the result at position 9"),
      ("ij,jk->ik,", "',' or '->' or the end at position 9"), ("i..,jk", "'...' at position 3"),
      ("...i...,jk", "one ellipsis in a term at position 4"),
      ("ij,jk->...", "an ellipsis of the result that an operand has too"),
      ("ij,jk-", "'>' at position 6 of 'ij,jk-'; found the end"),
    ])
  func equationsThatCannotBeRead(_ equation: String, _ part: String) throws {
    let (a, b) = (try graph.input("a", [2, 3]), try graph.input("b", [3, 5]))
    if part.isEmpty {
      #expect(try einsum(equation, a, b).shape == [])
    } else {
      try expectError("einsum", .invalidArgument, part) { try einsum(equation, a, b) }
    }
  }

  @Test func equationsThatDoNotFit() throws {
    let (a, b) = (try graph.input("a", [2, 3]), try graph.input("b", [4, 5]))
    try expectError("einsum", .invalidArgument, "1 operands for 'ij'") { try einsum("ij", a, b) }
    try expectError("einsum", .invalidArgument, "at least one operand") { try einsum("ij", []) }
    try expectError("einsum", .shapeMismatch, "operand 1 of 'ij,k' with 1 axes") {
      try einsum("ij,k", a, b)
    }
    try expectError("einsum", .shapeMismatch, "with 3 axes or more") { try einsum("ijk...", a) }
    try expectError("einsum", .shapeMismatch, "one extent of 'j' in 'ij,jk->ik'; found 3 and 4") {
      try einsum("ij,jk->ik", a, b)
    }
    for shape in [[3, 1], [1, 3]] as [Shape] {
      let x = try graph.input("x\(shape)", shape)
      try expectError("einsum", .shapeMismatch, "one extent of 'i' in 'ii->i'") {
        try einsum("ii->i", x)
      }
    }
    try expectError("einsum", .shapeMismatch, "axis -2 of '...'") { try einsum("...,...", a, b) }
    try expectError("einsum", .dtypeMismatch, "numeric operands") {
      try einsum("ij", graph.input("mask", [2, 3], .bool))
    }
  }
}
