import ApusGraph
import ApusTestKit
import Testing

/// Reductions refuse what has no result, and name the line that asked for it.
@Suite struct ReductionErrorTests {
  private let graph = GraphBuilder()

  @Test func axesAndTypes() throws {
    let x = try graph.input("x", [2, 3])
    let flags = try graph.input("flags", [2, 3], .bool)
    let whole = try graph.input("whole", [2, 3], .int32)
    try expectError("product", .invalidAxis, "2") { try product(x, axes: [2]) }
    try expectError("any", .invalidAxis, "-3") { try any(x, axes: [-3]) }
    try expectError("all", .invalidAxis, "2") { try all(flags, axes: [2]) }
    try expectError("countNonZero", .invalidAxis, "2") { try countNonZero(x, axes: [2]) }
    try expectError("variance", .invalidAxis, "2") { try variance(x, axes: [2]) }
    try expectError("standardDeviation", .invalidAxis, "2") { try standardDeviation(x, axes: [2]) }
    try expectError("norm", .invalidAxis, "2") { try norm(x, axes: [2]) }
    try expectError("logSumExp", .invalidAxis, "2") { try logSumExp(x, axes: [2]) }
    try expectError("product", .dtypeMismatch, "bool") { try product(flags) }
    for number in [whole, flags] {
      try expectError("variance", .dtypeMismatch, "floating-point") { try variance(number) }
      try expectError("standardDeviation", .dtypeMismatch, "floating-point") {
        try standardDeviation(number)
      }
      try expectError("norm", .dtypeMismatch, "floating-point") { try norm(number) }
      try expectError("logSumExp", .dtypeMismatch, "floating-point") { try logSumExp(number) }
    }
  }

  @Test func argumentsAndEmptiness() throws {
    let x = try graph.input("x", [2, 3])
    let none = try graph.input("none", [2, 0])
    for correction in [-1, 1 << 31, .max] {
      try expectError("variance", .invalidArgument, "0 or more") {
        try variance(x, correction: correction)
      }
    }
    try expectError("standardDeviation", .invalidArgument, "0 or more") {
      try standardDeviation(x, correction: -1)
    }
    try expectError("norm", .invalidArgument, "a number p") { try norm(x, p: .nan) }
    for p in [Double.infinity, -Double.infinity, -1.0] {
      try expectError("norm", .invalidShape, "at least one element") { try norm(none, p: p) }
    }
    try expectError("maximum", .invalidShape, "at least one element") { try max(none, axes: [1]) }
    try expectError("minimum", .invalidShape, "at least one element") { try min(none) }
    try expectError("argmax", .invalidShape, "at least one element") { try argmax(none) }
    try expectError("argmin", .invalidShape, "at least one element") { try argmin(none, axis: 1) }
    try expectError("argmin", .invalidShape, "at least one element") {
      try argmin(none, axes: [1, 0])
    }
    try expectError("argmax", .invalidAxis, "axis 2") { try argmax(x, axes: [0, 2]) }
    try expectError("argmin", .invalidAxis, "each axis once") { try argmin(x, axes: [1, -1]) }
  }
}
