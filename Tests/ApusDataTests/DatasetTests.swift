import ApusGraph
import Testing

@testable import ApusData

@Suite struct DigitsTests {
  @Test func hasTheCountsOfScikitLearn() throws {
    let digits = try Digits.load()
    #expect(digits.images.shape == [1797, 64] && digits.images.dtype == .float32)
    #expect(digits.labels.shape == [1797] && digits.labels.dtype == .int32)
    var histogram = [Int](repeating: 0, count: 10)
    for label in try digits.labels.values(Int32.self) { histogram[Int(label)] += 1 }
    // numpy.bincount(sklearn.datasets.load_digits().target)
    #expect(histogram == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }

  @Test func hasThePixelsOfScikitLearn() throws {
    let digits = try Digits.load()
    let pixels = try digits.images.values(Float.self)
    let labels = try digits.labels.values(Int32.self)
    #expect(pixels.allSatisfy { $0 >= 0 && $0 <= 1 })
    // For each line of digits.csv: s = (31 s + number) mod 2^64 over its 65 numbers.
    var checksum: UInt64 = 0
    for row in labels.indices {
      for pixel in pixels[row * 64..<(row + 1) * 64] {
        checksum = checksum &* 31 &+ UInt64(pixel * 16)
      }
      checksum = checksum &* 31 &+ UInt64(labels[row])
    }
    #expect(checksum == 7_221_630_388_133_563_626)
    #expect(pixels.reduce(0) { $0 + Int($1 * 16) } == 561_718)
  }

  @Test func splitsWithoutLossAndRepeatably() throws {
    let digits = try Digits.load()
    let (train, test) = try digits.split(seed: 1)
    #expect(train.count == 1438 && test.count == 359)
    #expect(train.images.shape == [1438, 64])
    let again = try digits.split(seed: 1)
    #expect(again.train == train && again.test == test)
    #expect(try digits.split(seed: 2).test != test)
    func rows(_ part: Digits) throws -> [[Double]] {
      try (0..<part.count).map { row in
        try part.images.rows(row..<row + 1).doubles + part.labels.rows(row..<row + 1).doubles
      }
    }
    let parts = try rows(train) + rows(test)
    func ordered(_ rows: [[Double]]) -> [[Double]] {
      rows.sorted { $0.lexicographicallyPrecedes($1) }
    }
    #expect(ordered(parts) == ordered(try rows(digits)))
  }

  @Test func splitsAtTheEnds() throws {
    let digits = try Digits.load()
    #expect(try digits.split(testFraction: 0, seed: 1).test.count == 0)
    #expect(try digits.split(testFraction: 1, seed: 1).train.count == 0)
    for fraction in [-0.1, 1.1, .nan, .infinity] {
      let error = dataError { _ = try digits.split(testFraction: fraction, seed: 1) }
      #expect(error?.kind == .invalidArgument)
    }
  }
}

@Suite struct MNISTTests {
  private func write(
    _ folder: String, images: Int = 3, labels: [UInt8] = [5, 0, 9], ending: String = ""
  ) throws {
    let pixels = try Tensor(
      (0..<images * 784).map { UInt8(truncatingIfNeeded: $0) }, shape: [images, 28, 28])
    for part in ["train", "t10k"] {
      for (name, tensor) in [("images-idx3", pixels), ("labels-idx1", Tensor(labels))] {
        let bytes = try IDX.encode(tensor)
        try FileBytes.write(
          ending.isEmpty ? bytes : gzipped(bytes), to: "\(folder)/\(part)-\(name)-ubyte\(ending)")
      }
    }
  }

  @Test(arguments: ["", ".gz"]) func readsBothForms(ending: String) throws {
    try withTemporaryFolder { folder in
      try write(folder, ending: ending)
      let mnist = try MNIST.load(directory: folder)
      #expect(mnist.train.images.shape == [3, 784] && mnist.train.images.dtype == .float32)
      #expect(mnist.test.labels == Tensor([5, 0, 9] as [Int32]))
      #expect(mnist.train.count == 3)
      #expect(mnist.train.images[0, 255] == 1)
      #expect(Float(mnist.train.images[1, 0]) == Float(784 % 256) / 255)
    }
  }

  @Test func listsTheNamesOfAMissingFile() throws {
    let error = try #require(dataError { _ = try MNIST.load(directory: "/nowhere") })
    #expect(error.kind == .missingFile)
    #expect(error.expected.contains("train-images-idx3-ubyte,"))
    #expect(error.expected.contains("train-images-idx3-ubyte.gz"))
    #expect(error.path == "/nowhere")
  }

  @Test func refusesFilesThatDoNotFit() throws {
    try withTemporaryFolder { folder in
      try write(folder, labels: [1, 2])
      #expect(dataError { _ = try MNIST.load(directory: folder) }?.kind == .unequalCounts)
      try write(folder, labels: [1, 2, 10])
      #expect(dataError { _ = try MNIST.load(directory: folder) }?.kind == .corrupt)
      try write(folder)
      try IDX.write(Tensor([1] as [UInt8]), to: "\(folder)/t10k-images-idx3-ubyte")
      let error = dataError { _ = try MNIST.load(directory: folder) }
      #expect(error?.kind == .foreignFormat)
      #expect(error?.path?.hasSuffix("t10k-images-idx3-ubyte") == true)
    }
  }
}
