/// Writes reads through windows: forward, the elements of each window; backward, the windows that
/// hold each element.
struct WindowLowering {
  let windows: [WindowAxis]
  let lead: [Dim]
  /// The extents of the axes that the windows slide along.
  let extents: [Dim]

  init(_ windows: [WindowAxis], on shape: Shape) {
    self.windows = windows
    lead = Array(shape.dims.dropLast(windows.count))
    extents = Array(shape.dims.suffix(windows.count))
  }

  var counts: [Dim] { windows.map(\.count) }
  var taps: [Dim] { zip(windows, extents).map { Dim($0.taps($1)) } }
  private var covers: [Int] { zip(windows, extents).map { $0.covers($1) } }
  private var isAffine: Bool { !windows.contains { $0.isAdaptive } }
  private var rank: Int { windows.count }

  /// An expression that is `stride` times the index of one of `count` loops, plus an offset.
  private func loop(_ position: Int, of count: Int, times stride: Int = 1, plus offset: Dim = 0)
    -> AffineIndex
  {
    var strides = [Dim](repeating: 0, count: count)
    strides[position] = Dim(stride)
    return AffineIndex(offset: offset, strides: strides)
  }

  private func sum(_ a: AffineIndex, _ b: AffineIndex) -> AffineIndex {
    AffineIndex(offset: a.offset + b.offset, strides: zip(a.strides, b.strides).map { $0 + $1 })
  }

  private func scaled(_ a: AffineIndex, _ factor: Dim) -> AffineIndex {
    AffineIndex(offset: a.offset * factor, strides: a.strides.map { $0 * factor })
  }

  // MARK: Forward

  /// The element of `x` at a tap, `fill` where there is none.
  /// - Parameters:
  ///   - loops: how many loops there are; the leading axes come first.
  ///   - window: the loops of the windows.
  ///   - tap: the loops of the taps.
  func element(
    _ x: LoweredTensor, fill: Double, loops: Int, window: Int, tap: Int, _ body: inout Body
  ) -> Ref {
    let own = Shape(lead + extents).strides
    var index = AffineIndex(strides: [Dim](repeating: 0, count: loops))
    for axis in lead.indices { index.strides[axis] = own[axis] }
    if !isAffine { return adaptiveElement(x, fill, index, loops, window, tap, &body) }
    var bounds: [Bound] = []
    for (axis, geometry) in windows.enumerated() {
      let position = sum(
        loop(window + axis, of: loops, times: geometry.stride, plus: -Dim(geometry.before)),
        loop(tap + axis, of: loops, times: geometry.dilation))
      index = sum(index, scaled(position, own[lead.count + axis]))
      if !geometry.isInside(extents[axis]) {
        bounds.append(Bound(position, within: extents[axis]))
      }
    }
    let element = body.load(Access(x.value, index, bounds: bounds), x.dtype)
    if fill == 0 || bounds.isEmpty { return element }
    let isInside = bounds.map { bound -> Ref in
      let position = body.index(bound.index, .int32)
      return isWithin(position, bound.extent, loops, &body)
    }
    return body.select(all(isInside, &body), element, body.constant(fill, x.dtype))
  }

  private func adaptiveElement(
    _ x: LoweredTensor, _ fill: Double, _ index: AffineIndex, _ loops: Int, _ window: Int,
    _ tap: Int, _ body: inout Body
  ) -> Ref {
    var (coordinates, isInside): ([Ref], [Ref]) = ([], [])
    for (axis, geometry) in windows.enumerated() {
      let o = body.index(loop(window + axis, of: loops), .int32)
      let k = body.index(loop(tap + axis, of: loops), .int32)
      let position = body.binary(.add, start(axis, o, &body), k)
      coordinates.append(position)
      isInside.append(
        geometry.isAdaptive
          ? body.binary(.less, position, end(axis, o, &body))
          : isWithin(position, extents[axis], loops, &body))
    }
    let condition = all(isInside, &body)
    let element = read(x, index, coordinates, extents, condition, &body)
    return fill == 0 ? element : body.select(condition, element, body.constant(fill, x.dtype))
  }

  /// The first position of window `o`; of regular windows for tap 0.
  func start(_ axis: Int, _ o: Ref, _ body: inout Body) -> Ref {
    let geometry = windows[axis]
    if geometry.isAdaptive {
      let product = body.binary(.multiply, o, number(extents[axis].fixed ?? 1, &body))
      return body.binary(.divide, product, number(geometry.count.fixed ?? 1, &body))
    }
    let first = body.binary(.multiply, o, number(geometry.stride, &body))
    return body.binary(.subtract, first, number(geometry.before, &body))
  }

  /// Behind the last position of window `o` of an adaptive axis.
  private func end(_ axis: Int, _ o: Ref, _ body: inout Body) -> Ref {
    let (n, count) = (extents[axis].fixed ?? 1, windows[axis].count.fixed ?? 1)
    let next = body.binary(.add, o, number(1, &body))
    let product = body.binary(.multiply, next, number(n, &body))
    let sum = body.binary(.add, product, number(count - 1, &body))
    return body.binary(.divide, sum, number(count, &body))
  }

  // MARK: Backward

  /// What an element of the result sees of a window that may hold it.
  struct Cover {
    /// How many loops there are.
    let loops: Int
    /// The window along each axis, as a computed number; nil where it is affine.
    let computed: [Ref]?
    /// The window along each axis, where it is affine.
    let affine: [AffineIndex]
    /// The tap of the window along each axis that the element is; nil unless asked for.
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
    if covers.allSatisfy({ $0 == 1 }) {
      return lowering.map(result) { body in
        let cover = cover(&body, result.rank, nil, checksTaps)
        return element(&body, cover)
      }
    }
    let space = Shape(result.dims + covers.map { Dim($0) })
    return lowering.reduce(kind, space, axes: Array(result.rank..<space.rank)) { body, _ in
      let cover = cover(&body, space.rank, result.rank, checksTaps)
      return element(&body, cover)
    }
  }

  /// - Parameter turns: the first of the loops that count the windows; nil if there is one window.
  private func cover(
    _ body: inout Body, _ loops: Int, _ turns: Int?, _ checksTaps: Bool
  ) -> Cover {
    if windows.allSatisfy({ !$0.isAdaptive && $0.stride == 1 }) {
      let affine = windows.enumerated().map { axis, geometry in
        let padded = loop(lead.count + axis, of: loops, plus: Dim(geometry.before))
        return turns.map { sum(padded, loop($0 + axis, of: loops, times: -geometry.dilation)) }
          ?? padded
      }
      let taps = windows.indices.map { axis in
        turns.map { body.index(loop($0 + axis, of: loops), .int32) } ?? number(0, &body)
      }
      return Cover(loops: loops, computed: nil, affine: affine, taps: taps, conditions: [])
    }
    var (computed, taps, conditions): ([Ref], [Ref], [Ref]) = ([], [], [])
    for (axis, geometry) in windows.enumerated() {
      let p = body.index(
        loop(lead.count + axis, of: loops, plus: Dim(geometry.before)), .int32)
      var o = last(axis, p, &body)
      if let turns {
        let turn = body.index(
          loop(turns + axis, of: loops, times: geometry.stride == 1 ? geometry.dilation : 1),
          .int32)
        o = body.binary(.subtract, o, turn)
      }
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
      loops: loops, computed: computed, affine: [], taps: taps, conditions: conditions)
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
      // The tap is the turn itself; with one tap there is no loop of turns.
      if cover.loops > lead.count + rank {
        index.strides[lead.count + rank + axis] =
          index.strides[lead.count + rank + axis] + shape.strides[lead.count + axis]
      }
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

  // MARK: Numbers

  /// A read at computed coordinates where `condition` holds, else 0.
  private func read(
    _ x: LoweredTensor, _ index: AffineIndex, _ coordinates: [Ref], _ extents: [Dim],
    _ condition: Ref, _ body: inout Body
  ) -> Ref {
    let flat = self.flat(coordinates, extents, index.strides.count, &body)
    let chosen = body.select(condition, flat, number(-1, &body))
    return body.append(
      .gather(
        Access(x.value, index), index: chosen, stride: 1, extent: Shape(extents).elementCount,
        site: 0), type: x.dtype)
  }

  /// The row-major position of coordinates.
  func flat(_ coordinates: [Ref], _ extents: [Dim], _ loops: Int, _ body: inout Body) -> Ref {
    var flat: Ref?
    for (coordinate, extent) in zip(coordinates, extents) {
      guard let outer = flat else {
        flat = coordinate
        continue
      }
      let scaled = body.binary(.multiply, outer, dim(extent, loops, &body))
      flat = body.binary(.add, scaled, coordinate)
    }
    return flat ?? number(0, &body)
  }

  func number(_ value: Int, _ body: inout Body) -> Ref { body.constant(Double(value), .int32) }

  private func dim(_ dim: Dim, _ loops: Int, _ body: inout Body) -> Ref {
    body.index(AffineIndex(offset: dim, strides: [Dim](repeating: 0, count: loops)), .int32)
  }

  private func isWithin(_ position: Ref, _ extent: Dim, _ loops: Int, _ body: inout Body) -> Ref {
    body.binary(
      .and, body.binary(.greaterOrEqual, position, number(0, &body)),
      body.binary(.less, position, dim(extent, loops, &body)))
  }

  private func all(_ conditions: [Ref], _ body: inout Body) -> Ref {
    guard var result = conditions.first else { return body.constant(1, .bool) }
    for condition in conditions.dropFirst() { result = body.binary(.and, result, condition) }
    return result
  }
}
