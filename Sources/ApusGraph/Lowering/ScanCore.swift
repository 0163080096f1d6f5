/// A body that runs once for each step of a sequence: compiled once, its launches are repeated with
/// other positions. A step's part of a stacked value is the step's element of the first axis.
public struct ScanCore: Hashable, Sendable {
  /// What a step computes. Its inputs, in the order of their creation: the carries, the parts of the
  /// sliced inputs, then what is the same in every step.
  package var body: Graph
  /// How many values go from step to step.
  package var carryCount: Int
  /// How many inputs are stacked.
  package var slicedCount: Int
  /// The variables of `body` that are kept, each stacked; the first ones are the next carries.
  package var results: [Int]
  /// The number of steps.
  package var trips: Dim
  /// Whether the last step of the sequence comes first.
  package var isReversed: Bool
  /// What the inputs of `body` are: the first carries, stacked values, and what stays the same.
  package var inputs: [ValueID]
}

extension Lowering {
  /// Runs a body for each step; the results are its stacked results.
  mutating func scan(_ core: ScanCore, outputs: [TensorType]) -> [LoweredTensor] {
    append(domain: [core.trips], core: .scan(core), outputs: outputs)
  }
}
