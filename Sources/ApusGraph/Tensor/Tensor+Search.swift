// What has as many results as the numbers say, and is therefore found on the host.

extension Tensor {
  /// The distinct elements of a tensor; see `Tensor.unique()`.
  public struct Unique: Sendable, Hashable {
    /// The distinct elements, ascending; a NaN counts as largest, and all as one.
    public var values: Tensor
    /// For each element its position in `values`, as int64 in the shape of the tensor.
    public var inverse: Tensor
    /// How often each of `values` occurs, as int64.
    public var counts: Tensor
  }

  /// The indices of the elements that are not 0, in row-major order; a NaN is not 0.
  ///
  /// - Formula: all i with x[i] ≠ 0
  /// - Shapes: any → int64 [count, rank]
  /// - DTypes: any
  /// - Gradient: none
  /// - PyTorch: torch.nonzero
  /// - ONNX: NonZero (transposed)
  public func nonZero() -> Tensor {
    var indices: [Int64] = []
    var found = 0
    for position in 0..<count where double(at: position) != 0 {
      var rest = position
      var index = [Int64](repeating: 0, count: rank)
      for axis in shape.indices.reversed() {
        index[axis] = Int64(rest % shape[axis])
        rest /= shape[axis]
      }
      indices += index
      found += 1
    }
    return Tensor(
      unchecked: indices.withUnsafeBytes { Array($0) }, shape: [found, rank], dtype: .int64)
  }

  /// The distinct elements in ascending order, where each element is among them, and how often they
  /// occur.
  ///
  /// - Formula: values ascending, x = values[inverse], counts[k] = number of i with inverse[i] = k
  /// - Shapes: any → values [distinct], inverse like x, counts [distinct]
  /// - DTypes: any
  /// - Gradient: none
  /// - PyTorch: torch.unique
  /// - ONNX: Unique
  public func unique() -> Unique {
    // Doubles hold all types but int64.
    dtype == .int64
      ? unique(of: (try? values(Int64.self)) ?? [], <)
      : unique(of: doubles) { b, c in c.isNaN ? !b.isNaN : b < c }
  }

  private func unique<Key>(of keys: [Key], _ isSmaller: (Key, Key) -> Bool) -> Unique {
    let order = keys.indices.sorted { a, b in
      isSmaller(keys[a], keys[b]) || (!isSmaller(keys[b], keys[a]) && a < b)
    }
    var (firsts, counts): ([Int], [Int64]) = ([], [])
    var inverse = [Int64](repeating: 0, count: keys.count)
    for position in order {
      if let last = firsts.last, !isSmaller(keys[last], keys[position]) {
        counts[counts.count - 1] += 1
      } else {
        firsts.append(position)
        counts.append(1)
      }
      inverse[position] = Int64(firsts.count - 1)
    }
    let step = dtype.byteCount
    let bytes = firsts.flatMap { self.bytes[$0 * step..<($0 + 1) * step] }
    return Unique(
      values: Tensor(unchecked: bytes, shape: [firsts.count], dtype: dtype),
      inverse: Tensor(
        unchecked: inverse.withUnsafeBytes { Array($0) }, shape: shape, dtype: .int64),
      counts: Tensor(counts))
  }
}
