import ApusGraph

extension GradientCase {
  /// Some elements of a numeric gradient.
  public struct Sample: Sendable {
    /// Positions in the input, row-major.
    public var positions: [Int]
    public var values: [Double]
  }

  /// The gradient by central differences on the reference, in Double: for each input, at all
  /// elements or, where that would take long, at some chosen by the case's name.
  /// - Parameter budget: roughly how many element operations to spend.
  public func numericGradient(
    epsilon: Double = 1e-5, budget: Int = 60_000
  ) throws -> [Sample] {
    let evaluations = max(2, budget / (2 * max(1, inputs.count) * (try cost())))
    return try inputs.enumerated().map { number, input in
      guard let array = feeds[input] else {
        throw ReferenceError.missingFeed("input \(number)")
      }
      var positions = Array(0..<array.count)
      if evaluations < array.count {
        var random = RandomStream(
          seed: UInt64(streamNumber(operation.name)), stream: UInt32(number))
        positions = (0..<evaluations).map { _ in random.integer(below: array.count) }
      }
      let values = try positions.map { position in
        try slope(epsilon) { feeds, step in feeds[input]?.values[position] += step }
      }
      return Sample(positions: positions, values: values)
    }
  }

  /// The slope of the loss along `direction`, a random one over all elements of all inputs: one
  /// number that every element of the gradient has a part in.
  public func numericSlope(
    along direction: [ReferenceArray], epsilon: Double = 1e-5
  ) throws -> Double {
    try slope(epsilon) { feeds, step in
      for (input, part) in zip(inputs, direction) {
        for position in part.values.indices {
          feeds[input]?.values[position] += step * part.values[position]
        }
      }
    }
  }

  /// Random numbers of the shape of each input.
  public func randomDirection() -> [ReferenceArray] {
    inputs.enumerated().map { number, input in
      let shape = feeds[input]?.shape ?? []
      let count = Double(max(1, shape.reduce(1, *)))
      var direction = Generator.normal.array(
        shape: shape, dtype: .float32,
        seed: streamNumber("\(operation.name)/direction\(number)"))
      direction.values = direction.values.map { $0 / count.squareRoot() }
      return direction
    }
  }

  private func slope(
    _ epsilon: Double, _ move: (inout [VariableID: ReferenceArray], Double) -> Void
  ) throws -> Double {
    var (above, below) = (feeds, feeds)
    move(&above, epsilon)
    move(&below, -epsilon)
    return (try lossValue(above) - lossValue(below)) / (2 * epsilon)
  }

  /// What is wrong with `gradients`, one for each input, against finite differences; nil if
  /// nothing. Distances are norms over all compared elements, relative to the numeric gradient.
  public func problem(with gradients: [ReferenceArray], relative: Double) throws -> String? {
    let samples = try numericGradient()
    // What rounding leaves of a difference of two losses in Double.
    let noise = 1e-9 * max(1, try lossValue(feeds).magnitude)
    for (number, sample) in samples.enumerated() {
      let found = sample.positions.map { gradients[number].values[$0] }
      if let problem = distanceProblem(found, sample.values, relative, noise) {
        return "gradient of input \(number) at \(sample.positions.prefix(8)): \(problem)"
      }
    }
    let direction = randomDirection()
    let slope = try numericSlope(along: direction)
    var own = 0.0
    var size = 0.0
    for (gradient, part) in zip(gradients, direction) {
      for (g, d) in zip(gradient.values, part.values) {
        own += g * d
        size += (g * d) * (g * d)
      }
    }
    if !((own - slope).magnitude <= relative * (size.squareRoot() + slope.magnitude) + noise) {
      return "slope along a random direction: expected \(slope), found \(own)"
    }
    return nil
  }
}

/// nil if ‖found − expected‖ ≤ relative · ‖expected‖ + noise.
public func distanceProblem(
  _ found: [Double], _ expected: [Double], _ relative: Double, _ noise: Double
) -> String? {
  func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
  let distance = norm(zip(found, expected).map { $0 - $1 })
  // Written so that NaN is a problem.
  if distance <= relative * norm(expected) + noise * Double(max(1, found.count)).squareRoot() {
    return nil
  }
  return
    "expected \(expected.prefix(8)), found \(found.prefix(8)), "
    + "distance \(distance) of \(norm(expected))"
}
