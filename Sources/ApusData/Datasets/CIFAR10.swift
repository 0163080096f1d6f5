import ApusGraph

/// CIFAR-10: 32×32 colour images of ten classes, in its six binary files.
///
///     let cifar = try CIFAR10.load(directory: "data/cifar-10-batches-bin")
///     cifar.train.images                                   // uint8 [50000, 3, 32, 32]
///
/// A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009. The files are not
/// part of the package; `docs/data.md` names them.
public struct CIFAR10: Sendable, Hashable {
  /// Images and their labels.
  public struct Part: Sendable, Hashable {
    /// The pixels, red, green and blue planes row by row, in 0...255: uint8 `[count, 3, 32, 32]`.
    /// Bytes, as float32 of all images would take 740 MB: cast them in the graph.
    public let images: Tensor
    /// The class of each image, 0...9: int32 `[count]`.
    public let labels: Tensor

    /// The number of images.
    public var count: Int { labels.count }
  }

  /// The images to learn from: 50,000 in the original.
  public let train: Part
  /// The images to test with: 10,000 in the original.
  public let test: Part

  /// What the labels 0...9 mean.
  public static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  /// The label, then 3 planes of 32×32 pixels.
  static let recordBytes = 1 + 3 * 32 * 32

  /// The set in the files `data_batch_1.bin` to `data_batch_5.bin` and `test_batch.bin` of
  /// `directory`, with any number of images in each.
  /// - Throws: `DataError` naming the file that is missing, ends within an image or has a label above 9.
  public static func load(directory: String) throws -> CIFAR10 {
    CIFAR10(
      train: try part((1...5).map { "data_batch_\($0).bin" }, directory: directory),
      test: try part(["test_batch.bin"], directory: directory))
  }

  private static func part(_ names: [String], directory: String) throws -> Part {
    var pixels: [UInt8] = []
    var labels: [Int32] = []
    for name in names {
      let path = "\(directory)/\(name)"
      guard FileBytes.exists(path) else {
        throw DataError(
          .missingFile, expected: "data_batch_1.bin to data_batch_5.bin and test_batch.bin",
          found: "no \(name)",
          advice: "unpack the binary version of CIFAR-10 into this folder (docs/data.md)",
          path: directory)
      }
      try append(FileBytes.read(path), of: path, to: &pixels, &labels)
    }
    return Part(
      images: try Tensor(bytes: pixels, shape: [labels.count, 3, 32, 32], dtype: .uint8),
      labels: Tensor(labels))
  }

  /// Splits the records of a file.
  private static func append(
    _ bytes: [UInt8], of path: String, to pixels: inout [UInt8], _ labels: inout [Int32]
  ) throws(DataError) {
    let rest = bytes.count % recordBytes
    guard !bytes.isEmpty, rest == 0 else {
      throw DataError(
        .truncated, expected: "images of \(recordBytes) bytes each, at least one",
        found: "\(bytes.count) bytes, the last \(rest) of which are no image",
        advice: "the file is only partly downloaded, or of another set: fetch it again", path: path,
        offset: bytes.count - rest)
    }
    for start in stride(from: 0, to: bytes.count, by: recordBytes) {
      guard bytes[start] <= 9 else {
        throw DataError(
          .corrupt, expected: "labels in 0...9", found: "\(bytes[start])",
          advice: "the file is damaged, or of another set: fetch it again", path: path,
          offset: start)
      }
      labels.append(Int32(bytes[start]))
      pixels += bytes[start + 1..<start + recordBytes]
    }
  }
}
