/// A bound on gradients. The bound is a hyper-parameter, named as in the cases below, which
/// `Trainer.setHyperparameter` changes.
public enum GradientClipping: Hashable, Sendable, Codable {
  /// Each element to −bound...bound, as `torch.nn.utils.clip_grad_value_`; `clipValue`.
  case value(Double)
  /// The norm of each parameter's gradient: g · min(1, bound / (‖g‖ + 10⁻⁶)); `clipNorm`.
  case norm(Double)
  /// The norm of all gradients together: each g · min(1, bound / (‖all g‖ + 10⁻⁶)), as
  /// `torch.nn.utils.clip_grad_norm_`; `clipGlobalNorm`. Gradients that share no NaN would get one
  /// from any: one NaN spoils the step, as there.
  case globalNorm(Double)

  var name: String {
    switch self {
    case .value: "clipValue"
    case .norm: "clipNorm"
    case .globalNorm: "clipGlobalNorm"
    }
  }

  var bound: Double {
    switch self {
    case .value(let bound), .norm(let bound), .globalNorm(let bound): bound
    }
  }

  /// The gradients within the bound.
  /// - Throws: `GraphError` for a bound out of range.
  func clipped(
    _ gradients: [Variable], _ context: inout UpdateContext
  ) throws(GraphError) -> [Variable] {
    let range = HyperparameterRange.bound(of: "clipping")
    try range.check(name, bound)
    let bound = try context.scalar(name, bound, group: nil, range)
    var scaled: [Variable] = []
    switch self {
    case .value:
      let low = try -bound
      for gradient in gradients { scaled.append(try minimum(maximum(gradient, low), bound)) }
    case .norm:
      for gradient in gradients {
        scaled.append(try gradient * factor(bound, squares: sum(gradient * gradient)))
      }
    case .globalNorm:
      var squares: [Variable] = []
      for gradient in gradients { squares.append(try sum(gradient * gradient)) }
      var total = squares[0]
      for square in squares.dropFirst() { total = try total + square }
      let factor = try factor(bound, squares: total)
      for gradient in gradients { scaled.append(try gradient * factor) }
    }
    return scaled
  }

  private func factor(_ bound: Variable, squares: Variable) throws(GraphError) -> Variable {
    try minimum(bound / (sqrt(squares) + 1e-6), 1)
  }
}
