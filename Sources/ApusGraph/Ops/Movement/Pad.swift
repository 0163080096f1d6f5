/// What the elements outside of an input are.
public enum PadMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// One number.
  case constant
  /// The input mirrored at its first and last element, which are not repeated.
  case reflect
  /// The nearest element of the input.
  case replicate
  /// The input again, from its other end.
  case circular
}

/// A tensor with elements before and after it on each axis; a negative number of them takes
/// elements away. One kernel, which reads its input once. The gradients of the elements outside are
/// added to those of the elements they are copies of.
public struct Pad: StorageOp, CustomStringConvertible {
  public static let name = "pad"
  /// How many elements are added before each axis.
  public let before: [Int]
  /// How many elements are added after each axis.
  public let after: [Int]
  /// What they are.
  public let mode: PadMode
  /// What they are in the mode `constant`, before it is rounded to the element type.
  public let value: Double

  /// The operation that adds elements; both lists have one number for each axis.
  public init(before: [Int], after: [Int], mode: PadMode = .constant, value: Double = 0) {
    (self.before, self.after) = (before, after)
    (self.mode, self.value) = (mode, value)
  }

  private enum Keys: String, CodingKey {
    case before, after, mode, value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(mode, forKey: .mode)
    try container.encode(StoredNumber(value), forKey: .value)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    before = try container.decode([Int].self, forKey: .before)
    after = try container.decode([Int].self, forKey: .after)
    mode = try container.decode(PadMode.self, forKey: .mode)
    value = try container.decode(StoredNumber.self, forKey: .value).value
  }

  public var description: String {
    let amounts = zip(before, after).map { "\($0)+\($1)" }.joined(separator: ", ")
    return "pad \(amounts) \(mode.rawValue)" + (mode == .constant ? " \(value)" : "")
  }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    let shape = inputs[0].shape
    guard before.count == shape.rank, after.count == shape.rank else {
      throw GraphError(
        .invalidArgument, expected: "\(shape.rank) numbers before and after, one for each axis",
        found: "\(before.count) and \(after.count)", advice: "the input is \(shape)")
    }
    for axis in 0..<shape.rank { try check(shape, axis) }
    return [TensorType(padded(shape), inputs[0].dtype)]
  }

  private func padded(_ shape: Shape) -> Shape {
    Shape(zip(shape, zip(before, after)).map { $0 + Dim($1.0) + Dim($1.1) })
  }

  /// Whether elements only go round on an axis, whatever its extent.
  private func isRotation(_ axis: Int) -> Bool {
    mode == .circular && before[axis] == -after[axis]
  }

  private func check(_ shape: Shape, _ axis: Int) throws(GraphError) {
    let (extent, before, after) = (shape[axis], before[axis], after[axis])
    let limit = Shape.maximumElementCount
    guard (-limit...limit).contains(before), (-limit...limit).contains(after) else {
      throw GraphError(
        .invalidArgument, expected: "padding of at most 2^47 elements",
        found: "\(before) before and \(after) after axis \(axis)",
        advice: "check the numbers that the padding was computed from")
    }
    if isRotation(axis) { return }
    let taken = Dim(-Swift.min(before, 0) - Swift.min(after, 0))
    guard !Positions(axis: axis, of: extent, count: taken).isRefuted else {
      throw GraphError(
        .invalidArgument, expected: "to take away at most the \(extent) elements of axis \(axis)",
        found: "\(before) before and \(after) after it",
        advice: "negative padding takes elements of the input \(shape) away")
    }
    let least = least(axis)
    guard !Positions(axis: axis, of: extent, count: Dim(least)).isRefuted else {
      throw GraphError(
        .invalidArgument,
        expected: "at least \(least) elements on axis \(axis) for \(mode.rawValue) padding of "
          + "\(before) and \(after)", found: "\(extent)",
        advice: mode == .reflect
          ? "a reflection pads by less than the input's extent; pad twice for more"
          : "pad by at most the input's extent, or twice")
    }
  }

  /// How many elements an axis has to have for those outside of it.
  private func least(_ axis: Int) -> Int {
    let added = Swift.max(before[axis], after[axis], 0)
    return switch mode {
    case .constant: 0
    case .reflect: added == 0 ? 0 : added + 1
    case .replicate: added == 0 ? 0 : 1
    case .circular: added
    }
  }

  /// Has it checked that an axis has the elements that are taken away or copied, where that depends on
  /// its size.
  private func expectElements(_ shape: Shape, _ lowering: inout Lowering) {
    for (axis, extent) in shape.enumerated() where !isRotation(axis) {
      let taken = -Swift.min(before[axis], 0) - Swift.min(after[axis], 0)
      let count = Dim(Swift.max(taken, least(axis)))
      lowering.expect(Positions(axis: axis, of: extent, count: count))
    }
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let (x, g) = (context.inputs[0], try context.gradient)
    let axes = (0..<x.shape.rank).filter { before[$0] != 0 || after[$0] != 0 }
    if mode == .constant || axes.allSatisfy(isRotation) {
      let back = Pad(before: before.map(-), after: after.map(-), mode: mode)
      return [try g.builder.append(back, [g])[0]]
    }
    var sum = g
    for axis in axes { sum = try folded(sum, x.shape[axis], axis) }
    return [sum]
  }

  /// The gradient of padding one axis of this extent.
  private func folded(
    _ g: Variable, _ extent: Dim, _ axis: Int
  ) throws(GraphError) -> Variable {
    func alone(_ amounts: [Int]) -> [Int] {
      amounts.indices.map { $0 == axis ? -amounts[$0] : 0 }
    }
    let own = isRotation(axis) ? mode : .constant
    let middle = Pad(before: alone(before), after: alone(after), mode: own)
    var parts = [try g.builder.append(middle, [g])[0]]
    if isRotation(axis) { return parts[0] }
    let (first, last) = (before[axis], after[axis])
    var target = g.shape
    target[axis] = extent
    func add(_ start: Dim, _ count: Int, at place: Dim, step: Int) throws(GraphError) {
      var part = try slice(g, axis: axis, start: start, count: Dim(count))
      var count = Dim(count)
      if mode == .replicate {
        part = try sum(part, axes: [axis], keepingDims: true)
        count = 1
      }
      var ranges = target.map { Slice.Range(start: 0, count: $0) }
      ranges[axis] = Slice.Range(start: place, count: count, step: step)
      parts.append(try g.builder.append(Unslice(ranges, shape: target), [part])[0])
    }
    let end = g.shape[axis] - Dim(last)
    switch mode {
    case .constant: break
    case .reflect:
      if first > 0 { try add(0, first, at: Dim(first), step: -1) }
      if last > 0 { try add(end, last, at: extent - 2, step: -1) }
    case .replicate:
      if first > 0 { try add(0, first, at: 0, step: 1) }
      if last > 0 { try add(end, last, at: extent - 1, step: 1) }
    case .circular:
      if first > 0 { try add(0, first, at: extent - Dim(first), step: 1) }
      if last > 0 { try add(end, last, at: 0, step: 1) }
    }
    var total = parts[0]
    for part in parts.dropFirst() { total = try total + part }
    return total
  }

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let x = inputs[0]
    expectElements(x.shape, &lowering)
    let shape = padded(x.shape)
    let added = (0..<shape.rank).filter { before[$0] > 0 || after[$0] > 0 }
    // Axes that nothing is added to are read at an affine position.
    var access = Access(x.value, AffineIndex(strides: x.shape.strides))
    for axis in 0..<shape.rank where mode == .constant || !added.contains(axis) {
      access.index.offset = access.index.offset - Dim(before[axis]) * x.shape.strides[axis]
    }
    if mode == .constant || added.isEmpty {
      for axis in added {
        access.bounds.append(Bound(position(axis, shape.rank), within: x.shape[axis]))
      }
      return [
        lowering.map(shape) { body in
          let inside = body.load(access, x.dtype)
          if value == 0 || added.isEmpty { return inside }
          return filled(inside, added, x, &body)
        }
      ]
    }
    for axis in added { access.index.strides[axis] = 0 }
    return [
      lowering.map(shape) { body in
        var (index, stride, extent): (Ref?, Dim, Dim) = (nil, 1, x.shape.elementCount)
        for axis in added {
          let own = source(axis, x.shape, &body)
          if added.count == 1 {
            (index, stride, extent) = (own, x.shape.strides[axis], x.shape[axis])
            break
          }
          let step = body.number(x.shape.strides[axis], loops: shape.rank)
          let distance = body.binary(.multiply, own, step)
          index = index.map { body.binary(.add, $0, distance) } ?? distance
        }
        return body.append(
          .gather(access, index: index ?? 0, stride: stride, extent: extent, site: 0),
          type: x.dtype)
      }
    ]
  }

  /// The position in the input that an element of the result is at; outside where it is added.
  private func position(_ axis: Int, _ rank: Int) -> AffineIndex {
    AffineIndex(
      offset: Dim(-before[axis]), strides: (0..<rank).map { $0 == axis ? 1 : 0 })
  }

  /// The element read, or the number where it is outside.
  private func filled(
    _ element: Ref, _ axes: [Int], _ x: LoweredTensor, _ body: inout Body
  ) -> Ref {
    var isInside: Ref?
    func also(_ condition: Ref) {
      isInside = isInside.map { body.binary(.and, $0, condition) } ?? condition
    }
    for axis in axes {
      let own = body.index(position(axis, x.shape.rank), .int32)
      if before[axis] > 0 {
        also(body.binary(.greaterOrEqual, own, body.number(0, loops: x.shape.rank)))
      }
      if after[axis] > 0 {
        also(body.binary(.less, own, body.number(x.shape[axis], loops: x.shape.rank)))
      }
    }
    guard let isInside else { return element }
    return body.select(isInside, element, body.constant(value, x.dtype))
  }

  /// The position on an axis of the element that is copied, as int32.
  private func source(_ axis: Int, _ shape: Shape, _ body: inout Body) -> Ref {
    let own = body.index(position(axis, shape.rank), .int32)
    let zero = body.number(0, loops: shape.rank)
    let last = body.number(shape[axis] - 1, loops: shape.rank)
    let (isBefore, isAfter) = (before[axis] > 0, after[axis] > 0)
    switch mode {
    case .constant: return own
    case .reflect:
      let forward = isBefore ? body.unary(.abs, own) : own
      if !isAfter { return forward }
      let back = body.unary(.abs, body.binary(.subtract, last, forward))
      return body.binary(.subtract, last, back)
    case .replicate:
      let low = isBefore ? body.binary(.maximum, own, zero) : own
      return isAfter ? body.binary(.minimum, low, last) : low
    case .circular:
      let extent = body.number(shape[axis], loops: shape.rank)
      if !shape[axis].isProvablyAtLeast(Dim(Swift.max(before[axis], after[axis]))) {
        // A rotation by any number of an extent that is not known.
        let rest = body.binary(.fmod, own, extent)
        return body.select(
          body.binary(.less, rest, zero), body.binary(.add, rest, extent), rest)
      }
      var result = own
      if isBefore {
        result = body.select(
          body.binary(.less, own, zero), body.binary(.add, own, extent), own)
      }
      if isAfter {
        result = body.select(
          body.binary(.less, last, own), body.binary(.subtract, own, extent), result)
      }
      return result
    }
  }
}

/// Elements added before and after the last axes, a pair of numbers for each of them, the outermost
/// first; negative numbers take elements away.
///
/// - Formula: y[i] = x[i − before] inside; outside `value`, or the element that `mode` names
/// - Shapes: x […, n, …] → […, before + n + after, …]
/// - DTypes: any
/// - Gradient: g inside, and those of the copies added
/// - PyTorch: torch.nn.functional.pad (its pairs begin with the last axis)
/// - ONNX: Pad
/// - Throws: `GraphError` for more pairs than axes, more elements taken away than there are, or an
///   extent not above (`reflect`) or below (`circular`) the padding.
public func pad(
  _ x: Variable, _ padding: [(before: Int, after: Int)], mode: PadMode = .constant,
  value: Double = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let rest = x.shape.rank - padding.count
    guard rest >= 0 else {
      throw GraphError(
        .invalidArgument, expected: "at most \(x.shape.rank) pairs, one for each axis",
        found: "\(padding.count)", advice: "the pairs belong to the last axes of \(x.shape)")
    }
    // An integer type may not have it.
    _ = try value.constant(x.dtype)
    let none = [Int](repeating: 0, count: rest)
    let op = Pad(
      before: none + padding.map(\.before), after: none + padding.map(\.after), mode: mode,
      value: value)
    return try x.builder.append(op, [x])[0]
  }
}

/// Elements added before and after one axis; negative numbers take elements away.
///
/// - Formula: y[…, i, …] = x[…, i − before, …] inside; outside `value`, or what `mode` names
/// - Shapes: x […, n, …] → […, before + n + after, …]
/// - DTypes: any
/// - Gradient: g inside, and those of the copies added
/// - PyTorch: torch.nn.functional.pad
/// - ONNX: Pad
/// - Throws: `GraphError` for no such axis, or numbers that do not fit its extent.
public func pad(
  _ x: Variable, axis: Int, before: Int = 0, after: Int = 0, mode: PadMode = .constant,
  value: Double = 0, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    var (first, last) = (
      [Int](repeating: 0, count: x.shape.rank), [Int](repeating: 0, count: x.shape.rank)
    )
    let axis = try x.shape.axis(axis)
    (first[axis], last[axis]) = (before, after)
    _ = try value.constant(x.dtype)
    let op = Pad(before: first, after: last, mode: mode, value: value)
    return try x.builder.append(op, [x])[0]
  }
}
