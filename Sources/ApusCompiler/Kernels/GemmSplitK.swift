import ApusGraph

// Contraction (GEMM) kernels: split-K, for few tiles and many k.
//
// Work-items (or work-groups) that own the same tile take one part of k each and store plain sums,
// [part][batch][m][n]; a second kernel adds the parts in order and goes on with the epilogue. How
// many parts there are is the order of additions: it follows from the shape and the plan's tile.

extension GemmPlan {
  /// The fewest k of a part: what it adds up must be worth a pass over its sums. On a GPU, whose groups
  /// deal out k within, a second launch pays late: at 512 to 2,048 k it never did (an H100).
  private var fewestPerPart: Int { strategy == .workGroup ? 4096 : 1024 }
  /// Tiles times parts aimed at: enough for the cores of a CPU, or the compute units of a GPU.
  private var enoughParts: Int { strategy == .workGroup ? 256 : 64 }
  /// The most k of a part: panels that several tiles read stay in cache.
  private static let mostPerPart = 4096
  /// The most sums of parts of a given length, as they are written and read again.
  private static let mostSums = 1 << 24

  /// How many parts k is dealt out in; 1 where the plan doesn't split.
  package func parts(_ shape: GemmShape) -> Int {
    guard splitsK else { return 1 }
    if kPart > 0 {
      let most = GemmPlan.mostSums / max(1, shape.m * shape.n * shape.batch)
      return max(1, min(shape.k / kPart, max(most, enoughParts / max(1, tiles(shape)))))
    }
    let wanted = min(enoughParts / max(1, tiles(shape)), shape.k / fewestPerPart)
    return wanted > 1 ? max(wanted, shape.k / GemmPlan.mostPerPart) : 1
  }

  /// The same plan, with k dealt out where that is worth a second launch: a product that takes
  /// about as long as launching does, by its reads or its multiply-adds, stays whole.
  func splittingK(_ shape: GemmShape) -> GemmPlan {
    var plan = self
    plan.splitsK = true
    let (reads, work) = ((shape.m + shape.n) * shape.k, shape.m * shape.n * shape.k)
    guard plan.parts(shape) > 1, reads * shape.batch >= 1 << 17 || work * shape.batch >= 1 << 21
    else { return self }
    // Parts are blocks of k already.
    plan.kBlock = 0
    return plan
  }

  private func tiles(_ shape: GemmShape) -> Int {
    let (m, n) =
      switch strategy {
      case .workGroup: (group.m, group.n)
      case .dot: (rows, vectors)
      case .registerTile: (tileM, tileN)
      }
    return (shape.m + m - 1) / m * ((shape.n + n - 1) / n) * shape.batch
  }

  /// Statements that declare `batch` and, as `kFirst ..< kEnd`, the part of k of a work-item or
  /// work-group whose third number is `number`.
  func partOfK(_ number: String) -> [String] {
    guard splitsK else {
      return ["const int batch = \(number);"]
    }
    return [
      "const int part = \(number) % parts, batch = \(number) / parts;",
      // Whole vectors, but for the last part.
      "const int perPart = ((K + parts - 1) / parts + 15) / 16 * 16;",
      "const int kFirst = min(part * perPart, K), kEnd = min(kFirst + perPart, K);",
    ]
  }

  var kFirst: String { splitsK ? "kFirst" : "0" }
  var kEnd: String { splitsK ? "kEnd" : "K" }

  /// What the kernels of a plan that splits k are told.
  func partParameters(_ problem: GemmProblem) -> [GemmParameter] {
    guard splitsK else { return [] }
    return [.partialBuffer, .partialOffset, .parts] + (problem.batchRank > 0 ? [.batchCount] : [])
  }

  /// Where a part's own sum of a site goes.
  func storePart(_ site: EpilogueSite, _ problem: GemmProblem) -> String {
    let matrix = problem.batchRank > 0 ? "(part * batchCount + \(site.batch))" : "part"
    let at = "(\(matrix) * M + \(site.row)) * N + \(site.column)"
    let target = "partial + partialOffset + \(at)"
    return site.width == 1
      ? "*(\(target)) = \(site.value);"
      : VectorAccess.store(site.value, .float32, site.width, at: target)
  }

  /// Where a part's own sum of B's column `column` goes: after the sums of the product.
  func columnSumOfPart(_ column: String) -> String {
    "partial + partialOffset + parts * M * N + part * N + \(column)"
  }

  /// Floats of all parts' sums.
  func partFloats(_ problem: GemmProblem, _ shape: GemmShape) -> Int {
    parts(shape) * (shape.batch * shape.m + (problem.sumsColumns ? 1 : 0)) * shape.n
  }

  /// Columns that a work-item of the second kernel adds up, and work-items of a group.
  private var columnsPerItem: Int { strategy == .workGroup ? 1 : 64 }
  private var combineGroup: Int { strategy == .workGroup ? 64 : 1 }

  /// Work sizes of the second kernel.
  func combineSizes(_ shape: GemmShape) -> (global: [Int], local: [Int]) {
    let perGroup = columnsPerItem * combineGroup
    let groups = (shape.n + perGroup - 1) / perGroup
    return ([groups * combineGroup, shape.m, shape.batch], [combineGroup, 1, 1])
  }

  /// The kernel that adds the parts in order. `store` is called with width 1 and, where vectors run
  /// along n, with the plan's width.
  func combineKernel(
    _ name: String, _ problem: GemmProblem, extraParameters: String,
    store: (EpilogueSite) -> String
  ) -> GeneratedKernel {
    var parameters = partParameters(problem)
    if problem.sumsColumns { parameters += [.sumsBuffer, .sumsOffset] }
    parameters += [.m, .n]
    let hasVectors = strategy == .registerTile && !vectorAlongM && width > 1
    func columns(_ width: Int) -> String {
      let type = width == 1 ? "float" : "float\(width)"
      func load(_ pointer: String) -> String {
        width == 1 ? "*(\(pointer))" : VectorAccess.load(.float32, width, pointer)
      }
      let site = EpilogueSite(
        width: width, batch: "batch", row: "row", column: "column", value: "value")
      return """
          \(restPragma)\
          for (; column + \(width) <= end; column += \(width)) {
            \(type) total = \(load("from + column"));
            \(restPragma)\
            for (int part = 1; part < parts; ++part) total += \(load("from + part * step + column"));
            const \(type) value = total;
            \(store(site))
          }

        """
    }
    let sums = """
        if (row == 0) {
          global const float *columns = partial + partialOffset + parts * M * N;
          \(restPragma)\
          for (int column = first; column < end; ++column) {
            float total = columns[column];
            \(restPragma)\
            for (int part = 1; part < parts; ++part) total += columns[part * N + column];
            sums[sumsOffset + column] = total;
          }
        }

      """
    let text = """
      // \(name): C = epilogue(sum of all parts of k, in order).
      // One work-item = up to \(columnsPerItem) columns of a row.
      \(gemmSignature(name, parameters, extra: extraParameters, local: "\(combineGroup), 1, 1"))\
        const int row = get_global_id(1), batch = get_global_id(2);
        const int first = get_global_id(0) * \(columnsPerItem), end = min(first + \(columnsPerItem), N);
        const int step = \(problem.batchRank > 0 ? "batchCount * " : "")M * N;
        global const float *from = partial + partialOffset + (batch * M + row) * N;
        int column = first;
      \(hasVectors ? columns(width) : "")\
      \(columns(1))\
      \(problem.sumsColumns ? sums : "")\
      }

      """
    return GeneratedKernel(name: name, source: text, parameters: parameters)
  }
}
