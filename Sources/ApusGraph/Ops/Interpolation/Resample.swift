/// A sparse matrix by columns of taps: row o of the result is Σ weight[t][o] · row index[t][o] of the
/// input, with an index of −1 where there is no tap.
public struct ResamplePlan: Hashable, Sendable, Codable {
  /// The rows of the input.
  public let extent: Int
  /// The rows of the result.
  public let count: Int
  /// For each tap, the row of the input for each row of the result.
  public let indices: [[Int]]
  /// For each tap, its weight for each row of the result.
  public let weights: [[Double]]

  /// A plan from the taps of each row of the result; taps of one row are added up.
  init(_ rows: [[(index: Int, weight: Double)]], extent: Int) {
    let merged = rows.map { row -> [(index: Int, weight: Double)] in
      var own: [(index: Int, weight: Double)] = []
      for tap in row where tap.weight != 0 {
        // The rows of a transposed plan are long, and in order: there, none is looked for.
        let isNew = own.last.map { $0.index < tap.index } ?? true
        if !isNew, let known = own.firstIndex(where: { $0.index == tap.index }) {
          own[known].weight += tap.weight
        } else {
          own.append(tap)
        }
      }
      return own
    }
    let taps = Swift.max(merged.map(\.count).max() ?? 0, 1)
    self.extent = extent
    count = rows.count
    indices = (0..<taps).map { tap in merged.map { tap < $0.count ? $0[tap].index : -1 } }
    weights = (0..<taps).map { tap in merged.map { tap < $0.count ? $0[tap].weight : 0 } }
  }

  /// The transposed matrix.
  var transposed: ResamplePlan {
    var rows = [[(index: Int, weight: Double)]](repeating: [], count: extent)
    for (indices, weights) in zip(indices, weights) {
      for (row, index) in indices.enumerated() where index >= 0 && index < extent {
        rows[index].append((row, weights[row]))
      }
    }
    return ResamplePlan(rows.map { $0.sorted { $0.index < $1.index } }, extent: count)
  }
}

/// Each row along an axis as a weighted sum of few rows of the input, which are fixed: interpolation.
/// The gradient is the same with the transposed weights.
public struct Resample: Op, CustomStringConvertible {
  public static let name = "resample"
  /// The resolved axis.
  public let axis: Int
  /// What is added up.
  public let plan: ResamplePlan

  /// Weighted sums by `plan` along a resolved axis.
  public init(_ plan: ResamplePlan, axis: Int) {
    self.axis = axis
    self.plan = plan
  }

  public var description: String { "resample to \(plan.count) along \(axis)" }

  public func outputs(for inputs: [TensorType]) throws -> [TensorType] {
    try expect(inputs, count: 1)
    try expectFloat(inputs)
    var shape = try inputs[0].shape.checked([axis])
    let counts = (plan.indices + plan.weights.map { $0.map { _ in 0 } }).map(\.count)
    guard shape[axis] == Dim(plan.extent), plan.indices.count == plan.weights.count,
      !plan.indices.isEmpty, counts.allSatisfy({ $0 == plan.count })
    else {
      throw GraphError(
        .shapeMismatch, expected: "\(plan.extent) rows along axis \(axis), and whole taps",
        found: "\(shape)", advice: "use interpolate, which makes the plan")
    }
    shape[axis] = Dim(plan.count)
    return [TensorType(shape, inputs[0].dtype)]
  }

  public func gradient(_ context: GradientContext) throws -> [Variable?] {
    let g = try context.gradient
    return [try g.builder.append(Resample(plan.transposed, axis: axis), [g])[0]]
  }

  /// Taps that are written one after another; more go through a loop.
  private static let mostWritten = 8

  public func lower(
    _ inputs: [LoweredTensor], _ lowering: inout Lowering
  ) throws -> [LoweredTensor] {
    let x = inputs[0]
    var shape = x.shape
    shape[axis] = Dim(plan.count)
    let taps = plan.indices.count
    let indices = lowering.constant(
      try Tensor(plan.indices.flatMap { $0.map { Int32($0) } }, shape: [taps, plan.count]))
    let weights = lowering.constant(
      try Tensor(plan.weights.flatMap { $0 }, shape: [taps, plan.count]).cast(to: x.dtype))
    func term(_ rank: Int, _ first: Dim, _ step: Dim, _ body: inout Body) -> Ref {
      var table = AffineIndex(offset: first, strides: [Dim](repeating: 0, count: rank))
      table.strides[axis] = 1
      if rank > shape.rank { table.strides[shape.rank] = step }
      var own = AffineIndex(strides: [Dim](repeating: 0, count: rank))
      for other in 0..<shape.rank where other != axis {
        own.strides[other] = x.shape.strides[other]
      }
      let index = body.load(Access(indices.value, table), .int32)
      let element = body.append(
        .gather(
          Access(x.value, own), index: index, stride: x.shape.strides[axis],
          extent: Dim(plan.extent), site: 0), type: x.dtype)
      if plan.weights.allSatisfy({ $0.allSatisfy { $0 == 1 } }) { return element }
      return body.binary(.multiply, body.load(Access(weights.value, table), x.dtype), element)
    }
    let count = Dim(plan.count)
    if taps <= Resample.mostWritten {
      return [
        lowering.map(shape) { body in
          var sum = term(shape.rank, 0, 0, &body)
          for tap in 1..<Swift.max(taps, 1) {
            sum = body.binary(.add, sum, term(shape.rank, Dim(tap) * count, 0, &body))
          }
          return sum
        }
      ]
    }
    let space = Shape(shape.dims + [Dim(taps)])
    return [
      lowering.reduce(.sum, space, axes: [shape.rank]) { body, _ in
        term(space.rank, 0, count, &body)
      }
    ]
  }
}
