/// What a call of `Trainer.fit` saw.
public struct TrainingHistory: Sendable, Hashable {
  /// The loss of each step, in order.
  public internal(set) var steps: [StepReport] = []
  /// The epochs that were finished, in order.
  public internal(set) var epochs: [EpochReport] = []
  /// The rule that `fit` was given, with what it has seen.
  public internal(set) var plateau: ReduceOnPlateau?
  /// How long it took.
  public internal(set) var seconds = 0.0

  /// The points (step, loss) for a `LineChart`: means over equal stretches, at most `count` of them.
  public func lossCurve(points count: Int = 400) -> [(Double, Double)] {
    let most = Swift.max(1, Swift.min(count, steps.count))
    let stretch = Swift.max(1, (steps.count + most - 1) / most)
    return stride(from: 0, to: steps.count, by: stretch).map { first in
      let part = steps[first..<Swift.min(first + stretch, steps.count)]
      let total = part.reduce(0) { $0 + $1.loss }
      return (Double(part[part.startIndex].step), total / Double(part.count))
    }
  }

  /// The points (step at the end of the epoch, value) of a validation measure, for a `LineChart`.
  public func validationCurve(_ name: String) -> [(Double, Double)] {
    epochs.compactMap { epoch in
      epoch.validation[name].map { (Double(epoch.lastStep), $0) }
    }
  }
}

/// One step of training.
public struct StepReport: Sendable, Hashable {
  /// The number of the step, from 0, among those of this trainer.
  public var step: Int
  /// The epoch it belongs to, from 0.
  public var epoch: Int
  /// The loss on the step's batch, before the step changed anything.
  public var loss: Double
}

/// One finished epoch.
public struct EpochReport: Sendable, Hashable {
  /// The number of the epoch, from 0.
  public var epoch: Int
  /// The number of its last step.
  public var lastStep: Int
  /// The mean of its steps' losses; NaN for an epoch without steps.
  public var loss: Double
  /// The measures on the validation batches, `loss` among them; empty without such batches.
  public var validation: [String: Double]
  /// How long it took, validation included.
  public var seconds: Double
}

/// What a hook asks for after an epoch.
public enum TrainingFlow: Sendable, Hashable {
  case proceed
  case stop
}
