import Apus
import ApusData

/// Draws pairs of a word and one near it from a text, and negatives for each.
struct PairSampler {
  /// Words in a stretch; no pair reaches over its ends, so that whole stretches can be held out.
  static let stretch = 200

  /// The words of stretches as numbers.
  let stretches: [ArraySlice<Int32>]
  /// The share of each word's places that is kept.
  let keptShares: [Double]
  let negatives: AliasTable
  /// Negatives for each pair.
  let negativeCount: Int
  /// Distances to a neighbour; a nearer one stands here more often, as the size of the window is drawn
  /// evenly from 1 to the largest.
  private let distances: [Int]
  private let window: Int
  let seed: UInt64

  init(
    _ stretches: [ArraySlice<Int32>], keptShares: [Double], negatives: AliasTable,
    negativeCount: Int, window: Int, seed: UInt64
  ) {
    self.stretches = stretches
    self.keptShares = keptShares
    self.negatives = negatives
    self.negativeCount = negativeCount
    self.window = window
    self.seed = seed
    distances = (1...window).flatMap { size in (1...size).flatMap { [-$0, $0] } }
  }

  /// Batches of pairs from the text without a random part of its frequent words, another one each
  /// epoch. The same seed and epoch give the same batches.
  func batches(epoch: Int, count: Int, size: Int) -> PairBatches {
    var random = SplitMix64(seed: seed, stream: UInt64(epoch) << 32)
    // Room between stretches, so that no distance reaches from one to the next.
    let gap = [Int32](repeating: -1, count: window)
    var text = gap
    for stretch in stretches {
      text += stretch.filter { random.share() < keptShares[Int($0)] }
      text += gap
    }
    return PairBatches(
      text: text, distances: distances, negatives: negatives, negativeCount: negativeCount,
      size: size, seed: seed, stream: (UInt64(epoch) << 32) + 1, endIndex: count)
  }
}

/// Batches drawn when they are asked for.
struct PairBatches: RandomAccessCollection {
  /// Numbers of words, −1 between stretches.
  fileprivate let text: [Int32]
  fileprivate let distances: [Int]
  fileprivate let negatives: AliasTable
  fileprivate let negativeCount: Int
  fileprivate let size: Int
  fileprivate let seed: UInt64
  fileprivate let stream: UInt64
  var startIndex: Int { 0 }
  let endIndex: Int

  /// Some pairs.
  struct Batch {
    /// The word of each pair, `[size]`.
    var centers: [Int32] = []
    /// For each pair the word near it, then its negatives: `[size, 1 + negatives]`.
    var candidates: [Int32] = []
  }

  subscript(position: Int) -> Batch {
    var random = SplitMix64(seed: seed, stream: stream + UInt64(position))
    var batch = Batch()
    batch.centers.reserveCapacity(size)
    batch.candidates.reserveCapacity(size * (1 + negativeCount))
    while batch.centers.count < size {
      let place = Int(random.below(UInt64(text.count)))
      guard text[place] >= 0 else { continue }
      let near = text[place + distances[Int(random.below(UInt64(distances.count)))]]
      guard near >= 0 else { continue }
      batch.centers.append(text[place])
      batch.candidates.append(near)
      for _ in 0..<negativeCount { batch.candidates.append(negatives.draw(&random)) }
    }
    return batch
  }
}
