import ApusGraph
import Testing

@testable import ApusData

@Suite struct CIFAR10Tests {
  /// Writes the six files; file i holds the given images, each with a label and a first byte.
  private func write(
    _ folder: String,
    _ files: [[(label: UInt8, first: UInt8)]] = [
      [(0, 10), (9, 11)], [(1, 12)], [(2, 13)], [(3, 14)], [(4, 15)], [(5, 16), (6, 17), (7, 18)],
    ]
  ) throws {
    let names = (1...5).map { "data_batch_\($0).bin" } + ["test_batch.bin"]
    for (name, images) in zip(names, files) {
      let bytes = images.flatMap { image in
        [image.label, image.first] + (1..<3072).map { UInt8(truncatingIfNeeded: $0 / 7) }
      }
      try FileBytes.write(bytes, to: "\(folder)/\(name)")
    }
  }

  @Test func readsAllFilesInOrder() throws {
    try withTemporaryFolder { folder in
      try write(folder)
      let cifar = try CIFAR10.load(directory: folder)
      #expect(cifar.train.images.shape == [6, 3, 32, 32] && cifar.train.images.dtype == .uint8)
      #expect(cifar.train.labels == Tensor([0, 9, 1, 2, 3, 4] as [Int32]))
      #expect(cifar.test.labels == Tensor([5, 6, 7] as [Int32]))
      #expect(cifar.train.count == 6 && cifar.test.count == 3)
      #expect(CIFAR10.classNames.count == 10)
      // Planes, then rows, then columns.
      let pixels = try cifar.test.images.values(UInt8.self)
      for (image, first) in [16, 17, 18].enumerated() {
        #expect(pixels[image * 3072] == first)
        #expect(pixels[image * 3072 + 3071] == UInt8(truncatingIfNeeded: 3071 / 7))
      }
      #expect(cifar.train.images[5, 0, 0, 0] == 15)
      #expect(cifar.train.images[5, 1, 2, 3] == Double((1024 + 2 * 32 + 3) / 7 % 256))
    }
  }

  @Test func namesAMissingFile() throws {
    let nowhere = try #require(dataError { _ = try CIFAR10.load(directory: "/nowhere") })
    #expect(nowhere.kind == .missingFile && nowhere.path == "/nowhere")
    #expect(nowhere.found.contains("data_batch_1.bin"))
    #expect(nowhere.advice.contains("binary version"))
    try withTemporaryFolder { folder in
      try write(folder, Array(repeating: [(1, 1)], count: 5))
      let error = try #require(dataError { _ = try CIFAR10.load(directory: folder) })
      #expect(error.kind == .missingFile && error.found.contains("test_batch.bin"))
    }
  }

  @Test(arguments: [0, 1, 3072, 3074, 2 * 3073 - 1])
  func refusesAFileThatEndsWithinAnImage(count: Int) throws {
    try withTemporaryFolder { folder in
      try write(folder)
      try FileBytes.write([UInt8](repeating: 1, count: count), to: "\(folder)/data_batch_3.bin")
      let error = try #require(dataError { _ = try CIFAR10.load(directory: folder) })
      #expect(error.kind == .truncated)
      #expect(error.offset == count / 3073 * 3073)
      #expect(error.path == "\(folder)/data_batch_3.bin")
    }
  }

  @Test func refusesALabelAboveNine() throws {
    try withTemporaryFolder { folder in
      try write(folder)
      try FileBytes.write(
        [UInt8](repeating: 9, count: 3073) + [UInt8](repeating: 10, count: 3073),
        to: "\(folder)/test_batch.bin")
      let error = try #require(dataError { _ = try CIFAR10.load(directory: folder) })
      #expect(error.kind == .corrupt && error.offset == 3073 && error.found == "10")
      #expect(error.path == "\(folder)/test_batch.bin")
    }
  }
}
