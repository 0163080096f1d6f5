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
  ///   - gradient: the gradient of the loss, of the same shape and type (float32 for a half type).
  ///   - context: gives the hyper-parameters and keeps the states.
  /// - Returns: the value for the next step, of the same shape; it is cast to the parameter's type.
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
    try checkNumber(Self.name, field, value, holds, expected)
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

  /// The parameter less its decay apart from the gradient, parameter · (1 − rate · weightDecay); the
  /// parameter itself where `weightDecay` is 0, which leaves no trace in the graph.
  func shrunk(
    _ parameter: Variable, _ rate: Variable, _ weightDecay: Double, _ context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    if weightDecay == 0 { return parameter }
    return try parameter * (1 - rate * context.hyperparameter("weightDecay"))
  }
}

/// - Throws: `GraphError` naming the owner of a number and the number, unless `holds`.
func checkNumber(
  _ owner: String, _ field: String, _ value: Double, _ holds: Bool, _ expected: String
) throws(GraphError) {
  guard holds else {
    throw GraphError(
      .invalidArgument, expected: "\(field): \(expected)", found: "\(value)",
      advice: "give \(field) of \(owner) a number in that range", operation: owner)
  }
}
