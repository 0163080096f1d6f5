extension GraphBuilder {
  /// The numbers from 0 to `count` − 1 in an order drawn anew at each step, as int32: the positions
  /// that sort random int64 keys, the same on every device. `indexSelect` with them shuffles a
  /// tensor along an axis.
  ///
  /// - Formula: y = argsort of random keys
  /// - Shapes: → count
  /// - DTypes: int32
  /// - Gradient: none
  /// - PyTorch: torch.randperm
  /// - ONNX: —
  /// - Parameter count: 0 or more; may be symbolic.
  /// - Parameter name: of the draws, as in `random`.
  /// - Throws: `GraphError` for a count below 0, or a name that is taken.
  public func permutation(
    _ count: Dim, name: String? = nil, file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> Variable {
    try composed([], file, line) { () throws(GraphError) in
      let keys = Random.Distribution.integers(low: .min, high: .max)
      return try argsort(random(keys, [count], dtype: .int64, name: name))
    }
  }
}
