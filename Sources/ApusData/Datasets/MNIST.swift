import ApusGraph

/// MNIST, or a set of the same form: 28×28 handwritten digits in four IDX files.
///
///     let mnist = try MNIST.load(directory: "data/mnist")
///     mnist.train.images                                   // float32 [60000, 784]
///
/// Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits", 1998. The files
/// are not part of the package; `docs/data.md` names them.
public struct MNIST: Sendable, Hashable {
  /// Images and their labels.
  public struct Part: Sendable, Hashable {
    /// The pixels, row by row, in 0...1: float32 `[count, 784]`.
    public let images: Tensor
    /// The class of each image, 0...9: int32 `[count]`.
    public let labels: Tensor

    /// The number of images.
    public var count: Int { labels.count }
  }

  /// The images to learn from: 60,000 in the original.
  public let train: Part
  /// The images to test with: 10,000 in the original.
  public let test: Part

  /// The set in the four files of `directory`, each plain or gzip-compressed.
  /// - Throws: `DataError` naming the file that is missing, damaged, of another shape, or does not fit
  ///   its partner.
  public static func load(directory: String) throws -> MNIST {
    MNIST(
      train: try part("train", directory: directory),
      test: try part("t10k", directory: directory))
  }

  private static func part(_ name: String, directory: String) throws -> Part {
    let (images, imagesPath) = try read("\(name)-images", "idx3-ubyte", directory)
    guard images.dtype == .uint8, images.rank == 3, Array(images.shape.dropFirst()) == [28, 28]
    else {
      throw DataError(
        .foreignFormat, expected: "uint8[count, 28, 28]", found: "\(images.dtype)\(images.shape)",
        advice: "this is not the images file of MNIST", path: imagesPath, offset: 0)
    }
    let (labels, labelsPath) = try read("\(name)-labels", "idx1-ubyte", directory)
    guard labels.dtype == .uint8, labels.rank == 1 else {
      throw DataError(
        .foreignFormat, expected: "uint8[count]", found: "\(labels.dtype)\(labels.shape)",
        advice: "this is not the labels file of MNIST", path: labelsPath, offset: 0)
    }
    guard labels.count == images.shape.first else {
      throw DataError(
        .unequalCounts, expected: "\(images.shape.first ?? 0) labels, as there are images",
        found: "\(labels.count)", advice: "take both files from the same place", path: labelsPath,
        offset: 4)
    }
    if let odd = labels.bytes.firstIndex(where: { $0 > 9 }) {
      throw DataError(
        .corrupt, expected: "labels in 0...9", found: "\(labels.bytes[odd])",
        advice: "the file is damaged, or has other classes: read it with IDX.read",
        path: labelsPath, offset: 8 + odd)
    }
    return Part(
      images: try scaled(images), labels: try labels.cast(to: .int32))
  }

  /// The first of the usual names that exists, read.
  private static func read(
    _ stem: String, _ ending: String, _ directory: String
  ) throws -> (tensor: Tensor, path: String) {
    let plain = ["\(stem)-\(ending)", "\(stem).\(ending)"]
    let names = plain + plain.map { $0 + ".gz" }
    for name in names where FileBytes.exists("\(directory)/\(name)") {
      let path = "\(directory)/\(name)"
      return (try IDX.read(path: path), path)
    }
    throw DataError(
      .missingFile, expected: "one of \(names.joined(separator: ", "))", found: "none of them",
      advice: "fetch the four files of MNIST into this folder (docs/data.md)", path: directory)
  }

  /// Bytes 0...255 to float32 0...1, one row an image.
  private static func scaled(_ images: Tensor) throws -> Tensor {
    let levels = (0...255).map { Float($0) / 255 }
    let count = images.count
    let bytes = images.withUnsafeBytes { source in
      [UInt8](unsafeUninitializedCapacity: count * 4) { buffer, used in
        let target = UnsafeMutableRawBufferPointer(buffer)
        for index in 0..<count {
          target.storeBytes(of: levels[Int(source[index])], toByteOffset: index * 4, as: Float.self)
        }
        used = count * 4
      }
    }
    return try Tensor(bytes: bytes, shape: [images.shape.first ?? 0, 784], dtype: .float32)
  }
}
