// Contraction (GEMM) kernels, part 3 of 3: the GPU-like family, and work sizes of both.

/// Generates the GPU-like kernel. `store` is called with width 1 only.
package func generateGPUGemm(
  name: String, problem: GemmProblem, extraParameters: String = "",
  store: (EpilogueSite) -> String
) -> GemmKernels {
  let (tile, tk, side) = (GemmPlan.groupTile, GemmPlan.groupK, GemmPlan.groupSide)
  let (per, loads) = (tile / side, tile * tk / (side * side))
  // Neighbouring work-items walk the contiguous index of each operand, so that global reads
  // coalesce; rows of local memory are padded by one float against bank conflicts.
  let aAlongK = problem.aUnit == .k
  let bAlongK = problem.bUnit == .k
  let parameters: [GemmParameter] =
    [.aBuffer, .aOffset, .bBuffer, .bOffset, .m, .n, .k]
    + problem.strideParameters() + problem.batchParameters()
  func split(_ alongK: Bool) -> String {
    alongK
      ? "const int kk = e % \(tk), o = e / \(tk);" : "const int o = e % \(tile), kk = e / \(tile);"
  }
  let site = EpilogueSite(
    width: 1, batch: "batch", row: "row", column: "column", value: "value")
  let text = """
    // \(name): C = epilogue(A B), a work-group of \(side) x \(side) owns a \(tile) x \(tile) tile of C.
    // \(tk) of k at a time are staged in local memory as [k][lane], zero beyond the edges; each
    // work-item keeps \(per) x \(per) sums, rows and columns \(side) apart. Tunables: tile, k step, side.
    \(gemmSignature(name, parameters, extra: extraParameters, local: "\(side), \(side), 1"))\
      local float aTile[\(tk)][\(tile + 1)];
      local float bTile[\(tk)][\(tile + 1)];
      const int batch = get_group_id(2);
      const int x = get_local_id(0), y = get_local_id(1), self = y * \(side) + x;
      const int row0 = get_group_id(1) * \(tile), column0 = get_group_id(0) * \(tile);
      \(problem.batchPointer("a", name: "aBase"))\
      \(problem.batchPointer("b", name: "bBase"))\
      float acc[\(per)][\(per)];
      for (int i = 0; i < \(per); ++i)
        for (int j = 0; j < \(per); ++j) acc[i][j] = 0.0f;
      for (int k0 = 0; k0 < K; k0 += \(tk)) {
        for (int i = 0; i < \(loads); ++i) {
          const int e = self + i * \(side * side);
          {
            \(split(aAlongK))
            const int m = row0 + o, k = k0 + kk;
            aTile[kk][o] = m < M && k < K
                ? aBase[(long)m * \(problem.aStrideM) + (long)k * \(problem.aStrideK)] : 0.0f;
          }
          {
            \(split(bAlongK))
            const int n = column0 + o, k = k0 + kk;
            bTile[kk][o] = n < N && k < K
                ? bBase[(long)n * \(problem.bStrideN) + (long)k * \(problem.bStrideK)] : 0.0f;
          }
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int kk = 0; kk < \(tk); ++kk) {
          float p[\(per)], q[\(per)];
          for (int i = 0; i < \(per); ++i) p[i] = aTile[kk][y + i * \(side)];
          for (int j = 0; j < \(per); ++j) q[j] = bTile[kk][x + j * \(side)];
          for (int i = 0; i < \(per); ++i)
            for (int j = 0; j < \(per); ++j) acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
      }
      for (int i = 0; i < \(per); ++i) {
        for (int j = 0; j < \(per); ++j) {
          const int row = row0 + y + i * \(side), column = column0 + x + j * \(side);
          if (row < M && column < N) {
            const float value = acc[i][j];
            \(store(site))
          }
        }
      }
    }

    """
  return GemmKernels(
    plan: .gpu, packA: nil, packB: nil,
    main: GeneratedKernel(name: name, source: text, parameters: parameters))
}

extension GemmPlan {
  /// Work sizes and scratch sizes for a shape this plan supports.
  package func launch(_ shape: GemmShape) -> GemmLaunch {
    func ceilDiv(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
    var launch = GemmLaunch(
      packAGlobal: [0, 0, 0], packBGlobal: [0, 0, 0], mainGlobal: [0, 0, 0], mainLocal: [1, 1, 1],
      tilePanelsM: 1, tilePanelsN: 1, packedAFloats: 0, packedBFloats: 0, partialFloats: 0)
    let (tile, side) = (GemmPlan.groupTile, GemmPlan.groupSide)
    if strategy == .workGroup {
      launch.mainLocal = [side, side, 1]
      launch.mainGlobal = [
        ceilDiv(shape.n, tile) * side, ceilDiv(shape.m, tile) * side, shape.batch,
      ]
      return launch
    }
    let (tileM, tileN) = strategy == .dot ? (rows, vectors) : (self.tileM, self.tileN)
    let (panelsM, panelsN) = (ceilDiv(shape.m, tileM), ceilDiv(shape.n, tileN))

    // Cut C into work-items: enough of them to balance a few threads, each worth a launch
    // (2^17 multiply-adds are a few microseconds), and A's part of a tile small enough for L2.
    let maximumM = max(1, 192 / tileM)
    let maximumN = max(1, 256 / tileN)
    var (partsM, partsN) = (ceilDiv(panelsM, maximumM), ceilDiv(panelsN, maximumN))
    let work = shape.m * shape.n * shape.k * shape.batch
    let wanted = min(24, work >> 17)
    while partsM * partsN * shape.batch < wanted && (partsM < panelsM || partsN < panelsN) {
      let cutM =
        partsN >= panelsN
        || (partsM < panelsM && shape.m * partsN >= shape.n * partsM)
      if cutM { partsM += 1 } else { partsN += 1 }
    }
    launch.tilePanelsM = ceilDiv(panelsM, partsM)
    launch.tilePanelsN = ceilDiv(panelsN, partsN)
    let (itemsM, itemsN) = (
      ceilDiv(panelsM, launch.tilePanelsM), ceilDiv(panelsN, launch.tilePanelsN)
    )
    launch.mainGlobal =
      vectorAlongM ? [itemsM, itemsN, shape.batch] : [itemsN, itemsM, shape.batch]
    let chunks = ceilDiv(shape.k, GemmPlan.packChunk)
    if packsA {
      launch.packAGlobal = [ceilDiv(panelsM, GemmPlan.packPanels), chunks, shape.batch]
      launch.packedAFloats = shape.batch * panelsM * tileM * shape.k
    }
    if packsB {
      launch.packBGlobal = [ceilDiv(panelsN, GemmPlan.packPanels), chunks, shape.batch]
      launch.packedBFloats = shape.batch * panelsN * tileN * shape.k
    }
    if kBlock > 0 { launch.partialFloats = shape.batch * panelsM * tileM * panelsN * tileN }
    return launch
  }
}
