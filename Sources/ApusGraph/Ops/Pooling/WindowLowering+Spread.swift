extension WindowLowering {
  /// What an element of the result sees of a window that may hold it.
  struct Cover {
    /// How many loops there are.
    let loops: Int
    /// Which window along each axis, counted from the last that may hold the element.
    let turns: [AffineIndex]
    /// The window along each axis, as a computed number; nil where it is affine.
    let computed: [Ref]?
    /// The window along each axis, where it is affine.
    let affine: [AffineIndex]
    /// The computed tap of the window along each axis that the element is, if asked for.
    let taps: [Ref]
    /// What has to hold apart from the window's existence.
    let conditions: [Ref]
  }

  /// Combines something over all windows that hold an element, for each element.
  /// - Parameter checksTaps: whether a window counts only if one of its taps is at the element;
  ///   otherwise the caller finds out.
  func spread(
    _ kind: ReductionKind, _ lowering: inout Lowering, checksTaps: Bool,
    _ element: (inout Body, Cover) -> Ref
  ) -> LoweredTensor {
    let result = Shape(lead + extents)
    let space = Shape(result.dims + covers.map { Dim($0) })
    if covers.reduce(1, *) <= WindowLowering.mostWritten {
      return lowering.map(result) { body in
        let all = counted(covers, result.rank).map { turns in
          let cover = cover(&body, turns, checksTaps)
          return element(&body, cover)
        }
        return combined(kind, all, &body)
      }
    }
    return lowering.reduce(kind, space, axes: Array(result.rank..<space.rank)) { body, _ in
      let turns = windows.indices.map { loop(result.rank + $0, of: space.rank) }
      let cover = cover(&body, turns, checksTaps)
      return element(&body, cover)
    }
  }

  /// Windows to a position that are written one after another, as vectors; more go through a loop.
  private static let mostWritten = 8

  /// - Parameter turns: which window of those that may hold a position, counted from the last one.
  private func cover(_ body: inout Body, _ turns: [AffineIndex], _ checksTaps: Bool) -> Cover {
    let loops = turns.first?.strides.count ?? 0
    if windows.allSatisfy({ !$0.isAdaptive && $0.stride == 1 }) {
      let affine = windows.enumerated().map { axis, geometry in
        let padded = loop(lead.count + axis, of: loops, plus: Dim(geometry.before))
        return sum(padded, scaled(turns[axis], Dim(-geometry.dilation)))
      }
      return Cover(
        loops: loops, turns: turns, computed: nil, affine: affine, taps: [], conditions: [])
    }
    var (computed, taps, conditions): ([Ref], [Ref], [Ref]) = ([], [], [])
    for (axis, geometry) in windows.enumerated() {
      let p = body.index(
        loop(lead.count + axis, of: loops, plus: Dim(geometry.before)), .int32)
      let step = geometry.stride == 1 ? geometry.dilation : 1
      let turn = body.index(scaled(turns[axis], Dim(step)), .int32)
      let o = body.binary(.subtract, last(axis, p, &body), turn)
      computed.append(o)
      guard checksTaps else { continue }
      if geometry.isAdaptive {
        conditions.append(body.binary(.less, p, end(axis, o, &body)))
        continue
      }
      let first = body.binary(.multiply, o, number(geometry.stride, &body))
      let distance = body.binary(.subtract, p, first)
      if geometry.stride > 1 && geometry.reach % geometry.stride != 0 {
        conditions.append(body.binary(.less, distance, number(geometry.reach, &body)))
      }
      var tap = distance
      if geometry.dilation > 1 {
        let dilation = number(geometry.dilation, &body)
        tap = body.binary(.divide, distance, dilation)
        conditions.append(
          body.binary(.equal, body.binary(.multiply, tap, dilation), distance))
      }
      taps.append(tap)
    }
    return Cover(
      loops: loops, turns: turns, computed: computed, affine: [], taps: taps,
      conditions: conditions)
  }

  /// The last window that may begin at or before a position, which is counted from the first tap of
  /// window 0.
  private func last(_ axis: Int, _ p: Ref, _ body: inout Body) -> Ref {
    let geometry = windows[axis]
    if !geometry.isAdaptive {
      return geometry.stride == 1
        ? p : body.binary(.divide, p, number(geometry.stride, &body))
    }
    let (n, count) = (extents[axis].fixed ?? 1, geometry.count.fixed ?? 1)
    let product = body.binary(.multiply, p, number(count, &body))
    return body.binary(
      .divide, body.binary(.add, product, number(count - 1, &body)), number(n, &body))
  }

  /// The entry of `g`, of the shape of the windows, for a window; 0 where there is no such window.
  func entry(_ g: LoweredTensor, _ cover: Cover, _ body: inout Body) -> Ref {
    let own = Shape(lead + counts).strides
    var index = AffineIndex(strides: [Dim](repeating: 0, count: cover.loops))
    for axis in lead.indices { index.strides[axis] = own[axis] }
    if let computed = cover.computed {
      let condition = exists(computed, cover, &body)
      return read(g, index, computed, counts, condition, &body)
    }
    var bounds: [Bound] = []
    for (axis, position) in cover.affine.enumerated() {
      index = sum(index, scaled(position, own[lead.count + axis]))
      bounds.append(Bound(position, within: counts[axis]))
    }
    return body.load(Access(g.value, index, bounds: bounds), g.dtype)
  }

  /// The entry of `y`, of the shape lead + taps + windows, for the element itself.
  func tapEntry(_ y: LoweredTensor, _ cover: Cover, _ body: inout Body) -> Ref {
    let shape = Shape(lead + taps + counts)
    var index = AffineIndex(strides: [Dim](repeating: 0, count: cover.loops))
    for axis in lead.indices { index.strides[axis] = shape.strides[axis] }
    if let computed = cover.computed {
      return read(
        y, index, cover.taps + computed, taps + counts, exists(computed, cover, &body), &body)
    }
    var bounds: [Bound] = []
    for (axis, position) in cover.affine.enumerated() {
      index = sum(index, scaled(position, shape.strides[lead.count + rank + axis]))
      bounds.append(Bound(position, within: counts[axis]))
      // The tap is the turn itself.
      index = sum(index, scaled(cover.turns[axis], shape.strides[lead.count + axis]))
    }
    return body.load(Access(y.value, index, bounds: bounds), y.dtype)
  }

  /// The row-major number of a window where it exists and `condition` holds, else −1.
  func owner(_ condition: Ref, _ cover: Cover, _ body: inout Body) -> Ref {
    let windows = cover.computed ?? cover.affine.map { body.index($0, .int32) }
    let isReal = body.binary(.and, condition, exists(windows, cover, &body))
    return body.select(isReal, flat(windows, counts, cover.loops, &body), number(-1, &body))
  }

  private func exists(_ windows: [Ref], _ cover: Cover, _ body: inout Body) -> Ref {
    let inside = zip(windows, counts).map { isWithin($0, $1, cover.loops, &body) }
    return all(inside + cover.conditions, &body)
  }
}
