import ApusCompiler
import OpenCLKit

/// What a device reaches at its best, measured: the yardstick for kernels.
public struct Peaks: Sendable, Hashable {
  /// Arithmetic, in 10⁹ float32 operations a second; a multiply-add counts as two.
  public var gigaflops: Double
  /// Memory traffic of a copy too large for caches, read and written, in 10⁹ bytes a second.
  public var gigabytes: Double
  /// What one more kernel costs a step, in seconds: of kernels that do nothing, enqueued one after
  /// another and waited for once.
  public var launchSeconds: Double
}

extension ComputeContext {
  /// Times multiply-adds in registers and a copy; takes a fraction of a second, and builds one small
  /// program.
  /// - Parameter copyBytes: the size of each of the two arrays that are copied.
  /// - Throws: `OpenCLError`.
  public func measurePeaks(copyBytes: Int = 1 << 27) throws -> Peaks {
    try useOwnQueue()
    let isCPU = traits.family == .cpu
    let width = isCPU ? traits.vectorWidth : 4
    let program = try program(
      Peaks.source(width: width, group: isCPU ? 1 : 64), options: "-cl-denorms-are-zero")
    let count = min(copyBytes, traits.maximumAllocation) / 4 / 1024 * 1024
    let (from, to) = (
      try memory(count * 4), try memory(count * 4)
    )
    try queue.fill(from, with: UInt32(0))
    try queue.fill(to, with: UInt32(0))

    let items = isCPU ? traits.computeUnits * 8 : traits.computeUnits * 2048
    let rounds: Int32 = isCPU ? 200_000 : 2_000
    let arithmetic = try Kernel(program, name: "apus_peak_fma")
    try arithmetic.set(0, to)
    try arithmetic.set(1, rounds)
    let flops = Double(items) * Double(rounds) * Double(width * Peaks.chains) * 2
    let copy = try Kernel(program, name: "apus_peak_copy")
    try copy.set(0, from)
    try copy.set(1, to)
    let part = isCPU ? count / 64 : width
    try copy.set(2, Int32(part))
    return Peaks(
      gigaflops: flops / (try best(arithmetic, items)) / 1e9,
      gigabytes: Double(count) * 8 / (try best(copy, count / part)) / 1e9,
      launchSeconds: try measureLaunchCost())
  }

  /// The time from the end of one kernel to the end of the next one that does nothing, in seconds:
  /// a step pays it for each of its kernels, and host work that is longer hides behind no kernel.
  ///
  /// Each of the kernels has as many work-items as those of a step have at least (eight for each
  /// compute unit of a CPU), so that all threads take part. The median of seven series counts.
  /// - Throws: `OpenCLError`.
  public func measureLaunchCost() throws -> Double {
    try useOwnQueue()
    let isCPU = traits.family == .cpu
    let program = try program(Peaks.idleSource(group: isCPU ? 1 : 64), options: "")
    let kernel = try Kernel(program, name: "apus_idle")
    try kernel.set(0, nothing)
    let items = traits.computeUnits * (isCPU ? 8 : 64)
    let series = 1000
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<8 {
      let time = try clock.measure {
        for _ in 0..<series {
          try queue.enqueue(kernel, global: [items], local: [isCPU ? 1 : 64])
        }
        try queue.finish()
      }
      times.append(time / .seconds(1) / Double(series))
    }
    // The first series compiles.
    return times.dropFirst().sorted()[3]
  }

  /// The shortest of several runs, in seconds.
  private func best(_ kernel: Kernel, _ items: Int) throws -> Double {
    let local = [traits.family == .cpu ? 1 : 64]
    let clock = ContinuousClock()
    var shortest = Double.infinity
    for _ in 0..<7 {
      let time = try clock.measure {
        try queue.enqueue(kernel, global: [items], local: local)
        try queue.finish()
      }
      let (seconds, rest) = time.components
      shortest = min(shortest, Double(seconds) + Double(rest) / 1e18)
    }
    return shortest
  }
}

extension Peaks {
  /// Independent chains of multiply-adds: enough to hide their latency.
  fileprivate static let chains = 12

  /// A kernel that does nothing with its one argument, but might.
  fileprivate static func idleSource(group: Int) -> String {
    """
    kernel __attribute__((reqd_work_group_size(\(group), 1, 1)))
    void apus_idle(global int *out)
    {
      if (get_global_id(0) == (size_t)-1) out[0] = 1;
    }

    """
  }

  fileprivate static func source(width: Int, group: Int) -> String {
    let type = "float\(width)"
    let names = (0..<chains).map { "c\($0)" }
    // As the largest results are stored.
    let copied = VectorAccess.store(
      VectorAccess.load(.float32, width, "from + first + i"), .float32, width,
      at: "to + first + i", pastCache: true)
    let lanes = (0..<width).map { "0.\($0)1f" }.joined(separator: ", ")
    let start = names.enumerated().map { "\(type) \($1) = lanes + (\($0).5f + id);" }
    let sums = (0..<width).map { "sum.s" + String($0, radix: 16) }.joined(separator: " + ")
    return VectorAccess.definitions(for: copied) + """
      // Multiply-adds in registers. Lanes differ and all of them are in the result, so that a
      // compiler leaves none out.
      kernel __attribute__((reqd_work_group_size(\(group), 1, 1)))
      void apus_peak_fma(global float *out, const int rounds)
      {
        const int id = (int)get_global_id(0);
        const \(type) a = (\(type))(0.999f), b = (\(type))(0.001f);
        const \(type) lanes = (\(type))(\(lanes));
        \(start.joined(separator: " "))
        for (int round = 0; round < rounds; ++round) {
          \(names.map { "\($0) = fma(\($0), a, b);" }.joined(separator: " "))
        }
        const \(type) sum = \(names.joined(separator: " + "));
        out[id] = \(sums);
      }
      // A copy of `count` elements for each work-item.
      kernel __attribute__((reqd_work_group_size(\(group), 1, 1)))
      void apus_peak_copy(global const float *from, global float *to, const int count)
      {
        const ulong first = (ulong)get_global_id(0) * count;
        for (int i = 0; i < count; i += \(width)) {
          \(copied)
        }
      }

      """
  }
}
