import Apus
import OpenCLKit

/// What the device can do at best, measured with kernels written for nothing else.
struct MachineProbe {
  /// Most 10⁹ multiply-adds and other float32 operations a second that registers alone allow.
  var peakGFLOPS = 0.0
  /// Most 10⁹ bytes a second that a copy or a triad of large arrays moves.
  var streamGBS = 0.0
  /// Fewest seconds that a kernel which does nothing costs among others.
  var launchSeconds = Double.infinity

  /// Floats of each array of the memory kernels: 64 MiB, more than a cache holds.
  private static let arrayCount = 16 << 20
  /// Seconds that a run of an arithmetic kernel is to last, so that a launch costs next to nothing.
  private static let arithmeticSeconds = 0.01

  /// Measures the device of a context; takes about two seconds.
  /// - Throws: `OpenCLError`.
  static func measure(_ computeContext: ComputeContext) throws -> MachineProbe {
    var probe = MachineProbe()
    probe.launchSeconds = try computeContext.measureLaunchCost()
    let context = try Context(computeContext.device)
    let queue = try Queue(context: context)
    let program = try Program(context: context, source: ProbeKernels.source)
    try probe.measureArithmetic(queue, program)
    try probe.measureMemory(queue, program)
    return probe
  }

  private mutating func measureArithmetic(_ queue: Queue, _ program: Program) throws {
    let units = max(1, queue.context.device.capabilities.computeUnits)
    for variant in ProbeKernels.arithmetic {
      let kernel = try Kernel(program, name: variant.name)
      let group = min(variant.group, kernel.maxWorkGroupSize)
      // A few groups for each unit of a CPU; enough to hide latencies on a GPU.
      let items = units * (group == 1 ? 8 : 16 * group)
      let results = try Buffer(context: queue.context, byteCount: items * 4)
      try kernel.set(0, results)
      try kernel.set(2, Float(0.999))
      let range = try NDRange(global: [items], local: [group])
      var loops = 1000
      try kernel.set(1, Int32(loops))
      let scale = MachineProbe.arithmeticSeconds / (try best(of: 3, queue, kernel, range))
      loops = Int(min(max(Double(loops) * scale, 1000), 1e8))
      try kernel.set(1, Int32(loops))
      let seconds = try best(of: 20, queue, kernel, range)
      let operations = 2 * Double(items) * Double(loops * variant.chains * variant.width)
      peakGFLOPS = max(peakGFLOPS, operations / seconds / 1e9)
    }
  }

  private mutating func measureMemory(_ queue: Queue, _ program: Program) throws {
    let count = MachineProbe.arrayCount
    let arrays = try (0..<3).map { _ in
      let buffer = try Buffer(context: queue.context, byteCount: count * 4)
      try queue.preferLargePages(buffer)
      try queue.fill(buffer, with: Float(1))
      return buffer
    }
    for variant in ProbeKernels.memory {
      let kernel = try Kernel(program, name: variant.name)
      for (index, array) in arrays.prefix(variant.arrays).enumerated() {
        try kernel.set(index, array)
      }
      let range = try NDRange(global: [count / variant.floats])
      let seconds = try best(of: 20, queue, kernel, range)
      streamGBS = max(streamGBS, Double(variant.arrays * count * 4) / seconds / 1e9)
    }
  }

  /// The shortest of several runs, in seconds; the first is thrown away.
  private func best(
    of runs: Int, _ queue: Queue, _ kernel: Kernel, _ range: NDRange
  ) throws -> Double {
    var shortest = Double.infinity
    for run in 0...runs {
      let start = ContinuousClock.now
      try queue.enqueue(kernel, over: range)
      try queue.finish()
      if run > 0 { shortest = min(shortest, (ContinuousClock.now - start) / .seconds(1)) }
    }
    return shortest
  }
}
