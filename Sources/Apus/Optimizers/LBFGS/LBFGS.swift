/// L-BFGS with a line search: minimises a loss over the whole of the data, or any other function of its
/// parameters, in few and long steps (D. Liu, J. Nocedal, "On the limited memory BFGS method for large
/// scale optimization", Mathematical Programming 45, 1989). It is a loop on the host around an executable
/// of the loss and its gradients; the vectors of the method are Doubles of the host.
///
///     let lbfgs = try LBFGS(minimizing: loss, on: device)
///     let report = try lbfgs.minimize([x: inputs, y: targets], maxIterations: 100)
///     print(report.loss, report.reason)
///     let weights = try lbfgs.store.value(model.parameters[0].id)
///
/// As PyTorch's `LBFGS` with `line_search_fn="strong_wolfe"`
/// (https://docs.pytorch.org/docs/stable/generated/torch.optim.LBFGS.html). The loss has to be one
/// function: without dropout, and with the same feeds in all calls, or `forget()` between them. It is not
/// an `Optimizer`: a step takes as many values of the loss as its line search needs.
public final class LBFGS {
  /// The parameters, which `minimize` changes.
  public let store: VariableStore
  /// What is learned.
  public let parameters: [Variable]
  private let executable: Executable
  private let learningRate: Double
  private let historySize: Int

  private var history: CurvatureHistory
  /// Whether a step was taken.
  private var hasBegun = false

  /// L-BFGS for parameters in a store of their own.
  /// - Parameters: as the other initialiser's.
  /// - Throws: `GraphError` where the graph does not fit, `OpenCLError` for the device.
  public convenience init(
    minimizing loss: Variable, parameters: [Variable]? = nil, learningRate: Double = 1,
    historySize: Int = 100, on device: Device, options: ExecutableOptions = .init()
  ) throws {
    try self.init(
      minimizing: loss, parameters: parameters, learningRate: learningRate,
      historySize: historySize, store: VariableStore(loss.builder.finish(), on: device),
      options: options)
  }

  /// L-BFGS for parameters in a given store, such as a trainer's.
  /// - Parameters:
  ///   - loss: a floating-point scalar.
  ///   - parameters: what to learn; nil for every parameter that the loss depends on.
  ///   - learningRate: what a line search tries first; above 0.
  ///   - historySize: of how many steps changes are kept; at least 0.
  ///   - store: holds the parameters.
  /// - Throws: as the other initialiser.
  public init(
    minimizing loss: Variable, parameters: [Variable]? = nil, learningRate: Double = 1,
    historySize: Int = 100, store: VariableStore, options: ExecutableOptions = .init()
  ) throws {
    try checkNumber(
      "LBFGS", "learningRate", learningRate, learningRate > 0 && learningRate.isFinite, "above 0")
    try checkNumber("LBFGS", "historySize", Double(historySize), historySize >= 0, "at least 0")
    let builder = loss.builder
    self.parameters = try builder.learned(by: loss, asked: parameters)
    let gradients = try builder.gradients(of: loss, withRespectTo: self.parameters)
    executable = try Executable(
      builder.finish(), outputs: [loss.id] + gradients.map(\.id), mode: .training, store: store,
      options: options)
    self.store = store
    self.learningRate = learningRate
    self.historySize = historySize
    history = CurvatureHistory(capacity: historySize)
  }

  /// Forgets what earlier calls learned of the loss; the parameters stay.
  public func forget() {
    history = CurvatureHistory(capacity: historySize)
    hasBegun = false
  }

  /// Goes down, and leaves the parameters where it stopped. A further call goes on from there.
  /// - Parameters:
  ///   - feeds: a tensor for each input that the loss depends on.
  ///   - maxIterations: the most steps; at least 0.
  ///   - maxEvaluations: the most values of the loss; nil for 5/4 of the steps. A line search that has
  ///     begun may take one more.
  ///   - gradientTolerance: the largest element of a gradient that is flat.
  ///   - changeTolerance: the change of the parameters, or of the loss, that is none.
  /// - Returns: how it went.
  /// - Throws: `GraphError` for a feed that does not fit or a number out of range, and faults.
  @discardableResult
  public func minimize(
    _ feeds: [Variable: any Feed] = [:], maxIterations: Int = 20, maxEvaluations: Int? = nil,
    gradientTolerance: Double = 1e-7, changeTolerance: Double = 1e-9
  ) throws -> LBFGSReport {
    for (name, value) in [
      ("maxIterations", Double(maxIterations)), ("maxEvaluations", Double(maxEvaluations ?? 1)),
      ("gradientTolerance", gradientTolerance), ("changeTolerance", changeTolerance),
    ] {
      try checkNumber("LBFGS", name, value, value >= 0, "at least 0")
    }
    let maxEvaluations = maxEvaluations ?? saturatingSum(maxIterations, maxIterations / 4)
    var x = try parameters.flatMap { try store.value($0.id).doubles }
    var (loss, gradient) = try evaluate(x, feeds)
    var report = LBFGSReport(losses: [loss], evaluations: 1, gradient: gradient)
    guard loss.isFinite, gradient.allSatisfy(\.isFinite) else {
      return report.ended(.notFinite)
    }
    if report.largestGradient <= gradientTolerance { return report.ended(.flat) }

    while report.iterations < maxIterations {
      let direction = history.direction(gradient)
      // Nothing is known of the curvature yet: not far.
      let first = hasBegun ? 1 : min(1, 1 / gradient.reduce(0) { $0 + abs($1) })
      let slope = dot(gradient, direction)
      guard slope <= -changeTolerance else { return report.ended(.noChange) }

      let start = LinePoint(step: 0, loss: loss, gradient: gradient, slope: slope)
      let search = StrongWolfe(
        tolerance: changeTolerance, limit: maxEvaluations - report.evaluations)
      let largest = direction.reduce(0) { max($0, abs($1)) }
      let (point, evaluations) = try search.search(
        from: start, step: learningRate * first, largest: largest
      ) {
        step in
        let (loss, gradient) = try evaluate(moved(x, step, direction), feeds)
        return LinePoint(
          step: step, loss: loss, gradient: gradient, slope: dot(gradient, direction))
      }
      guard point.loss.isFinite, point.gradient.allSatisfy(\.isFinite) else {
        try set(x)
        return report.ended(.notFinite)
      }
      hasBegun = true
      x = moved(x, point.step, direction)
      history.add(
        change: direction.map { $0 * point.step },
        gradientChange: zip(point.gradient, gradient).map { $0 - $1 })
      let change = loss - point.loss
      (loss, gradient) = (point.loss, point.gradient)
      report.add(loss, gradient, evaluations: evaluations)

      if report.iterations == maxIterations { break }
      if report.evaluations >= maxEvaluations { return try ended(.evaluations) }
      if report.largestGradient <= gradientTolerance { return try ended(.flat) }
      if largest * abs(point.step) <= changeTolerance || abs(change) < changeTolerance {
        return try ended(.noChange)
      }
    }
    return try ended(.iterations)

    func ended(_ reason: LBFGSReport.Reason) throws -> LBFGSReport {
      // The line search may have looked at another place last.
      try set(x)
      return report.ended(reason)
    }
  }

  private func moved(_ x: [Double], _ step: Double, _ direction: [Double]) -> [Double] {
    zip(x, direction).map { $0 + step * $1 }
  }

  /// The loss and its gradient at a place.
  private func evaluate(
    _ x: [Double], _ feeds: [Variable: any Feed]
  ) throws -> (loss: Double, gradient: [Double]) {
    try set(x)
    let values = try executable.run(feeds)
    return (values[0].doubles.first ?? .nan, values[1...].flatMap(\.doubles))
  }

  private func set(_ x: [Double]) throws {
    var place = 0
    for parameter in parameters {
      let shape = try parameter.shape.extents([:])
      let end = place + shape.reduce(1, *)
      let tensor = try Tensor(Array(x[place..<end]), shape: shape)
      try store.set(parameter.id, tensor.cast(to: parameter.dtype))
      place = end
    }
  }
}
