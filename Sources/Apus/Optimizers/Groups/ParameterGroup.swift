/// Parameters that are learned in another way than the others, for `minimize(groups:)` and `Trainer`.
///
/// With some numbers of their own, as PyTorch's `param_groups`. What is not listed is the device scalar
/// of the main rule, so that one schedule drives all groups:
///
///     let trainer = try Trainer(
///       minimizing: loss, with: AdamW(weightDecay: 0.1),
///       groups: [ParameterGroup("plain", model.parameters.vectors, overriding: ["weightDecay": 0])],
///       on: device)
///     try trainer.setHyperparameter("learningRate", 1e-4)   // of all
///     try trainer.setHyperparameter("plain.weightDecay", 0.01)
///
/// Or by another rule:
///
///     ParameterGroup("matrices", model.parameters.matrices, with: Muon())
///
/// Parameters that are in no group follow the main rule.
public struct ParameterGroup {
  /// Says how a group learns.
  enum Rule {
    case overriding([String: Double])
    case other(any Optimizer)
  }

  /// The name before the dot in the addresses of its numbers, `name.learningRate`.
  public let name: String
  /// What is in it.
  public let parameters: [Variable]
  /// The factor of the penalty |p| of its parameters; nil for that of `GradientOptions`.
  public var l1: Double?
  /// The factor of the penalty ½ p² of its parameters; nil for that of `GradientOptions`.
  public var l2: Double?
  /// What the parameters are kept to after each update; nil for what the others are.
  public var constraint: MaxNorm?
  let rule: Rule

  /// A group that follows the main rule with some numbers of its own.
  /// - Parameter numbers: values of stored properties of the rule by their names, such as
  ///   `["learningRate": 1e-4]`. A property that decides the form of the graph, as a decay that the
  ///   main rule has not, decides that of the group's.
  public init(
    _ name: String, _ parameters: [Variable], overriding numbers: [String: Double] = [:],
    l1: Double? = nil, l2: Double? = nil, constraint: MaxNorm? = nil
  ) {
    self.init(name, parameters, .overriding(numbers), l1, l2, constraint)
  }

  /// A group that follows a rule of its own, with all numbers its own.
  public init(
    _ name: String, _ parameters: [Variable], with optimizer: any Optimizer, l1: Double? = nil,
    l2: Double? = nil, constraint: MaxNorm? = nil
  ) {
    self.init(name, parameters, .other(optimizer), l1, l2, constraint)
  }

  private init(
    _ name: String, _ parameters: [Variable], _ rule: Rule, _ l1: Double?, _ l2: Double?,
    _ constraint: MaxNorm?
  ) {
    self.name = name
    self.parameters = parameters
    self.rule = rule
    (self.l1, self.l2, self.constraint) = (l1, l2, constraint)
  }
}

extension [Variable] {
  /// Those of two axes and more: weights and embeddings, kernels of convolutions.
  public var matrices: [Variable] { filter { $0.shape.rank >= 2 } }

  /// Those of one axis or none: biases, factors and offsets of normalisations.
  public var vectors: [Variable] { filter { $0.shape.rank < 2 } }
}
