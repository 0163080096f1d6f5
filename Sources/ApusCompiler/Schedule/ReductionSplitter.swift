import ApusGraph

/// Splits long reductions to few results into parts and a second reduction over the parts, so
/// that all threads have work. The decision depends on the shape alone: it fixes the order of
/// additions.
package enum ReductionSplitter {
  /// The extent that symbols are taken for.
  private static let nominal = 256
  private static let fewestElements = 1 << 17
  private static let enoughResults = 64

  /// The kernels to run, in order; `isSplit` marks those whose first loop counts parts.
  package static func run(
    _ kernel: LoweredKernel, _ values: inout [LoweredValue]
  ) -> [(kernel: LoweredKernel, isSplit: Bool)] {
    guard case .reduce(let reduction) = kernel.core, isWorthIt(kernel, reduction) else {
      return [(kernel, false)]
    }
    let parts = Dim(ReduceKernel.parts)
    let dtype = reduction.body.types[reduction.element]
    let count = Shape(kernel.domain).elementCount
    values.append(LoweredValue(elementCount: parts * count, dtype: dtype, origin: .kernel))
    let partial = ValueID(values.count - 1)

    var first = reduction
    first.body = reduction.body.mappingIndices {
      AffineIndex(offset: $0.offset, strides: [0] + $0.strides)
    }
    var accumulate = Body()
    let accumulator = accumulate.append(.accumulator, type: dtype)
    var stage1 = LoweredKernel(
      domain: [parts] + kernel.domain, core: .reduce(first), body: accumulate,
      results: [.init(ref: accumulator, value: partial)], nodes: kernel.nodes)
    stage1.segment = kernel.segment

    var second = Body()
    let load = second.load(
      Access(partial, AffineIndex(strides: Shape(kernel.domain).strides + [count])), dtype)
    var stage2 = kernel
    stage2.core = .reduce(
      Reduction(kind: reduction.kind, extents: [parts], body: second, element: load))
    return [(stage1, true), (stage2, false)]
  }

  static func isWorthIt(_ kernel: LoweredKernel, _ reduction: Reduction) -> Bool {
    if reduction.kind == .argmax || reduction.kind == .argmin { return false }
    let results = size(Shape(kernel.domain).elementCount)
    let elements = size(Shape(reduction.extents).elementCount)
    guard let longest = reduction.extents.first.map(size), longest >= 2 * ReduceKernel.parts
    else { return false }
    return results <= enoughResults && results * elements >= fewestElements
  }

  private static func size(_ dim: Dim) -> Int {
    (try? dim.value(nominally: nominal)) ?? 1
  }
}
