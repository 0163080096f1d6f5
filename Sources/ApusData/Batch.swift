import ApusGraph

/// Some rows of each tensor of a `DataLoader`, in the loader's order of tensors.
public struct Batch: Sendable, Hashable {
  /// The tensors: each `[count] + the extents of one row`.
  public let tensors: [Tensor]
  /// The names of the tensors, empty if the loader was given none.
  public let names: [String]
  /// The number of rows; smaller than the batch size in a short last batch.
  public let count: Int

  /// The tensor at a position. Traps outside of `tensors`, as Array does.
  public subscript(_ position: Int) -> Tensor { tensors[position] }

  /// The tensor at a position.
  /// - Throws: `DataError` out of bounds, where `self[position]` traps.
  public func tensor(at position: Int) throws(DataError) -> Tensor {
    guard tensors.indices.contains(position) else {
      throw DataError(
        .invalidArgument, expected: "a position in \(tensors.indices)", found: "\(position)",
        advice: "a batch has the tensors that the DataLoader was given")
    }
    return tensors[position]
  }

  /// The tensor with a name.
  /// - Throws: `DataError` listing the names there are.
  public func tensor(_ name: String) throws(DataError) -> Tensor {
    guard let position = names.firstIndex(of: name) else {
      throw DataError(
        .invalidArgument, expected: "one of the names \(names)", found: "'\(name)'",
        advice: "name the tensors when the DataLoader is made, or use their position")
    }
    return tensors[position]
  }
}
