import Apus
import ApusData

/// Windows of a text in batches.
public struct TextWindows: RandomAccessCollection {
  /// Some windows.
  public struct Batch {
    let windows: TextWindows
    let starts: ArraySlice<Int>

    /// The tokens, or those `shift` places further on: int32 `[batch, length]`.
    public func tokens(shiftedBy shift: Int = 0) throws -> Tensor {
      let (text, length) = (windows.text, windows.length)
      let tokens = starts.flatMap { text[$0 + shift..<$0 + shift + length] }
      return try Tensor(tokens, shape: [starts.count, length])
    }
  }

  private let text: [Int32]
  private let length: Int
  private let starts: [Int]
  private let batchSize: Int

  /// All windows of a text, one behind the other; up to a window's length at the end is left out.
  /// - Parameters:
  ///   - text: more than `length` tokens.
  ///   - length: characters of a window.
  public init(allOf text: [Int32], length: Int, batchSize: Int) {
    self.text = text
    self.length = length
    self.batchSize = batchSize
    starts = Array(stride(from: 0, through: text.count - length - 1, by: length))
  }

  /// Windows at random places: `count` batches.
  /// - Parameter stream: another one gives other places.
  public init(
    randomOf text: [Int32], length: Int, batchSize: Int, count: Int, seed: UInt64, stream: UInt64
  ) {
    self.text = text
    self.length = length
    self.batchSize = batchSize
    var random = SplitMix64(seed: seed, stream: stream)
    starts = (0..<count * batchSize).map { _ in Int(random.below(UInt64(text.count - length))) }
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { (starts.count + batchSize - 1) / batchSize }

  public subscript(position: Int) -> Batch {
    let end = Swift.min(starts.count, (position + 1) * batchSize)
    return Batch(windows: self, starts: starts[position * batchSize..<end])
  }
}
