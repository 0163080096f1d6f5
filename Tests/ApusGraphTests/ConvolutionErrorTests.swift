import ApusGraph
import Testing

/// What a convolution refuses, and what it says then.
@Suite struct ConvolutionErrorTests {
  private func fails(
    _ part: String, _ x: Shape, _ w: Shape, _ name: String = "conv2d",
    _ build: (Variable, Variable) throws -> Variable
  ) throws {
    let builder = GraphBuilder()
    let (image, kernel) = (try builder.input("image", x), try builder.input("kernel", w))
    let error = try #require(throws: GraphError.self) { try build(image, kernel) }
    #expect(error.description.contains(part), "\(error)")
    #expect(error.operation == name && error.site?.file == #fileID, "\(error)")
    #expect(error.operands.prefix(2) == ["image: float32\(x)", "kernel: float32\(w)"])
  }

  @Test func shapesThatDoNotFit() throws {
    try fails("2 spatial axes", [3, 8, 8], [4, 3, 3, 3]) { try conv2d($0, $1) }
    try fails("weights for 5 channels", [1, 5, 8, 8], [4, 3, 3, 3]) { try conv2d($0, $1) }
    try fails("groups that divide 4 outputs", [1, 6, 8, 8], [4, 2, 3, 3]) {
      try conv2d($0, $1, groups: 3)
    }
    try fails("a kernel that reaches over 5 of 4", [1, 1, 4, 8], [1, 1, 3, 3]) {
      try conv2d($0, $1, dilation: 2)
    }
    try fails("kernels of fixed extents from 1", [1, 1, 4, 4], [1, 1, 0, 3]) { try conv2d($0, $1) }
    try fails("a bias of shape [2]", [1, 1, 4, 4], [2, 1, 3, 3]) {
      try conv2d($0, $1, bias: $1.builder.constant([1, 2, 3]))
    }
  }

  @Test func whatIsNotFloatingPoint() throws {
    let graph = GraphBuilder()
    let image = try graph.input("image", [1, 3, 4, 4], .int32)
    let kernel = try graph.input("kernel", [4, 3, 3, 3], .int32)
    let mirrored = try graph.input("mirrored", [3, 4, 3, 3], .int32)
    for build in [{ try conv2d(image, kernel) }, { try convTranspose2d(image, mirrored) }] {
      let error = try #require(throws: GraphError.self) { try build() }
      #expect(error.kind == .dtypeMismatch, "\(error)")
    }
  }

  @Test func numbersOutOfRange() throws {
    for number in [0, -1, Int.min] {
      try fails("strides", [1, 1, 9, 9], [1, 1, 3, 3]) {
        try conv2d($0, $1, stride: PerAxis(number))
      }
      try fails("dilations", [1, 1, 9, 9], [1, 1, 3, 3]) {
        try conv2d($0, $1, dilation: PerAxis(number))
      }
      try fails("groups", [1, 1, 9, 9], [1, 1, 3, 3]) { try conv2d($0, $1, groups: number) }
    }
    for number in [-1, Int.min, Int.max] {
      try fails("paddings", [1, 1, 9, 9], [1, 1, 3, 3]) {
        try conv2d($0, $1, padding: .both(PerAxis(number)))
      }
    }
    try fails("the stride divides", [1, 1, .time, 9], [1, 1, 3, 3]) {
      try conv2d($0, $1, stride: 2)
    }
  }

  @Test func transposedOnes() throws {
    try fails("weights [3, outputs / groups", [1, 3, 4, 4], [4, 3, 3, 3], "convTranspose2d") {
      try convTranspose2d($0, $1)
    }
    try fails("an output padding below", [1, 3, 4, 4], [3, 4, 3, 3], "convTranspose2d") {
      try convTranspose2d($0, $1, stride: 2, outputPadding: 2)
    }
    try fails("padding of at most 1 on axis 0", [1, 3, 1, 1], [3, 4, 3, 3], "convTranspose2d") {
      try convTranspose2d($0, $1, padding: 2)
    }
  }
}
