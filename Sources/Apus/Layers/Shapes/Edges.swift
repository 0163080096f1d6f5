/// Elements added to the last `rank` axes.
func padded(
  _ x: Variable, _ rank: Int, _ padding: ConvolutionPadding, _ mode: PadMode, _ value: Double
) throws(GraphError) -> Variable {
  guard mode == .constant ? value.isFinite : value == 0 else {
    throw GraphError(
      .invalidArgument,
      expected: mode == .constant ? "a finite value" : "a value of 0 in the mode \(mode)",
      found: "\(value)", advice: "only the mode constant has a value; leave it out of others")
  }
  let sides = try edges(x, rank, padding, "paddings")
  return try pad(x, sides, mode: mode, value: value)
}

/// Elements taken from the last `rank` axes.
func cropped(
  _ x: Variable, _ rank: Int, _ cropping: ConvolutionPadding
) throws(GraphError) -> Variable {
  let sides = try edges(x, rank, cropping, "croppings")
  return try pad(x, sides.map { (-$0.before, -$0.after) })
}

/// The numbers before and after each of the last `rank` axes.
private func edges(
  _ x: Variable, _ rank: Int, _ padding: ConvolutionPadding, _ what: String
) throws(GraphError) -> [(before: Int, after: Int)] {
  guard x.shape.rank >= rank else {
    throw GraphError(
      .invalidShape, expected: "an input of at least \(rank) axes", found: "\(x.shape)",
      advice: "the \(what) belong to the last axes")
  }
  switch padding {
  case .both(let amounts):
    return try amounts.resolved(rank, what, within: 0...largestWindowNumber).map { ($0, $0) }
  case .sides(let before, let after):
    return Array(
      zip(
        try before.resolved(rank, what, within: 0...largestWindowNumber),
        try after.resolved(rank, what, within: 0...largestWindowNumber)))
  case .valid, .same:
    throw GraphError(
      .invalidArgument, expected: "\(what) in numbers", found: "\(padding)",
      advice: "only windows know what they need: give numbers, such as 1")
  }
}
