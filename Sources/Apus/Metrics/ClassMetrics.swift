import ApusGraph

/// The share of examples whose label is among the k largest logits; of equal ones the first
/// count. `Metric.topKAccuracy` measures it over batches.
///
/// In all metrics of classes `axis` says where they are: 1 for images of PyTorch's layout.
///
/// - Formula: y = Σ [rank of logits[label] < k] / n
/// - Shapes: logits [..., classes], labels [...] → float32 []
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func topKAccuracy(
  logits: Variable, labels: Variable, k: Int, axis: Int = -1, ignoreIndex: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.topKAccuracy(
      logits: logits, labels: labels, k: k, axis: axis, ignoreIndex: ignoreIndex
    )
    .batchValue()
  }
}

/// The share of elements whose score is above the threshold exactly where the label is not 0.
/// `Metric.binaryAccuracy` measures it over batches.
///
/// - Formula: y = Σ [(score > threshold) = (label ≠ 0)] / n
/// - Shapes: scores and labels of one shape → float32 []
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func binaryAccuracy(
  scores: Variable, labels: Variable, threshold: Double = 0.5, file: String = #fileID,
  line: Int = #line
) throws(GraphError) -> Variable {
  try scores.builder.at(file, line) { () throws(GraphError) in
    try Metric.binaryAccuracy(scores: scores, labels: labels, threshold: threshold).batchValue()
  }
}

/// How many examples of the class of a row were taken for the class of a column.
/// `Metric.confusionMatrix` measures it over batches.
///
/// - Formula: y[i, j] = Σ [label = i] · [argmax(logits) = j]
/// - Shapes: logits [..., classes], labels [...] → int64 [classes, classes]
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func confusionMatrix(
  logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.confusionMatrix(logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex)
      .batchValue()
  }
}

/// The mean of intersection / union over the classes that are predicted or labelled.
/// `Metric.meanIoU` measures it over batches.
///
/// - Formula: y = mean of hits / (predicted + actual − hits) of each class
/// - Shapes: logits [..., classes], labels [...] → float32 []
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func meanIoU(
  logits: Variable, labels: Variable, axis: Int = -1, ignoreIndex: Int? = nil,
  file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.meanIoU(logits: logits, labels: labels, axis: axis, ignoreIndex: ignoreIndex)
      .batchValue()
  }
}

/// Of the examples predicted as a class, the share that is; 0 where none is predicted.
/// `Metric.precision` measures it over batches.
///
/// - Formula: y = hits / predicted
/// - Shapes: logits [..., classes], labels [...] → float32 [], or [classes] of .perClass
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func precision(
  logits: Variable, labels: Variable, average: ClassAverage = .macro, axis: Int = -1,
  ignoreIndex: Int? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.precision(
      logits: logits, labels: labels, average: average, axis: axis, ignoreIndex: ignoreIndex
    )
    .batchValue()
  }
}

/// Of the examples of a class, the share predicted as such; 0 where there are none.
/// `Metric.recall` measures it over batches.
///
/// - Formula: y = hits / actual
/// - Shapes: logits [..., classes], labels [...] → float32 [], or [classes] of .perClass
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func recall(
  logits: Variable, labels: Variable, average: ClassAverage = .macro, axis: Int = -1,
  ignoreIndex: Int? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.recall(
      logits: logits, labels: labels, average: average, axis: axis, ignoreIndex: ignoreIndex
    )
    .batchValue()
  }
}

/// The harmonic mean of precision and recall, with recall counting beta times as much; 0 where
/// there is nothing to divide by. `Metric.fScore` measures it over batches.
///
/// - Formula: y = (1 + β²) · hits / (β² · actual + predicted)
/// - Shapes: logits [..., classes], labels [...] → float32 [], or [classes] of .perClass
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func fScore(
  logits: Variable, labels: Variable, beta: Double = 1, average: ClassAverage = .macro,
  axis: Int = -1, ignoreIndex: Int? = nil, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try logits.builder.at(file, line) { () throws(GraphError) in
    try Metric.fScore(
      logits: logits, labels: labels, beta: beta, average: average, axis: axis,
      ignoreIndex: ignoreIndex
    ).batchValue()
  }
}

/// The precision of scores above a threshold against labels that are not 0. `Metric.precision`
/// measures it over batches.
///
/// - Formula: y = hits / predicted
/// - Shapes: scores and labels [..., classes] → float32 [], or [classes] of .perClass
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func precision(
  scores: Variable, labels: Variable, threshold: Double = 0.5, average: ClassAverage = .micro,
  axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try scores.builder.at(file, line) { () throws(GraphError) in
    try Metric.precision(
      scores: scores, labels: labels, threshold: threshold, average: average, axis: axis
    )
    .batchValue()
  }
}

/// The recall of scores above a threshold against labels that are not 0. `Metric.recall`
/// measures it over batches.
///
/// - Formula: y = hits / actual
/// - Shapes: scores and labels [..., classes] → float32 [], or [classes] of .perClass
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func recall(
  scores: Variable, labels: Variable, threshold: Double = 0.5, average: ClassAverage = .micro,
  axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try scores.builder.at(file, line) { () throws(GraphError) in
    try Metric.recall(
      scores: scores, labels: labels, threshold: threshold, average: average, axis: axis
    )
    .batchValue()
  }
}

/// The F-score of scores above a threshold against labels that are not 0. `Metric.fScore`
/// measures it over batches.
///
/// - Formula: y = (1 + β²) · hits / (β² · actual + predicted)
/// - Shapes: scores and labels [..., classes] → float32 [], or [classes] of .perClass
/// - DTypes: numeric
/// - Gradient: none
/// - PyTorch: —
/// - ONNX: —
/// - Throws: `GraphError` for shapes, types or numbers that do not fit.
public func fScore(
  scores: Variable, labels: Variable, threshold: Double = 0.5, beta: Double = 1,
  average: ClassAverage = .micro, axis: Int = -1, file: String = #fileID, line: Int = #line
) throws(GraphError) -> Variable {
  try scores.builder.at(file, line) { () throws(GraphError) in
    try Metric.fScore(
      scores: scores, labels: labels, threshold: threshold, beta: beta, average: average, axis: axis
    ).batchValue()
  }
}
