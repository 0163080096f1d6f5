import ApusGraph

/// Rewrites linear positions as index tuples, so that computations can move between kernels whose
/// loops differ.
package enum Delinearize {
  /// For a position `index` over loops of extents `loops`, the index along each axis of a dense
  /// row-major `domain`, as affine expressions of the same loops.
  ///
  /// Nil unless every axis index is proven to stay within its extent for all bindings (directly,
  /// or because one of `bounds` says so): then the tuple is the only one for that position.
  package static func run(
    _ index: AffineIndex, loops: [Dim], domain: [Dim], bounds: [Bound] = []
  ) -> [AffineIndex]? {
    let steps = Shape(domain).strides
    let axes = domain.indices.filter { domain[$0] != 1 }
    let zero = AffineIndex(strides: [Dim](repeating: 0, count: loops.count))
    var result = [AffineIndex](repeating: zero, count: domain.count)
    var parts: [AffineIndex]?
    for (loop, stride) in index.strides.enumerated() where stride != 0 && loops[loop] != 1 {
      guard
        let axis = axes.first(where: { stride.dividedExactly(by: steps[$0]) != nil }),
        let quotient = stride.dividedExactly(by: steps[axis])
      else { return nil }
      // A diagonal moves along several axes at once: then a stride is a sum of steps.
      var rest = stride
      for outer in axes.prefix(while: { $0 < axis }) {
        let (own, remainder) = divide(rest, by: steps[outer])
        if own == 0 { continue }
        parts = parts ?? result
        parts?[outer].strides[loop] = own
        rest = remainder
      }
      guard let last = rest.dividedExactly(by: steps[axis]) else { return nil }
      parts?[axis].strides[loop] = last
      result[axis].strides[loop] = quotient
    }
    func within(_ tuple: [AffineIndex]) -> [AffineIndex]? {
      placed(tuple, index.offset, axes, steps).flatMap { tuple in
        axes.allSatisfy { isWithin(tuple[$0], domain[$0], loops, bounds) } ? tuple : nil
      }
    }
    return within(result) ?? parts.flatMap(within)
  }

  /// With an offset distributed over the axes; nil if it is no sum of their steps.
  private static func placed(
    _ tuple: [AffineIndex], _ offset: Dim, _ axes: [Int], _ steps: [Dim]
  ) -> [AffineIndex]? {
    var (result, rest) = (tuple, offset)
    for axis in axes {
      let (quotient, remainder) = divide(rest, by: steps[axis])
      result[axis].offset = quotient
      rest = remainder
    }
    return rest == 0 ? result : nil
  }

  /// The quotient of the terms that `divisor` divides; constants are divided towards zero.
  private static func divide(_ dividend: Dim, by divisor: Dim) -> (Dim, Dim) {
    if let exact = dividend.dividedExactly(by: divisor) { return (exact, 0) }
    var quotient: Dim = 0
    for part in dividend.monomials {
      if let exact = part.dividedExactly(by: divisor) {
        quotient = quotient + exact
      } else if let number = part.fixed, let step = divisor.fixed, step != 0 {
        quotient = quotient + Dim(number / step)
      }
    }
    return (quotient, dividend - quotient * divisor)
  }

  private static func isWithin(
    _ index: AffineIndex, _ extent: Dim, _ loops: [Dim], _ bounds: [Bound]
  ) -> Bool {
    if bounds.contains(where: { $0.index == index && extent.isProvablyAtLeast($0.extent) }) {
      return true
    }
    var (low, high) = (index.offset, index.offset)
    for (loop, stride) in index.strides.enumerated() where stride != 0 {
      let reach = stride * (loops[loop] - 1)
      // A stride is of one sign for all bindings, or nothing is proven.
      if stride.isProvablyAtLeast(0) {
        high = high + reach
      } else if (-stride).isProvablyAtLeast(0) {
        low = low + reach
      } else {
        return false
      }
    }
    return low.isProvablyAtLeast(0) && extent.isProvablyAtLeast(high + 1)
  }
}

extension AffineIndex {
  /// This index, over loops that `tuple` expresses in other loops.
  package func composed(with tuple: [AffineIndex], loopCount: Int) -> AffineIndex {
    var result = AffineIndex(
      offset: offset, strides: [Dim](repeating: 0, count: loopCount))
    for (stride, inner) in zip(strides, tuple) where stride != 0 {
      result.offset = result.offset + stride * inner.offset
      for (loop, step) in inner.strides.enumerated() where step != 0 {
        result.strides[loop] = result.strides[loop] + stride * step
      }
    }
    return result
  }
}

extension Access {
  /// This access, over loops that `tuple` expresses in other loops, under further bounds.
  package func composed(
    with tuple: [AffineIndex], loopCount: Int, adding extra: [Bound] = []
  ) -> Access {
    let own = bounds.map {
      Bound($0.index.composed(with: tuple, loopCount: loopCount), within: $0.extent)
    }
    return Access(
      value, index.composed(with: tuple, loopCount: loopCount),
      bounds: own + extra.filter { !own.contains($0) })
  }
}
