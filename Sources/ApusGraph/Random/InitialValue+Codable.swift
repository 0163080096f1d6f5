extension InitialValue: Codable {
  /// The same cases with numbers that JSON can hold; the compiler writes how they are coded.
  private indirect enum Stored: Codable {
    case constant(StoredNumber)
    case uniform(low: StoredNumber, high: StoredNumber)
    case normal(mean: StoredNumber, standardDeviation: StoredNumber)
    case truncatedNormal(
      mean: StoredNumber, standardDeviation: StoredNumber, low: StoredNumber, high: StoredNumber)
    case orthogonal(gain: StoredNumber)
    case identity(StoredNumber)
    case dirac(groups: Int)
    case sparse(fraction: StoredNumber, standardDeviation: StoredNumber)
    case array([StoredNumber])
    case zeroedRow(Int, of: InitialValue)
  }

  public init(from decoder: any Decoder) throws {
    switch try Stored(from: decoder) {
    case .constant(let number): self = .constant(number.value)
    case .uniform(let low, let high): self = .uniform(low: low.value, high: high.value)
    case .normal(let mean, let deviation):
      self = .normal(mean: mean.value, standardDeviation: deviation.value)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      self = .truncatedNormal(
        mean: mean.value, standardDeviation: deviation.value, low: low.value, high: high.value)
    case .orthogonal(let gain): self = .orthogonal(gain: gain.value)
    case .identity(let number): self = .identity(number.value)
    case .dirac(let groups): self = .dirac(groups: groups)
    case .sparse(let fraction, let deviation):
      self = .sparse(fraction: fraction.value, standardDeviation: deviation.value)
    case .array(let numbers): self = .array(numbers.map(\.value))
    case .zeroedRow(let row, let other): self = .zeroedRow(row, of: other)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    let stored: Stored =
      switch self {
      case .constant(let value): .constant(StoredNumber(value))
      case .uniform(let low, let high):
        .uniform(low: StoredNumber(low), high: StoredNumber(high))
      case .normal(let mean, let deviation):
        .normal(mean: StoredNumber(mean), standardDeviation: StoredNumber(deviation))
      case .truncatedNormal(let mean, let deviation, let low, let high):
        .truncatedNormal(
          mean: StoredNumber(mean), standardDeviation: StoredNumber(deviation),
          low: StoredNumber(low), high: StoredNumber(high))
      case .orthogonal(let gain): .orthogonal(gain: StoredNumber(gain))
      case .identity(let value): .identity(StoredNumber(value))
      case .dirac(let groups): .dirac(groups: groups)
      case .sparse(let fraction, let deviation):
        .sparse(
          fraction: StoredNumber(fraction), standardDeviation: StoredNumber(deviation))
      case .array(let values): .array(values.map { StoredNumber($0) })
      case .zeroedRow(let row, let other): .zeroedRow(row, of: other)
      }
    try stored.encode(to: encoder)
  }
}
