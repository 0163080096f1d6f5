import Apus
import ApusData

/// Batches of images, for training cropped out of a margin and mirrored at random (as in section 4.2
/// of the paper).
struct ImageBatches: RandomAccessCollection {
  let batches: DataLoader.Batches
  /// Where the crops start: (seed, stream); nil for images as they are.
  let randomness: (seed: UInt64, epoch: Int)?

  /// A batch whose images are made when they are asked for.
  struct Element {
    fileprivate let batch: Batch
    fileprivate let random: SplitMix64?

    var labels: Tensor { batch[1] }

    /// uint8 `[count, 3, 32, 32]`.
    func images() throws -> Tensor {
      guard var random else { return batch[0] }
      return try shifted(batch[0], &random)
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { batches.endIndex }

  subscript(position: Int) -> Element {
    let random = randomness.map { start in
      SplitMix64(seed: start.seed, stream: (UInt64(start.epoch) << 32) + UInt64(position))
    }
    return Element(batch: batches[position], random: random)
  }
}

/// The images, each moved by up to 4 pixels along both axes with grey coming in, and mirrored with
/// probability ½.
private func shifted(_ images: Tensor, _ random: inout SplitMix64) throws -> Tensor {
  let side = 32
  let moves = (0..<(images.shape.first ?? 0)).map { _ in
    (
      x: Int(random.below(9)) - 4, y: Int(random.below(9)) - 4, mirrored: random.below(2) == 1
    )
  }
  var moved = [UInt8](repeating: 127, count: images.count)
  images.withUnsafeBytes { pixels in
    for (image, move) in moves.enumerated() {
      // Columns and rows of the result that come from inside of the image.
      let columns = max(0, -move.x)..<min(side, side - move.x)
      for plane in image * 3..<(image + 1) * 3 {
        for row in max(0, -move.y)..<min(side, side - move.y) {
          let target = (plane * side + row) * side
          let source = (plane * side + row + move.y) * side + move.x
          for column in columns {
            moved[target + (move.mirrored ? side - 1 - column : column)] = pixels[source + column]
          }
        }
      }
    }
  }
  return try Tensor(bytes: moved, shape: images.shape, dtype: .uint8)
}
