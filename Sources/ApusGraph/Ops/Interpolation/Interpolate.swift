/// How `interpolate` finds numbers between elements.
public enum InterpolationMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// The element at ⌊o · ratio⌋, as PyTorch's "nearest".
  case nearest
  /// The element whose centre is nearest, as PyTorch's "nearest-exact".
  case nearestExact
  /// Between neighbours along each axis: linear, bilinear, trilinear.
  case linear
  /// Cubic convolution over four neighbours along each axis, with −0.75 (R. Keys, 1981): bicubic.
  case cubic
  /// Means of the parts, as adaptive average pooling.
  case area
}

/// Spatial axes (those from 2 on) at another size. With `alignCorners`, the first and the last
/// elements stay where they are; without, the edges of the outer elements do (half-pixel centres).
///
/// - Formula: y[o] = Σ weight · x[i] over the elements around the place of o, axis by axis: o · (n − 1)/(m − 1) with alignCorners, else (o + ½) · n/m − ½
/// - Shapes: x [batch, C, ...] → [batch, C, ...], spatial extents as size says
/// - DTypes: floating point
/// - Gradient: the transposed weights
/// - PyTorch: torch.nn.Upsample, torch.nn.functional.interpolate
/// - ONNX: Resize
/// - Throws: `GraphError` for fewer than three axes, spatial extents that are not fixed or 0, a size
///   below 1, alignCorners where it has no meaning, or another type.
public func interpolate(
  _ x: Variable, size: PerAxis, mode: InterpolationMode = .nearest, alignCorners: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let extents = try fixedSpatial(x)
    let sizes = try size.resolved(extents.count, "sizes", within: 1...largestWindowNumber)
    return try computedWide([x]) { wide throws(GraphError) in
      try resampled(wide[0], extents, sizes, nil, mode, alignCorners)
    }
  }
}

/// Spatial axes scaled by a factor for each (or one for all); an extent n becomes ⌊n · scale⌋.
///
/// - Formula: y[o] = Σ weight · x[i] over the elements around the place of o, axis by axis: o · (n − 1)/(m − 1) with alignCorners, else (o + ½) / scale − ½
/// - Shapes: x [batch, C, ...] → [batch, C, ...], spatial extents scaled
/// - DTypes: floating point
/// - Gradient: the transposed weights
/// - PyTorch: torch.nn.Upsample, torch.nn.functional.interpolate
/// - ONNX: Resize
/// - Throws: `GraphError` for fewer than three axes, spatial extents that are not fixed or 0, factors
///   that leave nothing, alignCorners where it has no meaning, or another type.
public func interpolate(
  _ x: Variable, scale: [Double], mode: InterpolationMode = .nearest, alignCorners: Bool = false,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try x.builder.composed([x], file, line) { () throws(GraphError) in
    let extents = try fixedSpatial(x)
    let scales = scale.count == 1 ? extents.map { _ in scale[0] } : scale
    guard scales.count == extents.count else {
      throw GraphError(
        .invalidArgument, expected: "one scale, or \(extents.count), one for each spatial axis",
        found: "\(scale.count), \(scale)", advice: "spatial axes are those from axis 2 on")
    }
    let sizes = zip(extents, scales).map { (Double($0) * $1).rounded(.down) }
    if let axis = sizes.firstIndex(where: { !($0 >= 1 && $0 <= Double(largestWindowNumber)) }) {
      let extent = Double(extents[axis])
      throw GraphError(
        .invalidArgument,
        expected: "a scale of axis \(axis + 2) above 0, at least \(1 / extent) and up to "
          + "\(Double(largestWindowNumber) / extent)", found: "\(scales[axis])",
        advice: "the axis has \(extents[axis]) elements, and a scale has to leave one element")
    }
    return try computedWide([x]) { wide throws(GraphError) in
      try resampled(wide[0], extents, sizes.map { Int($0) }, scales, mode, alignCorners)
    }
  }
}

private func fixedSpatial(_ x: Variable) throws(GraphError) -> [Int] {
  let extents = x.shape.dims.dropFirst(2).compactMap(\.fixed)
  guard x.shape.rank >= 3, extents.count == x.shape.rank - 2, extents.allSatisfy({ $0 > 0 }) else {
    throw GraphError(
      .invalidShape, expected: "[batch, channels, spatial axes of fixed extents above 0]",
      found: "\(x.shape)",
      advice: x.shape.rank < 3
        ? "reshape to that layout; a single image is a batch of one"
        : "give the spatial axes a fixed size")
  }
  return extents
}

private func resampled(
  _ x: Variable, _ extents: [Int], _ sizes: [Int], _ scales: [Double]?,
  _ mode: InterpolationMode, _ alignCorners: Bool
) throws(GraphError) -> Variable {
  guard !alignCorners || mode == .linear || mode == .cubic else {
    throw GraphError(
      .invalidArgument, expected: "linear or cubic interpolation with alignCorners",
      found: "\(mode.rawValue)", advice: "leave alignCorners out")
  }
  if mode == .area {
    let windows = zip(extents, sizes).map { extent, size in
      extent % size == 0
        ? WindowAxis(kernel: extent / size, stride: extent / size, count: Dim(size))
        : WindowAxis(dividingInto: size)
    }
    let sums = try x.builder.append(WindowSum(windows), [x])[0]
    return try sums / tapCounts(windows, extents.map { Dim($0) }, x)
  }
  // Axes that shrink go first, and among those that grow the inner ones: the least is moved.
  let axes = Array(extents.indices)
  let shrinking = axes.filter { sizes[$0] < extents[$0] }
  let growing = axes.reversed().filter { sizes[$0] >= extents[$0] }
  var result = x
  for axis in shrinking + growing {
    let (extent, size) = (extents[axis], sizes[axis])
    if extent == size && (scales.map { $0[axis] == 1 } ?? true) { continue }
    let place = Place(
      extent: extent, size: size, scale: scales?[axis], alignCorners: alignCorners)
    let rows = (0..<size).map { place.taps($0, mode) }
    let op = Resample(ResamplePlan(rows, extent: extent), axis: axis + 2)
    result = try result.builder.append(op, [result])[0]
  }
  return result
}

/// Where on an axis of `extent` elements those of one of `size` elements lie.
private struct Place {
  var extent: Int
  var size: Int
  var scale: Double?
  var alignCorners: Bool

  private var ratio: Double {
    if alignCorners { return size > 1 ? Double(extent - 1) / Double(size - 1) : 0 }
    return scale.map { 1 / $0 } ?? Double(extent) / Double(size)
  }

  func taps(_ o: Int, _ mode: InterpolationMode) -> [(index: Int, weight: Double)] {
    let last = extent - 1
    func clamped(_ index: Int) -> Int { Swift.min(Swift.max(index, 0), last) }
    switch mode {
    case .nearest, .nearestExact:
      // PyTorch computes these in float32, which decides where products fall on whole numbers.
      let place = (Float(o) + (mode == .nearest ? 0 : 0.5)) * Float(ratio)
      return [(clamped(Int(place.rounded(.down))), 1)]
    case .linear:
      let place = alignCorners ? ratio * Double(o) : Swift.max(ratio * (Double(o) + 0.5) - 0.5, 0)
      let first = clamped(Int(place.rounded(.down)))
      let part = Swift.min(place - Double(first), 1)
      return [(first, 1 - part), (clamped(first + 1), part)]
    case .cubic:
      let place = alignCorners ? ratio * Double(o) : ratio * (Double(o) + 0.5) - 0.5
      let floor = place.rounded(.down)
      let part = place - floor
      return zip(-1...2, [1 + part, part, 1 - part, 2 - part]).map { offset, distance in
        (clamped(Int(floor) + offset), cubic(distance))
      }
    case .area: return []
    }
  }

  /// The weight of a neighbour at a distance.
  private func cubic(_ x: Double) -> Double {
    let a = -0.75
    if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
    return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
  }
}
