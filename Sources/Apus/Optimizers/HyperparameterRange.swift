/// What a hyper-parameter of a `Minimization` may be set to.
enum HyperparameterRange: Sendable {
  /// What a rule says of the number.
  case rule(any Optimizer)
  /// At least 0, of the named part of a step.
  case amount(of: String)
  /// Above 0.
  case bound(of: String)
  /// In 0..<1.
  case share(of: String)

  /// - Throws: `GraphError` that names the number and its range.
  func check(_ name: String, _ value: Double) throws(GraphError) {
    let isFinite = Float(value).isFinite
    switch self {
    case .rule(let rule): try rule.validate(name, value)
    case .amount(let owner):
      try checkNumber(owner, name, value, value >= 0 && isFinite, "a finite float32 ≥ 0")
    case .bound(let owner):
      try checkNumber(owner, name, value, Float(value) > 0 && isFinite, "a finite float32 > 0")
    case .share(let owner):
      try checkNumber(owner, name, value, value >= 0 && Float(value) < 1, "in 0..<1")
    }
  }
}
