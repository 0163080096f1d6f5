import ApusGraph

extension OperationCases {
  static let linearAlgebra: [OperationCase] = productCases + einsumCases

  private static let runs = [["batch": 1], ["batch": 6]]

  private static var productCases: [OperationCase] {
    [
      OperationCase("outer", .matmul, [.float([3]), .float([5])]) { [try outer($1[0], $1[1])] },
      OperationCase("dot", .matmul, [.float([37]), .float([37])]) {
        [try dot($1[0], $1[1]), try dot($1[0], $1[0])]
      },
      OperationCase("tensordot", .matmul, [.float([2, 3, 4]), .float([3, 4, 5])]) {
        [try tensordot($1[0], $1[1]), try tensordot($1[0], $1[1], axes: ([1, 2], [0, 1]))]
      },
      OperationCase(
        "tensordot of axes in pairs", .matmul, [.float([2, 3, 4]), .float([4, 5, 3])]
      ) {
        [
          try tensordot($1[0], $1[1], axes: ([-1], [0])),
          try tensordot($1[0], $1[1], axes: ([1, 2], [2, 0])),
          try tensordot($1[0], $1[1], axes: ([], [])), try tensordot($1[0], $1[0], axes: 0),
        ]
      },
      OperationCase(
        "products of symbolic extents", .matmul, [.float([.batch, 3]), .float([3, .batch])],
        bindings: runs
      ) {
        [
          try tensordot($1[0], $1[1], axes: ([0, 1], [1, 0])), try einsum("bi,ib->b", $1[0], $1[1]),
        ]
      },
    ]
  }

  /// An equation, and the shapes of its operands.
  private static let equations: [(String, [Shape])] = [
    ("ij->ji", [[3, 4]]), ("ij", [[3, 4]]), ("ba", [[3, 4]]), ("ii", [[4, 4]]),
    ("ii->i", [[4, 4]]),
    ("iij->j", [[3, 3, 2]]), ("iji->ij", [[3, 2, 3]]), ("iii->i", [[3, 3, 3]]), ("ij->", [[3, 4]]),
    ("...ij->...ji", [[2, 3, 4]]), ("i...->...", [[3, 4, 2]]), ("...->", [[3, 2]]),
    ("ij,jk->ik", [[3, 4], [4, 5]]), ("ij,jk", [[3, 4], [4, 5]]),
    ("ij,kj->ki", [[3, 4], [5, 4]]),
    ("i,i->", [[7], [7]]), ("i,j->ij", [[3], [4]]), ("ij,ij->ij", [[3, 4], [3, 4]]),
    ("bi,bi->b", [[3, 4], [3, 4]]), ("i,ij->j", [[3], [3, 4]]), ("ij,j->i", [[3, 4], [4]]),
    ("bhqd,bhkd->bhqk", [[2, 3, 4, 5], [2, 3, 6, 5]]),
    ("bqhd,bkhd->bhqk", [[2, 4, 3, 5], [2, 6, 3, 5]]),
    ("bhqk,bkhd->bqhd", [[2, 3, 4, 6], [2, 6, 3, 5]]),
    ("ij,bjk->bik", [[3, 4], [2, 4, 5]]), ("bji,jk->bik", [[2, 4, 3], [4, 5]]),
    ("bij,jk->bik", [[2, 3, 4], [4, 5]]), ("bij,kj->bik", [[2, 3, 4], [5, 4]]),
    ("abcd,cdef->abef", [[2, 3, 2, 2], [2, 2, 3, 2]]),
    ("abcd,dcb->a", [[2, 3, 4, 2], [2, 4, 3]]),
    ("ij,kl->ijkl", [[2, 3], [3, 2]]), ("ij,kl->", [[2, 3], [3, 2]]),
    ("ii,ij->j", [[3, 3], [3, 2]]),
    ("...ij,...jk->...ik", [[2, 1, 3, 4], [5, 4, 2]]), ("...i,i...->...", [[2, 3], [3, 2]]),
    ("ij,jk,kl->il", [[3, 4], [4, 5], [5, 2]]), ("i,ij,j->", [[3], [3, 4], [4]]),
    ("ai,bi,ci->abc", [[2, 4], [3, 4], [2, 4]]), ("ij,jk->ik", [[3, 1], [4, 5]]),
    ("aij,ajk->ik", [[2, 3, 4], [2, 4, 5]]), ("ij,jk->ik", [[0, 4], [4, 5]]),
    ("ij,jk->ik", [[3, 0], [0, 2]]), (" a b , b -> a ", [[2, 3], [3]]),
  ]

  private static var einsumCases: [OperationCase] {
    equations.map { equation, shapes in
      OperationCase("einsum \(equation) of \(shapes)", .matmul, shapes.map { .float($0) }) {
        [try einsum(equation, $1)]
      }
    } + [
      OperationCase(
        "einsum of symbolic attention", .matmul,
        [.float([.batch, 2, 3, 4]), .float([.batch, 2, 5, 4])], bindings: runs
      ) {
        let scores = try softmax(einsum("bhqd,bhkd->bhqk", $1[0], $1[1]))
        return [try einsum("bhqk,bhkd->bqhd", scores, $1[1])]
      },
      OperationCase("einsum into a map", .matmul, [.float([5, 3, 4]), .float([4, 6])]) {
        [try relu(einsum("bij,jk->bik", $1[0] * 2, $1[1]) + 1)]
      },
    ]
  }
}
