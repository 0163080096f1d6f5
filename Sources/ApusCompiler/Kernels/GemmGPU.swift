// Contraction (GEMM) kernels: the GPU-like family.

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
    + (problem.sumsColumns ? [.sumsBuffer, .sumsOffset] : [])
    + problem.strideParameters() + problem.batchParameters()
  func split(_ alongK: Bool) -> String {
    alongK
      ? "const int kk = e % \(tk), o = e / \(tk);" : "const int o = e % \(tile), kk = e / \(tile);"
  }
  // The first row of work-groups adds up the columns of B that it stages; zeros change no sum.
  let sums = problem.sumsColumns
  let declareSums = sums ? "float total[\(per)] = {0.0f};\n  " : ""
  let addSums =
    sums
    ? "if (row0 == 0) for (int j = 0; j < \(per); ++j) total[j] += q[j];\n        " : ""
  let storeSums =
    !sums
    ? ""
    : "if (row0 == 0 && y == 0) for (int j = 0; j < \(per); ++j) {\n"
      + "    const int column = column0 + x + j * \(side);\n"
      + "    if (column < N) sums[sumsOffset + column] = total[j];\n  }\n  "
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
      \(declareSums)float acc[\(per)][\(per)];
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
          \(addSums)for (int i = 0; i < \(per); ++i)
            for (int j = 0; j < \(per); ++j) acc[i][j] = fma(p[i], q[j], acc[i][j]);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
      }
      \(storeSums)for (int i = 0; i < \(per); ++i) {
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
