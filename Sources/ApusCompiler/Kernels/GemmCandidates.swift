// The plans of a contraction among which measurement may choose: all of them add in order of k with
// fma, so that a choice changes no bit of the result.

extension GemmPlan {
  /// The plan that the model chooses, then others that are right for the shape. Alone where its order
  /// of additions is its own (dot products).
  package static func candidates(
    _ problem: GemmProblem, _ shape: GemmShape, vectorWidth: Int
  ) -> [GemmPlan] {
    let model = cpu(problem, shape, vectorWidth: vectorWidth)
    guard model.strategy == .registerTile, !model.splitsK, problem.taps == nil else {
      return [model]
    }
    var all = [model]
    // Operands can be read in place where lanes are contiguous.
    let lanesAreContiguous = model.vectorAlongM ? problem.aUnit == .m : problem.bUnit == .n
    for (rows, vectors) in tiles(vectorWidth) + [(model.rows, model.vectors)] {
      for (packsA, packsB) in [(false, false), (true, false), (false, true), (true, true)] {
        let packsLanes = model.vectorAlongM ? packsA : packsB
        guard packsLanes || lanesAreContiguous else { continue }
        for kBlock in Set([0, shape.k > 512 ? 512 : 0]).sorted() {
          var plan = model
          (plan.rows, plan.vectors, plan.kBlock) = (rows, vectors, kBlock)
          (plan.packsA, plan.packsB) = (packsA, packsB)
          if packsLanes {
            plan.width = vectorWidth
          } else {
            // No whole vector beyond the last lane.
            let lanes = model.vectorAlongM ? shape.m : shape.n
            plan.vectors = min(vectors, (lanes + plan.width - 1) / plan.width)
          }
          plan.setEdge(problem, shape)
          // Partial sums cost a pass over C: only where panels are what is kept in cache.
          guard kBlock == 0 || (packsA && packsB), plan.supports(shape), !all.contains(plan) else {
            continue
          }
          all.append(plan)
        }
      }
    }
    return all
  }

  /// Rows and vectors of micro-tiles that fill the vector registers.
  private static func tiles(_ vectorWidth: Int) -> [(rows: Int, vectors: Int)] {
    vectorWidth >= 16 ? [(12, 2), (8, 3), (6, 4)] : [(6, 2), (4, 3)]
  }

  /// Whether the plan is right for a shape and adds in order of k: such plans agree bit for bit.
  package func addsInOrder(_ shape: GemmShape) -> Bool {
    guard !splitsK else { return false }
    switch strategy {
    case .registerTile: return supports(shape)
    case .workGroup: return group.slices == 1
    case .dot: return false
    }
  }

  /// All that makes one plan differ from another, in words.
  package var name: String { plain + (splitsK ? ", parts of k" : "") }

  private var plain: String {
    let tile = "\(rows)×\(vectors * width)" + (vectorAlongM ? " of Cᵀ" : "")
    let packed = [packsA ? "A" : "", packsB ? "B" : ""].joined()
    switch strategy {
    case .workGroup:
      return "work-group of \(group.m)×\(group.n)×\(group.k), \(group.rows)×\(group.columns) each"
        + (group.slices > 1 ? ", \(group.slices) slices" : "")
    case .dot: return "dot products \(rows)×\(vectors) of \(width)"
    case .registerTile:
      return "tile \(tile) of \(width), " + (packed.isEmpty ? "in place" : "\(packed) packed")
        + (kBlock > 0 ? ", k by \(kBlock)" : "")
    }
  }
}

extension GemmProblem {
  /// The problem in words.
  package var layout: String {
    "A along \(aUnit), B along \(bUnit)" + (batchRank > 0 ? ", \(batchRank) batch axes" : "")
      + (taps.map { ", \($0.count) taps along \($0.role)" } ?? "")
  }
}
