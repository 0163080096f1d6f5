/// How a convolution's input is continued with zeros.
public enum ConvolutionPadding: Hashable, Sendable, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral
{
  /// Not at all: every window lies within the input.
  case valid
  /// So that there are ⌈extent / stride⌉ windows; of an odd number, the larger half behind.
  case same
  /// By as much on both sides.
  case both(PerAxis)
  /// By different amounts before and behind.
  case sides(before: PerAxis, after: PerAxis)

  public init(integerLiteral number: Int) { self = .both(PerAxis(number)) }

  public init(arrayLiteral numbers: Int...) { self = .both(PerAxis(numbers)) }
}

/// In JSON `"valid"`, `"same"`, a number or an array of them for both sides, or an object
/// `{"before": 1, "after": 2}`.
extension ConvolutionPadding: Codable {
  private enum Keys: String, CodingKey {
    case before, after
  }

  public init(from decoder: any Decoder) throws {
    if let amount = try? PerAxis(from: decoder) {
      self = .both(amount)
      return
    }
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      guard name == "valid" || name == "same" else {
        throw GraphError(
          .invalidArgument, expected: "padding \"valid\", \"same\" or numbers", found: "'\(name)'",
          advice: "as in \"padding\": 1")
      }
      self = name == "valid" ? .valid : .same
      return
    }
    let container = try decoder.container(keyedBy: Keys.self)
    self = .sides(
      before: try container.decode(PerAxis.self, forKey: .before),
      after: try container.decode(PerAxis.self, forKey: .after))
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .valid, .same:
      var container = encoder.singleValueContainer()
      try container.encode(self == .valid ? "valid" : "same")
    case .both(let amount): try amount.encode(to: encoder)
    case .sides(let before, let after):
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(before, forKey: .before)
      try container.encode(after, forKey: .after)
    }
  }
}

extension ConvolutionGeometry {
  /// The windows of a kernel on an input.
  /// - Throws: `GraphError` for numbers out of range, or a kernel that does not fit.
  init(
    _ x: Variable, _ w: Variable, rank: Int, stride: PerAxis, padding: ConvolutionPadding,
    dilation: PerAxis, groups: Int
  ) throws(GraphError) {
    try expectLayout(x, w, rank)
    let positive = 1...largestWindowNumber
    strides = try stride.resolved(rank, "strides", within: positive)
    dilations = try dilation.resolved(rank, "dilations", within: positive)
    spacings = [Int](repeating: 1, count: rank)
    self.groups = groups
    (before, counts) = ([], [])
    let reaches = try reaches(w, dilations)
    let sides: (before: [Int], after: [Int])?
    switch padding {
    case .valid: sides = ([Int](repeating: 0, count: rank), [Int](repeating: 0, count: rank))
    case .both(let amount):
      let all = try amount.resolved(rank, "paddings", within: 0...largestWindowNumber)
      sides = (all, all)
    case .sides(let before, let after):
      sides = (
        try before.resolved(rank, "paddings", within: 0...largestWindowNumber),
        try after.resolved(rank, "paddings", within: 0...largestWindowNumber)
      )
    case .same: sides = nil
    }
    for axis in 0..<rank {
      let extent = x.shape[axis + 2]
      if let sides {
        before.append(sides.before[axis])
        counts.append(
          try count(
            extent, sides.before[axis] + sides.after[axis], reaches[axis], strides[axis]))
        continue
      }
      // The last window begins at (count − 1) · stride.
      if strides[axis] == 1 {
        before.append((reaches[axis] - 1) / 2)
        counts.append(extent)
        continue
      }
      guard let fixed = extent.fixed else {
        throw GraphError(
          .invalidShape, expected: "fixed extents for padding .same with a stride",
          found: "\(x.shape)", advice: "give the padding in numbers")
      }
      let windows = (fixed + strides[axis] - 1) / strides[axis]
      let missing = Swift.max(0, (windows - 1) * strides[axis] + reaches[axis] - fixed)
      before.append(missing / 2)
      counts.append(Dim(windows))
    }
  }
}

/// - Throws: `GraphError` unless input and weights have `rank` spatial axes.
func expectLayout(_ x: Variable, _ w: Variable, _ rank: Int) throws(GraphError) {
  guard x.shape.rank == rank + 2, w.shape.rank == rank + 2 else {
    throw GraphError(
      .invalidShape,
      expected: "an input [batch, channels, \(rank) spatial axes] and weights with "
        + "\(rank) kernel axes", found: "\(x.shape) and \(w.shape)",
      advice: "reshape to that layout; a single example is a batch of one")
  }
}

/// How far each kernel axis reaches.
/// - Throws: `GraphError` for a kernel of symbolic extent, or of none.
func reaches(_ w: Variable, _ dilations: [Int]) throws(GraphError) -> [Int] {
  var reaches: [Int] = []
  for (extent, dilation) in zip(w.shape.dims.dropFirst(2), dilations) {
    guard let taps = extent.fixed, (1...largestWindowNumber).contains(taps) else {
      throw GraphError(
        .invalidShape, expected: "kernels of fixed extents from 1 to \(largestWindowNumber)",
        found: "weights \(w.shape)",
        advice: "weights are [outputs, channels / groups, kernel...]")
    }
    reaches.append((taps - 1) * dilation + 1)
  }
  return reaches
}

/// ⌊(extent + padding − reach) / stride⌋ + 1.
private func count(
  _ extent: Dim, _ padding: Int, _ reach: Int, _ stride: Int
) throws(GraphError) -> Dim {
  let room = extent + Dim(padding - reach)
  if let free = room.fixed {
    guard free >= 0 else {
      throw GraphError(
        .invalidShape, expected: "a kernel that fits the padded input",
        found: "a kernel that reaches over \(reach) of \(extent + Dim(padding))",
        advice: "use a smaller kernel, less dilation or more padding")
    }
    return Dim(free / stride + 1)
  }
  return try steps(of: stride, in: room, extent).whole + 1
}

/// How often a stride fits a number of positions, rounded down, and what is left of them.
/// - Throws: `GraphError` unless the stride divides what symbols stand for.
func steps(
  of stride: Int, in room: Dim, _ extent: Dim
) throws(GraphError) -> (whole: Dim, rest: Int) {
  let rest = ((room.constant % stride) + stride) % stride
  guard let whole = (room - Dim(rest)).dividedExactly(by: Dim(stride)) else {
    throw GraphError(
      .invalidShape, expected: "a fixed extent, or one whose symbols the stride divides",
      found: "\(extent) with stride \(stride)",
      advice:
        "use stride 1 on axes of symbolic extent, fix the extent, or write it as a multiple of "
        + "the stride, as 2 * .time")
  }
  return (whole, rest)
}
