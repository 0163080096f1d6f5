import ApusGraph

/// Cuts tensors into mini-batches along their outermost axis, shuffled from a seed.
///
///     let loader = try DataLoader([images, labels], batchSize: 64, seed: 42)
///     for epoch in 0..<10 {
///       for batch in loader.batches(epoch: epoch) {
///         try trainer.step([pixels: batch[0], digits: batch[1]])
///       }
///     }
///
/// The order of an epoch depends on the seed and the number of the epoch alone, never on what was
/// read before: to resume in the middle, take `loader.batches(epoch: 3).dropFirst(250)`.
public struct DataLoader: Sendable {
  /// The tensors to cut; all have the same number of rows.
  public let tensors: [Tensor]
  /// Their names, empty if none were given.
  public let names: [String]
  /// The rows in a batch, except in a short last one.
  public let batchSize: Int
  /// Whether rows are put in a new random order for each epoch.
  public let shuffle: Bool
  /// Where the random orders start.
  public let seed: UInt64
  /// Whether a short last batch is left out.
  public let dropLast: Bool
  /// The number of rows.
  public let rowCount: Int

  /// The number of batches in each epoch.
  public var batchCount: Int {
    rowCount / batchSize + (!dropLast && rowCount % batchSize != 0 ? 1 : 0)
  }

  /// A loader of `tensors`, found by position in each batch: `batch[0]`.
  /// - Parameters:
  ///   - tensors: any number of tensors `[rows, …]`, of any types.
  ///   - dropLast: whether to leave out a last batch smaller than `batchSize`.
  /// - Throws: `DataError` for no tensors, a scalar, different numbers of rows, or a batch size
  ///   below 1.
  public init(
    _ tensors: [Tensor], batchSize: Int, shuffle: Bool = true, seed: UInt64,
    dropLast: Bool = false
  ) throws(DataError) {
    try self.init(
      tensors, names: [], batchSize: batchSize, shuffle: shuffle, seed: seed,
      dropLast: dropLast)
  }

  /// A loader of named tensors, found by name or position: `try batch.tensor("labels")`.
  /// - Throws: `DataError` for a name given twice, and as `init(_:batchSize:shuffle:seed:dropLast:)`.
  public init(
    _ tensors: KeyValuePairs<String, Tensor>, batchSize: Int, shuffle: Bool = true, seed: UInt64,
    dropLast: Bool = false
  ) throws(DataError) {
    let names = tensors.map(\.key)
    guard Set(names).count == names.count else {
      throw DataError(
        .invalidArgument, expected: "each name once", found: "\(names)",
        advice: "give each tensor a name of its own")
    }
    try self.init(
      tensors.map(\.value), names: names, batchSize: batchSize, shuffle: shuffle, seed: seed,
      dropLast: dropLast)
  }

  private init(
    _ tensors: [Tensor], names: [String], batchSize: Int, shuffle: Bool, seed: UInt64,
    dropLast: Bool
  ) throws(DataError) {
    guard batchSize >= 1 else {
      throw DataError(
        .invalidArgument, expected: "a batch size of at least 1", found: "\(batchSize)",
        advice: "choose the number of rows in a batch, such as 64")
    }
    guard let first = tensors.first else {
      throw DataError(
        .invalidArgument, expected: "at least one tensor", found: "none",
        advice: "give the tensors to cut into batches")
    }
    guard let rows = first.shape.first, tensors.allSatisfy({ $0.shape.first == rows }) else {
      let shapes = tensors.enumerated().map { index, tensor in
        (names.isEmpty ? "" : names[index] + " ") + "\(tensor.dtype)\(tensor.shape)"
      }
      throw DataError(
        .unequalCounts, expected: "tensors with the same number of rows",
        found: shapes.joined(separator: " and "),
        advice: "row i of each tensor must belong to the same example")
    }
    self.tensors = tensors
    self.names = names
    self.batchSize = batchSize
    self.shuffle = shuffle
    self.seed = seed
    self.dropLast = dropLast
    rowCount = rows
  }

  /// The batches of one epoch. The same seed and epoch give the same batches on every machine.
  public func batches(epoch: Int) -> Batches {
    guard shuffle else { return Batches(loader: self, order: nil) }
    var random = SplitMix64(seed: seed, stream: UInt64(bitPattern: Int64(epoch)))
    return Batches(loader: self, order: random.permutation(of: rowCount))
  }
}

extension DataLoader {
  /// The batches of one epoch, made when they are asked for: skipping costs nothing.
  public struct Batches: RandomAccessCollection, Sendable {
    let loader: DataLoader
    /// The rows in the order of this epoch; nil for the order of the tensors.
    let order: [Int]?

    public var startIndex: Int { 0 }
    public var endIndex: Int { loader.batchCount }

    /// The batch at a position; copies its rows. Traps out of bounds, as Array does.
    public subscript(position: Int) -> Batch {
      precondition(indices.contains(position), "batch \(position) is outside of \(indices)")
      let first = position * loader.batchSize
      let rows = first..<Swift.min(first + loader.batchSize, loader.rowCount)
      do {
        return Batch(tensors: try cut(rows), names: loader.names, count: rows.count)
      } catch {
        // Cannot happen: init has checked that every tensor has `rowCount` rows.
        preconditionFailure("rows \(rows) of a checked loader: \(error)")
      }
    }

    /// The batch at a position; copies its rows.
    /// - Throws: `DataError` out of bounds, where `self[position]` traps.
    public func batch(at position: Int) throws(DataError) -> Batch {
      guard indices.contains(position) else {
        throw DataError(
          .invalidArgument, expected: "a position in \(indices)", found: "\(position)",
          advice: "an epoch of this loader has \(count) batches, counted from 0")
      }
      return self[position]
    }

    private func cut(_ rows: Range<Int>) throws -> [Tensor] {
      guard let order else { return try loader.tensors.map { try $0.rows(rows) } }
      let chosen = Array(order[rows])
      return try loader.tensors.map { try $0.gatherRows(chosen) }
    }
  }
}
