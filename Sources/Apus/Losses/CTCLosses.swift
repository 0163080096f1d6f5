import ApusGraph

/// Connectionist temporal classification, as a mean over sequences or otherwise reduced. The mean
/// divides each loss by the number of its labels first, as PyTorch's does.
///
/// - Formula: l = −ln P(targets | logProbabilities); the mean is of l / max(labels, 1)
/// - Shapes: logProbabilities [frames, batch, classes], targets [batch, labels], frameCounts and
///   labelCounts [batch] → [], or [batch] with .none
/// - DTypes: floating point
/// - Gradient: that of `ctcLosses`
/// - PyTorch: torch.nn.CTCLoss
/// - ONNX: —
/// - Parameters:
///   - logProbabilities: as `logSoftmax` gives them.
///   - targets: class indices, padded to one length; the blank among them is a device fault.
///   - frameCounts: how many frames of each sequence count.
///   - labelCounts: how many labels of each sequence count.
///   - blank: the class that stands for no label.
///   - zeroesInfinity: whether sequences that cannot spell their targets count as 0.
///   - weights: of the sequences.
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func ctcLoss(
  logProbabilities: Variable, targets: Variable, frameCounts: Variable, labelCounts: Variable,
  blank: Int = 0, zeroesInfinity: Bool = false, reduction: Reduction = .mean,
  weights: Variable? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try reducedLoss(
    [logProbabilities], reduction, weights, file, line,
    others: [targets, frameCounts, labelCounts]
  ) { x throws(GraphError) in
    let losses = try ctcLosses(
      logProbabilities: x[0], targets: targets, frameCounts: frameCounts,
      labelCounts: labelCounts, blank: blank, zeroesInfinity: zeroesInfinity)
    guard reduction == .mean else { return UnreducedLosses(losses) }
    let lengths = try cast(maximum(labelCounts, 1), to: losses.dtype)
    return UnreducedLosses(try losses / lengths)
  }
}
