/// The OpenCL C of `CTCLoss`: one work-group for each sequence walks over its frames, its work-items
/// over the positions of the targets with blanks around them (2 labels + 1). Everything is in
/// logarithms. The gradient is by frame: a work-item adds up one row in order.
struct CTCKernels {
  var blank: Int
  var dtype: DType

  /// The work-items of a group.
  private static let lanes = 32

  private var real: String { dtype == .float64 ? "double" : "float" }

  /// ln (eᵃ + eᵇ + eᶜ). Kernels of one program share a name space: each has its own.
  private func prelude(_ kernel: String) -> String {
    let pragma = dtype == .float64 ? "#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n" : ""
    return pragma + """
      static \(real) \(kernel)_sum(\(real) a, \(real) b, \(real) c)
      {
        const \(real) m = max(max(a, b), c);
        // Of a NaN and −∞, max gives either: not m, but all three have to be −∞.
        const bool none = a == -INFINITY && b == -INFINITY && c == -INFINITY;
        return none ? m : m + log(exp(a - m) + exp(b - m) + exp(c - m));
      }

      """
  }

  private let parameters = """
    global const REAL *scores, ulong scoresAt, global const int *targets, ulong targetsAt,
        global const int *frameCounts, ulong framesAt, global const int *labelCounts, ulong labelsAt
    """

  private let setup = """
    scores += scoresAt;
      targets += targetsAt + (ulong)n * labels;
      const int count = frameCounts[framesAt + n];
      const int spelled = labelCounts[labelsAt + n];
      const int positions = 2 * spelled + 1;
      const int width = 2 * labels + 1;
    """

  private func kernel(
    _ name: String, _ outputs: String, _ body: String, _ s: CTCSequences, global: [Dim],
    local: [Int]?
  ) -> NativeKernel {
    let name = "apus_ctc_\(name)_\(real)"
    let text = """
      \(prelude(name))
      // Connectionist temporal classification: \(name).
      kernel void \(name)(\(parameters), \(outputs),
          int frames, int batch, int classes, int labels, int blank)
      {
      \(body)
      }
      """
    return NativeKernel(
      name: name,
      source: text.replacing("SETUP", with: setup).replacing("REAL", with: real)
        .replacing("SUM", with: "\(name)_sum"),
      arguments: [
        .extent(s.frames), .extent(s.batch), .extent(s.classes), .extent(s.labels),
        .extent(Dim(blank)),
      ],
      globalSize: global, localSize: local)
  }

  /// ln α and the losses.
  func forward(_ s: CTCSequences) -> NativeKernel {
    kernel(
      "forward",
      "global REAL *losses, ulong lossesAt, global REAL *alpha, ulong alphaAt",
      """
        const int n = get_group_id(0);
        const int lane = get_local_id(0);
        const int lanes = get_local_size(0);
        SETUP
        alpha += alphaAt + (ulong)n * frames * width;
        for (int t = 0; t < frames; t++) {
          global const REAL *row = scores + ((ulong)t * batch + n) * classes;
          global REAL *now = alpha + (ulong)t * width;
          global const REAL *before = now - width;
          for (int s = lane; s < width; s += lanes) {
            REAL value = -INFINITY;
            if (t < count && s < positions) {
              const int label = s & 1 ? targets[s >> 1] : blank;
              if (t == 0) {
                value = s < 2 ? row[label] : -INFINITY;
              } else {
                const int skips = (s & 1) && s > 1 && label != targets[(s >> 1) - 1];
                const REAL stay = before[s];
                const REAL step = s > 0 ? before[s - 1] : -INFINITY;
                const REAL skip = skips ? before[s - 2] : -INFINITY;
                value = SUM(stay, step, skip) + row[label];
              }
            }
            now[s] = value;
          }
          barrier(CLK_GLOBAL_MEM_FENCE);
        }
        if (lane == 0) {
          REAL loss = spelled == 0 ? 0 : INFINITY;
          if (count > 0) {
            global const REAL *last = alpha + (ulong)(count - 1) * width;
            const REAL label = spelled > 0 ? last[positions - 2] : -INFINITY;
            loss = -SUM(last[positions - 1], label, -INFINITY);
          }
          losses[lossesAt + n] = loss;
        }
      """, s, global: [s.batch * Dim(CTCKernels.lanes)], local: [CTCKernels.lanes])
  }

  /// ln β, which like ln α counts the score of its own frame.
  func backward(_ s: CTCSequences) -> NativeKernel {
    kernel(
      "backward", "global REAL *beta, ulong betaAt",
      """
        const int n = get_group_id(0);
        const int lane = get_local_id(0);
        const int lanes = get_local_size(0);
        SETUP
        beta += betaAt + (ulong)n * frames * width;
        for (int t = frames - 1; t >= 0; t--) {
          global const REAL *row = scores + ((ulong)t * batch + n) * classes;
          global REAL *now = beta + (ulong)t * width;
          global const REAL *after = now + width;
          for (int s = lane; s < width; s += lanes) {
            REAL value = -INFINITY;
            if (t < count && s < positions) {
              const int label = s & 1 ? targets[s >> 1] : blank;
              if (t == count - 1) {
                value = s >= positions - 2 ? row[label] : -INFINITY;
              } else {
                const int skips = (s & 1) && s + 2 < positions && label != targets[(s >> 1) + 1];
                const REAL stay = after[s];
                const REAL step = s + 1 < positions ? after[s + 1] : -INFINITY;
                const REAL skip = skips ? after[s + 2] : -INFINITY;
                value = SUM(stay, step, skip) + row[label];
              }
            }
            now[s] = value;
          }
          barrier(CLK_GLOBAL_MEM_FENCE);
        }
      """, s, global: [s.batch * Dim(CTCKernels.lanes)], local: [CTCKernels.lanes])
  }

  /// One row of the gradient: Σ αβ / (y · p) for each class, in order of positions.
  func gradient(_ s: CTCSequences, zeroesInfinity: Bool) -> NativeKernel {
    kernel(
      zeroesInfinity ? "gradientZeroing" : "gradient",
      """
      global const REAL *upstream, ulong upstreamAt, global const REAL *alpha, ulong alphaAt,
          global const REAL *beta, ulong betaAt, global REAL *result, ulong resultAt
      """,
      """
        const int n = get_global_id(0) % batch;
        const int t = get_global_id(0) / batch;
        SETUP
        alpha += alphaAt + (ulong)n * frames * width;
        beta += betaAt + ((ulong)n * frames + t) * width;
        global const REAL *row = scores + ((ulong)t * batch + n) * classes;
        global REAL *out = result + resultAt + ((ulong)t * batch + n) * classes;
        for (int c = 0; c < classes; c++) out[c] = 0;
        if (t >= count) return;
        global const REAL *last = alpha + (ulong)(count - 1) * width;
        const REAL label = spelled > 0 ? last[positions - 2] : -INFINITY;
        const REAL total = SUM(last[positions - 1], label, -INFINITY);
        if (total == -INFINITY) {
          for (int c = 0; c < classes; c++) out[c] = \(zeroesInfinity ? "0" : "NAN");
          return;
        }
        alpha += (ulong)t * width;
        const REAL g = upstream[upstreamAt + n];
        for (int s = 0; s < positions; s++) {
          const int label_ = s & 1 ? targets[s >> 1] : blank;
          const REAL both = alpha[s] + beta[s];
          if (both != -INFINITY) out[label_] -= g * exp(both - row[label_] - total);
        }
      """, s, global: [s.frames * s.batch], local: nil)
  }
}
