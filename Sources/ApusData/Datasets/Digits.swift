import ApusGraph

/// The UCI digits: 1,797 handwritten digits of 8×8 pixels, part of the package, for examples and
/// tests that must run anywhere.
///
///     let (train, test) = try Digits.load().split(seed: 42)
///     let loader = try DataLoader([train.images, train.labels], batchSize: 64, seed: 42)
///
/// E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning
/// Repository, 1998, https://doi.org/10.24432/C50P49, under the Creative Commons Attribution 4.0
/// International licence (https://creativecommons.org/licenses/by/4.0); the copy is the one of
/// scikit-learn. See `docs/data.md`.
public struct Digits: Sendable, Hashable {
  /// The pixels, row by row, in 0...1: float32 `[count, 64]`.
  public let images: Tensor
  /// The digit of each image, 0...9: int32 `[count]`.
  public let labels: Tensor

  /// The number of images.
  public var count: Int { labels.count }

  /// All 1,797 images in the order of the original.
  /// - Throws: `DataError` only if the package itself is damaged.
  public static func load() throws -> Digits {
    var pixels: [Float] = []
    var labels: [Int32] = []
    pixels.reserveCapacity(1797 * 64)
    for line in digitsData.utf8.split(separator: UInt8(ascii: "\n")) {
      guard line.count == 65, let label = line.first else {
        throw DataError(
          .corrupt, expected: "a label and 64 pixels", found: "\(line.count) characters",
          advice: "make DigitsData.swift again with scripts/make_digits.py")
      }
      labels.append(Int32(label) - 48)
      for character in line.dropFirst() {
        pixels.append(character == UInt8(ascii: ".") ? 0 : (Float(character) - 96) / 16)
      }
    }
    return Digits(
      images: try Tensor(pixels, shape: [labels.count, 64]), labels: Tensor(labels))
  }

  /// The images in two parts without a common image, drawn at random; the same seed gives the same
  /// parts on every machine.
  /// - Parameters:
  ///   - testFraction: the share of the test part, in 0...1; its size is rounded.
  ///   - seed: where the shuffling starts.
  /// - Throws: `DataError` for a fraction outside of 0...1.
  public func split(
    testFraction: Double = 0.2, seed: UInt64
  ) throws -> (train: Digits, test: Digits) {
    guard testFraction >= 0 && testFraction <= 1 else {
      throw DataError(
        .invalidArgument, expected: "a test fraction in 0...1", found: "\(testFraction)",
        advice: "give the share of the images to keep for testing, such as 0.2")
    }
    var random = SplitMix64(seed: seed, stream: 0)
    let order = random.permutation(of: count)
    let tested = Int((Double(count) * testFraction).rounded())
    return (
      train: try gathered(Array(order[tested...])),
      test: try gathered(Array(order[..<tested]))
    )
  }

  private func gathered(_ rows: [Int]) throws -> Digits {
    Digits(images: try images.gatherRows(rows), labels: try labels.gatherRows(rows))
  }
}
