extension GraphBuilder {
  /// The gradient of `loss` with respect to each of `variables`, as new graph expressions.
  ///
  /// Reverse mode, symbolic. Only nodes on a path from a requested variable to the loss are
  /// visited. A variable consumed once uses its single gradient as it is; a sum appears only from
  /// the second consumer on. Gradients can be differentiated again.
  ///
  /// - Parameters:
  ///   - loss: usually a scalar; of any shape when `seed` is given.
  ///   - seed: the gradient that arrives at `loss`, of its shape; ones if nil.
  /// - Returns: one variable for each requested one, of its shape; zeros where no path leads.
  /// - Throws: `GraphError` for handles of other graphs, or for a loss that is not a
  ///   floating-point scalar when no seed is given.
  public func gradients(
    of loss: Variable, withRespectTo variables: [Variable], seed: Variable? = nil,
    file: String = #fileID, line: Int = #line
  ) throws(GraphError) -> [Variable] {
    try at(file, line) { () throws(GraphError) in
      let site = site(file, line)
      let start = try firstGradient(of: loss, seed: seed, site)
      return try appendGradients([(loss, start)], withRespectTo: variables, site)
    }
  }

  /// The gradients where several variables each have one that arrives.
  func appendGradients(
    _ starts: [(variable: Variable, gradient: Variable)], withRespectTo variables: [Variable],
    _ site: CallSite
  ) throws(GraphError) -> [Variable] {
    func position(_ variable: Variable) throws(GraphError) -> Int {
      do {
        return try self.variable(variable.id).id.index
      } catch {
        throw placed(error, "gradients", [variable], site.file, site.line)
      }
    }
    let roots = try starts.map { start throws(GraphError) in try position(start.variable) }
    let targets = try variables.map(position)
    let nodes = nodeList
    let isOnPath = reachable(from: Set(targets), upTo: nodes.count)

    var arriving: [Int: [Variable]] = [:]
    for (root, start) in zip(roots, starts) { arriving[root, default: []].append(start.gradient) }
    var totals: [Int: Variable] = [:]
    let lastNode = roots.compactMap { information($0).producer?.node }.max() ?? -1
    for index in stride(from: lastNode, through: 0, by: -1) {
      let node = nodes[index]
      guard node.outputs.contains(where: { arriving[$0] != nil && isOnPath.contains($0) }) else {
        continue
      }
      let needed = node.inputs.map {
        isOnPath.contains($0) && information($0).type.dtype.isFloatingPoint
      }
      guard needed.contains(true) else { continue }
      try expectOutside(node, targets, site)
      var outputGradients: [Variable?] = []
      for output in node.outputs {
        outputGradients.append(try total(output, arriving[output], &totals))
      }
      let gradients = try rule(node, outputGradients, needed, site)
      for (position, gradient) in gradients.enumerated() where needed[position] {
        guard let gradient else { continue }
        let input = node.inputs[position]
        let fitted = try sum(gradient, to: information(input).type.shape)
        arriving[input, default: []].append(fitted)
      }
    }
    var results: [Variable] = []
    for target in targets {
      if let gradient = try total(target, arriving[target], &totals) {
        results.append(gradient)
      } else {
        let type = information(target).type
        results.append(try broadcast(constant(0, type.dtype), to: type.shape))
      }
    }
    return results
  }

  /// What a checkpoint computes again is other variables: those of its body get no gradient through it.
  /// - Throws: `GraphError` for a target that was made within.
  private func expectOutside(
    _ node: Node, _ targets: [Int], _ site: CallSite
  ) throws(GraphError) {
    guard let checkpoint = node.op as? Checkpoint else { return }
    let inner = targets.first { target in
      information(target).producer.map { checkpoint.nodes.contains($0.node) } ?? false
    }
    guard let inner else { return }
    throw GraphError(
      .notDifferentiable, expected: "variables from outside of a checkpoint, or its results",
      found: "\(label(inner)): \(information(inner).type), made within",
      advice: "return it from the checkpoint's body, and use what the checkpoint gives",
      operation: "gradients", operands: ["\(label(inner)): \(information(inner).type)"], site: site,
      scope: scopePath)
  }

  private func firstGradient(
    of loss: Variable, seed: Variable?, _ site: CallSite
  ) throws(GraphError) -> Variable {
    guard loss.dtype.isFloatingPoint else {
      throw GraphError(
        .notDifferentiable, expected: "a floating-point loss", found: "\(loss.type)",
        advice: "differentiate before the cast to \(loss.dtype)", operation: "gradients",
        operands: ["\(loss): \(loss.type)"], site: site, scope: scopePath)
    }
    if let seed {
      guard seed.type == loss.type else {
        throw GraphError(
          .shapeMismatch, expected: "a seed of type \(loss.type), as the loss has",
          found: "\(seed.type)", advice: "reshape or cast the seed", operation: "gradients",
          operands: ["\(loss)", "\(seed)"], site: site, scope: scopePath)
      }
      return seed
    }
    guard loss.shape.elementCount == 1 else {
      throw GraphError(
        .shapeMismatch, expected: "a loss of one element, or a seed", found: "\(loss.type)",
        advice: "take the mean or the sum of it, or pass seed:", operation: "gradients",
        operands: ["\(loss): \(loss.type)"], site: site, scope: scopePath)
    }
    return try broadcast(constant(1, loss.dtype), to: loss.shape)
  }

  /// Everything that a requested variable flows into.
  private func reachable(from targets: Set<Int>, upTo count: Int) -> Set<Int> {
    var reached = targets
    for node in nodeList[0..<count] where node.inputs.contains(where: reached.contains) {
      reached.formUnion(node.outputs)
    }
    return reached
  }

  /// Copy-on-write accumulation: one gradient is used as it is, several become one n-ary sum.
  private func total(
    _ index: Int, _ parts: [Variable]?, _ totals: inout [Int: Variable]
  ) throws(GraphError) -> Variable? {
    guard let parts, let first = parts.first else { return nil }
    if let known = totals[index] { return known }
    let sum = parts.count == 1 ? first : try add(AddMany(), parts)[0]
    totals[index] = sum
    return sum
  }

  private func rule(
    _ node: Node, _ outputGradients: [Variable?], _ needed: [Bool], _ site: CallSite
  ) throws(GraphError) -> [Variable?] {
    let context = GradientContext(
      inputs: handles(node.inputs), outputs: handles(node.outputs),
      outputGradients: outputGradients, needed: needed)
    do {
      // What a rule adds, and a fault in it, belongs to the line that asked for the operation.
      let gradients = try placing(node.site ?? site) { try node.op.gradient(context) }
      guard gradients.count == node.inputs.count else {
        throw GraphError(
          .notDifferentiable, expected: "\(node.inputs.count) gradients, one for each input",
          found: "\(gradients.count)", advice: "mend the gradient rule of \(node.op.name)")
      }
      return gradients
    } catch {
      var wrapped =
        error as? GraphError
        ?? GraphError(
          .notDifferentiable, expected: "a gradient", found: "\(error)",
          advice: "mend the gradient rule of \(node.op.name)")
      wrapped.operation = "gradient of \(describe(node.op))"
      wrapped.operands = node.inputs.map { "\(label($0)): \(information($0).type)" }
      wrapped.site = node.site ?? site
      wrapped.scope = node.scope
      throw wrapped
    }
  }

  /// Undoes broadcasting: sums `gradient` over the axes along which `shape` was repeated.
  func sum(_ gradient: Variable, to shape: Shape) throws(GraphError) -> Variable {
    if gradient.shape == shape { return gradient }
    let extra = gradient.shape.rank - shape.rank
    guard extra >= 0, shape.broadcasts(to: gradient.shape) else {
      throw GraphError(
        .shapeMismatch, expected: "a gradient of shape \(shape), or one it broadcasts to",
        found: "\(gradient.shape)", advice: "mend the gradient rule")
    }
    let axes = (0..<gradient.shape.rank).filter { axis in
      axis < extra || (shape[axis - extra] == 1 && gradient.shape[axis] != 1)
    }
    let summed = try ApusGraph.sum(gradient, axes: axes, keepingDims: true)
    return try reshape(summed, to: shape)
  }
}
