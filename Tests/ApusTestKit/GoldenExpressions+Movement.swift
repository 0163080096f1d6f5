import ApusGraph

extension GoldenCase {
  /// What Tests/Fixtures/generate_movement.py has computed with NumPy and classes of torch.nn.
  static let movement: [String: Expression] =
    moved.merging(made) { $1 }.merging(multiplied) { $1 }

  private static let moved: [String: Expression] = [
    // Mode, number, then before and after each axis.
    "pad": { x, p in
      let amounts = stride(from: 2, to: p.count, by: 2).map { (before: p[$0], after: p[$0 + 1]) }
      return [try pad(x[0], amounts, mode: PadMode.allCases[p[0]], value: Double(p[1]))]
    },
    // Shift and axis, of each axis.
    "roll": { x, p in
      let pairs = stride(from: 0, to: p.count, by: 2)
      return [try roll(x[0], pairs.map { p[$0] }, axes: pairs.map { p[$0 + 1] })]
    },
    "flip": { x, axes in [try flip(x[0], axes: axes)] },
    "tile": { x, counts in [try tile(x[0], counts.map { Dim($0) })] },
    "repeatInterleave": { x, p in [try repeatInterleave(x[0], Dim(p[0]), axis: p[1])] },
    "stack": { x, axes in [try stack(x, axis: axes[0])] },
    "splitSizes": { x, p in
      try split(x[0], sizes: p.dropFirst().map { Dim($0) }, axis: p[0])
    },
    "splitSize": { x, p in try split(x[0], size: p[1], axis: p[0]) },
    "splitCount": { x, p in try split(x[0], count: p[1], axis: p[0]) },
    "chunk": { x, p in try chunk(x[0], p[0], axis: p[1]) },
    "unstack": { x, axes in try unstack(x[0], axis: axes[0]) },
    "depthToSpace": { x, p in [try depthToSpace(x[0], block: p[0])] },
    "spaceToDepth": { x, p in [try spaceToDepth(x[0], block: p[0])] },
    // Interleaved, offset, base.
    "rotaryPositions": { x, p in
      let offset = p[1] == 0 ? nil : try x[0].builder.constant(Double(p[1]), .int32)
      return [
        try rotaryPositions(
          x[0], offset: offset, isInterleaved: p[0] == 1, base: Double(p[2]))
      ]
    },
    // Count, width, offset, base.
    "sinusoidalPositions": { x, p in
      let offset = p[2] == 0 ? nil : try x[0].builder.constant(Double(p[2]), .int32)
      return [
        try sinusoidalPositions(
          in: x[0].builder, Dim(p[0]), width: p[1], offset: offset, base: Double(p[3]))
      ]
    },
    "squeeze": { x, axes in [try squeeze(x[0], axes: axes)] },
    "unsqueeze": { x, axes in [try unsqueeze(x[0], axis: axes[0])] },
    "moveAxis": { x, p in [try moveAxis(x[0], from: p[0], to: p[1])] },
    "swapAxes": { x, p in [try swapAxes(x[0], p[0], p[1])] },
    // Start, end and step of each axis.
    "slices": { x, p in
      let places = stride(from: 0, to: p.count, by: 3)
      return [
        try slice(
          x[0], starts: places.map { p[$0] }, ends: places.map { p[$0 + 1] },
          steps: places.map { p[$0 + 2] })
      ]
    },
    "pixelShuffle": { x, p in [try pixelShuffle(x[0], p[0])] },
    "pixelUnshuffle": { x, p in [try pixelUnshuffle(x[0], p[0])] },
    "flatten": { x, p in [try flatten(x[0], from: p[0], to: p[1])] },
    "unflatten": { x, p in
      [try unflatten(x[0], axis: p[0], to: p.dropFirst().map { Dim($0) })]
    },
    "meshgrid": { x, p in try meshgrid(x, indexing: GridIndexing.allCases[p[0]]) },
    "expand": { x, extents in [try expand(x[0], to: Shape(extents))] },
    "maskedFill": { x, p in [try maskedFill(x[0], x[1], p[0])] },
  ]

  private static let made: [String: Expression] = [
    "arange": { x, p in
      [
        try arange(
          in: x[0].builder, from: Double(p[0]), to: Double(p[1]), by: Double(p[2]), .float32)
      ]
    },
    "linspace": { x, p in
      [try linspace(in: x[0].builder, from: Double(p[0]), to: Double(p[1]), count: p[2])]
    },
    "eye": { x, p in
      [try eye(in: x[0].builder, Dim(p[0]), columns: Dim(p[1]), offset: p[2])]
    },
    "tril": { x, p in [try tril(x[0], offset: p[0])] },
    "triu": { x, p in [try triu(x[0], offset: p[0])] },
    "diagonal": { x, p in [try diagonal(x[0], offset: p[0], axis1: p[1], axis2: p[2])] },
    "trace": { x, p in [try trace(x[0], offset: p[0], axis1: p[1], axis2: p[2])] },
    "diagonalMatrix": { x, p in [try diagonalMatrix(x[0], offset: p[0])] },
    // Classes, axis, the two numbers.
    "oneHotAxis": { x, p in
      [
        try oneHot(x[0], classes: Dim(p[0]), axis: p[1], on: Double(p[2]), off: Double(p[3]))
      ]
    },
  ]

  private static let multiplied: [String: Expression] = [
    // The characters of the equation.
    "einsum": { x, p in
      let equation = String(decoding: p.map { UInt8($0) }, as: UTF8.self)
      return [try einsum(equation, x)]
    },
    "outer": { x, _ in [try outer(x[0], x[1])] },
    "dot": { x, _ in [try dot(x[0], x[1])] },
    "tensordot": { x, axes in [try tensordot(x[0], x[1], axes: axes[0])] },
    // Axes of a, then as many of b.
    "tensordotPairs": { x, p in
      let half = p.count / 2
      return [try tensordot(x[0], x[1], axes: ([Int](p[..<half]), [Int](p[half...])))]
    },
  ]
}
