import ApusGraph

extension OperationCases {
  static let matrixProducts: [OperationCase] =
    transposeCases + sizeCases + batchCases + vectorCases + specialMatmul + fusedMatmul

  private static func product(
    _ name: String, _ a: Shape, _ b: Shape, _ transposeA: Bool = false,
    _ transposeB: Bool = false, order: Int = 2
  ) -> OperationCase {
    OperationCase(
      "matmul \(name)", .matmul, [.float(a), .float(b)], absolute: 1e-4, order: order
    ) { [try matmul($1[0], $1[1], transposeA: transposeA, transposeB: transposeB)] }
  }

  /// M, K, N.
  private static func product(_ m: Int, _ k: Int, _ n: Int, _ flags: Int) -> OperationCase {
    let (ta, tb) = (flags & 1 != 0, flags & 2 != 0)
    let a = Shape(ta ? [k, m] : [m, k])
    let b = Shape(tb ? [n, k] : [k, n])
    return product("\(m)×\(k)×\(n)\(ta ? " Aᵀ" : "")\(tb ? " Bᵀ" : "")", a, b, ta, tb)
  }

  private static var transposeCases: [OperationCase] {
    let sizes = [
      (1, 1, 1), (3, 4, 5), (2, 1, 3), (1, 7, 1), (17, 19, 23), (0, 3, 4), (3, 0, 4), (3, 4, 0),
      (130, 70, 33), (257, 129, 65),
    ]
    return sizes.flatMap { size in (0..<4).map { product(size.0, size.1, size.2, $0) } }
  }

  private static var sizeCases: [OperationCase] {
    let odd = stride(from: 1, through: 70, by: 6).map { product($0, ($0 * 7) % 70 + 1, 71 - $0, 0) }
    let edges = [7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65].map { product($0, $0, $0, $0 % 4) }
    let thin = [
      (1, 784, 10), (128, 2, 8), (1, 300, 1), (1, 5, 300), (300, 5, 1), (2, 1000, 2),
      (64, 1, 64), (5, 513, 3), (100, 3, 2),
    ].map { product($0.0, $0.1, $0.2, 0) }
    // Packed, as no index of Bᵀ is contiguous along n, and in two blocks of k.
    // Few tiles and many k, the last part of which is shorter: tiles, and dot products.
    let split = [product(5, 17_501, 3, 0), product(4, 16_390, 5, 3), product(2, 33_003, 2, 2)]
    return odd + edges + thin + [product(9, 513, 8, 2)] + split
  }

  private static var batchCases: [OperationCase] {
    let shapes: [(Shape, Shape, Bool, Bool)] = [
      ([2, 3, 4], [2, 4, 5], false, false), ([2, 4, 3], [2, 4, 5], true, false),
      ([2, 3, 4], [2, 5, 4], false, true), ([2, 4, 3], [2, 5, 4], true, true),
      ([2, 3, 4], [4, 5], false, false), ([2, 3, 4], [5, 4], false, true),
      ([2, 4, 3], [4, 5], true, false), ([3, 4], [2, 4, 5], false, false),
      ([1, 3, 4], [6, 4, 5], false, false), ([6, 3, 4], [1, 4, 5], false, false),
      ([2, 1, 3, 4], [5, 4, 2], false, false), ([2, 1, 4, 3], [1, 5, 2, 4], true, true),
      ([0, 3, 4], [0, 4, 5], false, false), ([2, 0, 4], [2, 4, 5], false, false),
      ([2, 3, 0], [2, 0, 5], false, false), ([0, 3, 4], [4, 5], false, false),
      ([7, 33, 17], [7, 17, 65], false, false), ([3, 2, 16, 8], [3, 2, 16, 8], false, true),
      ([2, 1, 2, 3, 4], [3, 1, 4, 2], false, false), ([5, 7, 30], [30, 11], false, false),
    ]
    return shapes.map { a, b, ta, tb in
      product("batch \(a)\(ta ? "ᵀ" : "") \(b)\(tb ? "ᵀ" : "")", a, b, ta, tb)
    }
  }

  private static var vectorCases: [OperationCase] {
    let shapes: [(Shape, Shape)] = [
      ([4], [4]), ([4], [4, 5]), ([3, 4], [4]), ([4], [2, 4, 5]), ([2, 3, 4], [4]), ([1], [1]),
      ([0], [0]), ([1000], [1000]), ([0], [0, 3]),
    ]
    return shapes.map { product("vector \($0) \($1)", $0, $1) } + [
      product("vector and transposed", [4], [5, 4], false, true),
      product("transposed and vector", [4, 3], [4], true, false),
    ]
  }

  private static var specialMatmul: [OperationCase] {
    let (m, k, n) = (67, 131, 133)
    // A few rows of A and columns of B, at the edges of tiles, hold something special.
    var a = Generator.normal.array(shape: [m, k], dtype: .float32, seed: 1).values
    var b = Generator.normal.array(shape: [k, n], dtype: .float32, seed: 2).values
    for (row, column, value) in [
      (5, 7, Double.nan), (m - 1, k - 1, .infinity), (20, 3, -.infinity), (20, 0, .infinity),
      (31, 64, .infinity),
    ] { a[row * k + column] = value }
    for (row, column, value) in [
      (50, n - 1, Double.nan), (0, 1, -.infinity), (k - 1, 16, .infinity),
    ] { b[row * n + column] = value }
    let turned = (0..<n * k).map { b[$0 % k * n + $0 / k] }
    let left = OperationCase.Input.values([Dim(m), Dim(k)], a)
    return [
      OperationCase(
        "matmul of NaN and Inf", .matmul,
        [
          .values([3, 3], [1, .nan, 0, 2, 1, 1, .infinity, 1, 1]),
          .values([3, 2], [1, 2, 0, 1, 3]),
        ],
        order: 0
      ) { [try matmul($1[0], $1[1])] },
      OperationCase(
        "matmul of NaN and Inf in many tiles", .matmul,
        [left, .values([Dim(k), Dim(n)], b), .values([Dim(n), Dim(k)], turned)], absolute: 1e-4,
        order: 0
      ) {
        // The second product packs its operands: no index of Bᵀ is contiguous along n.
        [try matmul($1[0], $1[1]), try matmul($1[0], $1[2], transposeB: true)]
      },
    ]
  }

  /// What a compiler would fuse with the product, or read through a view.
  private static var fusedMatmul: [OperationCase] {
    let sizes = [(1, 1, 1), (5, 7, 3), (33, 17, 65), (128, 30, 10), (0, 4, 3)]
    return sizes.flatMap { m, k, n -> [OperationCase] in
      let (a, b) = (
        OperationCase.Input.float([Dim(m), Dim(k)]), OperationCase.Input.float([Dim(k), Dim(n)])
      )
      let bias = OperationCase.Input.float([Dim(n)])
      return [
        OperationCase("dense tanh \(m)×\(k)×\(n)", .matmul, [a, b, bias], absolute: 1e-4) {
          [try tanh(matmul($1[0], $1[1]) + $1[2])]
        },
        OperationCase("prologue and epilogue \(m)×\(k)×\(n)", .matmul, [a, b], absolute: 1e-4) {
          let product = try matmul(sin($1[0]), $1[1] * 0.5)
          return [try product * product + 1, product]
        },
        OperationCase("residual \(m)×\(k)×\(n)", .matmul, [a, b, bias], absolute: 1e-4) {
          let first = try matmul($1[0], $1[1]) + $1[2]
          let second = try matmul(sigmoid(first), $1[1], transposeB: true)
          return [try second + $1[0]]
        },
      ]
    } + [
      OperationCase(
        "sum of products", .matmul, [.float([5, 4]), .float([4, 3]), .float([4, 3])]
      ) {
        [try matmul($1[0], $1[1]) + matmul($1[0], $1[2])]
      },
      OperationCase("gram matrix", .matmul, [.float([9, 5])]) {
        [try matmul($1[0], $1[0], transposeA: true)]
      },
    ]
  }
}
