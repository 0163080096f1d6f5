/// A rule by which parameters follow their gradients: a struct of numbers, and a pure function that
/// writes one step of the rule as graph expressions.
///
/// Every number in `hyperparameters` that the rule asks for becomes a device scalar, which the host
/// may change between steps: schedules never compile anything. The other fields decide the form of
/// the graph.
///
/// A rule of one's own needs three members:
///
///     struct SignSGD: Optimizer {
///       static let name = "signSGD"
///       var learningRate = 1e-3
///       var hyperparameters: KeyValuePairs<String, Double> { ["learningRate": learningRate] }
///
///       func update(
///         _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
///       ) throws(GraphError) -> Variable {
///         let rate = try context.hyperparameter("learningRate")
///         return try parameter - select(gradient > 0, rate, -rate)
///       }
///     }
public protocol Optimizer: Hashable, Sendable, Codable {
  /// The stable name, part of the names of its states: `dense1.weight.adam.m`.
  static var name: String { get }

  /// The numbers that the host may change between steps, with their first values.
  var hyperparameters: KeyValuePairs<String, Double> { get }

  /// - Throws: `GraphError` for a number out of its range.
  func validate() throws(GraphError)

  /// Whether a hyper-parameter may have a value; asked at first, and whenever it is set.
  /// - Throws: `GraphError` that names the rule, the hyper-parameter and its range.
  func validate(_ hyperparameter: String, _ value: Double) throws(GraphError)

  /// One step of the rule for one parameter.
  /// - Parameters:
  ///   - parameter: its value at the start of the step, of any shape.
  ///   - gradient: the gradient of the loss, of the same type and shape.
  ///   - context: gives the hyper-parameters and keeps the states.
  /// - Returns: the value for the next step, of the same type and shape.
  func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable
}

extension Optimizer {
  /// Asks for each hyper-parameter.
  public func validate() throws(GraphError) {
    for (name, value) in hyperparameters { try validate(name, value) }
  }

  /// A hyper-parameter has to be at least 0, and finite as a float32.
  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    try checkAmount(hyperparameter, value)
  }

  /// - Throws: `GraphError` for a number below 0, or beyond float32.
  func checkAmount(_ name: String, _ value: Double) throws(GraphError) {
    try check(name, value, value >= 0 && Float(value).isFinite, "a finite float32 ≥ 0")
  }

  /// - Throws: `GraphError` for a number out of its range: of `shares` of the past, what forgets
  ///   nothing, or is none.
  func check(_ name: String, _ value: Double, shares: Set<String>) throws(GraphError) {
    guard shares.contains(name) else { return try checkAmount(name, value) }
    try check(name, value, value >= 0 && Float(value) < 1, "in 0..<1, as a float32 too")
  }

  /// - Throws: `GraphError` naming the field, unless `holds`.
  func check(
    _ field: String, _ value: Double, _ holds: Bool, _ expected: String
  ) throws(GraphError) {
    guard holds else {
      throw GraphError(
        .invalidArgument, expected: "\(field): \(expected)", found: "\(value)",
        advice: "give \(field) of \(Self.name) a number in that range", operation: Self.name)
    }
  }

  /// The gradient with the decay's part, g + weightDecay · parameter (as in PyTorch's optimisers);
  /// the gradient itself where `weightDecay` is 0, which leaves no trace in the graph.
  func decayed(
    _ gradient: Variable, _ parameter: Variable, _ weightDecay: Double,
    _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    if weightDecay == 0 { return gradient }
    return try gradient + context.hyperparameter("weightDecay") * parameter
  }
}

/// What an update rule works with: hyper-parameters, and states that live from step to step.
public struct UpdateContext {
  let builder: GraphBuilder
  /// The name before the hyper-parameters, and in the names of states.
  let optimizer: String
  /// The first values of all hyper-parameters.
  private let values: [String: Double]
  /// The device scalars that the rule has asked for.
  private(set) var hyperparameters: [String: Variable] = [:]
  /// The parameter being updated.
  var parameter: Variable
  var updates: [StateUpdate] = []
  /// The new values of states that all parameters share.
  private var shared: [String: Variable] = [:]

  init(
    builder: GraphBuilder, optimizer: String, values: KeyValuePairs<String, Double>,
    parameter: Variable
  ) {
    self.builder = builder
    self.optimizer = optimizer
    self.values = Dictionary(values.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    self.parameter = parameter
  }

  /// The device scalar of a hyper-parameter, float32, named `<optimizer>.<name>`.
  /// - Throws: `GraphError` for a name that the optimizer does not list.
  public mutating func hyperparameter(_ name: String) throws(GraphError) -> Variable {
    if let variable = hyperparameters[name] { return variable }
    guard let value = values[name] else {
      throw GraphError(
        .unknownName, expected: "a hyper-parameter of \(optimizer)", found: "'\(name)'",
        advice: "it lists \(values.keys.sorted().joined(separator: ", "))")
    }
    let variable = try builder.inheritedOrNew(
      .hyperparameter, "\(optimizer).\(name)", TensorType([]), initial: value)
    hyperparameters[name] = variable
    return variable
  }

  /// A state of the parameter's shape and type (float32 for a half type), named `<parameter>.<optimizer>.<name>`.
  /// - Parameters:
  ///   - initial: every element before the first step.
  ///   - next: the value after the step, from the value before it.
  /// - Returns: the value after the step.
  public mutating func state(
    _ name: String, initial: Double = 0, next: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    let state = try builder.inheritedOrNew(
      .state, "\(parameter).\(optimizer).\(name)",
      TensorType(parameter.shape, parameter.dtype.computed), initial: initial)
    let value = try cast(next(state), to: state.dtype)
    updates.append(StateUpdate(state.id, value.id))
    return value
  }

  /// A scalar state that all parameters share, named `<optimizer>.<name>`. The first parameter's
  /// `next` counts; the others get the same value.
  /// - Returns: the value after the step.
  public mutating func sharedState(
    _ name: String, initial: Double = 0, next: (Variable) throws(GraphError) -> Variable
  ) throws(GraphError) -> Variable {
    if let value = shared[name] { return value }
    let state = try builder.inheritedOrNew(
      .state, "\(optimizer).\(name)", TensorType([]), initial: initial)
    let value = try next(state)
    updates.append(StateUpdate(state.id, value.id))
    shared[name] = value
    return value
  }

  /// The number of the step, 0 in the first, as a float32 scalar.
  public func step() throws(GraphError) -> Variable {
    try cast(builder.step(), to: .float32)
  }
}
