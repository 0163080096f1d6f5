import ApusGraph

extension DeviceChecks {
  /// The device's gradients of random-weighted sums of many cases, against the symbolic gradient
  /// of the reference and against finite differences on it; up to `perProgram` cases without
  /// symbols share a program.
  /// - Parameter order: 2 for the gradients of random-weighted sums of the gradients.
  public static func gradients(
    _ cases: [OperationCase], perProgram: Int = 40, _ runner: some CaseRunner,
    relative: Double = 1e-4, order: Int = 1
  ) -> [String] {
    programs(cases, perProgram) { group, binding in
      let merged = try MergedGradients(group, binding: binding, order: order)
      if merged.parts.isEmpty { return [] }
      let tensors = try runner.run(
        graph: merged.graph, outputs: merged.parts.flatMap(\.gradients),
        feeds: try merged.feeds.mapValues { try $0.tensor() }, binding: binding,
        mode: group[0].mode)
      var found: [String] = []
      var rest = tensors.map { ReferenceArray($0) }[...]
      for part in merged.parts {
        let own = Array(rest.prefix(part.gradients.count))
        rest = rest.dropFirst(part.gradients.count)
        if let problem = try gradientProblem(part.operation, binding, own, relative, order) {
          found.append("gradient of \(part.operation.name), \(problem)")
        }
      }
      return found
    }
  }

  /// What is wrong with the gradients `found` for a case; nil if nothing.
  static func gradientProblem(
    _ operation: OperationCase, _ binding: [String: Int], _ found: [ReferenceArray],
    _ relative: Double, _ order: Int = 1
  ) throws -> String? {
    guard let gradient = try GradientCase(operation, binding: binding, order: order) else {
      return "there is nothing to differentiate"
    }
    let expected = try gradient.symbolic()
    // What rounding leaves of a difference of two losses in Double.
    let noise = try 1e-9 * max(1, gradient.lossValue(gradient.feeds).magnitude)
    let samples = try gradient.numericGradient()
    for (number, (own, expected)) in zip(found, expected).enumerated() {
      guard own.shape == expected.shape else {
        return "input \(number): expected \(expected.shape), found \(own.shape)"
      }
      let largest = expected.values.reduce(0) { max($0, $1.magnitude) }
      // A float32 is wrong by some 1e-7 of what it was summed from, which is about the largest
      // element. Where all are 0, terms have cancelled whose size the case's tolerance tells.
      let rounding = largest > 0 ? 1e-6 * largest : operation.tolerance.absolute
      if let problem = distanceProblem(own.values, expected.values, relative, rounding) {
        return "input \(number) against the reference: \(problem)"
      }
      let sampled = samples[number].positions.map { own.values[$0] }
      let slopes = samples[number].values
      if let problem = distanceProblem(sampled, slopes, relative, rounding + noise) {
        return "input \(number) against finite differences: \(problem)"
      }
    }
    return nil
  }
}
