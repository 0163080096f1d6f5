/// Lookahead: another rule's steps, and after each few of them a return to a point between where they
/// began and where they led (M. Zhang et al., "Lookahead optimizer: k steps forward, 1 step back",
/// NeurIPS 2019):
///
///     p ← the rule's step
///     after each `steps` steps:  s ← s + alpha · (p − s);  p ← s
///
/// s, a state, is p before the first step. As Optax' `lookahead`
/// (https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.lookahead). The step is chosen on the
/// device. The rule's numbers are hyper-parameters beside `alpha`.
///
///     let trainer = try Trainer(minimizing: loss, with: Lookahead(Adam(), steps: 6), on: device)
public struct Lookahead<Rule: Optimizer>: Optimizer {
  public static var name: String { "lookahead" }

  /// The rule whose steps are taken.
  public var rule: Rule
  /// After how many steps to return; at least 1.
  public var steps: Int
  /// How far along to return to, in 0...1.
  public var alpha: Double

  /// A rule around another one.
  public init(_ rule: Rule, steps: Int = 5, alpha: Double = 0.5) {
    self.rule = rule
    self.steps = steps
    self.alpha = alpha
  }

  public var hyperparameters: KeyValuePairs<String, Double> { ["alpha": alpha] }

  public func validate() throws(GraphError) {
    let isCount = (1...Int(Int32.max)).contains(steps)
    try check("steps", Double(steps), isCount, "at least 1")
    try validate("alpha", alpha)
    try rule.validate()
  }

  public func validate(_ hyperparameter: String, _ value: Double) throws(GraphError) {
    if hyperparameter != "alpha" { return try rule.validate(hyperparameter, value) }
    try check("alpha", value, (0...1).contains(value), "in 0...1")
  }

  public func update(
    _ parameter: Variable, gradient: Variable, in context: inout UpdateContext
  ) throws(GraphError) -> Variable {
    let alpha = try context.hyperparameter("alpha")
    let count = try context.updateCount()
    let isDue = try equal((count + 1) % steps, 0)
    let fast = try context.update(parameter, gradient: gradient, by: rule)
    let slow = try context.state("slow") { (s) throws(GraphError) in
      let start = try select(equal(count, 0), parameter, s)
      return try select(isDue, start + alpha * (fast - start), start)
    }
    return try select(isDue, slow, fast)
  }
}
