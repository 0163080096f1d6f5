extension Random {
  /// What is drawn.
  public struct Distribution: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case uniform(low: Double, high: Double)
      case normal(mean: Double, deviation: Double)
      case truncatedNormal(mean: Double, deviation: Double, low: Double, high: Double)
      case gumbel
      case integers(low: Int, high: Int)
    }

    package let kind: Kind

    /// Over [0, 1): 24 bits, of float64 53. Bit-equal on every device.
    public static let uniform = uniform(low: 0, high: 1)
    /// Mean 0, standard deviation 1, by the Box–Muller transform. Within 4 units in the last place.
    public static let normal = normal(mean: 0, standardDeviation: 1)
    /// The standard Gumbel distribution, −ln(−ln u): the largest of logits plus such noise is a
    /// draw from their categories. Within 4 units in the last place, of 1 for draws nearer to 0.
    public static let gumbel = Distribution(kind: .gumbel)

    /// Over [low, high), of which there must be a number in the element type. Bit-equal on every
    /// device.
    public static func uniform(low: Double, high: Double) -> Distribution {
      Distribution(kind: .uniform(low: low, high: high))
    }

    /// With this mean and standard deviation, by the Box–Muller transform. Within 4 units in the last
    /// place before the mean is added, which rounds once more: a number close to 0 is the difference of
    /// larger ones, of whose units it keeps the error.
    public static func normal(mean: Double, standardDeviation: Double) -> Distribution {
      Distribution(kind: .normal(mean: mean, deviation: standardDeviation))
    }

    /// A normal distribution, of which only what lies in [low, high] is drawn; either may be
    /// infinite. By the inverse of the distribution function; as exact as `normal`.
    public static func truncatedNormal(
      mean: Double = 0, standardDeviation: Double = 1, low: Double = -2, high: Double = 2
    ) -> Distribution {
      Distribution(
        kind: .truncatedNormal(mean: mean, deviation: standardDeviation, low: low, high: high))
    }

    /// Each of `low..<high` as likely as the others. Bit-equal on every device.
    public static func integers(low: Int, high: Int) -> Distribution {
      Distribution(kind: .integers(low: low, high: high))
    }

    var isOfIntegers: Bool {
      if case .integers = kind { return true }
      return false
    }

    /// - Throws: `GraphError` where there is nothing to draw, or nothing of this type.
    func check(_ dtype: DType) throws(GraphError) {
      guard isOfIntegers ? dtype.isInteger : dtype.isFloatingPoint else {
        throw GraphError(
          .dtypeMismatch,
          expected: isOfIntegers ? "an integer type for integers" : "a floating-point type",
          found: "\(dtype)", advice: "draw in another type and cast(to: .\(dtype))")
      }
      switch kind {
      case .gumbel: break
      case .uniform(let low, let high):
        try checkOrder(low, high)
        let numbers = [dtype.nearest(low), dtype.nearest(high), dtype.computed.nearest(high - low)]
        guard numbers.allSatisfy(\.isFinite),
          dtype.smallest(atLeast: low) <= dtype.largest(below: high)
        else {
          throw GraphError(
            .invalidArgument, expected: "finite bounds with numbers of \(dtype) between them",
            found: "\(low) and \(high)", advice: "bounds further apart, or another type")
        }
      case .normal(let mean, let deviation):
        try checkParameters(mean, deviation, dtype)
      case .truncatedNormal(let mean, let deviation, let low, let high):
        try checkParameters(mean, deviation, dtype)
        try checkOrder(low, high)
        let (least, most) = dtype.ends(low, high)
        guard deviation > 0, least <= most, TruncatedGrid(mean, deviation, low, high) != nil
        else {
          throw GraphError(
            .invalidArgument, expected: "bounds that hold some of the distribution",
            found: "\(low) and \(high), mean \(mean), standard deviation \(deviation)",
            advice: "choose bounds within some 8 standard deviations of the mean")
        }
      case .integers(let low, let high):
        try checkOrder(low, high)
        let (least, most) = dtype.integerRange
        guard low >= least, high - 1 <= most else {
          throw GraphError(
            .invalidArgument, expected: "integers of \(dtype), \(least)...\(most)",
            found: "\(low)..<\(high)", advice: "draw in a wider type, such as int64")
        }
      }
    }

    private func checkOrder<Number: Comparable>(
      _ low: Number, _ high: Number
    ) throws(GraphError) {
      guard low < high else {
        throw GraphError(
          .invalidArgument, expected: "low below high", found: "low \(low), high \(high)",
          advice: "there is nothing to draw from an empty range")
      }
    }

    private func checkParameters(
      _ mean: Double, _ deviation: Double, _ dtype: DType
    ) throws(GraphError) {
      guard dtype.nearest(mean).isFinite, deviation >= 0, dtype.nearest(deviation).isFinite else {
        throw GraphError(
          .invalidArgument,
          expected: "a finite mean and a standard deviation of 0 or more, of \(dtype)",
          found: "mean \(mean), standard deviation \(deviation)",
          advice: "1 is the usual standard deviation; a wider type has larger numbers")
      }
    }
  }
}

extension Random.Distribution: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .uniform(0, 1): "uniform"
    case .uniform(let low, let high): "uniform \(low)..<\(high)"
    case .normal(0, 1): "normal"
    case .normal(let mean, let deviation): "normal \(mean) ± \(deviation)"
    case .truncatedNormal(let mean, let deviation, let low, let high):
      "normal \(mean) ± \(deviation) in \(low)...\(high)"
    case .gumbel: "gumbel"
    case .integers(let low, let high): "integers \(low)..<\(high)"
    }
  }
}

extension Random.Distribution: Codable {
  private enum Keys: String, CodingKey {
    case name, numbers, low, high
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    func write(_ name: String, _ numbers: [Double]) throws {
      try container.encode(name, forKey: .name)
      try container.encode(numbers.map { StoredNumber($0) }, forKey: .numbers)
    }
    switch kind {
    case .uniform(let low, let high): try write("uniform", [low, high])
    case .normal(let mean, let deviation): try write("normal", [mean, deviation])
    case .truncatedNormal(let mean, let deviation, let low, let high):
      try write("truncatedNormal", [mean, deviation, low, high])
    case .gumbel: try write("gumbel", [])
    case .integers(let low, let high):
      try write("integers", [])
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let name = try container.decode(String.self, forKey: .name)
    let numbers = try container.decode([StoredNumber].self, forKey: .numbers).map(\.value)
    switch (name, numbers.count) {
    case ("uniform", 2): kind = .uniform(low: numbers[0], high: numbers[1])
    case ("normal", 2): kind = .normal(mean: numbers[0], deviation: numbers[1])
    case ("truncatedNormal", 4):
      kind = .truncatedNormal(
        mean: numbers[0], deviation: numbers[1], low: numbers[2], high: numbers[3])
    case ("gumbel", 0): kind = .gumbel
    case ("integers", 0):
      kind = .integers(
        low: try container.decode(Int.self, forKey: .low),
        high: try container.decode(Int.self, forKey: .high))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container, debugDescription: "no distribution \(name) of \(numbers)")
    }
  }
}

extension DType {
  /// The bits of a number's fraction with the leading one, and the smallest exponent.
  private var precision: (bits: Int, exponent: Int) {
    switch self {
    case .float16: (11, -14)
    case .bfloat16: (8, -126)
    case .float64: (53, -1022)
    default: (24, -126)
    }
  }

  /// How far apart the numbers of this type are around `value`.
  private func spacing(_ value: Double) -> Double {
    let exponent = value == 0 ? precision.exponent : Int(value.exponent)
    return Double(
      sign: .plus, exponent: Swift.max(exponent, precision.exponent) - precision.bits + 1,
      significand: 1)
  }

  /// The smallest number of a floating-point type that is not below `value`, which is finite.
  package func smallest(atLeast value: Double) -> Double {
    let spacing = spacing(value)
    let number = (value / spacing).rounded(.up) * spacing
    // Devices may take numbers below the smallest normal one for 0.
    let least = Double(sign: .plus, exponent: precision.exponent, significand: 1)
    guard self != .float16, number.magnitude < least else { return number }
    return number > 0 ? least : 0
  }

  /// The largest number of a floating-point type that is below `value`, which is finite.
  package func largest(below value: Double) -> Double {
    -smallest(atLeast: -value.nextDown)
  }

  /// The smallest and the largest number of a floating-point type within low...high, of which either
  /// may be infinite; the wrong way round where there is none.
  func ends(_ low: Double, _ high: Double) -> (least: Double, most: Double) {
    (
      low.isFinite ? smallest(atLeast: low) : low,
      high.isFinite ? -smallest(atLeast: -high) : high
    )
  }

  /// The smallest and the largest integer of an integer type.
  package var integerRange: (least: Int, most: Int) {
    let bits = byteCount * 8
    if isUnsigned { return (0, 1 << bits - 1) }
    return (Int.min >> (64 - bits), Int.max >> (64 - bits))
  }
}
