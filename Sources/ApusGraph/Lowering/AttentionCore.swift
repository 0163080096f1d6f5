/// Attention, or its gradients, over `batch`: softmax(scale · q·kᵀ)·v in blocks, so that the scores
/// are never in memory.
public struct AttentionCore: Hashable, Sendable {
  /// What is computed.
  public enum Pass: String, Hashable, Sendable {
    /// From q, k, v: the weighted values, and the logarithm of each query's Σ eˢᶜᵒʳᵉ.
    case forward
    /// From q, k, v, both results, and the gradient of the first: the gradients of q, k and v.
    case backward
    /// The first of those, where they are computed apart.
    case backwardQueries
    /// The other two.
    case backwardKeys
  }

  /// What is computed.
  public var pass: Pass
  /// The extents of the leading loops.
  public var batch: [Dim]
  /// How many queries there are.
  public var queries: Dim
  /// How many keys and values there are.
  public var keys: Dim
  /// The extent of a query and of a key, over which scores are summed.
  public var width: Dim
  /// The extent of a value.
  public var values: Dim
  /// What scores are multiplied by.
  public var scale: Double
  /// Whether a query sees only the keys up to its own position, counted from the end.
  public var isCausal: Bool
  /// What is read, in the order of `Pass`. Loops: batch…, row, column.
  public var operands: [Access]
  /// Where the results are stored, by the same loops.
  public var stores: [AffineIndex]
}

extension AttentionCore {
  /// The rows and columns of each operand.
  package var operandExtents: [(rows: Dim, columns: Dim)] {
    [
      (queries, width), (keys, width), (keys, values), (queries, values), (queries, 1),
      (queries, values),
    ]
  }

  /// The rows and columns of each result.
  package var resultExtents: [(rows: Dim, columns: Dim)] {
    switch pass {
    case .forward: [(queries, values), (queries, 1)]
    case .backward: [(queries, width), (keys, width), (keys, values)]
    case .backwardQueries: [(queries, width)]
    case .backwardKeys: [(keys, width), (keys, values)]
    }
  }
}

extension Lowering {
  /// Runs attention; the results are new tensors.
  mutating func attention(_ core: AttentionCore, outputs: [TensorType]) -> [LoweredTensor] {
    append(domain: core.batch, core: .attention(core), outputs: outputs)
  }
}
