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
  var covers: [Int] { zip(windows, extents).map { $0.covers($1) } }
  var isAffine: Bool { !windows.contains { $0.isAdaptive } }
  var rank: Int { windows.count }

  /// An expression that is `stride` times the index of one of `count` loops, plus an offset.
  func loop(_ position: Int, of count: Int, times stride: Int = 1, plus offset: Dim = 0)
    -> AffineIndex
  {
    var strides = [Dim](repeating: 0, count: count)
    strides[position] = Dim(stride)
    return AffineIndex(offset: offset, strides: strides)
  }

  func sum(_ a: AffineIndex, _ b: AffineIndex) -> AffineIndex {
    AffineIndex(offset: a.offset + b.offset, strides: zip(a.strides, b.strides).map { $0 + $1 })
  }

  func scaled(_ a: AffineIndex, _ factor: Dim) -> AffineIndex {
    AffineIndex(offset: a.offset * factor, strides: a.strides.map { $0 * factor })
  }

  // MARK: Forward

  /// Combines the elements of each window.
  ///
  /// Few taps are written one after another, for neighbouring windows as vectors; more go through a
  /// loop.
  func collect(
    _ x: LoweredTensor, _ kind: ReductionKind, fill: Double, _ lowering: inout Lowering,
    finish: (inout Body, Ref) -> Ref = { $1 }
  ) -> LoweredTensor {
    let rank = lead.count + self.rank
    let result = Shape(lead + counts)
    if let number = tapCount, number <= WindowLowering.mostTaps {
      return lowering.map(result) { body in
        let elements = fixedTaps(rank).map { element(x, fill: fill, loops: rank, $0, &body) }
        return finish(&body, combined(kind, elements, &body))
      }
    }
    let space = Shape(result.dims + taps)
    return lowering.reduce(kind, space, axes: Array(rank..<space.rank)) { body, _ in
      let taps = windows.indices.map { loop(rank + $0, of: space.rank) }
      return element(x, fill: fill, loops: space.rank, taps, &body)
    } finish: {
      finish(&$0, $1)
    }
  }

  private static let mostTaps = 9

  private var tapCount: Int? {
    taps.reduce(1 as Int?) { product, taps in
      taps.fixed.flatMap { taps in product.map { Dim.saturatingMultiply($0, taps) } }
    }
  }

  /// Every tap of a window, the last axis fastest.
  private func fixedTaps(_ loops: Int) -> [[AffineIndex]] {
    counted(taps.map { $0.fixed ?? 1 }, loops)
  }

  /// Every tuple of numbers below `counts`, the last fastest, as expressions of `loops` loops.
  func counted(_ counts: [Int], _ loops: Int) -> [[AffineIndex]] {
    (0..<counts.reduce(1, *)).map { number in
      var rest = number
      let tuple = counts.reversed().map { count -> AffineIndex in
        defer { rest /= count }
        return AffineIndex(
          offset: Dim(rest % count), strides: [Dim](repeating: 0, count: loops))
      }
      return tuple.reversed()
    }
  }

  /// What a reduction makes of elements, in their order.
  func combined(_ kind: ReductionKind, _ elements: [Ref], _ body: inout Body) -> Ref {
    var result = elements[0]
    var place = kind == .argmax ? number(0, &body) : result
    for (position, element) in elements.enumerated().dropFirst() {
      switch kind {
      case .sum: result = body.binary(.add, result, element)
      case .argmax:
        // The first largest; a NaN is larger than all but a NaN.
        let isNaN = body.binary(
          .and, body.binary(.notEqual, element, element), body.binary(.equal, result, result))
        let isBetter = body.binary(.or, body.binary(.greater, element, result), isNaN)
        result = body.select(isBetter, element, result)
        place = body.select(isBetter, number(position, &body), place)
      default: result = body.binary(.maximum, result, element)
      }
    }
    return kind == .argmax ? place : result
  }

  /// The element of `x` at a tap of a window, `fill` where there is none. The loops are the leading
  /// axes, the windows, and any others.
  private func element(
    _ x: LoweredTensor, fill: Double, loops: Int, _ taps: [AffineIndex], _ body: inout Body
  ) -> Ref {
    let own = Shape(lead + extents).strides
    var index = AffineIndex(strides: [Dim](repeating: 0, count: loops))
    for axis in lead.indices { index.strides[axis] = own[axis] }
    if !isAffine { return adaptiveElement(x, fill, index, loops, taps, &body) }
    var positions: [AffineIndex] = []
    for (axis, geometry) in windows.enumerated() {
      positions.append(
        sum(
          loop(
            lead.count + axis, of: loops, times: geometry.stride, plus: -Dim(geometry.before)),
          scaled(taps[axis], Dim(geometry.dilation))))
    }
    let open = windows.indices.filter { !windows[$0].isInside(extents[$0]) }
    if open.isEmpty {
      for (axis, position) in positions.enumerated() {
        index = sum(index, scaled(position, own[lead.count + axis]))
      }
      return body.load(Access(x.value, index), x.dtype)
    }
    // Positions that are computed are read without a branch for each.
    let coordinates = positions.map { body.index($0, .int32) }
    let inside = open.map { isWithin(coordinates[$0], extents[$0], loops, &body) }
    let condition = all(inside, &body)
    let element = read(x, index, coordinates, extents, condition, &body)
    return fill == 0 ? element : body.select(condition, element, body.constant(fill, x.dtype))
  }

  private func adaptiveElement(
    _ x: LoweredTensor, _ fill: Double, _ index: AffineIndex, _ loops: Int, _ taps: [AffineIndex],
    _ body: inout Body
  ) -> Ref {
    var (coordinates, isInside): ([Ref], [Ref]) = ([], [])
    for (axis, geometry) in windows.enumerated() {
      let o = body.index(loop(lead.count + axis, of: loops), .int32)
      let k = body.index(taps[axis], .int32)
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

  /// The taps of `x` as axes of their own, before those of the windows; 0 where there are none.
  func view(_ x: LoweredTensor, _ lowering: inout Lowering) -> LoweredTensor {
    let shape = Shape(lead + taps + counts)
    let own = Shape(lead + extents).strides
    var index = AffineIndex(strides: [Dim](repeating: 0, count: shape.rank))
    for axis in lead.indices { index.strides[axis] = own[axis] }
    var bounds: [Bound] = []
    for (axis, geometry) in windows.enumerated() {
      let position = sum(
        loop(
          lead.count + rank + axis, of: shape.rank, times: geometry.stride,
          plus: -Dim(geometry.before)),
        loop(lead.count + axis, of: shape.rank, times: geometry.dilation))
      index = sum(index, scaled(position, own[lead.count + axis]))
      if !geometry.isInside(extents[axis]) {
        bounds.append(Bound(position, within: extents[axis]))
      }
    }
    return lowering.view(x, shape, index, bounds: bounds)
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
  func end(_ axis: Int, _ o: Ref, _ body: inout Body) -> Ref {
    let (n, count) = (extents[axis].fixed ?? 1, windows[axis].count.fixed ?? 1)
    let next = body.binary(.add, o, number(1, &body))
    let product = body.binary(.multiply, next, number(n, &body))
    let sum = body.binary(.add, product, number(count - 1, &body))
    return body.binary(.divide, sum, number(count, &body))
  }

  // MARK: Numbers

  /// A read at computed coordinates where `condition` holds, else 0.
  func read(
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

  func dim(_ dim: Dim, _ loops: Int, _ body: inout Body) -> Ref {
    body.number(dim, loops: loops)
  }

  func isWithin(_ position: Ref, _ extent: Dim, _ loops: Int, _ body: inout Body) -> Ref {
    body.binary(
      .and, body.binary(.greaterOrEqual, position, number(0, &body)),
      body.binary(.less, position, dim(extent, loops, &body)))
  }

  func all(_ conditions: [Ref], _ body: inout Body) -> Ref {
    guard var result = conditions.first else { return body.constant(1, .bool) }
    for condition in conditions.dropFirst() { result = body.binary(.and, result, condition) }
    return result
  }
}
