/// How the height of a cycle changes.
public enum CycleMode: Hashable, Sendable, Codable {
  /// All cycles are of one height.
  case triangular
  /// Each cycle is half as high as the one before.
  case triangular2
  /// The height at a step is multiplied by gamma^step; gamma above 0.
  case exponential(gamma: Double)

  func scale(_ step: Double, cycle: Double) -> Double {
    switch self {
    case .triangular: 1
    case .triangular2: raised(0.5, cycle)
    case .exponential(let gamma): raised(gamma, step)
    }
  }
}

/// Triangles one after the other, from `low` to `high` and back, as PyTorch's `CyclicLR` (L. Smith,
/// "Cyclical learning rates for training neural networks", WACV 2017). `momentum(low:high:)` is the
/// schedule of the momentum that belongs to it.
///
/// In JSON: `{"type": "cyclic", "low": 0.001, "high": 0.1, "rise": 20}`, with `fall` and `mode`
/// optional; a mode is `{"triangular": {}}`, `{"triangular2": {}}` or
/// `{"exponential": {"gamma": 0.99}}`.
public struct Cyclic: Schedule {
  public static let typeName = "cyclic"
  public static var defaults: Cyclic? { Cyclic(low: 0, high: 1, rise: 1) }
  public static var requiredFields: [String] { ["low", "high", "rise"] }

  /// The number at the start of each cycle.
  public var low: Double
  /// The number at the top of the first one.
  public var high: Double
  /// The steps up; at least 1.
  public var rise: Int
  /// The steps down; at least 1, nil for as many as up.
  public var fall: Int?
  /// How the height changes.
  public var mode: CycleMode

  /// A schedule of triangles.
  public init(
    low: Double, high: Double, rise: Int, fall: Int? = nil, mode: CycleMode = .triangular
  ) {
    self.low = low
    self.high = high
    self.rise = rise
    self.fall = fall
    self.mode = mode
  }

  /// The matching schedule of a momentum: at `high` where the rate is low, and down to `low` where
  /// it is highest.
  public func momentum(low: Double = 0.8, high: Double = 0.9) -> CyclicMomentum {
    CyclicMomentum(low: low, high: high, rise: rise, fall: fall, mode: mode)
  }

  public func validate() throws(GraphError) { try checkCycle(low, high, rise, fall, mode) }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    return low + (high - low) * height(step, rise, fall, mode)
  }
}

/// The momentum that belongs to a `Cyclic`: triangles from `high` down to `low` and back.
///
/// In JSON: `{"type": "cyclicMomentum", "rise": 20}`, with `low`, `high`, `fall` and `mode` optional.
public struct CyclicMomentum: Schedule {
  public static let typeName = "cyclicMomentum"
  public static var defaults: CyclicMomentum? { CyclicMomentum(rise: 1) }
  public static var requiredFields: [String] { ["rise"] }

  /// The number at the bottom of the first cycle.
  public var low: Double
  /// The number at the start of each cycle.
  public var high: Double
  /// As `Cyclic.rise`.
  public var rise: Int
  /// As `Cyclic.fall`.
  public var fall: Int?
  /// As `Cyclic.mode`.
  public var mode: CycleMode

  /// A schedule of triangles downwards; the defaults are those of PyTorch.
  public init(
    low: Double = 0.8, high: Double = 0.9, rise: Int, fall: Int? = nil,
    mode: CycleMode = .triangular
  ) {
    self.low = low
    self.high = high
    self.rise = rise
    self.fall = fall
    self.mode = mode
  }

  public func validate() throws(GraphError) { try checkCycle(low, high, rise, fall, mode) }

  public func value(at step: Int) throws(GraphError) -> Double {
    _ = try checked(step)
    return high - (high - low) * height(step, rise, fall, mode)
  }
}

extension Schedule {
  fileprivate func checkCycle(
    _ low: Double, _ high: Double, _ rise: Int, _ fall: Int?, _ mode: CycleMode
  ) throws(GraphError) {
    try checkFinite(["low": low, "high": high])
    try checkSteps("rise", rise)
    try checkSteps("fall", fall ?? rise)
    if case .exponential(let gamma) = mode {
      try check("gamma", gamma, gamma > 0 && gamma.isFinite, "a finite number above 0")
    }
  }
}

/// The height at a step, 1 at the top of a full triangle.
private func height(_ step: Int, _ rise: Int, _ fall: Int?, _ mode: CycleMode) -> Double {
  let fall = fall ?? rise
  let (cycle, place) = step.quotientAndRemainder(dividingBy: rise + fall)
  let share =
    place <= rise
    ? Double(place) / Double(rise) : Double(rise + fall - place) / Double(fall)
  return share * mode.scale(Double(step), cycle: Double(cycle))
}
